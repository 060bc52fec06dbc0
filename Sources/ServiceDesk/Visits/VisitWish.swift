import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

/// What a visit needs, as the agent says it while the customer is on the line.
package struct VisitWish: Sendable {
    package var caseID: CaseID
    /// How many local days from now to look at, today included.
    package var days = 7
    package var from: Instant?
    package var technician: StaffID?
    /// Minutes on site; nil takes the rules for product and fault.
    package var minutes: Int?
    /// When the customer can be there, by the local clock of any day; none is always.
    package var between: [DayWindow] = []
    package var parent: VisitID?
    /// Parts that it needs beside what the rules say, by code.
    package var parts: [String: Int] = [:]

    package init(caseID: CaseID) { self.caseID = caseID }
}

extension Reading {
    /// What the visit for a case asks of whoever goes.
    /// - Parameter visit: the one that is booked already; what it needs is known, and what is held for it is there.
    func visitTask(
        _ c: ServiceCase, _ wish: VisitWish, at now: Instant, booked visit: VisitID? = nil
    ) throws -> VisitTask {
        let address = try c.addressID.flatMap { try customers.addressText($0) }
        let book = try dispatching()
        let needs = book.needs(product: c.product, fault: c.fault, kind: c.kind.rawValue)
        let earliest = max(
            now + .minutes(rules.settings.noticeMinutes), wish.from ?? now, try readyFrom(c, wish) ?? now)
        let latest = earliest + .days(wish.days)
        for (code, count) in wish.parts {
            _ = try rules.parts().part(code)
            try PartFault.check(count)
        }
        let parts =
            try visit.map { try needed(by: $0) } ?? partsNeeded(needs, wish, of: c)
        let told = try visit == nil ? supplyTold(wish, of: c, at: now) : [:]
        return VisitTask(
            place: address?.place,
            minutes: wish.minutes
                ?? book.minutes(
                    product: c.product, fault: c.fault, kind: c.kind.rawValue,
                    usual: rules.visitMinutes(product: c.product)),
            skill: needs.skill ?? rules.skill(for: c), level: needs.level ?? 1, zone: address?.zone ?? "",
            product: c.product, certificate: needs.certificate ?? "", crew: needs.crew ?? 1,
            parts: parts,
            supply: try supply(of: parts, at: now, for: visit).merging(told, uniquingKeysWith: +),
            earliest: earliest,
            latest: latest,
            windows: rules.windows(wish.between, from: earliest, to: latest),
            promiseDue: try clocks.of(Subject(c.id)).filter { $0.state == .running && $0.metric == "visit" }
                .map(\.due).min(),
            priority: book.priorities[c.severity.rawValue] ?? 100,
            preferred: try wish.technician ?? lastTechnician(of: c.id), only: wish.technician,
            excluded: Set(try dispatch.refused(by: current(c.customer).id)))
    }

    /// When what must come first will be done: the visit this one follows, and the parts it waited for.
    private func readyFrom(_ c: ServiceCase, _ wish: VisitWish) throws -> Instant? {
        guard let parent = try wish.parent.flatMap({ try visits.find($0) }) else { return nil }
        var ready = parent.category.isOpen ? parent.planned.end : parent.createdAt
        if let due = parent.partsDue { ready = max(ready, due) }
        return ready
    }

    private func needed(by visit: VisitID) throws -> [String: Int] {
        try stock.parts(of: visit).filter { $0.needed > $0.used }.reduce(into: [:]) {
            $0[$1.part] = $1.needed - $1.used
        }
    }

    private func lastTechnician(of id: CaseID) throws -> StaffID? {
        guard let last = try visits.of(id).last(where: { $0.category == .done }) else { return nil }
        return last.asksForAnother ? nil : last.technician
    }
}

extension Rules {
    /// Hours by the local clock, on each day of a stretch of time.
    func windows(_ hours: [DayWindow], from: Instant, to: Instant) -> [Window] {
        guard !hours.isEmpty else { return [] }
        return (localDay(from).number...localDay(to).number).flatMap { number in
            hours.map { hours in
                Window(
                    start: deskCalendar.instant(Day(number: number), minute: hours.from),
                    end: deskCalendar.instant(Day(number: number), minute: hours.to))
            }
        }
    }
}
