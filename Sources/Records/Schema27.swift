/// What people said of their needs in interviews and workshops.
enum Schema27 {
    static let statements = [
        """
        CREATE TABLE need_notes (id {id}, need TEXT NOT NULL, audience TEXT NOT NULL,
            customer BIGINT REFERENCES customers, who TEXT NOT NULL, wanted DOUBLE PRECISION, words TEXT NOT NULL,
            source TEXT NOT NULL, noted_on BIGINT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL,
            withdrawn_at BIGINT)
        """,
        "CREATE INDEX need_notes_day ON need_notes(audience, noted_on)",
        "CREATE INDEX need_notes_customer ON need_notes(customer) WHERE customer IS NOT NULL",
    ]
}
