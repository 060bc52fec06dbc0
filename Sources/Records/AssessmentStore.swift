package import Model

/// Assessments by a standard, and their marks. A mark is added, never changed; one beside the scale may end.
package struct AssessmentStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ a: SelfAssessment) throws -> Int64 {
        try db.insert(
            "INSERT INTO assessments (standard, title, made_on, text, by_staff, at) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .text(a.standard), .text(a.title), SQLValue(a.day), .text(a.text), SQLValue(a.by),
                SQLValue(a.at),
            ])
    }

    /// The newest day first.
    package func all() throws -> [SelfAssessment] {
        try db.query(
            "SELECT \(Self.columns) FROM assessments ORDER BY made_on DESC, id DESC", decode: Self.assessment)
    }

    package func find(_ id: Int64) throws -> SelfAssessment? {
        try db.first(
            "SELECT \(Self.columns) FROM assessments WHERE id = $1", .int(id), decode: Self.assessment)
    }

    private static let columns = "id, standard, title, made_on, text, by_staff, at"

    private static func assessment(_ r: any SQLRow) -> SelfAssessment {
        var found = SelfAssessment(
            standard: r.text(1), title: r.text(2), day: Day(number: Int(r.int(3))), by: r.idOrNil(5),
            at: r.instant(6), text: r.text(4))
        found.id = r.int(0)
        return found
    }

    package func insert(_ m: AssessmentMark) throws -> Int64 {
        try db.insert(
            """
            INSERT INTO assessment_marks (assessment, clause, verdict, failing, note, by_staff, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .int(m.assessment), .text(m.clause), .text(m.verdict.rawValue), SQLValue(m.failing),
                .text(m.note), SQLValue(m.by), SQLValue(m.at),
            ])
    }

    /// All that were made, in the order they were.
    package func marks(of assessment: Int64) throws -> [AssessmentMark] {
        try db.query(
            """
            SELECT id, assessment, clause, verdict, failing, note, by_staff, at, ended_at FROM assessment_marks
            WHERE assessment = $1 ORDER BY id
            """, .int(assessment)
        ) { r in
            var mark = AssessmentMark(
                assessment: r.int(1), clause: r.text(2), verdict: try r.choice(3),
                failing: r.isNull(4) ? nil : r.real(4), note: r.text(5), by: r.idOrNil(6), at: r.instant(7))
            (mark.id, mark.endedAt) = (r.int(0), r.instantOrNil(8))
            return mark
        }
    }

    package func end(mark id: Int64, at now: Instant) throws {
        try db.send(
            "UPDATE assessment_marks SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", SQLValue(now),
            .int(id))
    }
}
