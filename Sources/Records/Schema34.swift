/// Who runs late is told apart from who is away. What bills are less by: notes, numbered by themselves; and what was written
/// under a bill's number again after it was void.
enum Schema34 {
    static let statements = [
        "ALTER TABLE absences ADD COLUMN is_late BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE credit_notes (
            id {id}, bill BIGINT NOT NULL REFERENCES bills, issue BIGINT NOT NULL, at BIGINT NOT NULL,
            who TEXT NOT NULL, said TEXT NOT NULL)
        """,
        "CREATE INDEX credit_notes_bill ON credit_notes(bill)",
        """
        CREATE TABLE bill_issues (
            bill BIGINT NOT NULL REFERENCES bills, issue BIGINT NOT NULL, at BIGINT NOT NULL, who TEXT NOT NULL,
            said TEXT NOT NULL, PRIMARY KEY (bill, issue))
        """,
    ]
}
