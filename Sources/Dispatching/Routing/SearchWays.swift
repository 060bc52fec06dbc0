/// A way from one cell to another.
struct Leg {
    var time: Int32
    var cost: Int32
}

/// Which place each cell stands for: one for each visit, one for each other place a vehicle starts, ends or fetches at.
///
/// Visits near one another have cells near one another, so that a search that looks around a visit reads memory that
/// lies together.
struct CellPlaces {
    private(set) var places: [Int]
    private(set) var cellOfNode: [Int32]

    init(_ problem: RoutingProblem) {
        let chain = Self.chain(problem.visits.map(\.place), problem.travel)
        var places = chain.map { problem.visits[$0].place }
        var cellOfNode = [Int32](repeating: 0, count: chain.count)
        for (cell, visit) in chain.enumerated() { cellOfNode[visit] = Int32(cell) }
        var known: [Int: Int32] = [:]
        func cell(_ place: Int) -> Int32 {
            if let cell = known[place] { return cell }
            places.append(place)
            known[place] = Int32(places.count - 1)
            return Int32(places.count - 1)
        }
        for vehicle in problem.vehicles { cellOfNode += [cell(vehicle.start), cell(vehicle.end)] }
        if let depot = problem.depot {
            let depot = cell(depot.place)
            cellOfNode += problem.vehicles.map { _ in depot }
        }
        (self.places, self.cellOfNode) = (places, cellOfNode)
    }

    /// All of these places by their numbers, each followed by the nearest that has not had its turn.
    private static func chain(_ places: [Int], _ travel: TravelTable) -> [Int] {
        var left = Array(places.indices)
        var chain: [Int] = []
        var next = 0
        while !left.isEmpty {
            let last = left.remove(at: next)
            chain.append(last)
            var least = Int32.max
            let row = places[last] * travel.places
            for (i, candidate) in left.enumerated() where travel.time[row + places[candidate]] < least {
                (least, next) = (travel.time[row + places[candidate]], i)
            }
            if least == .max { next = 0 }
        }
        return chain
    }
}

/// The ways between cells, and the same turned round, so that the ways to a place lie in one row as well as those from
/// it; one table serves for both where they are alike.
struct SearchWays {
    private let cells: Int
    private let out: UnsafeMutablePointer<Leg>
    private let into: UnsafeMutablePointer<Leg>

    init(_ travel: TravelTable, _ places: [Int]) {
        let count = places.count
        let out = UnsafeMutablePointer<Leg>.allocate(capacity: max(1, count * count))
        travel.time.withUnsafeBufferPointer { time in
            travel.cost.withUnsafeBufferPointer { cost in
                for a in 0..<count {
                    let (row, from) = (out + a * count, places[a] * travel.places)
                    for b in 0..<count {
                        row[b] = Leg(time: time[from + places[b]], cost: cost[from + places[b]])
                    }
                }
            }
        }
        (cells, self.out) = (count, out)
        into = Self.isSymmetric(out, count) ? out : Self.turned(out, count)
    }

    private static func isSymmetric(_ ways: UnsafeMutablePointer<Leg>, _ count: Int) -> Bool {
        for a in 0..<count {
            for b in 0..<a {
                let (there, back) = (ways[a * count + b], ways[b * count + a])
                if there.time != back.time || there.cost != back.cost { return false }
            }
        }
        return true
    }

    private static func turned(_ ways: UnsafeMutablePointer<Leg>, _ count: Int) -> UnsafeMutablePointer<Leg> {
        let turned = UnsafeMutablePointer<Leg>.allocate(capacity: max(1, count * count))
        for a in 0..<count {
            for b in 0..<count { turned[b * count + a] = ways[a * count + b] }
        }
        return turned
    }

    /// By cell, the ways that begin in this one.
    @inline(__always)
    func from(_ cell: Int32) -> UnsafeMutablePointer<Leg> { out + Int(cell) &* cells }

    /// By cell, the ways that end in this one.
    @inline(__always)
    func to(_ cell: Int32) -> UnsafeMutablePointer<Leg> { into + Int(cell) &* cells }

    @inline(__always)
    subscript(_ a: Int32, _ b: Int32) -> Leg { out[Int(a) &* cells &+ Int(b)] }

    func deallocate() {
        if into != out { into.deallocate() }
        out.deallocate()
    }
}
