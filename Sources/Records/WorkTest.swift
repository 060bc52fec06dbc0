package import Model

/// What a view of visits, calls or requests asks of each.
package struct WorkTest: Sendable, Hashable {
    package enum Moment: Sendable, Hashable {
        /// The end of the promised window; by when a call is to be made. Requests have none.
        case due
        /// When a visit is planned to begin; from when a call may be made; when a request was asked.
        case starts
    }

    /// Something of the case it is for, by its column.
    package enum CaseField: String, Sendable, Hashable { case kind, product, severity }

    package enum What: Sendable, Hashable {
        case state([String])
        case ofCase(CaseField, [String])
        /// Of calls.
        case reason([String])
        /// Of calls, tried so often at least.
        case attempts(atLeast: Int)
        /// Of requests.
        case decision([String])
        /// Of requests, of so much at least, in minor units.
        case amount(atLeast: Int64)
        /// Who goes there, makes the call, or asked.
        case people([StaffID])
        /// Whoever asked is of one of these teams.
        case team([String])
        /// Somebody has it in hand.
        case taken(at: Instant)
        /// Of requests: this person has it in hand, or could take it.
        case decidable(StaffID, [ApprovalStore.Reach], at: Instant)
        /// Of calls: this person has it in hand, or may make it now.
        /// - Parameter heldSince: what is planned for somebody else and due since then is theirs still.
        case makeable(StaffID, at: Instant, heldSince: Instant)
        case before(Moment, Instant)
        /// From the start of a window until before its end.
        case during(Moment, Window)
        /// Its case is within somebody's reach; of calls also those about no case, and those that they have in hand.
        case within(CaseReach, StaffID)
        /// In what its case is about, or in its customer's name; of requests in why they are asked as well.
        case text(String)
    }

    package var what: What
    package var isNegated: Bool

    package init(_ what: What, isNegated: Bool = false) { (self.what, self.isNegated) = (what, isNegated) }

    /// That it is not late; requests, which have no end here, never are.
    package static func notLate(_ kind: WorkKind, at now: Instant) -> [WorkTest] {
        kind == .approvals ? [] : [WorkTest(.before(.due, now), isNegated: true)]
    }

    func condition(_ sql: inout SQLText, of kind: WorkKind) -> String {
        let condition = plain(&sql, of: kind)
        return isNegated ? "NOT (\(condition))" : condition
    }

    private func plain(_ sql: inout SQLText, of kind: WorkKind) -> String {
        func any(_ column: String, _ values: [SQLValue]) -> String {
            values.isEmpty
                ? "1 = 0" : "\(column) IN (\(values.map { sql.mark($0) }.joined(separator: ", ")))"
        }
        func any(_ column: String, _ words: [String]) -> String { any(column, words.map { .text($0) }) }
        return switch what {
        case .state(let words): any("state", words)
        case .ofCase(let field, let words):
            any(
                "COALESCE((SELECT cases.\(field.rawValue) FROM cases WHERE cases.id = \(kind.caseID)), '')",
                words)
        case .reason(let words): any("reason", words)
        case .attempts(let count): "attempts >= \(sql.mark(SQLValue(count)))"
        case .decision(let words): any("decision", words)
        case .amount(let least): "COALESCE(amount, 0) >= \(sql.mark(.int(least)))"
        case .people(let ids): any("COALESCE(\(kind.person), 0)", ids.map { SQLValue($0) })
        case .team(let names):
            any("COALESCE((SELECT staff.team FROM staff WHERE staff.id = \(kind.person)), '')", names)
        case .taken(let now):
            kind == .approvals
                ? "(claimed_by IS NOT NULL AND COALESCE(claimed_until, 0) > \(sql.mark(SQLValue(now))))"
                : "\(kind.person) IS NOT NULL"
        case .decidable(let person, let reach, let now):
            ApprovalStore.mine(person, within: reach, at: now, &sql)
        case .makeable(let person, let now, let held):
            CallStore.mine(person, at: now, heldSince: held, &sql)
        case .before(let moment, let at): "\(kind.column(moment)) < \(sql.mark(SQLValue(at)))"
        case .during(let moment, let window):
            """
            (\(kind.column(moment)) >= \(sql.mark(SQLValue(window.start)))
                AND \(kind.column(moment)) < \(sql.mark(SQLValue(window.end))))
            """
        case .within(let reach, let person): within(reach, person, &sql, of: kind)
        case .text(let text): found(text, &sql, of: kind)
        }
    }

    private func within(_ reach: CaseReach, _ person: StaffID, _ sql: inout SQLText, of kind: WorkKind)
        -> String
    {
        switch kind {
        case .visits: reach.condition(onCaseOf: kind.rawValue, &sql)
        case .calls: reach.conditionOfCalls(heldBy: person, &sql)
        case .approvals: reach.conditionOfApprovals(&sql)
        }
    }

    private func found(_ text: String, _ sql: inout SQLText, of kind: WorkKind) -> String {
        func like(_ column: String) -> String {
            "LOWER(\(column)) LIKE \(sql.mark(.text(CaseTest.pattern(text)))) ESCAPE '!'"
        }
        let own = kind == .approvals ? like("reason") + " OR " : ""
        let summary = like("cases.summary")
        let name = like("customers.name")
        let direct =
            kind == .calls
            ? " OR (SELECT COUNT(*) FROM customers WHERE customers.id = calls.customer AND \(like("customers.name"))) > 0"
            : ""
        return """
            (\(own)(SELECT COUNT(*) FROM cases JOIN customers ON customers.id = cases.customer
                WHERE cases.id = \(kind.caseID) AND (\(summary) OR \(name))) > 0\(direct))
            """
    }
}

extension WorkKind {
    /// Who goes there, makes the call, or asked.
    fileprivate var person: String {
        switch self {
        case .visits: "technician"
        case .calls: "claimed_by"
        case .approvals: "asked_by"
        }
    }

    /// The number of the case it is for.
    fileprivate var caseID: String {
        self == .approvals ? CaseReach.caseOfApproval : "\(rawValue).case_id"
    }

    fileprivate func column(_ moment: WorkTest.Moment) -> String {
        switch (self, moment) {
        case (.visits, .due): "promised_end"
        case (.visits, .starts): "planned_start"
        case (.calls, .due): "due_by"
        case (.calls, .starts): "due_from"
        case (.approvals, .due): "CAST(NULL AS BIGINT)"
        case (.approvals, .starts): "asked_at"
        }
    }
}
