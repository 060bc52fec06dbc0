package import Model

extension CallStore {
    /// Takes the call promised for the earliest minute up to then, of those this clerk may make, in one statement.
    /// - Parameters:
    ///   - earliest: promises of earlier minutes are not looked at; nil for any.
    ///   - latest: promises of later minutes are not looked at.
    ///   - languages: what the clerk speaks; empty for everything. A promise whose minute has come is anybody's.
    package func claimPromised(
        for staff: StaffID, _ states: [String], languages: [String], from earliest: Instant? = nil,
        upTo latest: Instant, at now: Instant
    ) throws -> FollowUpCall? {
        var values: [SQLValue] = [SQLValue(staff), SQLValue(latest), .text("%,\(staff.number),%")]
        func list(_ words: [String]) -> String {
            values += words.map { .text($0) }
            return words.indices.map { "$\(values.count - words.count + $0 + 1)" }.joined(separator: ", ")
        }
        var tests = ["state IN (\(list(states)))"]
        if !languages.isEmpty {
            let spoken = list([""] + languages)
            values.append(SQLValue(now))
            tests.append("(language IN (\(spoken)) OR promised_at <= $\(values.count))")
        }
        if let earliest {
            values.append(SQLValue(earliest))
            tests.append("promised_at >= $\(values.count)")
        }
        return try db.query(
            """
            UPDATE calls SET claimed_by = $1, version = version + 1 WHERE id = (
                SELECT id FROM calls
                WHERE is_open = 1 AND claimed_by IS NULL AND promised_at IS NOT NULL AND promised_at <= $2
                    AND lacks_number = 0 AND barred NOT LIKE $3 AND \(tests.joined(separator: " AND "))
                ORDER BY promised_at, id LIMIT 1 {skipLocked})
            RETURNING \(Self.columns)
            """, values, Self.decode
        ).first
    }
}
