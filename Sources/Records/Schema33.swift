/// What people conclude in an audit, every version of it, beside what was generated; and when an audit was closed.
enum Schema33 {
    static let statements = [
        "ALTER TABLE audits ADD COLUMN closed_at BIGINT",
        """
        CREATE TABLE audit_conclusions (
            id {id}, audit BIGINT NOT NULL REFERENCES audits, place BIGINT NOT NULL, version BIGINT NOT NULL,
            claim_name TEXT, claim TEXT NOT NULL)
        """,
        // A generated sentence is decided on once; conclusions of people's own have none.
        "CREATE UNIQUE INDEX audit_conclusions_claim ON audit_conclusions(audit, claim_name)",
        """
        CREATE TABLE audit_conclusion_versions (
            conclusion BIGINT NOT NULL REFERENCES audit_conclusions, version BIGINT NOT NULL, section TEXT NOT NULL,
            state TEXT NOT NULL, texts TEXT NOT NULL, evidence TEXT NOT NULL, reason TEXT NOT NULL,
            by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL, PRIMARY KEY (conclusion, version))
        """,
    ]
}
