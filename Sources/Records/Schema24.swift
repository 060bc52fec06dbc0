/// What was seen of competitors, day by day, and how the house judged itself by a standard.
enum Schema24 {
    static let statements = [
        """
        CREATE TABLE competitors (id {id}, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, note TEXT NOT NULL,
            by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE competitor_rows (
            id {id}, company BIGINT NOT NULL REFERENCES competitors, measure TEXT NOT NULL, side TEXT NOT NULL,
            value DOUBLE PRECISION, deviation DOUBLE PRECISION, sample BIGINT, source TEXT NOT NULL,
            seen_on BIGINT NOT NULL, note TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL,
            withdrawn_at BIGINT)
        """,
        "CREATE INDEX competitor_rows_measure ON competitor_rows(measure, seen_on)",
        """
        CREATE TABLE assessments (id {id}, standard TEXT NOT NULL, title TEXT NOT NULL, made_on BIGINT NOT NULL,
            text TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE assessment_marks (
            id {id}, assessment BIGINT NOT NULL REFERENCES assessments, clause TEXT NOT NULL, verdict TEXT NOT NULL,
            failing DOUBLE PRECISION, note TEXT NOT NULL, by_staff BIGINT REFERENCES staff, at BIGINT NOT NULL,
            ended_at BIGINT)
        """,
        "CREATE INDEX assessment_marks_of ON assessment_marks(assessment, id)",
    ]
}
