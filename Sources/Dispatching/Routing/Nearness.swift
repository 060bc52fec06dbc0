/// For each visit some others, nearest first, in one piece of memory.
struct NearLists {
    /// Another visit, and the way between the two.
    struct Near {
        var visit: Int32
        var cost: Int32
        var time: Int32
    }

    private let start: UnsafeMutablePointer<Int32>
    private let items: UnsafeMutablePointer<Near>

    init(_ lists: [[Near]]) {
        var start: [Int32] = [0]
        var sum: Int32 = 0
        for list in lists {
            sum += Int32(list.count)
            start.append(sum)
        }
        (self.start, items) = (.filled(start), .filled(Array(lists.joined())))
    }

    @inline(__always)
    subscript(_ visit: Int) -> UnsafeBufferPointer<Near> {
        UnsafeBufferPointer(
            start: items + Int(start[visit]), count: Int(start[visit &+ 1] &- start[visit]))
    }

    func deallocate() {
        start.deallocate()
        items.deallocate()
    }
}

/// Which visits are worth trying beside which: near in way, and in time as far as windows force waiting (the measure of
/// Vidal and others, 2013). What cannot follow at all is left out.
struct Nearness {
    let before: NearLists
    let after: NearLists
    let around: NearLists
    private(set) var leastIn: [Int32] = []
    private(set) var leastOut: [Int32] = []

    /// How many are worth trying as neighbours, and as seeds of what is torn out.
    static let neighbours = 40
    static let surroundings = 100

    init(_ problem: RoutingProblem, _ ways: Ways, cells: Int) {
        let count = problem.visits.count
        let pace = problem.vehicles.map(\.pace).min() ?? 1000
        let open = problem.visits.map { $0.windows.first?.open ?? 0 }
        let close = problem.visits.map { $0.windows.last?.close ?? -1 }
        let service = problem.visits.map { $0.service * min(1000, pace) / 1000 }
        func follows(_ a: Int, _ b: Int) -> Int? {
            if a == b { return nil }
            let time = Int(ways.timeOut[a * cells + b])
            if open[a] + service[a] + time > close[b] { return nil }
            let wait = max(0, open[b] - time - service[a] - close[a])
            return 10 * Int(ways.costOut[a * cells + b]) + 2 * wait
        }
        var (before, after, around): ([[NearLists.Near]], [[NearLists.Near]], [[NearLists.Near]]) = (
            [], [], []
        )
        var nearest = Nearest(count)
        for v in 0..<count {
            let row = v * cells
            before.append(
                nearest.pick(Self.neighbours) { follows($0, v) }.map {
                    .init(visit: $0, cost: ways.costIn[row + Int($0)], time: ways.timeIn[row + Int($0)])
                })
            after.append(
                nearest.pick(Self.neighbours) { follows(v, $0) }.map {
                    .init(visit: $0, cost: ways.costOut[row + Int($0)], time: ways.timeOut[row + Int($0)])
                })
            around.append(
                nearest.pick(Self.surroundings) {
                    $0 == v ? nil : Int(ways.costOut[row + $0]) + Int(ways.costIn[row + $0])
                }.map { .init(visit: $0, cost: 0, time: 0) })
            leastIn.append((0..<cells).lazy.filter { $0 != v }.map { ways.costIn[row + $0] }.min() ?? 0)
            leastOut.append((0..<cells).lazy.filter { $0 != v }.map { ways.costOut[row + $0] }.min() ?? 0)
        }
        (self.before, self.after, self.around) = (NearLists(before), NearLists(after), NearLists(around))
    }

    /// Picks the few with the least keys of many.
    private struct Nearest {
        private let count: Int
        private var keys: [Int] = []
        private var items: [Int32] = []

        init(_ count: Int) { self.count = count }

        mutating func pick(_ most: Int, _ key: (Int) -> Int?) -> [Int32] {
            keys.removeAll(keepingCapacity: true)
            items.removeAll(keepingCapacity: true)
            for i in 0..<count {
                guard let k = key(i) else { continue }
                if keys.count == most {
                    if k >= keys[most - 1] { continue }
                    keys.removeLast()
                    items.removeLast()
                }
                var at = keys.count
                while at > 0, keys[at - 1] > k { at -= 1 }
                keys.insert(k, at: at)
                items.insert(Int32(i), at: at)
            }
            return items
        }
    }
}
