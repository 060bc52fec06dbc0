package import Dispatching
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
    /// Minutes on site; nil takes the rule for the product.
    package var minutes: Int?
    package var parent: VisitID?

    package init(caseID: CaseID) { self.caseID = caseID }
}

extension Reading {
    /// Free slots for a case, best first, by the plain rule: skill, zone, shift, no overlap, travel between stops.
    /// - Throws: `DeskFault.noSlot` with the reasons when there is none.
    package func slots(_ wish: VisitWish, at now: Instant, limit: Int = 9) throws -> [Slot] {
        let c = try serviceCase(wish.caseID)
        let request = try slotRequest(c, wish, at: now)
        let technicians = try technicianPlans(request, besides: nil)
        let promise = try clocks.of(Subject(c.id)).filter { $0.state == .running && $0.metric == "visit" }
            .map(\.due).min()
        let slots = Slots.free(
            request, technicians: technicians,
            windows: rules.arrivalWindows(from: request.earliest, days: wish.days),
            promiseDue: promise)
        guard !slots.isEmpty else {
            throw DeskFault.noSlot(reasons: Slots.whyNone(request, technicians: technicians))
        }
        return Array(slots.prefix(limit))
    }

    func slotRequest(_ c: ServiceCase, _ wish: VisitWish, at now: Instant) throws -> SlotRequest {
        let address = try c.addressID.flatMap { try customers.addressText($0) }
        let earliest = max(now + .minutes(rules.settings.noticeMinutes), wish.from ?? now)
        return SlotRequest(
            place: address?.place, durationMinutes: wish.minutes ?? rules.visitMinutes(product: c.product),
            skill: rules.skill(for: c), zone: address?.zone ?? "", earliest: earliest,
            latest: earliest + .days(wish.days), preferred: try wish.technician ?? lastTechnician(of: c.id),
            only: wish.technician)
    }

    private func lastTechnician(of id: CaseID) throws -> StaffID? {
        try visits.of(id).last(where: { $0.category == .done })?.technician
    }

    /// What every active technician has on their plate over the days in question.
    func technicianPlans(_ request: SlotRequest, besides moved: VisitID?) throws -> [TechnicianPlan] {
        let span = Window(start: request.earliest - .days(1), end: request.latest + .days(2))
        let booked = try visits.planned(in: span)
        var stops: [StaffID: [Stop]] = [:]
        for v in booked where v.id != moved {
            guard let technician = v.technician else { continue }
            stops[technician, default: []].append(Stop(visit: v.id, window: v.planned, place: v.place))
        }
        return try staff.all().filter { $0.active && $0.roles.contains(rules.settings.technicianRole) }.map {
            person in
            let shift = try rules.calendar(
                person.shift.isEmpty ? rules.settings.technicianCalendar : person.shift)
            return TechnicianPlan(
                id: person.id, skills: Set(person.skills), zones: Set(person.zones), home: person.home,
                shifts: rules.workingWindows(shift, in: span), stops: stops[person.id] ?? [])
        }
    }
}

extension Work {
    /// Books a visit into a slot. The slot is checked again inside the transaction: two agents taking the same one
    /// never both get it.
    /// - Throws: `DeskFault.slotRefused` saying what stands against it.
    @discardableResult
    package func book(_ wish: VisitWish, slot: Slot) throws -> Visit {
        try require(.bookVisit)
        let c = try reading.serviceCase(wish.caseID)
        guard c.closedAt == nil else { throw DeskFault.closed(c.id.description) }
        var request = try reading.slotRequest(c, wish, at: now)
        // The notice is for offering: what was offered a minute ago may still be taken while it lies ahead.
        request.earliest = min(request.earliest, now)
        let plans = try reading.technicianPlans(request, besides: nil)
        guard let plan = plans.first(where: { $0.id == slot.technician }) else {
            throw DeskFault.unknown(slot.technician.description)
        }
        let conflicts = Slots.check(slot, request, against: plan)
        guard conflicts.isEmpty else { throw DeskFault.slotRefused(reasons: conflicts.map(\.phrase)) }

        let definition = try rules.workflow(named: "visit")
        let step = definition.opening()
        let visit = try visits.insert(
            Visit(
                id: VisitID(0), caseID: c.id, workflowVersion: definition.version, state: step.to,
                category: step.category, technician: slot.technician, promised: slot.promised,
                planned: slot.planned,
                skill: request.skill, addressID: c.addressID, place: request.place, parent: wish.parent,
                createdAt: now, stateSince: now))
        try record(
            Subject(visit.id), "visit.booked",
            [
                "case": .text(c.id.description), "technician": .text(slot.technician.description),
                "to": .text(step.to), "promisedStart": .instant(slot.promised.start),
                "promisedEnd": .instant(slot.promised.end), "plannedStart": .instant(slot.planned.start),
            ])
        var matter = Matter.visit(visit)
        try carryOut(step, on: &matter, customer: nil)
        guard case .visit(let booked) = try reread(matter) else { return visit }
        return booked
    }
}
