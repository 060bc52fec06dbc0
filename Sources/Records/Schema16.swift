/// Changes of many cases at once, with what each case held before and which version the change made of it, so that one may
/// be taken back as long as nobody went on from there.
enum Schema16 {
    static let statements = [
        """
        CREATE TABLE bulk_changes (
            id {id}, at BIGINT NOT NULL, by_staff BIGINT NOT NULL REFERENCES staff, what TEXT NOT NULL,
            undone_at BIGINT)
        """,
        "CREATE INDEX bulk_changes_by ON bulk_changes(by_staff, id)",
        """
        CREATE TABLE bulk_rows (
            change BIGINT NOT NULL REFERENCES bulk_changes, case_id BIGINT NOT NULL REFERENCES cases,
            version BIGINT NOT NULL, before TEXT NOT NULL, PRIMARY KEY (change, case_id))
        """,
    ]
}
