package import Model

/// Why there is no slot: which constraint, for whom; and what would free one.
package struct NoSlot: Sendable, Hashable {
    package enum Obstacle: Sendable, Hashable {
        case unsuitable(Unsuitable)
        /// Does not work on the days in question.
        case off
        /// No road leads there.
        case noRoad
        /// Able and at work, with no gap long enough.
        case full
        /// Has gaps, none when the customer can be there.
        case customerAway
        /// Free, with nobody to come along.
        case alone
    }

    /// What would free a slot, and the best it would free.
    package enum Remedy: Sendable, Hashable {
        case anyTechnician(Slot)
        case anyTime(Slot)
        case otherZone(Slot)
        case withPart(String, Slot)
        case lowerLevel(Slot)
        case renewedCertificate(String, Slot)
        case overtime(minutes: Int, Slot)
        case shorter(minutes: Int, Slot)
        case alone(Slot)
        case laterDays(Slot)
    }

    package var obstacles: [(obstacle: Obstacle, technicians: [StaffID])]
    package var remedies: [Remedy]

    package static func == (a: NoSlot, b: NoSlot) -> Bool {
        a.remedies == b.remedies && a.obstacles.map(\.obstacle) == b.obstacles.map(\.obstacle)
            && a.obstacles.map(\.technicians) == b.obstacles.map(\.technicians)
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(remedies) }
}

extension Board {
    /// Asked when `slots` found nothing.
    /// - Parameters:
    ///   - later: the same for days after those asked for, and their windows, for saying when there would be one.
    package func whyNone(
        _ task: VisitTask, windows: [Window], later: VisitTask? = nil, laterWindows: [Window] = []
    ) -> NoSlot {
        var found: [NoSlot.Obstacle: [StaffID]] = [:]
        for index in technicians.indices {
            found[obstacle(task, windows, index), default: []].append(technicians[index].id)
        }
        return NoSlot(
            obstacles: found.map { ($0.key, $0.value) }.sorted { a, b in
                (b.1.count, a.1[0]) < (a.1.count, b.1[0])
            },
            remedies: remedies(task, windows) + wait(later, laterWindows))
    }

    private func obstacle(_ task: VisitTask, _ windows: [Window], _ index: Int) -> NoSlot.Obstacle {
        let technician = technicians[index]
        if let objection = task.objection(to: technician) { return .unsuitable(objection) }
        var mine = task
        mine.only = technician.id
        let works = stretches(of: index).contains {
            $0.end > task.earliest.milliseconds && $0.start < task.latest.milliseconds
        }
        guard works else { return .off }
        if !isReachable(task, index) { return .noRoad }
        mine.crew = 1
        if task.crew > 1, !slots(mine, windows: windows).isEmpty { return .alone }
        mine.windows = []
        if !task.windows.isEmpty, !slots(mine, windows: windows).isEmpty { return .customerAway }
        return .full
    }

    private func stretches(of index: Int) -> [WorkStretch] {
        routesOf[index].flatMap { stretches[routes[$0].stretches] }
    }

    private func isReachable(_ task: VisitTask, _ index: Int) -> Bool {
        let spot = Spot(task.place, zone: task.zone, travel)
        return routesOf[index].contains { route in
            let order = nodes[routes[route].nodes].filter { $0.kind != .rest }
            return zip(order, order.dropFirst()).contains {
                Way($0.spot, spot, travel).isRoad && Way(spot, $1.spot, travel).isRoad
            }
        }
    }

    /// Each constraint is left out in turn, and the search asked again: what then is free, it would free.
    private func remedies(_ task: VisitTask, _ windows: [Window]) -> [NoSlot.Remedy] {
        func best(_ change: (inout VisitTask) -> Void) -> Slot? {
            var other = task
            change(&other)
            return other == task ? nil : slots(other, windows: windows).first
        }
        var found: [NoSlot.Remedy] = []
        if let slot = best({ $0.windows = [] }) { found.append(.anyTime(slot)) }
        if let slot = best({ $0.only = nil }) { found.append(.anyTechnician(slot)) }
        if let slot = best({ $0.zone = "" }) { found.append(.otherZone(slot)) }
        for part in task.parts.keys.sorted() {
            if let slot = best({ $0.parts[part] = nil }) { found.append(.withPart(part, slot)) }
        }
        if let slot = best({ $0.level = 1 }) { found.append(.lowerLevel(slot)) }
        if let slot = best({ $0.certificate = "" }) {
            found.append(.renewedCertificate(task.certificate, slot))
        }
        if let slot = best({ $0.crew = 1 }) { found.append(.alone(slot)) }
        if let slot = overtime(60, task, windows) { found.append(.overtime(minutes: 60, slot)) }
        if let slot = best({ $0.minutes = $0.minutes * 2 / 3 }) {
            found.append(.shorter(minutes: task.minutes * 2 / 3, slot))
        }
        return found
    }

    private func wait(_ task: VisitTask?, _ windows: [Window]) -> [NoSlot.Remedy] {
        guard let task else { return [] }
        let first = slots(task, windows: windows).min { $0.planned.start < $1.planned.start }
        return first.map { [.laterDays($0)] } ?? []
    }

    /// What would be free if every day were so many minutes longer.
    private func overtime(_ minutes: Int, _ task: VisitTask, _ windows: [Window]) -> Slot? {
        var longer = self
        for route in longer.routes.indices {
            let extra = Int64(minutes) * 60_000
            longer.routes[route].limit += extra
            longer.nodes[longer.routes[route].nodes.upperBound - 1].latestStart += extra
        }
        for last in Set(longer.routes.map { $0.stretches.upperBound - 1 }) {
            longer.stretches[last].limit += Int64(minutes) * 60_000
        }
        return longer.slots(task, windows: windows).first
    }
}
