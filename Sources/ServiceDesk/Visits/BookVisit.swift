package import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

extension Reading {
    /// Free slots for a case, the cheapest for the desk first (`Resources/dispatching.yaml` says what costs what).
    /// - Parameters:
    ///   - actor: whose reach the technicians are of.
    ///   - granularity: whether a window is told once, with who does it best, or with everybody who could.
    /// - Throws: `DeskFault.noSlot` saying which constraint keeps whom, and what would free one.
    package func slots(
        _ wish: VisitWish, by actor: Actor = .desk, at now: Instant, limit: Int = 9,
        each granularity: Board.Granularity = .window
    ) throws -> [Slot] {
        let c = try serviceCase(wish.caseID)
        let task = try visitTask(c, wish, at: now)
        let seen = try technicians(seenBy: actor)?.sorted()
        let board = try board(at: now, until: task.latest, of: seen)
        let windows = rules.arrivalWindows(from: task.earliest, days: wish.days)
        let slots = board.slots(task, windows: windows, each: granularity)
        guard !slots.isEmpty else { throw try noSlot(task, wish, windows, by: actor, at: now) }
        return try told(Array(slots.prefix(limit)), wish, c)
    }

    private func noSlot(
        _ task: VisitTask, _ wish: VisitWish, _ windows: [Window], by actor: Actor, at now: Instant
    ) throws -> DeskFault {
        var later = task
        later.earliest = max(task.earliest, windows.last?.end ?? task.earliest)
        later.latest = later.earliest + .days(21)
        later.windows = rules.windows(wish.between, from: task.earliest, to: later.latest)
        // Asked of a board that reaches so far.
        let seen = try technicians(seenBy: actor)?.sorted()
        let wide = try board(at: now, until: later.latest, of: seen)
        let why = wide.whyNone(
            task, windows: windows, later: later,
            laterWindows: rules.arrivalWindows(from: later.earliest, days: 21))
        let names = try names()
        return .noSlot(reasons: try why.reasons(names) + reachedOnly(by: actor), ways: why.ways(names))
    }
}

extension Work {
    /// Books a visit into a slot. The slot is checked again inside the transaction, against its technicians' days as they
    /// are there: two agents taking the same one never both get it.
    /// - Throws: `DeskFault.slotRefused` saying what stands against it; `DeskFault.outOfReach` for a technician whom the actor
    ///   may not see.
    @discardableResult
    package func book(_ wish: VisitWish, slot: Slot) throws -> Visit {
        try requireBooking(wish)
        try reading.requireSight(of: [slot.technician] + (slot.helper.map { [$0] } ?? []), actor)
        let c = try reading.serviceCase(wish.caseID)
        guard c.closedAt == nil else { throw DeskFault.closed(c.id.description) }
        var task = try reading.visitTask(c, wish, at: now)
        // The notice is for offering: what was offered a minute ago may still be taken while it lies ahead.
        task.earliest = min(task.earliest, now)
        let moves = try check(slot, task, besides: nil)

        let visit = try insertVisit(
            c.id, skill: task.skill, at: (c.addressID, task.place),
            Assignment(technician: slot.technician, planned: slot.planned), helper: slot.helper,
            promised: slot.promised, parent: wish.parent)
        try need(task.parts, for: visit)
        try carryOut(moves)
        try allowOvertime(slot, of: visit)
        return try begin(visit)
    }

    /// Hours past the end of a shift cost the house money, which whoever books must be allowed to spend, each visit anew; what was
    /// approved for the case covers it. An organisation without that decision leaves it to those who book.
    private func allowOvertime(_ slot: Slot, of visit: Visit) throws {
        let decision = "overtime visit"
        guard rules.empowerment[decision] != nil else { return }
        try grantAlone(
            decision, slot.price.overtime, in: Subject(visit.id), asked: Subject(visit.caseID))
    }

    /// Whoever made a visit may book the one that follows it; any other takes the right to book.
    private func requireBooking(_ wish: VisitWish) throws {
        let owed = try wish.parent == nil ? nil : reading.owed(by: wish.caseID)?.parent
        let isOwn = owed?.id == wish.parent && owed?.technician != nil && owed?.technician == actor.staffID
        try require(isOwn && !rules.roles.allows(actor.roles, .bookVisit) ? .followVisit : .bookVisit)
        try reading.requireReach(isOwn ? .read : .bookVisit, of: wish.caseID, actor)
    }

    /// Whether another visit must follow, and whoever acts may book it.
    package func mayBookNext(after visit: Visit) throws -> Bool {
        guard !visit.category.isOpen, let owed = try reading.owed(by: visit.caseID),
            owed.parent.id == visit.id
        else { return false }
        do { try requireBooking(owed.wish) } catch DeskFault.notAllowed, DeskFault.outOfReach { return false }
        return true
    }

    /// Writes a visit down, as booked.
    func insertVisit(
        _ id: CaseID, skill: String, at address: (id: Int64?, place: Place?), _ assignment: Assignment,
        helper: StaffID? = nil, promised: Window, parent: VisitID? = nil
    ) throws -> Visit {
        let definition = try rules.workflow(named: "visit")
        let step = definition.opening()
        let visit = try visits.insert(
            Visit(
                id: VisitID(0), caseID: id, workflowVersion: definition.version, state: step.to,
                category: step.category, technician: assignment.technician, helper: helper,
                promised: promised, planned: assignment.planned, skill: skill, addressID: address.id,
                place: address.place, parent: parent, createdAt: now, stateSince: now))
        var facts: [String: FieldValue] = [
            "case": .text(id.description), "technician": .text(assignment.technician?.description ?? ""),
            "to": .text(step.to), "promisedStart": .instant(promised.start),
            "promisedEnd": .instant(promised.end), "plannedStart": .instant(assignment.planned.start),
        ]
        if let helper { facts["helper"] = .text(helper.description) }
        try record(Subject(visit.id), "visit.booked", facts)
        return visit
    }

    /// What a visit that was written down sets off.
    func begin(_ visit: Visit) throws -> Visit {
        var matter = Matter.visit(try reading.visit(visit.id))
        try carryOut(try rules.workflow(named: "visit").opening(), on: &matter, customer: nil)
        guard case .visit(let booked) = try reread(matter) else { return visit }
        return booked
    }

    /// Judges a slot by its technicians' days as they are in this transaction.
    /// - Returns: booked visits that are to be planned otherwise for it.
    func check(_ slot: Slot, _ task: VisitTask, besides moved: VisitID?) throws -> [Move] {
        let people = [slot.technician] + (slot.helper.map { [$0] } ?? [])
        let span = Window(start: slot.planned.start - .days(2), end: slot.planned.end + .days(2))
        let board = try reading.loadBoard(span, of: people, besides: moved)
        for person in people where !board.technicians.contains(where: { $0.id == person }) {
            _ = try reading.technician(person)
            throw DeskFault.unknown(person.description)
        }
        let conflicts = board.conflicts(slot, task)
        guard conflicts.isEmpty else { throw DeskFault.slotRefused(reasons: conflicts.map(\.phrase)) }
        return board.moves(for: slot, task)
    }

    /// Plans booked visits a little earlier or later, within what their customers were promised.
    private func carryOut(_ moves: [Move]) throws {
        for move in moves {
            var visit = try reading.visit(move.visit)
            visit.planned = move.planned
            _ = try visits.update(visit)
            try record(
                Subject(visit.id), "visit.shifted",
                ["plannedStart": .instant(move.planned.start), "plannedEnd": .instant(move.planned.end)])
        }
    }
}
