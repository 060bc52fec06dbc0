package import Model

/// What work was judged to be: reviews that are finished and were drawn by chance, by when they were finished. Those drawn
/// for their risk tell nothing of the whole.
extension ReportStore {
    package struct Scored: Sendable, Hashable {
        package var review: ReviewID
        /// The case or call that was judged.
        package var subject: Subject
        package var caseID: CaseID?
        package var moment: Instant
        /// 0 to 1.
        package var share: Double
        package var group: String
    }

    /// By what they can be told apart.
    package static let scoreFields: [ReportField] = [
        .kind, .product, .queue, .customer, .channel, .severity, .team, .agent,
    ]

    /// By their moment.
    package func scores(in window: Window, by field: ReportField?) throws -> [Scored] {
        let group = field.map { "COALESCE(\(Self.expression(of: $0)), '')" } ?? "''"
        return try db.query(
            """
            SELECT r.id, r.subject_kind, r.subject, c.id, r.finished_at, r.share, \(group) AS grp
            FROM reviews r
                LEFT JOIN calls f ON r.subject_kind = 'call' AND f.id = r.subject
                LEFT JOIN cases c ON c.id = CASE r.subject_kind WHEN 'case' THEN r.subject ELSE f.case_id END
            WHERE r.state = 'finished' AND r.by_risk = 0 AND r.share IS NOT NULL
                AND r.finished_at >= $1 AND r.finished_at < $2
            ORDER BY r.finished_at, r.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            Scored(
                review: r.id(0), subject: Subject(try r.choice(1), r.int(2)), caseID: r.idOrNil(3),
                moment: r.instant(4), share: r.real(5), group: r.text(6))
        }
    }

    private static func expression(of field: ReportField) -> String {
        switch field {
        case .kind, .product, .queue, .channel, .severity: "c.\(field.rawValue)"
        case .customer: "(SELECT u.kind FROM customers u WHERE u.id = COALESCE(c.customer, f.customer))"
        case .team: "(SELECT s.team FROM staff s WHERE s.id = r.agent)"
        case .agent: "CAST(r.agent AS TEXT)"
        case .zone, .technician, .promise, .plan, .reason: "''"
        }
    }
}
