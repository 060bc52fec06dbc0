package import Model

/// One condition on a case, as a term of a filter comes to at some moment.
package struct CaseTest: Sendable, Hashable {
    /// When something of a case is or was, as its row has it.
    package enum Moment: String, Sendable, Hashable {
        /// The earliest due of its running clocks.
        case due = "urgency"
        case opened = "opened_at"
        case stateSince = "state_since"
    }

    package enum Number: String, Sendable, Hashable {
        case chasers, reopened
    }

    package enum What: Sendable, Hashable {
        case kind([String])
        case queue([String])
        case state([String])
        case category([StateCategory])
        case severity([Severity])
        case channel([Channel])
        case product([String])
        case fault([String])
        case owner([StaffID])
        /// Somebody has it in hand.
        case owned
        /// Its address is in one of these zones, districts or cities.
        case zone([String])
        case number([CaseID])
        case customer([CustomerID])
        case unit([UnitID])
        /// Its customer is of one of these kinds.
        case customerKind([CustomerKind])
        /// Its customer is of one of these ranks; the empty one is the usual.
        case customerRank([String])
        /// A recall that is under way names its unit.
        case recalled
        case before(Moment, Instant)
        case from(Moment, Instant)
        case atLeast(Number, Int)
        /// In its summary or in its customer's name, whatever the case of letters.
        case text(String)
        /// Somebody's right reaches it.
        case within(CaseReach)
    }

    package var what: What
    package var isNegated: Bool

    package init(_ what: What, isNegated: Bool = false) {
        self.what = what
        self.isNegated = isNegated
    }

    /// Whether an index finds the rows in the order of urgency by it, so that nothing else is passed by.
    var isServedByIndex: Bool {
        switch what {
        case .queue(let names): names.count == 1 && !isNegated
        case .owner(let people): people.count == 1 && !isNegated
        case .owned: isNegated
        case .before(.due, _), .from(.due, _), .number: !isNegated
        // A customer's and a unit's cases are few.
        case .customer, .unit: !isNegated
        default: false
        }
    }

    /// Whether it narrows by the order of urgency itself, whatever index gives the rows.
    var isOfDue: Bool {
        switch what {
        case .before(.due, _), .from(.due, _): !isNegated
        default: false
        }
    }

    /// The same test as tests that an index of open cases leads to, each in the order of urgency; together they find what it
    /// finds. Nil where none does: nearly all cases may fit, or the others.
    var led: [CaseTest]? {
        guard !isNegated else { return nil }
        switch what {
        case .state(let names): return Set(names).sorted().map { CaseTest(.state([$0])) }
        case .category(let categories):
            return StateCategory.allCases.filter(categories.contains).map { CaseTest(.category([$0])) }
        case .atLeast(_, let least): return least > 0 ? [self] : nil
        case .customerKind(let kinds):
            return kinds.contains(.consumer) || kinds.contains(.endUser) ? nil : [self]
        case .customerRank(let ranks): return ranks.contains("") ? nil : [self]
        case .recalled: return [self]
        default: return nil
        }
    }

    /// The condition of a test that is `led`, as its index has it.
    func leading(_ sql: inout SQLText) -> String {
        switch what {
        case .atLeast(let number, _): return "\(number.rawValue) > 0 AND \(condition(&sql))"
        case .customerKind(let kinds):
            let marks = kinds.map { sql.mark(.text($0.rawValue)) }.joined(separator: ", ")
            return "customer IN (SELECT id FROM customers WHERE kind IN (\(marks)) AND kind <> 'consumer')"
        case .customerRank(let ranks):
            let marks = ranks.map { sql.mark(.text($0)) }.joined(separator: ", ")
            return "customer IN (SELECT id FROM customers WHERE rank IN (\(marks)) AND rank <> '')"
        case .recalled:
            // From the recalls down: SQLite joins in the order in which it is told.
            return """
                id IN (SELECT o.id FROM campaigns g CROSS JOIN campaign_members m CROSS JOIN cases o
                    WHERE g.must_reach = 1 AND g.ended_at IS NULL AND m.campaign = g.id
                        AND o.customer = m.customer AND o.closed_at IS NULL AND \(Self.names("m", unitOf: "o")))
                """
        default: return condition(&sql)
        }
    }

    /// A member's units are a list of numbers.
    private static func names(_ member: String, unitOf row: String) -> String {
        "(',' || \(member).units || ',') LIKE ('%,' || CAST(\(row).unit AS TEXT) || ',%')"
    }

    func condition(_ sql: inout SQLText) -> String {
        // As the indexes of what nobody has put it.
        if case .owned = what, isNegated { return "owner IS NULL" }
        let condition = plain(&sql)
        return isNegated ? "NOT (\(condition))" : condition
    }

    private func plain(_ sql: inout SQLText) -> String {
        func any<S: Sequence>(_ column: String, _ values: S) -> String where S.Element == SQLValue {
            let marks = values.map { sql.mark($0) }
            return marks.count == 1
                ? "\(column) = \(marks[0])" : "\(column) IN (\(marks.joined(separator: ", ")))"
        }
        switch what {
        case .kind(let words): return any("kind", words.map { .text($0) })
        case .queue(let words): return any("queue", words.map { .text($0) })
        case .state(let words): return any("state", words.map { .text($0) })
        case .category(let words): return any("category", words.map { .text($0.rawValue) })
        case .severity(let words): return any("severity", words.map { .text($0.rawValue) })
        case .channel(let words): return any("channel", words.map { .text($0.rawValue) })
        case .product(let words): return any("product", words.map { .text($0) })
        case .fault(let words): return any("fault", words.map { .text($0) })
        case .within(let reach): return reach.condition(&sql)
        case .number(let ids): return any("id", ids.map { SQLValue($0) })
        case .customer(let ids): return any("customer", ids.map { SQLValue($0) })
        // What nobody has, or is about no unit, is none of those named either.
        case .owner(let ids): return any(isNegated ? "COALESCE(owner, 0)" : "owner", ids.map { SQLValue($0) })
        case .unit(let ids): return any(isNegated ? "COALESCE(unit, 0)" : "unit", ids.map { SQLValue($0) })
        case .owned: return "owner IS NOT NULL"
        case .customerKind(let kinds):
            return any(
                "(SELECT kind FROM customers WHERE customers.id = customer)", kinds.map { .text($0.rawValue) }
            )
        case .customerRank(let ranks):
            return any(
                "(SELECT rank FROM customers WHERE customers.id = customer)", ranks.map { .text($0) })
        case .recalled:
            return """
                (SELECT COUNT(*) FROM campaign_members m JOIN campaigns g ON g.id = m.campaign
                    WHERE m.customer = cases.customer AND g.must_reach = 1 AND g.ended_at IS NULL
                    AND \(Self.names("m", unitOf: "cases"))) > 0
                """
        case .zone(let zones):
            // Looked up by its number; an EXISTS would let PostgreSQL read the whole table first.
            let places = ["zone", "district", "city"].map { any($0, zones.map { .text($0) }) }
            let isThere = places.joined(separator: " OR ")
            return "COALESCE((SELECT \(isThere) FROM addresses WHERE addresses.id = address), FALSE)"
        case .before(.due, let at):
            return "urgency < \(sql.mark(SQLValue(at)))"
        case .from(.due, let at):
            let from = sql.mark(SQLValue(at))
            return "urgency >= \(from) AND urgency < \(sql.mark(.int(CaseStore.neverUrgent)))"
        case .before(let moment, let at): return "\(moment.rawValue) < \(sql.mark(SQLValue(at)))"
        case .from(let moment, let at): return "\(moment.rawValue) >= \(sql.mark(SQLValue(at)))"
        case .atLeast(let number, let least): return "\(number.rawValue) >= \(sql.mark(SQLValue(least)))"
        case .text(let text):
            let mine = sql.mark(.text(Self.pattern(text)))
            let theirs = sql.mark(.text(Self.pattern(text)))
            return """
                (LOWER(summary) LIKE \(mine) ESCAPE '!'
                    OR (SELECT LOWER(name) FROM customers WHERE customers.id = customer) LIKE \(theirs) ESCAPE '!')
                """
        }
    }

    /// For `LIKE … ESCAPE '!'`, on small letters.
    static func pattern(_ text: String) -> String {
        // The databases know the small letters of ASCII alone.
        let small = text.map { $0.isASCII ? Character($0.lowercased()) : $0 }
        return "%" + small.map { "!%_".contains($0) ? "!\($0)" : "\($0)" }.joined() + "%"
    }
}

/// A statement as it grows: its values in the order in which their marks appear.
struct SQLText {
    private(set) var values: [SQLValue] = []

    mutating func mark(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
