package import Model

extension CaseStore {
    /// Gives the most urgent open case that nobody has to this person, in one statement: two who ask at once never get
    /// the same one.
    /// - Parameters:
    ///   - queues: where to look; nil is everywhere.
    ///   - kinds: what this person may not take.
    package func claimNext(for staff: StaffID, queues: [String]?, except kinds: [CaseKind]) throws
        -> ServiceCase?
    {
        var values = [SQLValue(staff)]
        func marks(_ words: [String]) -> String {
            words.map { word in
                values.append(.text(word))
                return "$\(values.count)"
            }.joined(separator: ", ")
        }
        let whole = queues.map { "AND queue IN (\(marks($0)))" } ?? ""
        let barred = kinds.isEmpty ? "" : "AND kind NOT IN (\(marks(kinds.map(\.rawValue))))"
        return try db.query(
            """
            UPDATE cases SET owner = $1, version = version + 1 WHERE id = (
                SELECT id FROM cases WHERE closed_at IS NULL AND owner IS NULL \(whole) \(barred)
                ORDER BY urgency, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, values, Self.decode
        ).first
    }
}
