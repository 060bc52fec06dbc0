/// How far a clock has come on the escalation ladders, and when it reaches the next rung.
enum Schema18 {
    static let statements = [
        "ALTER TABLE clocks ADD COLUMN rung BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE clocks ADD COLUMN rung_due BIGINT",
        "CREATE INDEX clocks_rung ON clocks(rung_due) WHERE state = 'running' AND rung_due IS NOT NULL",
    ]
}
