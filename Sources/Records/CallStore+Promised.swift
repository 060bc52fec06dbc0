package import Model

extension CallStore {
    /// Takes the call promised for the earliest minute up to then, of those this clerk may make, in one statement.
    /// - Parameters:
    ///   - earliest: promises of earlier minutes are not looked at; nil for any.
    ///   - latest: promises of later minutes are not looked at.
    ///   - languages: what the clerk speaks; empty for everything. A promise whose minute has come is anybody's.
    ///   - reach: only about these cases, or about none; nil is all.
    package func claimPromised(
        for staff: StaffID, _ states: [String], languages: [String], from earliest: Instant? = nil,
        upTo latest: Instant, within reach: CaseReach? = nil, at now: Instant
    ) throws -> FollowUpCall? {
        var sql = SQLText()
        let (clerk, end) = (sql.mark(SQLValue(staff)), sql.mark(SQLValue(latest)))
        let barred = sql.mark(.text("%,\(staff.number),%"))
        func list(_ words: [String]) -> String {
            words.map { sql.mark(.text($0)) }.joined(separator: ", ")
        }
        var tests = ["state IN (\(list(states)))"]
        if !languages.isEmpty {
            let spoken = list([""] + languages)
            tests.append("(language IN (\(spoken)) OR promised_at <= \(sql.mark(SQLValue(now))))")
        }
        if let earliest { tests.append("promised_at >= \(sql.mark(SQLValue(earliest)))") }
        if let reach { tests.append(reach.conditionOfCalls(heldBy: nil, &sql)) }
        return try db.query(
            """
            UPDATE calls SET claimed_by = \(clerk), version = version + 1 WHERE id = (
                SELECT id FROM calls
                WHERE is_open = 1 AND claimed_by IS NULL AND promised_at IS NOT NULL AND promised_at <= \(end)
                    AND lacks_number = 0 AND barred NOT LIKE \(barred) AND \(tests.joined(separator: " AND "))
                ORDER BY promised_at, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, sql.values, Self.decode
        ).first
    }
}
