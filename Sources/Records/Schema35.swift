/// Views that people keep may be of visits, calls and requests; reports are made again and again by the desk itself; rungs of ladders
/// may be minutes.
enum Schema35 {
    static let statements = [
        "ALTER TABLE clocks ADD COLUMN rung_minutes BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE kept_views ADD COLUMN subject TEXT NOT NULL DEFAULT 'cases'",
        """
        CREATE TABLE scheduled_reports (
            id {id}, owner BIGINT NOT NULL REFERENCES staff, by_field TEXT NOT NULL, rhythm TEXT NOT NULL,
            form TEXT NOT NULL, folder TEXT NOT NULL, program TEXT NOT NULL, language TEXT NOT NULL,
            made_until BIGINT NOT NULL, due BIGINT, held_until BIGINT, failures BIGINT NOT NULL, error TEXT NOT NULL,
            made_at BIGINT, created_at BIGINT NOT NULL)
        """,
        // One that was withdrawn is never due again.
        "CREATE INDEX scheduled_reports_due ON scheduled_reports(due) WHERE due IS NOT NULL",
    ]
}
