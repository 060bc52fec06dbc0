package import Model

/// A case as far as it tells who is not to ask its customer how the service was.
package struct HandledCase: Sendable, Hashable {
    package var id: CaseID
    package var customer: CustomerID
    package var unit: UnitID?
}

extension CaseStore {
    /// The cases of some customers that were open at some time since then.
    package func handled(of customers: [CustomerID], since: Instant) throws -> [HandledCase] {
        try Self.batches(customers).flatMap { some in
            var sql = SQLText()
            let those = Self.list(some.map { SQLValue($0) }, &sql)
            let time = sql.mark(SQLValue(since))
            return try db.query(
                """
                SELECT id, customer, unit FROM cases
                WHERE customer IN (\(those)) AND (closed_at IS NULL OR closed_at >= \(time))
                """, sql.values
            ) { HandledCase(id: $0.id(0), customer: $0.id(1), unit: $0.idOrNil(2)) }
        }
    }

    /// Everyone who has each of these cases, logged it (not from a file), moved it by hand, or visited for it, alone or with another.
    package func handlers(of ids: [CaseID]) throws -> [CaseID: Set<StaffID>] {
        var found: [CaseID: Set<StaffID>] = [:]
        for some in Self.batches(ids) {
            for statement in Self.handling {
                var sql = SQLText()
                let those = Self.list(some.map { SQLValue($0) }, &sql)
                for pair in try db.query(
                    statement(those), sql.values, { Handler(of: $0.id(0), who: $0.id(1)) })
                {
                    found[pair.of, default: []].insert(pair.who)
                }
            }
        }
        return found
    }

    private struct Handler {
        var of: CaseID
        var who: StaffID
    }

    /// Who did something for cases, each with its case, given a list of them.
    private static let handling: [@Sendable (String) -> String] = [
        { "SELECT id, owner FROM cases WHERE id IN (\($0)) AND owner IS NOT NULL" },
        { "SELECT case_id, technician FROM visits WHERE case_id IN (\($0)) AND technician IS NOT NULL" },
        { "SELECT case_id, helper FROM visits WHERE case_id IN (\($0)) AND helper IS NOT NULL" },
        {
            """
            SELECT DISTINCT j.subject, s.id
            FROM journal j JOIN staff s ON s.login = j.by_login JOIN cases c ON c.id = j.subject
            WHERE j.subject_kind = 'case' AND j.subject IN (\($0))
                AND (j.event = 'case.did' OR j.event = 'case.logged' AND c.channel <> 'import')
            """
        },
    ]

    /// Each once, so many as one statement takes.
    private static func batches<ID: Hashable & Comparable>(_ ids: [ID]) -> [ArraySlice<ID>] {
        let (each, most) = (Set(ids).sorted(), 500)
        return stride(from: 0, to: each.count, by: most).map { each[$0..<min(each.count, $0 + most)] }
    }

    private static func list(_ values: [SQLValue], _ sql: inout SQLText) -> String {
        values.map { sql.mark($0) }.joined(separator: ", ")
    }
}
