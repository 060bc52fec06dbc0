import Model
import Records
import ServiceTime

// Nobody rings up a customer about what they did themselves: who a call is barred to is kept with it, from when it is planned
// and as its customer's cases are handled since, so that taking the next one needs no look at them.

extension Reading {
    /// Everyone who owned the case, moved it by hand, or visited for it.
    func whoServed(_ id: CaseID?) throws -> [StaffID] {
        guard let id else { return [] }
        return try cases.handlers(of: [id])[id, default: []].sorted()
    }

    /// Whom a call is barred to that asks about this case or, where it is about none, about a unit or a customer: who served it,
    /// or any case of theirs lately (`CallingRules.lately`).
    func whoServed(_ wish: CallWish, at now: Instant) throws -> [StaffID] {
        guard wish.caseID == nil else { return try whoServed(wish.caseID) }
        return try whoServed([(wish.customer, wish.unit)], at: now)[0].sorted()
    }

    /// The same of many calls about no case.
    func whoServed(_ calls: [(customer: CustomerID, unit: UnitID?)], at now: Instant) throws -> [Set<StaffID>]
    {
        let since = now - .days(try rules.calling().lately)
        let lately = try cases.handled(of: calls.map(\.customer), since: since)
        guard !lately.isEmpty else { return calls.map { _ in [] } }
        let handlers = try cases.handlers(of: lately.map(\.id))
        let theirs = Dictionary(grouping: lately, by: \.customer)
        return calls.map { call in
            theirs[call.customer, default: []].filter { call.unit.mayBe($0.unit) }
                .reduce(into: []) { $0.formUnion(handlers[$1.id, default: []]) }
        }
    }
}

extension Work {
    /// Bars those who just handled a case, or visited for it, from the calls to its customer that are planned already and ask
    /// about it, or about no case. What customers asked for or must learn anybody tells them, unless others were to.
    func bar(_ people: [StaffID?], fromCallsAbout c: ServiceCase) throws {
        let people = Set(people.compactMap { $0 })
        guard !people.isEmpty else { return }
        for call in try asking(c.customer) where !people.isSubset(of: call.barred) {
            guard try callMatters.of(call.id).contains(where: { $0.asks(about: c) }) else { continue }
            try bar(people, from: call)
        }
    }

    /// The same of a customer whom another's records were joined with: who served either makes no call about no case.
    func barWhoServed(_ customer: CustomerID) throws {
        for call in try asking(customer) {
            let matters = try callMatters.of(call.id).filter { $0.caseID == nil }
            let served = try reading.whoServed(matters.map { (customer, $0.unit) }, at: now)
            try bar(served.reduce(into: []) { $0.formUnion($1) }, from: call)
        }
    }

    /// Open calls to a customer, but for those that anybody makes.
    private func asking(_ customer: CustomerID) throws -> [FollowUpCall] {
        let asked = try rules.calling().asked
        return try calls.open(of: customer).filter { !(asked.contains($0.reason) && $0.barred.isEmpty) }
    }

    /// Whoever has it in hand makes it all the same.
    private func bar(_ people: Set<StaffID>, from call: FollowUpCall) throws {
        var barred = call
        barred.bar(people.filter { $0 != call.claimedBy })
        if barred != call { _ = try calls.update(barred) }
    }
}

extension FollowUpCall {
    /// These may not make it, and it is kept for none of them.
    mutating func bar(_ people: some Sequence<StaffID>) {
        barred = Set(barred).union(people).sorted()
        if let agent = meantFor, barred.contains(agent) { meantFor = nil }
    }
}

extension CallMatter {
    fileprivate func asks(about c: ServiceCase) -> Bool {
        caseID.map { $0 == c.id } ?? unit.mayBe(c.unit)
    }
}

extension UnitID? {
    /// Whether both may be one: where one is not said they are of one customer, and that is all that is known.
    fileprivate func mayBe(_ other: UnitID?) -> Bool { self == nil || other == nil || self == other }
}
