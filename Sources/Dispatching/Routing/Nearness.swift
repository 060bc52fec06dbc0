/// What is near each visit, nearest first.
struct Nearness {
    /// A visit or a kind of vehicle, and the way between it and the visit whose list this is in.
    struct Neighbour {
        var number: Int32
        /// What the way costs.
        var price: Int32
        var time: Int32
    }

    /// Visits one may come from, and go on to, leaving out what windows forbid; like `kinds` only asked for plain routes,
    /// and empty for rich ones.
    let before: NearLists<Neighbour>
    let after: NearLists<Neighbour>
    /// Kinds of vehicle that may go there, with the shorter of the ways from their start and to their end.
    let kinds: NearLists<Neighbour>
    /// Other visits, for tearing out.
    let around: NearLists<Int32>

    private static let most = 100

    init(
        _ problem: RoutingProblem, _ ways: SearchWays, _ fleet: SearchFleet, cell: UnsafeMutablePointer<Int32>
    ) {
        let count = problem.visits.count
        let open = problem.visits.map { Int32($0.windows.first?.open ?? 0) }
        let close = problem.visits.map { Int32($0.windows.last?.close ?? -1) }
        let ready = problem.visits.indices.map { v in
            open[v] &+ (fleet.errands[v * fleet.kinds..<(v + 1) * fleet.kinds].map(\.service).min() ?? 0)
        }
        let isRich = problem.isRich
        let timePrice = problem.vehicles.map(\.durationPrice).min() ?? 0
        /// What the way costs, its time included where that is paid for.
        func price(_ way: Leg) -> Int32 {
            Int32(clamping: Int(way.cost) + Int(way.time) * timePrice / problem.priceUnit)
        }

        func neighbour(_ number: Int, _ way: Leg) -> Neighbour {
            Neighbour(number: Int32(number), price: way.cost, time: way.time)
        }

        var before: [[Neighbour]] = []
        var after = before
        var kinds = before
        var around: [[Int32]] = []
        for v in 0..<count {
            let (out, into) = (ways.from(cell[v]), ways.to(cell[v]))
            var (come, go, ends): ([Neighbour], [Neighbour], [Neighbour]) = ([], [], [])
            for u in 0..<count where u != v && !isRich {
                let (there, back) = (into[Int(cell[u])], out[Int(cell[u])])
                if ready[u] &+ there.time <= close[v] { come.append(neighbour(u, there)) }
                if ready[v] &+ back.time <= close[u] { go.append(neighbour(u, back)) }
            }
            for (kind, k) in fleet.firstOfKind.enumerated()
            where !isRich && fleet.errands[v * fleet.kinds + kind].fee != RoutingProblem.forbidden {
                let start = neighbour(kind, into[Int(cell[count + 2 * Int(k)])])
                let end = neighbour(kind, out[Int(cell[count + 2 * Int(k) + 1])])
                ends.append(start.price < end.price ? start : end)
            }
            before.append(Self.least(Self.most, of: &come) { $0.price })
            after.append(Self.least(Self.most, of: &go) { $0.price })
            kinds.append(Self.least(Self.most, of: &ends) { $0.price })
            var others = (0..<Int32(count)).filter { $0 != v }
            around.append(
                Self.least(Self.most, of: &others) {
                    price(out[Int(cell[Int($0)])]) &+ price(into[Int(cell[Int($0)])])
                })
        }
        (self.before, self.after) = (NearLists(before), NearLists(after))
        (self.kinds, self.around) = (NearLists(kinds), NearLists(around))
    }

    func deallocate() {
        before.deallocate()
        after.deallocate()
        kinds.deallocate()
        around.deallocate()
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
