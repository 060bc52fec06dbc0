package import Model

/// One condition on a customer and one of their units, as a term of a campaign's query comes to.
package struct CampaignTest: Sendable, Hashable {
    /// A word of a unit, of its customer, or of where it stands.
    package enum Word: String, Sendable, Hashable {
        case product = "u.product"
        case model = "u.model"
        case serial = "u.serial"
        case province = "a.province"
        case city = "a.city"
        case district = "a.district"
        case zone = "a.zone"
        case kind = "c.kind"
        case language = "c.language"
    }

    package enum Date: String, Sendable, Hashable {
        case bought = "u.bought_on"
        case delivered = "u.delivered_on"
        case installed = "u.installed_on"
    }

    package enum What: Sendable, Hashable {
        /// One of the words is one of the values.
        case any([Word], [String])
        case begins(Word, String)
        /// Numbers of the same length, from one through another.
        case range(Word, from: String, through: String)
        /// A day that is known, within these; nil leaves open.
        case day(Date, from: Day?, through: Day?)
        case dealer([CustomerID])
        case customer([CustomerID])
        /// A case logged, somebody at the door, a call made or answers given since then.
        case contact(since: Instant)
        indirect case either([What])
    }

    package var what: What
    package var isNegated: Bool

    package init(_ what: What, isNegated: Bool = false) {
        self.what = what
        self.isNegated = isNegated
    }

    func condition(_ sql: inout SQLText) -> String {
        let condition = Self.condition(what, &sql)
        // Whoever owns nothing of the kind does not own it.
        return isNegated ? "NOT COALESCE(\(condition), FALSE)" : condition
    }

    private static func condition(_ what: What, _ sql: inout SQLText) -> String {
        switch what {
        case .any(let words, let values):
            let marks = values.map { sql.mark(.text($0)) }.joined(separator: ", ")
            return "(" + words.map { "\($0.rawValue) IN (\(marks))" }.joined(separator: " OR ") + ")"
        case .begins(let word, let start):
            let mark = sql.mark(.text(start))
            return "(SUBSTR(\(word.rawValue), 1, \(start.unicodeScalars.count)) = \(mark))"
        case .range(let word, let from, let through):
            let (low, high) = (sql.mark(.text(from)), sql.mark(.text(through)))
            return """
                (LENGTH(\(word.rawValue)) = \(from.unicodeScalars.count) AND \(word.rawValue) >= \(low)
                    AND \(word.rawValue) <= \(high))
                """
        case .day(let date, let from, let through):
            let low = from.map { ["\(date.rawValue) >= \(sql.mark(SQLValue($0)))"] } ?? []
            let high = through.map { ["\(date.rawValue) <= \(sql.mark(SQLValue($0)))"] } ?? []
            return "(" + (["\(date.rawValue) IS NOT NULL"] + low + high).joined(separator: " AND ") + ")"
        case .dealer(let ids): return "(u.dealer IN (\(list(ids, &sql))))"
        case .customer(let ids): return "(c.id IN (\(list(ids, &sql))))"
        case .contact(let since): return contact(sql.mark(SQLValue(since)))
        case .either(let parts):
            return "(" + parts.map { condition($0, &sql) }.joined(separator: " OR ") + ")"
        }
    }

    private static func list(_ ids: [CustomerID], _ sql: inout SQLText) -> String {
        ids.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")
    }

    private static func contact(_ since: String) -> String {
        """
        (EXISTS (SELECT 1 FROM cases k WHERE k.customer = c.id AND k.opened_at >= \(since))
            OR EXISTS (SELECT 1 FROM cases k JOIN visits v ON v.case_id = k.id
                WHERE k.customer = c.id AND v.arrived_at >= \(since))
            OR EXISTS (SELECT 1 FROM calls f
                WHERE f.customer = c.id AND f.is_open = 0 AND f.attempts > 0 AND f.state_since >= \(since))
            OR EXISTS (SELECT 1 FROM surveys q WHERE q.customer = c.id AND q.entered_at >= \(since)))
        """
    }
}

/// A unit that a campaign's query found, and its customer; one without a unit for a customer of whom none is known.
package struct CampaignCandidate: Sendable, Hashable {
    package var customer: CustomerID
    package var unit: UnitID?
    /// What the word is by which they are parted; empty where there is none.
    package var stratum: String
    package var boughtOn: Day?
    package var mayCall: Bool
    package var hasNumber: Bool
    /// A call for the same reason is open, or is to be planned.
    package var isPlanned: Bool
    /// A campaign's call was made since the moment asked for.
    package var calledLately: Bool
}
