/// What the desk gave to whom by itself.
enum Schema21 {
    static let statements = [
        """
        CREATE TABLE assignments (case_id BIGINT NOT NULL REFERENCES cases, staff BIGINT NOT NULL REFERENCES staff,
            rule TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (case_id, staff))
        """,
        "CREATE INDEX assignments_staff ON assignments(staff, at)",
    ]
}
