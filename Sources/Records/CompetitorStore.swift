package import Model

/// Companies, and what was seen of them. Rows are added and withdrawn, never changed.
package struct CompetitorStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Companies

    package func insert(_ c: Competitor, by staff: StaffID?, at now: Instant) throws -> Int64 {
        try db.insert(
            "INSERT INTO competitors (name, kind, note, by_staff, at) VALUES ($1, $2, $3, $4, $5)",
            [.text(c.name), .text(c.kind.rawValue), .text(c.note), SQLValue(staff), SQLValue(now)])
    }

    /// By name.
    package func all() throws -> [Competitor] {
        try db.query("SELECT id, name, kind, note FROM competitors ORDER BY name, id") { r in
            var company = Competitor(name: r.text(1), kind: try r.choice(2), note: r.text(3))
            company.id = r.int(0)
            return company
        }
    }

    // MARK: Rows

    private static let columns = """
        id, company, measure, side, value, deviation, sample, source, seen_on, note, by_staff, at, withdrawn_at
        """

    package func insert(_ row: CompetitorRow) throws -> Int64 {
        try db.insert(
            """
            INSERT INTO competitor_rows (company, measure, side, value, deviation, sample, source, seen_on, note,
                by_staff, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .int(row.company), .text(row.measure), .text(row.side.rawValue), SQLValue(row.value),
                SQLValue(row.deviation), SQLValue(row.sample.map { Int64($0) }), .text(row.source.rawValue),
                SQLValue(row.day), .text(row.note), SQLValue(row.by), SQLValue(row.at),
            ])
    }

    /// Those seen until a day, the oldest first; of one day in the order they were entered. Withdrawn ones are among them.
    /// - Parameters:
    ///   - company: nil for all. - measure: nil for all.
    package func rows(until day: Day, company: Int64? = nil, measure: String? = nil) throws
        -> [CompetitorRow]
    {
        var (tests, values) = (["seen_on <= $1"], [SQLValue(day)])
        if let company {
            values.append(.int(company))
            tests.append("company = $\(values.count)")
        }
        if let measure {
            values.append(.text(measure))
            tests.append("measure = $\(values.count)")
        }
        return try db.query(
            """
            SELECT \(Self.columns) FROM competitor_rows WHERE \(tests.joined(separator: " AND "))
            ORDER BY seen_on, id
            """, values, Self.row)
    }

    /// Those seen on a day in a measure, in the order they were entered. Withdrawn ones are among them.
    package func rows(of measure: String, on day: Day) throws -> [CompetitorRow] {
        try db.query(
            "SELECT \(Self.columns) FROM competitor_rows WHERE measure = $1 AND seen_on = $2 ORDER BY id",
            .text(measure), SQLValue(day), decode: Self.row)
    }

    package func row(_ id: Int64) throws -> CompetitorRow? {
        try db.first(
            "SELECT \(Self.columns) FROM competitor_rows WHERE id = $1", .int(id), decode: Self.row)
    }

    package func withdraw(_ id: Int64, at now: Instant) throws {
        try db.send(
            "UPDATE competitor_rows SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL",
            SQLValue(now), .int(id))
    }

    private static func row(_ r: any SQLRow) throws -> CompetitorRow {
        var row = CompetitorRow(
            company: r.int(1), measure: r.text(2), side: try r.choice(3),
            value: r.isNull(4) ? nil : r.real(4), deviation: r.isNull(5) ? nil : r.real(5),
            sample: r.intOrNil(6).map { Int($0) }, source: try r.choice(7),
            day: Day(number: Int(r.int(8))), note: r.text(9), by: r.idOrNil(10), at: r.instant(11))
        (row.id, row.withdrawnAt) = (r.int(0), r.instantOrNil(12))
        return row
    }
}
