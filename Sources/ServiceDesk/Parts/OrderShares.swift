import Model
import Records

/// Which orders the visits that wait will have their parts from: who comes first is served first, by what is expected first.
struct OrderShares {
    /// An open visit that waits for a part.
    struct Wait {
        var visit: VisitID
        var missing: Int
        /// The day somebody comes.
        var day: Day
        /// From which orders that technician can fetch.
        var fetches: Set<Int64>
    }

    /// How many of each order.
    private(set) var shares: [VisitID: [Int64: Int]] = [:]
    private var inTime: Set<VisitID> = []

    /// - Parameters:
    ///   - waits: for one part, who comes first on top.
    ///   - orders: of that part.
    ///   - today: what is late may come any day, but not before.
    init(_ waits: [Wait], _ orders: [StockOrder], today: Day) {
        var left = orders.filter { $0.remaining > 0 }.sorted { ($0.expected, $0.id) < ($1.expected, $1.id) }
        for wait in waits {
            var (missing, timely) = (wait.missing, 0)
            for index in left.indices where missing > 0 && wait.fetches.contains(left[index].id) {
                let order = left[index]
                let count = min(missing, order.remaining)
                guard count > 0 else { continue }
                left[index].received += count
                missing -= count
                shares[wait.visit, default: [:]][order.id, default: 0] += count
                if order.readyFrom(today) <= wait.day { timely += count }
            }
            if timely >= wait.missing { inTime.insert(wait.visit) }
        }
    }

    func waits(_ visit: VisitID, on order: Int64) -> Bool { shares[visit]?[order] != nil }
    /// Whether all that it lacks is there on its day.
    func covers(_ visit: VisitID) -> Bool { inTime.contains(visit) }
}

extension StockOrder {
    /// The first day with the parts on board: the one after they come, which is not before today.
    func readyFrom(_ today: Day) -> Day { max(expected, today) + 1 }
}
