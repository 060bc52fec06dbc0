package import Model

/// What stands against a slot as the board is now.
package enum Conflict: Sendable, Hashable {
    case unsuitable(Unsuitable, StaffID)
    /// The time on site is not within one stretch of the shift.
    case shift
    /// Overlaps this visit, or leaves too little time to drive from or to it.
    case tooClose(VisitID)
    /// No time is left for the break.
    case noBreak
    case noRoad
    /// Planned arrival lies outside the window promised.
    case outsideWindow
    case tooEarly
    case tooLate
    /// The customer cannot be there.
    case customerAway
    /// Two are needed, and one is named.
    case alone
}

extension Board {
    /// What stands against a slot; empty when it can be booked. Booking asks this inside its transaction, of a board made
    /// there of the slot's technicians.
    package func conflicts(_ slot: Slot, _ task: VisitTask) -> [Conflict] {
        var found: [Conflict] = []
        if slot.planned.start < task.earliest { found.append(.tooEarly) }
        if slot.planned.start >= task.latest { found.append(.tooLate) }
        if slot.planned.start < slot.promised.start || slot.planned.start >= slot.promised.end {
            found.append(.outsideWindow)
        }
        if !task.admits(slot.promised) { found.append(.customerAway) }
        if task.crew > 1, slot.helper == nil || slot.helper == slot.technician { found.append(.alone) }
        for (index, technician) in technicians.enumerated() {
            if technician.id == slot.technician {
                if let objection = task.objection(to: technician, beginning: slot.planned.start) {
                    found.append(.unsuitable(objection, technician.id))
                } else if let missing = task.objectionOfParts(
                    to: technician, before: slot.planned.start + Span(milliseconds: 1))
                {
                    found.append(.unsuitable(missing, technician.id))
                }
            } else if technician.id == slot.helper {
                if let objection = task.objectionToHelp(of: technician) {
                    found.append(.unsuitable(objection, technician.id))
                }
            } else {
                continue
            }
            if opening(for: slot, task, of: index) == nil { found += obstacles(slot, task, of: index) }
        }
        return found
    }

    /// The place on a technician's routes where a slot's time on site fits as it stands.
    func opening(for slot: Slot, _ task: VisitTask, of technician: Int) -> Opening? {
        view { view in
            let start = slot.planned.start.milliseconds
            var found: Opening?
            openings(
                of: technician, at: Spot(task.place, zone: task.zone, travel),
                duration: slot.planned.end.milliseconds - start, from: start, until: start + 1, in: view
            ) { found = found ?? $0 }
            return found
        }
    }

    /// Which rule or visit keeps a time on site from fitting.
    private func obstacles(_ slot: Slot, _ task: VisitTask, of technician: Int) -> [Conflict] {
        let (start, end) = (slot.planned.start.milliseconds, slot.planned.end.milliseconds)
        let spot = Spot(task.place, zone: task.zone, travel)
        let near = routesOf[technician].map { routes[$0] }.filter { route in
            nodes[route.nodes.lowerBound].planned <= end && start <= route.limit
        }
        let isWorked = near.contains { route in
            stretches[route.stretches].contains {
                $0.start <= start && start < $0.end && end <= $0.limit
            }
        }
        guard isWorked else { return [.shift] }
        var close: [VisitID] = []
        for route in near {
            for node in nodes[route.nodes] where node.kind == .visit && !close.contains(node.visit) {
                let there = Way(node.spot, spot, travel)
                let back = Way(spot, node.spot, travel)
                guard there.isRoad, back.isRoad else { return [.noRoad] }
                let done = node.planned + node.duration
                let free =
                    node.planned < start
                    ? there.arrival(leaving: done, offset: route.offset, travel) <= start
                    : back.departure(arrivingBy: node.planned, offset: route.offset, travel) >= end
                if !free { close.append(node.visit) }
            }
            for node in nodes[route.nodes] where node.kind != .rest {
                guard Way(node.spot, spot, travel).isRoad, Way(spot, node.spot, travel).isRoad else {
                    return [.noRoad]
                }
            }
        }
        guard close.isEmpty else { return close.map { .tooClose($0) } }
        let hasBreaks = near.contains { nodes[$0.nodes].contains { $0.kind == .rest } }
        return [hasBreaks ? .noBreak : .shift]
    }
}
