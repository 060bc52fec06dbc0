import Model
import Statistics

/// Runs of one desk with cases that come at random.
///
///     let tallies = Simulator(desk, rates, weekdays: [1, 2, 3, 4, 5]).runs(20, seed: 1)
///     tallies.kept(0)   // mean, and the interval that holds it
package struct Simulator: Sendable {
    package var desk: SimulatedDesk
    package var rates: ArrivalRates
    /// Of each day of the span, 1 being Monday.
    package var weekdays: [Int]
    /// How many times as many cases come.
    package var demand: Double

    package init(_ desk: SimulatedDesk, _ rates: ArrivalRates, weekdays: [Int], demand: Double = 1) {
        (self.desk, self.rates, self.weekdays, self.demand) = (desk, rates, weekdays, demand)
    }

    /// - Parameters:
    ///   - seed: the same gives the same cases, whoever works: two staffings are compared on the same days.
    ///   - progress: is told how many are done, before each; may throw to stop.
    /// - Throws: `CourseFault`.
    package func runs(_ count: Int, seed: UInt64, progress: (Int) throws -> Void = { _ in }) throws -> [Tally]
    {
        // Seeds in a row would give the same throws a step apart.
        var seeds = SeededChance(seed: seed)
        let habits = Habits(desk.patterns)
        return try (0..<count).map { done in
            try progress(done)
            var chance = SeededChance(seed: seeds.next())
            let arrivals = rates.draw(
                from: desk.span.start, weekdays: weekdays, demand: demand, of: desk.patterns, by: &chance)
            var course = Course(desk, arrivals, habits: habits, seed: chance.next())
            return try course.run()
        }
    }

    /// The fewest technicians with whom a promise is kept so often, found by halves; nil where not even `most` do.
    /// - Parameters:
    ///   - share: of the cases, on the mean of the runs.
    ///   - most: no more are tried.
    ///   - team: who works when there are so many; more must never be worse.
    /// - Throws: `CourseFault`.
    package func fewest(
        keeping share: Double, term: Int, most: Int, runs: Int, seed: UInt64,
        team: (Int) -> [SimulatedTechnician]
    ) throws -> (technicians: Int, tallies: [Tally])? {
        func tried(_ count: Int) throws -> (technicians: Int, tallies: [Tally])? {
            var simulator = self
            simulator.desk.technicians = team(count)
            let tallies = try simulator.runs(runs, seed: seed)
            return tallies.kept(term).map { $0.mean >= share } ?? false ? (count, tallies) : nil
        }
        guard var found = try tried(most) else { return nil }
        var tooFew = 0
        while found.technicians - tooFew > 1 {
            let middle = (found.technicians + tooFew) / 2
            if let better = try tried(middle) { found = better } else { tooFew = middle }
        }
        return found
    }
}

/// Other numbers of the same people.
package struct Team: Sendable {
    private let ranked: [SimulatedTechnician]
    private let busiestFirst: [SimulatedTechnician]

    /// - Parameter tallies: runs with just these, by which it is told who is busiest.
    package init(_ technicians: [SimulatedTechnician], _ tallies: [Tally]) {
        let load = technicians.indices.map { number in
            tallies.reduce(0.0) { $0 + $1.busy[number] / max(1, $1.paid[number]) }
        }
        var left = technicians.indices.sorted { (load[$1], $0) < (load[$0], $1) }
        busiestFirst = left.map { technicians[$0] }
        // Whoever can do most of what nobody before can; of equals the busier.
        var ranked: [SimulatedTechnician] = []
        var unmet = Set(technicians.first.map { Array($0.able.indices) } ?? [])
        while !left.isEmpty {
            let gains = left.map { number in unmet.count { technicians[number].able[$0] } }
            let next = left.remove(at: gains.firstIndex(of: gains.max() ?? 0) ?? 0)
            unmet = unmet.filter { !technicians[next].able[$0] }
            ranked.append(technicians[next])
        }
        self.ranked = ranked
    }

    /// So many. Who goes is first whose skills and zones others have as well, and of those the least busy; who is added works as
    /// the busiest do, next the second busiest.
    package func of(_ count: Int) -> [SimulatedTechnician] {
        guard !ranked.isEmpty else { return [] }
        let more = (0..<max(0, count - ranked.count)).map { busiestFirst[$0 % busiestFirst.count] }
        return ranked.prefix(count) + more
    }
}
