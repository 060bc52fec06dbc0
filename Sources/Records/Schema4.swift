/// Staff may have a passphrase. Its hash stands in their record, which only those write who keep the staff; how often it
/// was mistyped stands beside it, as that is counted whoever sits at the desk.
enum Schema4 {
    static let statements = [
        "ALTER TABLE staff ADD COLUMN passphrase TEXT",
        """
        CREATE TABLE wrong_tries (
            staff BIGINT PRIMARY KEY REFERENCES staff, tries BIGINT NOT NULL, at BIGINT NOT NULL)
        """,
    ]
}
