package import Model

/// How days are run, besides travel and prices.
package struct DayRules: Sendable, Hashable {
    /// Whether the ways from the start and to the end of the day are working time.
    package var commuteCounts = false
    /// How far a booked visit may be moved within the window its customer was promised, to make room. The window itself
    /// never moves.
    package var shift = Span.zero
    /// A gap shorter than this between visits is lost.
    package var usableGap = Span.minutes(45)
    /// What should be over by now takes so much more.
    package var overrun = Span.minutes(10)
    /// What it takes to tell somebody that another customer is next.
    package var notice = Span.minutes(5)

    package init() {}
}

/// Everyone's days, ready to be asked what fits where. Made once from technicians and stops; asking changes nothing.
///
/// For each visit it holds how early one can have left it and how late it can start (`Node`), so that whether one more
/// fits between two is a matter of two ways and two comparisons, however long the day.
package struct Board: Sendable {
    package let technicians: [Technician]
    package let travel: Travel
    package let prices: Prices
    package let day: DayRules
    var nodes: [Node] = []
    var stretches: [WorkStretch] = []
    var routes: [Route] = []
    /// Of each technician.
    var routesOf: [Range<Int>] = []
    /// Milliseconds booked, and in shifts.
    var load: [Int64] = []
    var capacity: [Int64] = []
    var meanLoad: Int64 = 0
    /// How much of the time of those who have a skill is booked for it, in thousandths.
    var pressure: [String: Int64] = [:]

    /// - Parameters:
    ///   - stops: by technician, in any order.
    ///   - offset: local time less UTC at an instant, for speeds by the hour.
    package init(
        _ technicians: [Technician], stops: [StaffID: [Stop]] = [:], travel: Travel = Travel(),
        prices: Prices = Prices(), day: DayRules = DayRules(), offset: (Instant) -> Span = { _ in .zero }
    ) {
        (self.technicians, self.travel, self.prices, self.day) = (technicians, travel, prices, day)
        var bookedFor: [String: Int64] = [:]
        for (index, technician) in technicians.enumerated() {
            let first = routes.count
            var left = (stops[technician.id] ?? []).sorted { $0.planned.start < $1.planned.start }[...]
            var room: Int64 = 0
            let booked = left.reduce(Int64(0)) { sum, stop in
                bookedFor[stop.skill, default: 0] += (stop.planned.end - stop.planned.start).milliseconds
                return sum + (stop.planned.end - stop.planned.start).milliseconds
            }
            for working in WorkingDay.of(technician) {
                // Whatever lies between two days binds neither.
                let (start, end) = (working.start, working.limit)
                left = left.drop { $0.planned.end.milliseconds <= start }
                let mine = left.prefix { $0.planned.start.milliseconds < end }
                left = left.dropFirst(mine.count)
                room += working.stretches.reduce(0) { $0 + $1.end - $1.start }
                let at = Instant(milliseconds: start)
                add(working, Array(mine), of: index, offset: offset(at).milliseconds)
            }
            routesOf.append(first..<routes.count)
            load.append(booked)
            capacity.append(room)
        }
        let working = capacity.indices.filter { capacity[$0] > 0 }
        meanLoad = working.isEmpty ? 0 : working.reduce(0) { $0 + load[$1] } / Int64(working.count)
        for (skill, booked) in bookedFor where !skill.isEmpty {
            let able = technicians.indices.filter { technicians[$0].skills[skill] != nil }
            let room = able.reduce(0) { $0 + capacity[$1] }
            pressure[skill] = room > 0 ? booked * 1000 / room : 0
        }
    }
}
