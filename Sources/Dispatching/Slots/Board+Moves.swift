package import Model

/// A booked visit that is planned earlier or later to make room, within what its customer was promised.
package struct Move: Sendable, Hashable {
    package var visit: VisitID
    package var planned: Window
}

extension Board {
    /// Which booked visits must be planned otherwise for a slot to fit: none, unless `DayRules.shift` allows it. Each is
    /// moved no further than it must.
    package func moves(for slot: Slot, _ task: VisitTask) -> [Move] {
        technicians.indices.flatMap { index -> [Move] in
            guard [slot.technician, slot.helper].contains(technicians[index].id),
                let opening = opening(for: slot, task, of: index)
            else { return [] }
            let route = routes[opening.route]
            let spot = Spot(task.place, zone: task.zone, travel)
            return earlier(route, opening.before, slot.planned.start.milliseconds, spot).reversed()
                + later(route, opening.before, slot.planned.end.milliseconds, spot)
        }
    }

    private func earlier(_ route: Route, _ last: Int, _ start: Int64, _ spot: Spot) -> [Move] {
        var moves: [Move] = []
        var (next, limit, at) = (spot, start, last)
        var isWay = true
        while at > route.nodes.lowerBound {
            let node = nodes[at]
            if isWay {
                limit = Way(node.spot, next, travel)
                    .departure(arrivingBy: limit, offset: route.offset, travel)
                isWay = false
            }
            if node.kind == .rest {
                limit = min(limit - node.duration, node.latest)
            } else {
                guard node.planned + node.duration > limit else { break }
                let start = stretches.withUnsafeBufferPointer {
                    WorkStretch.fitBefore(limit - node.duration, node.duration, $0, route.stretches)
                        ?? limit - node.duration
                }
                moves.append(Move(node, at: start))
                (limit, next, isWay) = (start, node.spot, true)
            }
            at -= 1
        }
        return moves
    }

    private func later(_ route: Route, _ before: Int, _ end: Int64, _ spot: Spot) -> [Move] {
        var moves: [Move] = []
        var (from, time) = (spot, end)
        for node in nodes[(before + 1)..<(route.nodes.upperBound - 1)] {
            if node.kind == .rest {
                time = max(time, node.earliest) + node.duration
                continue
            }
            let arrival = Way(from, node.spot, travel)
                .arrival(leaving: time, offset: route.offset, travel)
            guard arrival > node.planned else { break }
            let start = stretches.withUnsafeBufferPointer {
                WorkStretch.fit(arrival, node.duration, $0, route.stretches) ?? arrival
            }
            moves.append(Move(node, at: start))
            (from, time) = (node.spot, start + node.duration)
        }
        return moves
    }
}

extension Move {
    fileprivate init(_ node: Node, at start: Int64) {
        visit = node.visit
        planned = Window(
            start: Instant(milliseconds: start), end: Instant(milliseconds: start + node.duration))
    }
}
