import Model
import Records

/// Which orders the visits that wait for a part will have it from: who comes first is served first, by what is expected first.
struct OrderShares {
    /// An open visit that waits for the part.
    struct Wait {
        var visit: VisitID
        var missing: Int
        /// The day somebody comes.
        var day: Day
        /// From which orders that technician can fetch.
        var fetches: Set<Int64>
    }

    /// So many of an order.
    struct Share: Hashable {
        var order: StockOrder
        var count: Int
    }

    private(set) var shares: [VisitID: [Share]] = [:]
    /// What no visit waits for, what is expected first on top.
    private(set) var left: [Share]
    /// Who waits, who comes first on top.
    let visits: [VisitID]
    private let waits: [VisitID: Wait]

    /// - Parameters:
    ///   - waits: who comes first on top.
    ///   - orders: of the same part.
    init(_ waits: [Wait], _ orders: [StockOrder]) {
        visits = waits.map(\.visit)
        self.waits = Dictionary(waits.map { ($0.visit, $0) }, uniquingKeysWith: { a, _ in a })
        left = orders.sorted { ($0.expected, $0.id) < ($1.expected, $1.id) }
            .map { Share(order: $0, count: $0.remaining) }
        for wait in waits {
            var missing = wait.missing
            for index in left.indices where wait.fetches.contains(left[index].order.id) {
                let count = min(missing, left[index].count)
                guard count > 0 else { continue }
                left[index].count -= count
                missing -= count
                shares[wait.visit, default: []].append(Share(order: left[index].order, count: count))
            }
        }
        left.removeAll { $0.count == 0 }
    }

    func waits(_ visit: VisitID, on order: Int64) -> Bool {
        shares[visit]?.contains { $0.order.id == order } ?? false
    }

    /// What a visit will have on board on its day.
    /// - Parameter today: what is late may come any day, but not before.
    func timely(_ visit: VisitID, today: Day) -> [Share] {
        guard let wait = waits[visit] else { return [] }
        return (shares[visit] ?? []).filter { $0.order.readyFrom(today) <= wait.day }
    }

    /// Whether all that a visit lacks is there on its day.
    func covers(_ visit: VisitID, today: Day) -> Bool {
        waits[visit].map { timely(visit, today: today).count >= $0.missing } ?? false
    }

    /// The day on which the last of what a visit lacks is to come; nil when not all of it is on order for it.
    func expected(for visit: VisitID) -> Day? {
        guard let wait = waits[visit], let own = shares[visit], own.count >= wait.missing else { return nil }
        return own.map(\.order.expected).max()
    }
}

extension [OrderShares.Share] {
    fileprivate var count: Int { reduce(0) { $0 + $1.count } }
}

extension StockOrder {
    /// The first day with the parts on board: the one after they come, which is not before today.
    func readyFrom(_ today: Day) -> Day { max(expected, today) + 1 }
}

extension Reading {
    func orderShares(of part: String) throws -> OrderShares {
        let orders = try stock.openOrders(of: part)
        return OrderShares(try waits(of: stock.waiting(of: part), for: orders, fetchers()), orders)
    }

    /// Who waits for what is on order of one part.
    func waits(of waiting: [WaitingPart], for orders: [StockOrder], _ fetchers: Fetchers)
        -> [OrderShares.Wait]
    {
        waiting.map { waiting in
            OrderShares.Wait(
                visit: waiting.visit, missing: waiting.missing, day: rules.localDay(waiting.start),
                fetches: Set(
                    orders.filter { fetchers.reaches(waiting.technician, $0.place) }.map(\.id)))
        }
    }
}
