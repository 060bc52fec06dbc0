package import Model

package struct NoticeStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = "id, at, what, role, staff, subject_kind, subject, message, seen_at"

    package func insert(_ n: Notice) throws { try db.send(Self.insertion, Self.values(n)) }

    /// - Returns: the number it got.
    package func insertNumbered(_ n: Notice) throws -> Int64 { try db.insert(Self.insertion, Self.values(n)) }

    private static let insertion = """
        INSERT INTO notices (at, what, role, staff, subject_kind, subject, message)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """

    private static func values(_ n: Notice) -> [SQLValue] {
        let texts = n.message.texts.mapValues { FieldValue.text($0) }
        return [
            SQLValue(n.at), .text(n.kind.rawValue), .text(n.role), SQLValue(n.staff),
            .text(n.subject.kind.rawValue), .int(n.subject.number), .text(FieldCoding.encode(texts)),
        ]
    }

    package func find(_ id: Int64) throws -> Notice? {
        try db.first("SELECT \(Self.columns) FROM notices WHERE id = $1", .int(id), decode: Self.decode)
    }

    /// Several at once, by number; who is not there is left out.
    package func find(_ ids: [Int64]) throws -> [Int64: Notice] {
        guard !ids.isEmpty else { return [:] }
        var sql = SQLText()
        let marks = ids.map { sql.mark(.int($0)) }.joined(separator: ", ")
        let found = try db.query(
            "SELECT \(Self.columns) FROM notices WHERE id IN (\(marks))", sql.values, Self.decode)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a person with these roles has not seen, newest first.
    /// - Parameters:
    ///   - before: the notice behind which the page begins.
    ///   - reach: of what their roles were told only what is about these cases, or about none; nil is all.
    package func unseen(
        roles: [String], staff: StaffID, within reach: CaseReach? = nil, before: Int64 = .max, limit: Int
    ) throws -> [Notice] {
        var sql = SQLText()
        let condition = unseen(roles, staff, reach, &sql)
        let (last, most) = (sql.mark(.int(before)), sql.mark(SQLValue(limit)))
        return try db.query(
            """
            SELECT \(Self.columns) FROM notices WHERE \(condition) AND id < \(last)
            ORDER BY id DESC LIMIT \(most)
            """, sql.values, Self.decode)
    }

    /// Whether a notice is about a case within reach has to be found out for each; so many of the newest are looked at.
    private static let looked = 5_000

    /// How many those are, counted no further than `most`; where a reach is asked, of so many of the newest that their roles were told.
    package func countUnseen(
        roles: [String], staff: StaffID, within reach: CaseReach? = nil, most: Int
    ) throws -> Int {
        var sql = SQLText()
        let all = "SELECT * FROM notices WHERE \(unseen(roles, staff, nil, &sql))"
        let counted = reach.map { reach in
            """
            SELECT 1 FROM (\(all) ORDER BY id DESC LIMIT \(Self.looked)) AS notices
            WHERE notices.staff IS NOT NULL OR \(reach.conditionOfNotices(&sql))
            """
        }
        let limit = sql.mark(SQLValue(most))
        return try db.query(
            "SELECT COUNT(*) FROM (\(counted ?? all) LIMIT \(limit)) AS unseen", sql.values
        ) { Int($0.int(0)) }.first ?? 0
    }

    /// Whether one is among those.
    package func isUnseen(_ id: Int64, roles: [String], staff: StaffID, within reach: CaseReach? = nil) throws
        -> Bool
    {
        var sql = SQLText()
        let condition = unseen(roles, staff, reach, &sql)
        let asked = sql.mark(.int(id))
        let found = try db.query("SELECT id FROM notices WHERE \(condition) AND id = \(asked)", sql.values) {
            $0.int(0)
        }
        return !found.isEmpty
    }

    private func unseen(_ roles: [String], _ staff: StaffID, _ reach: CaseReach?, _ sql: inout SQLText)
        -> String
    {
        let own = "staff = \(sql.mark(SQLValue(staff)))"
        guard !roles.isEmpty else { return "seen_at IS NULL AND \(own)" }
        let marks = roles.map { sql.mark(.text($0)) }.joined(separator: ", ")
        let near = reach.map { "AND \($0.conditionOfNotices(&sql))" } ?? ""
        return "seen_at IS NULL AND (\(own) OR (staff IS NULL AND role IN (\(marks)) \(near)))"
    }

    /// What a person with these roles was told and somebody has seen, newest first. Asked of each index by itself, since
    /// one condition over both would read all there is.
    /// - Parameters: those of `unseen`.
    package func seen(
        roles: [String], staff: StaffID, within reach: CaseReach? = nil, before: Int64 = .max, limit: Int
    ) throws -> [Notice] {
        func list(_ column: String, _ value: SQLValue, _ reach: CaseReach?) throws -> [Notice] {
            var sql = SQLText()
            let (whose, last) = (sql.mark(value), sql.mark(.int(before)))
            let near = reach.map { "AND \($0.conditionOfNotices(&sql))" } ?? ""
            let most = sql.mark(SQLValue(limit))
            return try db.query(
                """
                SELECT \(Self.columns) FROM notices
                WHERE \(column) = \(whose) AND seen_at IS NOT NULL AND id < \(last) \(near)
                ORDER BY id DESC LIMIT \(most)
                """, sql.values, Self.decode)
        }
        let own = try list("staff", SQLValue(staff), nil)
        let theirs = try Set(roles).flatMap { try list("staff IS NULL AND role", .text($0), reach) }
        return Array((own + theirs).sorted { $0.id > $1.id }.prefix(limit))
    }

    package func markSeen(_ id: Int64, at: Instant) throws {
        try db.send(
            "UPDATE notices SET seen_at = $1 WHERE id = $2 AND seen_at IS NULL", SQLValue(at), .int(id))
    }

    private static func decode(_ r: any SQLRow) throws -> Notice {
        var notice = Notice(
            try r.choice(2), role: r.text(3), staff: r.idOrNil(4),
            subject: Subject(try r.choice(5), r.int(6)),
            message: Label(try FieldCoding.decode(r.text(7)).mapValues(\.plain)), at: r.instant(1))
        notice.id = r.int(0)
        notice.seenAt = r.instantOrNil(8)
        return notice
    }
}
