/// Who sits at a desk, as the desks themselves tell it; and indexes by which the overview counts what came, went, and was
/// kept lately without passing by all that is older.
enum Schema15 {
    static let statements = [
        """
        CREATE TABLE presence (
            staff BIGINT PRIMARY KEY REFERENCES staff, state TEXT NOT NULL, since BIGINT NOT NULL,
            seen_at BIGINT NOT NULL, touched_at BIGINT NOT NULL, subject_kind TEXT, subject BIGINT,
            subject_since BIGINT)
        """,
        "CREATE INDEX cases_arrivals ON cases(opened_at, queue)",
        "CREATE INDEX cases_closings ON cases(closed_at, queue) WHERE closed_at IS NOT NULL",
        """
        CREATE INDEX clocks_ended ON clocks(stopped_at, subject)
            WHERE subject_kind = 'case' AND state IN ('met', 'missed')
        """,
        "CREATE INDEX calls_from ON calls(due_from) WHERE is_open = 1",
    ]
}
