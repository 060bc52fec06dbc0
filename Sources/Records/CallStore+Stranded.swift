package import Model

/// People who make calls about the same cases.
package struct Callers: Sendable, Hashable {
    package var people: [StaffID]
    /// About which cases; nil for all.
    package var reach: CaseReach?

    package init(people: [StaffID], reach: CaseReach?) { (self.people, self.reach) = (people, reach) }
}

extension CallStore {
    /// Calls that are due and that nobody makes: in nobody's hands, lent to nobody who works here, and barred to each of those
    /// who make calls about their case. The first to be late is on top.
    /// - Parameters:
    ///   - callers: all who make calls, those of the widest reach first, since one of them settles most calls.
    ///   - ids: only of these; nil for all.
    package func stranded(without callers: [Callers], among ids: [CallID]? = nil, at now: Instant, limit: Int)
        throws -> [FollowUpCall]
    {
        guard !callers.isEmpty, ids?.isEmpty != true else { return [] }
        let (sql, values) = Self.stranding(without: callers, among: ids, at: now, limit: limit)
        return try db.query(sql, values, Self.decode)
    }

    static func stranding(without callers: [Callers], among ids: [CallID]?, at now: Instant, limit: Int)
        -> (sql: String, values: [SQLValue])
    {
        var sql = SQLText()
        // Their numbers alone take so much room in `barred`; an index knows the calls in which that much is taken.
        let everywhere = callers.filter { $0.reach == nil }.flatMap(\.people)
        var tests = ["LENGTH(barred) >= \(sql.mark(SQLValue(Self.kept(everywhere).count)))"]
        tests.append("+due_from <= \(sql.mark(SQLValue(now)))")
        if let ids {
            tests.append("id IN (\(ids.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")))")
        }
        for group in callers {
            let far = group.reach.map { "NOT \($0.conditionOfCalls(heldBy: nil, &sql)) OR " } ?? ""
            let barred = group.people.map { "barred LIKE \(sql.mark(.text("%,\($0.number),%")))" }
            tests.append("(\(far)\(barred.joined(separator: " AND ")))")
        }
        let most = sql.mark(SQLValue(limit))
        return (
            """
            SELECT \(columns) FROM calls
            WHERE is_open = 1 AND claimed_by IS NULL AND lacks_number = 0 AND \(tests.joined(separator: " AND "))
                AND (meant_for IS NULL OR meant_for NOT IN (SELECT staff.id FROM staff WHERE active = 1))
            ORDER BY +due_by, id LIMIT \(most)
            """, sql.values
        )
    }

    /// The first call that is due and kept for this person, of those that nobody has in hand.
    package func lent(to staff: StaffID, _ states: [String], at now: Instant) throws -> FollowUpCall? {
        var sql = SQLText()
        let (person, moment) = (sql.mark(SQLValue(staff)), sql.mark(SQLValue(now)))
        let places = states.map { sql.mark(.text($0)) }.joined(separator: ", ")
        return try db.query(
            """
            SELECT \(Self.columns) FROM calls
            WHERE is_open = 1 AND claimed_by IS NULL AND lacks_number = 0 AND meant_for = \(person)
                AND due_from <= \(moment) AND state IN (\(places))
            ORDER BY due_by, id LIMIT 1
            """, sql.values, Self.decode
        ).first
    }
}
