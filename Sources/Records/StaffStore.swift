package import Model

package struct StaffStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, version, login, name, roles, team, skills, languages, zones, latitude, longitude, shift, active,
        external_key, terms
        """

    package func find(_ id: StaffID) throws -> Staff? {
        try db.first("SELECT \(Self.columns) FROM staff WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func find(login: String) throws -> Staff? {
        try db.first("SELECT \(Self.columns) FROM staff WHERE login = $1", .text(login), decode: Self.decode)
    }

    package func find(externalKey: String) throws -> Staff? {
        try db.first(
            "SELECT \(Self.columns) FROM staff WHERE external_key = $1", .text(externalKey),
            decode: Self.decode)
    }

    package func all() throws -> [Staff] {
        try db.query("SELECT \(Self.columns) FROM staff ORDER BY id", decode: Self.decode)
    }

    package func insert(_ s: Staff) throws -> StaffID {
        StaffID(
            try db.insert(
                """
                INSERT INTO staff (version, login, name, roles, team, skills, languages, zones, latitude, longitude,
                    shift, active, external_key, terms)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """, values(s)
            ))
    }

    package func update(_ s: Staff) throws {
        let changed = try db.run(
            """
            UPDATE staff SET login = $1, name = $2, roles = $3, team = $4, skills = $5, languages = $6, zones = $7,
                latitude = $8, longitude = $9, shift = $10, active = $11, external_key = $12, terms = $13,
                version = version + 1
            WHERE id = $14 AND version = $15
            """, values(s) + [SQLValue(s.id), SQLValue(s.version)])
        guard changed == 1 else {
            throw StorageFault.stale(
                subject: Subject(s.id), have: s.version, found: try find(s.id)?.version ?? 0)
        }
    }

    private func values(_ s: Staff) -> [SQLValue] {
        [
            .text(s.login), .text(s.name), .text(FieldCoding.list(s.roles)), .text(s.team),
            .text(FieldCoding.list(s.skills)), .text(FieldCoding.list(s.languages)),
            .text(FieldCoding.list(s.zones)), SQLValue(s.home?.latitude), SQLValue(s.home?.longitude),
            .text(s.shift), SQLValue(s.active), SQLValue(s.externalKey), .text(TermsCoding.encode(s.terms)),
        ]
    }

    private static func decode(_ r: any SQLRow) throws -> Staff {
        Staff(
            id: r.id(0), version: Int(r.int(1)), login: r.text(2), name: r.text(3),
            roles: FieldCoding.unlist(r.text(4)), team: r.text(5), skills: FieldCoding.unlist(r.text(6)),
            languages: FieldCoding.unlist(r.text(7)), zones: FieldCoding.unlist(r.text(8)),
            home: r.placeOrNil(9, 10), shift: r.text(11), terms: try TermsCoding.decode(r.text(14)),
            active: r.flag(12), externalKey: r.textOrNil(13))
    }
}
