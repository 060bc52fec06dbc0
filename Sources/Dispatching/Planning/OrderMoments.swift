import Model

/// The moments that part visits of which one must be over before the other begins: what is followed ends, and what follows
/// begins, on either side of one. So each of the two is planned without the other, and the order holds whoever does them.
///
/// A day is parted first where what follows is booked to begin. Of a plan then found the moments are moved in turns
/// (`DayPlan.moments(moved:from:)`): that keeps the plan possible, and allows others.
struct OrderMoments: Sendable {
    /// By the visit that follows.
    private var moments: [VisitID: Int64] = [:]
    private var followers: [VisitID: [VisitID]] = [:]
    /// Whether they are where the day as booked has them.
    private(set) var isBooked = true

    /// As the day is booked.
    init(_ visits: [DayVisit], _ visit: [VisitID: DayVisit]) {
        for following in visits {
            guard let followed = following.follows else { continue }
            let end = visit[followed].flatMap { $0.isFixed ? $0.booked.planned.end : nil }
            moments[following.id] = (end ?? following.booked.planned.start).milliseconds
            followers[followed, default: []].append(following.id)
        }
    }

    /// What follows another does not begin before this.
    func opening(_ visit: VisitID) -> Int64? { moments[visit] }

    /// What is followed is over by then.
    /// - Parameter end: moments before it do not count.
    func closing(_ visit: VisitID, from end: Int64 = .min) -> Int64? {
        followers[visit]?.compactMap { moments[$0] }.filter { $0 >= end }.min()
    }

    /// - Parameter others: by the visit that follows; where there is none the moment stays.
    func moved(to others: [VisitID: Int64]) -> OrderMoments {
        var moved = self
        moved.moments.merge(others) { $1 }
        moved.isBooked = false
        return moved
    }
}

/// Towards which of two visits the moment between them is moved.
enum OrderTurn: CaseIterable {
    /// As early as what is followed can be over.
    case early
    /// As late as what follows can begin.
    case late
}

extension PlanningDay {
    /// Visits that can be planned otherwise and follow such.
    var movableFollowers: [DayVisit] {
        visits.filter { following in
            !following.isFixed && following.follows.flatMap { visit[$0] }.map { !$0.isFixed } == true
        }
    }

    /// Whether a visit, begun as late as it may be, is over before what follows it, if somebody does it.
    ///
    /// What is booked closer to what follows than the slowest needs may begin as it is booked: those who would take longer than
    /// there is do not get it. Who has it may keep it, and what follows too early already is not waited for.
    func isOver(_ visit: DayVisit, by technician: Technician, _ orders: OrderMoments) -> Bool {
        let booked = visit.booked.planned
        guard orders.isBooked, technician.id != visit.booked.technician,
            let moment = orders.closing(visit.id),
            let next = orders.closing(visit.id, from: booked.end.milliseconds)
        else { return true }
        let last = max(booked.start.milliseconds, moment - longest(visit))
        return last + visit.length(by: technician).milliseconds <= next
    }

    /// On site at most, whoever does it; milliseconds.
    func longest(_ visit: DayVisit) -> Int64 {
        (technicians.map(visit.length(by:)).max() ?? .zero).milliseconds
    }
}

extension DayPlan {
    /// The moments as far one way as the routes of this plan allow; nil where that moves none.
    func moments(moved turn: OrderTurn, from orders: OrderMoments) -> OrderMoments? {
        var moved: [VisitID: Int64] = [:]
        for following in day.movableFollowers {
            guard let moment = orders.opening(following.id), let id = following.follows,
                let followed = day.visit[id]
            else { continue }
            switch turn {
            case .early:
                guard let start = starts(around: followed, orders)?.first else { continue }
                let over = (start + day.longest(followed)).roundedUpToMinute
                if over < moment { moved[following.id] = over }
            case .late:
                guard let last = starts(around: following, orders)?.last else { continue }
                let begun = last.roundedDownToMinute
                if begun > moment { moved[following.id] = begun }
            }
        }
        return moved.isEmpty ? nil : orders.moved(to: moved)
    }

    /// The first and the last start of a visit that keep the rest of its technician's day possible.
    private func starts(around visit: DayVisit, _ orders: OrderMoments) -> (first: Int64, last: Int64)? {
        guard let who = assignments[visit.id]?.technician.flatMap({ day.technician[$0] }),
            let timing = DayTiming(day, who, orders: orders)
        else { return nil }
        let order = visits(of: who.id).filter { $0.progress == .ahead }
        func start(wanted: Int64?) -> Int64? {
            guard let place = order.firstIndex(where: { $0.id == visit.id }) else { return nil }
            return timing.times(order) { $0.id == visit.id ? wanted.map(Instant.init(milliseconds:)) : nil }?[
                place
            ]
            .start.milliseconds
        }
        guard let first = start(wanted: nil) else { return nil }
        var (last, above) = (first, visit.promised.end.milliseconds)
        while above - last > Self.grain {
            let middle = (last + above) / 2
            if let reached = start(wanted: middle), reached >= middle {
                last = reached
            } else {
                above = middle
            }
        }
        return (first, last)
    }

    /// How exactly the last start is looked for.
    private static let grain = Span.minutes(5).milliseconds
}
