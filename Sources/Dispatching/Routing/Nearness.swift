/// What is near each visit, nearest first.
struct Nearness {
    /// Where a visit might go: beside another visit, or first or last on a vehicle of some kind.
    struct Place {
        enum Side: Int32 { case behindVisit, beforeVisit, first, last }

        /// What the way between the two costs, its time included where that is paid for.
        let price: Int32
        let time: Int32
        private let packed: Int32

        init(_ side: Side, _ number: Int, price: Int32, time: Int32) {
            (self.price, self.time, packed) = (price, time, Int32(number) << 2 | side.rawValue)
        }

        var side: Side { Side(rawValue: packed & 3)! }
        /// The visit, or the kind of vehicle.
        var number: Int { Int(packed >> 2) }
    }

    /// Leaving out what windows and skills forbid.
    let places: NearLists<Place>
    /// Other visits, for tearing out.
    let around: NearLists<Int32>

    private static let mostPlaces = 200
    private static let mostAround = 100

    init(
        _ problem: RoutingProblem, _ ways: SearchWays, _ fleet: SearchFleet, cell: UnsafeMutablePointer<Int32>
    ) {
        let count = problem.visits.count
        let open = problem.visits.map { Int32($0.windows.first?.open ?? 0) }
        let close = problem.visits.map { Int32($0.windows.last?.close ?? -1) }
        let ready = problem.visits.indices.map { v in
            open[v] &+ ((0..<fleet.kinds).map { fleet.errands[$0 * count + v].service }.min() ?? 0)
        }
        let timePrice = problem.vehicles.map(\.durationPrice).min() ?? 0
        func price(_ way: Leg) -> Int32 {
            Int32(clamping: Int(way.cost) + Int(way.time) * timePrice / problem.priceUnit)
        }

        var (places, around): ([[Place]], [[Int32]]) = ([], [])
        var (found, ends): ([Place], [Place]) = ([], [])
        for v in 0..<count {
            let (out, into) = (ways.from(Int32(v)), ways.to(Int32(v)))
            found.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            for u in 0..<count where u != v {
                if ready[u] &+ into[u].time <= close[v] {
                    found.append(.init(.behindVisit, u, price: price(into[u]), time: into[u].time))
                }
                if ready[v] &+ out[u].time <= close[u] {
                    found.append(.init(.beforeVisit, u, price: price(out[u]), time: out[u].time))
                }
            }
            for (kind, k) in fleet.firstOfKind.enumerated()
            where fleet.errands[kind * count + v].fee != RoutingProblem.forbidden {
                let (come, go) = (into[Int(cell[count + 2 * Int(k)])], out[Int(cell[count + 2 * Int(k) + 1])])
                ends.append(.init(.first, kind, price: price(come), time: come.time))
                ends.append(.init(.last, kind, price: price(go), time: go.time))
            }
            found = Self.least(Self.mostPlaces, of: &found) { $0.price }
            found += Self.least(Self.mostPlaces, of: &ends) { $0.price }
            places.append(found.sorted { $0.price < $1.price })
            var others = (0..<Int32(count)).filter { $0 != v }
            around.append(
                Self.least(Self.mostAround, of: &others) { out[Int($0)].cost &+ into[Int($0)].cost })
        }
        (self.places, self.around) = (NearLists(places), NearLists(around))
    }

    /// The items with the least keys, least first. The items are left in another order.
    private static func least<Item>(_ most: Int, of items: inout [Item], _ key: (Item) -> Int32) -> [Item] {
        var (low, high) = (0, items.count - 1)
        while items.count > most, low < high {
            let pivot = key(items[(low + high) / 2])
            var (i, j) = (low, high)
            while i <= j {
                while key(items[i]) < pivot { i += 1 }
                while key(items[j]) > pivot { j -= 1 }
                if i <= j {
                    items.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if most <= j { high = j } else if most >= i { low = i } else { break }
        }
        return items.prefix(most).sorted { key($0) < key($1) }
    }
}

/// A list for each visit, in one piece of memory.
struct NearLists<Item> {
    private let start: UnsafeMutablePointer<Int>
    private let items: UnsafeMutablePointer<Item>

    init(_ lists: [[Item]]) {
        var starts = [0]
        for list in lists { starts.append(starts[starts.count - 1] + list.count) }
        (start, items) = (.filled(starts), .filled(Array(lists.joined())))
    }

    @inline(__always)
    subscript(_ visit: Int) -> UnsafeBufferPointer<Item> {
        UnsafeBufferPointer(start: items + start[visit], count: start[visit &+ 1] &- start[visit])
    }

    func deallocate() {
        start.deallocate()
        items.deallocate()
    }
}
