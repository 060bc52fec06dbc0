package import Model

/// A past visit, as it is met again whoever works.
package struct Wish: Sendable, Hashable {
    /// How long nobody would have come for it anyway.
    package var wait: Span
    /// How much later than somebody is promised to be there its window ends; nil where nobody could be promised.
    package var grace: Span?
}

package enum Wishes {
    /// Runs past visits through the desk as they came, once with who was there and once as if there were enough of each: what the
    /// first waited longer was want of technicians, and what somebody set out later than promised in it, another visit's fault. Runs
    /// have both of their own, so they are taken off.
    /// - Parameters:
    ///   - owed: since when each visit was owed, with its pattern of one leg, whose wait is zero.
    ///   - waited: how long each really waited for somebody to set out.
    ///   - slack: how long after somebody was there its window ended.
    /// - Throws: `CourseFault`.
    package static func learn(_ desk: SimulatedDesk, owed: [Arrival], waited: [Span], slack: [Span]) throws
        -> [Wish]
    {
        let enough = desk.technicians.flatMap { Array(repeating: $0, count: 25) }
        let few = try Replay(desk, desk.technicians, owed)
        let many = try Replay(desk, enough, owed)
        return owed.indices.map { visit in
            var wish = Wish(wait: waited[visit], grace: few.promised[visit].map { _ in slack[visit] })
            guard let set = few.starts[visit] else { return wish }
            if let soonest = many.starts[visit] { wish.wait = max(.zero, wish.wait - (set - soonest)) }
            if let promised = few.promised[visit] { wish.grace = slack[visit] + (set - promised) }
            return wish
        }
    }

    /// When somebody set out for each visit, and when they were promised to, with as little wait as could be.
    private struct Replay {
        let starts: [Int: Instant]
        let promised: [Int: Instant]

        init(_ desk: SimulatedDesk, _ technicians: [SimulatedTechnician], _ owed: [Arrival]) throws {
            var desk = desk
            desk.technicians = technicians
            for pattern in desk.patterns.indices {
                desk.patterns[pattern].replaceLegs(
                    desk.patterns[pattern].legs.map { leg in
                        var leg = leg
                        leg.grace = .zero
                        return leg
                    })
            }
            var course = Course(desk, owed, keepsStarts: true)
            _ = try course.run()
            starts = Dictionary(course.starts.map { ($0.caseNumber, $0.at) }, uniquingKeysWith: { a, _ in a })
            promised = course.promised
        }
    }
}
