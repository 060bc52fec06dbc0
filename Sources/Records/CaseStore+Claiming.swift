package import Model

extension CaseStore {
    /// Gives the most urgent open case that nobody has to this person, in one statement: two who ask at once never get
    /// the same one.
    /// - Parameters:
    ///   - queues: where to look; nil is everywhere.
    ///   - kinds: what this person may not take.
    ///   - reach: only of these cases; nil is of all.
    package func claimNext(
        for staff: StaffID, queues: [String]?, except kinds: [CaseKind], within reach: CaseReach? = nil
    ) throws -> ServiceCase? {
        var sql = SQLText()
        let who = sql.mark(SQLValue(staff))
        func marks(_ words: [String]) -> String {
            words.map { sql.mark(.text($0)) }.joined(separator: ", ")
        }
        let whole = queues.map { "AND queue IN (\(marks($0)))" } ?? ""
        let barred = kinds.isEmpty ? "" : "AND kind NOT IN (\(marks(kinds.map(\.rawValue))))"
        let near = reach.map { "AND \($0.condition(&sql))" } ?? ""
        return try db.query(
            """
            UPDATE cases SET owner = \(who), version = version + 1 WHERE id = (
                SELECT id FROM cases WHERE closed_at IS NULL AND owner IS NULL \(whole) \(barred) \(near)
                ORDER BY urgency, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, sql.values, Self.decode
        ).first
    }
}
