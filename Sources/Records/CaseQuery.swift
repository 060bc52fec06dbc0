package import Model

/// Which cases a list shows, in what order, by page.
package struct CaseQuery: Sendable, Hashable {
    package typealias Order = CaseOrder

    package var order: Order = .urgency
    package var openOnly = true
    package var queue: String?
    package var owner: StaffID?
    package var customer: CustomerID?
    package var unit: UnitID?
    package var kind: CaseKind?
    /// What a filter asks besides; all must hold.
    package var tests: [CaseTest] = []
    package var limit = 50
    /// Behind this case.
    package var after: CaseKey?
    /// The page that ends before this case: its nearest `limit` cases, in the same order.
    package var before: CaseKey?
    /// The last page there is.
    package var fromEnd = false

    package init() {}
}

extension CaseQuery {
    /// Rows looked at for one page when no index knows the filter: so a page costs no more than some milliseconds
    /// however few cases fit, and says where to look on.
    static let reach = 500

    /// The fields named are tests as well.
    private var allTests: [CaseTest] {
        var all: [CaseTest] = []
        if let queue { all.append(CaseTest(.queue([queue]))) }
        if let owner { all.append(CaseTest(.owner([owner]))) }
        if let customer { all.append(CaseTest(.customer([customer]))) }
        if let unit { all.append(CaseTest(.unit([unit]))) }
        if let kind { all.append(CaseTest(.kind([kind.rawValue]))) }
        return all + tests
    }

    /// What an index knows, and what is looked at row by row. Of open cases in the order of urgency that no index leads to
    /// otherwise, one test may (`CaseTest.led`).
    private var split: (lead: [CaseTest]?, indexed: [CaseTest], rest: [CaseTest]) {
        let all = allTests
        let indexed = all.filter(\.isServedByIndex)
        var rest = all.filter { !$0.isServedByIndex }
        guard openOnly, order == .urgency, indexed.allSatisfy(\.isOfDue),
            let place = rest.firstIndex(where: { $0.led != nil })
        else { return (nil, indexed, rest) }
        return (rest.remove(at: place).led, indexed, rest)
    }

    private var isBackward: Bool { before != nil || fromEnd }

    /// The columns of the key, the first of them what the order goes by.
    private var place: String {
        switch order {
        case .urgency: "urgency"
        case .age: "opened_at"
        case .newest, .oldest: "id"
        }
    }

    private var isDescending: Bool { (order == .newest) != isBackward }

    private var ordering: String {
        let way = isDescending ? " DESC" : ""
        return place == "id" ? "id\(way)" : "\(place)\(way), id\(way)"
    }

    /// The rows that the indexes give, in order: all of the page, or those looked at for it.
    private func window(_ columns: String, _ sql: inout SQLText, rows: Int) -> String {
        guard let lead = split.lead, lead.count > 1 else {
            return stretch(columns, led: split.lead?.first, &sql, rows: rows)
        }
        // The first of each, of which the first of all are wanted.
        let each = lead.enumerated().map { number, test in
            "SELECT * FROM (\(stretch("*", led: test, &sql, rows: rows))) AS part\(number)"
        }
        return """
            SELECT \(columns) FROM (\(each.joined(separator: " UNION ALL "))) AS cases
            ORDER BY \(ordering) LIMIT \(sql.mark(SQLValue(rows)))
            """
    }

    /// The first rows that one index gives.
    private func stretch(_ columns: String, led lead: CaseTest?, _ sql: inout SQLText, rows: Int) -> String {
        var conditions = openOnly ? ["closed_at IS NULL"] : []
        if let lead { conditions.append(lead.leading(&sql)) }
        conditions += split.indexed.map { $0.condition(&sql) }
        if let key = before ?? after {
            let sign = isDescending ? "<" : ">"
            if place == "id" {
                conditions.append("id \(sign) \(sql.mark(SQLValue(key.id)))")
            } else {
                let start = sql.mark(.int(key.place))
                conditions.append("(\(place), id) \(sign) (\(start), \(sql.mark(SQLValue(key.id))))")
            }
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return "SELECT \(columns) FROM cases \(filter) ORDER BY \(ordering) LIMIT \(sql.mark(SQLValue(rows)))"
    }

    /// The page's rows.
    func statement(_ columns: String) -> (sql: String, values: [SQLValue]) {
        var sql = SQLText()
        let rest = split.rest
        if rest.isEmpty {
            let text = window(columns, &sql, rows: limit)
            return (text, sql.values)
        }
        let inner = window("*", &sql, rows: max(Self.reach, limit))
        let conditions = rest.map { $0.condition(&sql) }.joined(separator: " AND ")
        let text = """
            SELECT \(columns) FROM (\(inner)) AS cases WHERE \(conditions)
            ORDER BY \(ordering) LIMIT \(sql.mark(SQLValue(limit)))
            """
        return (text, sql.values)
    }

    /// Whether rows are passed by, so that a page may be short and yet not the last.
    var passesBy: Bool { !split.rest.isEmpty }

    /// The last row looked at, and how many were.
    var lastLooked: (sql: String, values: [SQLValue]) {
        var sql = SQLText()
        let inner = window("\(place) AS place, id", &sql, rows: max(Self.reach, limit))
        let way = isDescending ? "" : " DESC"
        return (
            """
            WITH seen AS (\(inner))
            SELECT place, id, (SELECT COUNT(*) FROM seen) FROM seen ORDER BY place\(way), id\(way) LIMIT 1
            """, sql.values
        )
    }

    /// How many there are among the first `rows` that the indexes give, and how many of those there were.
    func count(among rows: Int) -> (sql: String, values: [SQLValue]) {
        var sql = SQLText()
        let rest = split.rest
        guard !rest.isEmpty else {
            let inner = window("1 AS one", &sql, rows: rows)
            return ("SELECT COUNT(*), COUNT(*) FROM (\(inner)) AS cases", sql.values)
        }
        // Marks are numbered in the order in which they stand in the text.
        let conditions = rest.map { $0.condition(&sql) }.joined(separator: " AND ")
        let inner = window("*", &sql, rows: rows)
        return (
            "SELECT COUNT(CASE WHEN \(conditions) THEN 1 END), COUNT(*) FROM (\(inner)) AS cases", sql.values
        )
    }

    /// In reading order: a page before was read from its end.
    func inOrder<T>(_ rows: [T]) -> [T] { isBackward ? rows.reversed() : rows }
}
