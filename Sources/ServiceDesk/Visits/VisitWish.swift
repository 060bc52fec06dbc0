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
    /// - Parameter visit: the one that is booked already: whoever takes it over must have what it has.
    func visitTask(
        _ c: ServiceCase, _ wish: VisitWish, at now: Instant, booked visit: Visit? = nil
    ) throws -> VisitTask {
        let address = try c.addressID.flatMap { try customers.addressText($0) }
        let book = try dispatching()
        let needs = book.needs(product: c.product, fault: c.fault, kind: c.kind.rawValue)
        let before = try visit == nil ? visitBefore(wish) : nil
        let ready = wish.parent == nil ? nil : before?.nextFrom
        let earliest = max(
            now + .minutes(rules.settings.noticeMinutes), wish.from ?? now, ready ?? now)
        let latest = earliest + .days(wish.days)
        for (code, count) in wish.parts {
            _ = try rules.parts().part(code)
            try PartFault.check(count)
        }
        let parts = try self.parts(needs, wish, after: before, of: c, booked: visit, at: now)
        var task = VisitTask(
            place: address?.place,
            minutes: wish.minutes
                ?? book.minutes(
                    product: c.product, fault: c.fault, kind: c.kind.rawValue,
                    usual: rules.visitMinutes(product: c.product)),
            skill: needs.skill ?? rules.skill(for: c), level: needs.level ?? 1, zone: address?.zone ?? "",
            product: c.product, certificate: needs.certificate ?? "", crew: needs.crew ?? 1,
            parts: parts.parts, supply: parts.supply,
            earliest: earliest,
            latest: latest,
            windows: rules.windows(wish.between, from: earliest, to: latest),
            promiseDue: try clocks.of(Subject(c.id)).filter { $0.state == .running && $0.metric == "visit" }
                .map(\.due).min(),
            priority: book.priorities[c.severity.rawValue] ?? 100,
            preferred: try wish.technician ?? lastTechnician(of: c.id), only: wish.technician,
            excluded: Set(try dispatch.refused(by: current(c.customer).id)))
        task.fixOdds = book.fixOdds(product: c.product, fault: c.fault)
        return task
    }

    private func parts(
        _ needs: Needs, _ wish: VisitWish, after before: Visit?, of c: ServiceCase, booked visit: Visit?,
        at now: Instant
    ) throws -> PartSupplies.Need {
        if let visit {
            guard try !stock.parts(of: visit.id).isEmpty else { return PartSupplies.Need() }
            var supplies = try partSupplies(at: now)
            return supplies.need(of: visit.id, visit.technician, try stock.holds(of: visit.id))
        }
        let missing = try partsMissing(after: before, of: c)
        var need = PartSupplies.Need(parts: partsNeeded(needs, wish, missing))
        guard !need.parts.isEmpty else { return need }
        need.supply = try partSupplies(at: now).supply(of: need.parts)
            .merging(missing.supply(at: now), uniquingKeysWith: +)
        return need
    }

    private func lastTechnician(of id: CaseID) throws -> StaffID? {
        guard let last = try visits.of(id).last(where: { $0.category == .done }) else { return nil }
        return last.asksForAnother ? nil : last.technician
    }
}

extension Visit {
    /// When one that follows it can be made: once it is done, and the parts it waited for are there.
    fileprivate var nextFrom: Instant {
        let done = category.isOpen ? planned.end : createdAt
        return max(done, partsDue ?? done)
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
