package import Model

/// Filters that people keep, and what is set at this desk of the lists of the rules.
package struct ViewStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, version, name, filter, owner, is_shared, roles, list_order, list_columns, risk, subject, stands_for
        """

    /// Those of one person and all that are offered to anybody, in the order of their names.
    package func of(_ person: StaffID) throws -> [KeptView] {
        try db.query(
            """
            SELECT \(Self.columns) FROM kept_views WHERE stands_for = '' AND (owner = $1 OR is_shared = 1)
            ORDER BY name, id
            """, [SQLValue(person)], Self.decode)
    }

    /// Those that stand for lists of the rules, at most one for each.
    package func standing() throws -> [KeptView] {
        try db.query(
            "SELECT \(Self.columns) FROM kept_views WHERE stands_for <> '' ORDER BY stands_for",
            decode: Self.decode)
    }

    package func find(_ id: ViewID) throws -> KeptView? {
        try db.first(
            "SELECT \(Self.columns) FROM kept_views WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func insert(_ v: KeptView) throws -> ViewID {
        ViewID(
            try db.insert(
                """
                INSERT INTO kept_views (version, name, filter, owner, is_shared, roles, list_order, list_columns, risk, subject,
                    stands_for)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                [
                    SQLValue(v.version), .text(v.name), .text(v.filter), SQLValue(v.owner),
                    SQLValue(v.isShared ? 1 : 0), .text(FieldCoding.list(v.roles)),
                ] + Self.shown(v) + [
                    .text(v.of?.rawValue ?? Self.cases), .text(v.standsFor?.rawValue ?? ""),
                ]))
    }

    /// - Returns: whether it was still as it had been read.
    package func update(_ v: KeptView) throws -> Bool {
        try db.run(
            """
            UPDATE kept_views SET name = $1, filter = $2, is_shared = $3, roles = $4, list_order = $5,
                list_columns = $6, risk = $7, owner = $8, version = version + 1
            WHERE id = $9 AND version = $10
            """,
            [
                .text(v.name), .text(v.filter), SQLValue(v.isShared ? 1 : 0),
                .text(FieldCoding.list(v.roles)),
            ] + Self.shown(v) + [SQLValue(v.owner), SQLValue(v.id), SQLValue(v.version)]) == 1
    }

    package func delete(_ id: ViewID) throws {
        try db.send("DELETE FROM kept_views WHERE id = $1", SQLValue(id))
    }

    private static func shown(_ v: KeptView) -> [SQLValue] {
        [.text(v.order.rawValue), .text(FieldCoding.list(v.columns)), .text(v.risk)]
    }

    private static let cases = "cases"

    private static func decode(_ r: any SQLRow) throws -> KeptView {
        var view = KeptView(
            id: r.id(0), name: r.text(2), filter: r.text(3), owner: r.id(4), isShared: r.int(5) == 1,
            roles: FieldCoding.unlist(r.text(6)), version: Int(r.int(1)))
        view.order = try r.choice(7)
        (view.columns, view.risk) = (FieldCoding.unlist(r.text(8)), r.text(9))
        view.of = WorkKind(rawValue: r.text(10))
        view.standsFor = ListOfRules(rawValue: r.text(11))
        return view
    }
}
