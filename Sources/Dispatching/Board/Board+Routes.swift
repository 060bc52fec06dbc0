import Model

extension Board {
    /// Puts a day on the board: once, or once for each order in which its breaks can be had.
    mutating func add(_ working: WorkingDay, _ stops: [Stop], of technician: Int, offset: Int64) {
        let range = stretches.count..<stretches.count + working.stretches.count
        stretches += working.stretches
        let last = working.stretches[working.stretches.count - 1]
        let over = stops.reduce(Int64(0)) { max($0, $1.planned.end.milliseconds - last.end) }
        let plain = sequence(stops, technicians[technician], working)
        var orders = [plain]
        for rest in working.breaks {
            orders = orders.flatMap { order in
                (1..<order.count).map { place in
                    var with = order
                    with.insert(
                        Node(
                            kind: .rest, spot: order[place - 1].spot, isHome: order[place - 1].isHome,
                            duration: rest.length.milliseconds,
                            earliest: rest.window.start.milliseconds,
                            latest: (rest.window.end - rest.length).milliseconds,
                            planned: rest.window.start.milliseconds), at: place)
                    return with
                }
            }
        }
        orders = orders.filter { order in zip(order, order.dropFirst()).allSatisfy(Self.isOrdered) }
        var found = orders.compactMap { timed($0, range, offset: offset, strictly: true) }
        if found.isEmpty {
            // What is booked breaks a rule already: it stays as planned, and what is added must not make it worse.
            let kept = orders.filter { order in zip(order, order.dropFirst()).allSatisfy(Self.isPlausible) }
            found = (kept.isEmpty ? [plain] : kept).compactMap {
                timed($0, range, offset: offset, strictly: false)
            }
        }
        for order in found {
            let start = nodes.count
            nodes += order
            routes.append(
                Route(
                    technician: technician, nodes: start..<nodes.count, stretches: range, offset: offset,
                    shiftEnd: last.end, limit: last.limit, over: over))
        }
    }

    /// Two breaks in a row are in the order of their windows: the other order is no other day.
    private static func isOrdered(_ a: Node, _ b: Node) -> Bool {
        a.kind != .rest || b.kind != .rest || a.earliest <= b.earliest
    }

    /// Whether a break lies where it can be had, as its neighbours are planned.
    private static func isPlausible(_ a: Node, _ b: Node) -> Bool {
        if b.kind == .rest, a.kind == .visit { return a.planned <= b.latest }
        if a.kind == .rest, b.kind == .visit { return b.planned >= a.earliest }
        return true
    }

    private func sequence(_ stops: [Stop], _ technician: Technician, _ working: WorkingDay) -> [Node] {
        let (start, end) = (working.start, working.limit)
        var order = [
            Node(
                kind: .start, spot: Spot(technician.start, zone: "", travel), isHome: true, earliest: start,
                latest: start,
                planned: start)
        ]
        for stop in stops {
            let planned = stop.planned.start.milliseconds
            let slack = stop.isLocked ? 0 : day.shift.milliseconds
            order.append(
                Node(
                    kind: .visit, spot: Spot(stop.place, zone: stop.zone, travel), visit: stop.visit,
                    duration: (stop.planned.end - stop.planned.start).milliseconds,
                    earliest: min(planned, max(planned - slack, stop.promised.start.milliseconds)),
                    latest: max(planned, min(planned + slack, stop.promised.end.milliseconds - 60_000)),
                    planned: planned))
        }
        order.append(
            Node(
                kind: .end, spot: Spot(technician.end, zone: "", travel), earliest: end, latest: end,
                planned: end))
        return order
    }

    /// Earliest departures forward, latest starts backward.
    ///
    /// - Parameter strictly: nil when something cannot be done in time. Otherwise what is booked holds as planned.
    private func timed(_ order: [Node], _ range: Range<Int>, offset: Int64, strictly: Bool) -> [Node]? {
        var order = order
        return stretches.withUnsafeBufferPointer { stretches in
            order[0].leave = order[0].planned
            for k in 1..<order.count {
                let way = self.way(order, k - 1, k)
                let from = order[k - 1]
                if order[k].kind != .rest, way.isRoad {
                    order[k - 1].wayKilometres = way.kilometres
                    order[k - 1].wayMinutes =
                        (way.arrival(leaving: from.leave, offset: offset, travel) - from.leave) / 60_000
                }
                if order[k].kind == .end { break }
                // A break is had on the spot; the way is gone after it.
                var start = max(
                    order[k].earliest,
                    order[k].kind == .rest ? from.leave : arrive(way, from, offset))
                if strictly, start > order[k].latest { return nil }
                start = min(start, order[k].kind == .visit ? order[k].planned : start)
                order[k].leave = start + order[k].duration
            }
            var next = order.count - 1
            order[next].latestStart = order[next].latest
            for k in stride(from: next - 1, through: 1, by: -1) {
                // Past breaks, to whatever is next in another place.
                let way = self.way(order, k, next)
                var end = depart(way, to: order[next], offset)
                for rest in order[(k + 1)..<next].reversed() { end = min(end - rest.duration, rest.latest) }
                var start = min(order[k].latest, end - order[k].duration)
                if order[k].kind == .visit {
                    if strictly, start < order[k].planned { return nil }
                    start = WorkStretch.fitBefore(start, order[k].duration, stretches, range) ?? start
                    start = max(start, order[k].planned)
                    next = k
                } else if strictly, start < order[k].leave - order[k].duration {
                    return nil
                }
                order[k].latestStart = start
            }
            return order
        }
    }

    /// Where no road leads nobody arrives.
    static let never = Int64.max / 4

    private func way(_ order: [Node], _ a: Int, _ b: Int) -> Way { Way(order[a].spot, order[b].spot, travel) }

    /// The commute is no working time unless the rules say so.
    func arrive(_ way: Way, _ from: Node, _ offset: Int64) -> Int64 {
        guard way.isRoad else { return Self.never }
        if from.isHome, !day.commuteCounts { return from.leave }
        return way.arrival(leaving: from.leave, offset: offset, travel)
    }

    func depart(_ way: Way, to next: Node, _ offset: Int64) -> Int64 {
        guard way.isRoad else { return -Self.never }
        if next.kind == .end, !day.commuteCounts { return next.latestStart }
        return way.departure(arrivingBy: next.latestStart, offset: offset, travel)
    }
}
