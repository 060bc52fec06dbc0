package import Entitlement
package import Model
import Records
import ServiceTime

/// What is said of a fault when its entitlement is asked, beside what the records know.
package struct EntitlementQuestion: Sendable {
    package var unit: UnitID
    /// The day to judge on.
    package var on: Day
    /// The law of which market, such as `CN`; nil takes the desk's own.
    package var market: String?
    /// One rule set by name, in place of those the market has for the product.
    package var ruleSet: String?
    package var fault: String?
    package var faultOn: Day?
    package var part: String?
    package var partPrice: Money?
    package var madeOn: Day?
    package var evidence: Set<Evidence> = []
    package var causes: Set<String> = []
    package var circumstances: [Circumstance: Bool] = [:]

    package init(unit: UnitID, on: Day) {
        self.unit = unit
        self.on = on
    }
}

extension Reading {
    /// What the customer may demand for a unit, and why: by the rules, the purchase, and the repairs on record.
    /// - Throws: `DeskFault.unknown`, `EntitlementFault`.
    package func entitlement(_ question: EntitlementQuestion) throws -> Assessment {
        let facts = try entitlementFacts(question)
        let book = try rules.entitlements()
        let calendar = rules.deskCalendar
        if let name = question.ruleSet {
            return try book.assess(facts, by: name, isWorkday: calendar.isWorkday)
        }
        return try book.assess(
            facts, market: question.market ?? rules.settings.market, isWorkday: calendar.isWorkday)
    }

    /// What conditions of workflows may ask for: `return`, `exchange`, `free repair` … as granted on a day.
    func entitledWords(_ c: ServiceCase, on day: Day) throws -> [String] {
        guard let unit = c.unit else { return [] }
        var question = EntitlementQuestion(unit: unit, on: day)
        question.fault = c.fault.isEmpty ? nil : c.fault
        question.faultOn = rules.localDay(c.openedAt)
        let answer = try entitlement(question)
        return RightKind.allCases.filter { answer.best($0)?.verdict == .granted }.map(\.words)
    }

    private func entitlementFacts(_ question: EntitlementQuestion) throws -> EntitlementCase {
        let unit = try unit(question.unit)
        var evidence = question.evidence
        if unit.hasInvoice { evidence.insert(.invoice) }
        let repairs = try repairs(of: unit, until: question.on)
        // A desk that booked the repairs has their records itself.
        if !repairs.isEmpty { evidence.insert(.repairRecords) }
        var circumstances = question.circumstances
        if circumstances[.soldRemotely] == nil { circumstances[.soldRemotely] = unit.soldRemotely }
        return EntitlementCase(
            product: unit.product, boughtOn: unit.boughtOn, deliveredOn: unit.deliveredOn,
            madeOn: question.madeOn,
            price: unit.price, partPrice: question.partPrice, evidence: evidence, part: question.part,
            faultID: question.fault, faultOn: question.faultOn, causes: question.causes, repairs: repairs,
            circumstances: circumstances, today: question.on)
    }

    /// Every case of the unit that a technician visited for, or that waits for parts, counts as a repair: handed in when
    /// it was opened, back when the last visit was finished (until then it lasts). It did not cure when another case
    /// repeats it. A visit that ended for want of parts tells that the time after it was spent waiting for them.
    private func repairs(of unit: Unit, until day: Day) throws -> [RepairEvent] {
        var query = CaseQuery()
        (query.order, query.openOnly, query.unit, query.limit) = (.oldest, false, unit.id, 200)
        let all = try cases.list(query).filter { $0.mergedInto == nil && $0.category != .cancelled }
        let repeated = Set(all.compactMap(\.repeatOf))
        return try all.compactMap { c in
            let done = try visits.of(c.id).filter { $0.finishedAt != nil || $0.arrivedAt != nil }
            let waits = c.category == .waitingForUs
            let handedIn = rules.localDay(c.openedAt)
            guard waits || !done.isEmpty, handedIn <= day else { return nil }
            let back = c.category == .done ? done.compactMap(\.finishedAt).max() ?? c.closedAt : nil
            return RepairEvent(
                handedIn: handedIn, returned: back.map { rules.localDay($0) },
                faultID: c.fault.isEmpty ? nil : c.fault, cured: repeated.contains(c.id) ? false : nil,
                delay: waits || done.contains { $0.fields["partsNeeded"] != nil } ? .parts : nil)
        }
    }
}

extension RightKind {
    /// `free repair` for `freeRepair`, as rule files write it.
    var words: String {
        rawValue.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
    }
}
