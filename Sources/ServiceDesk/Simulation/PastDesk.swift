import Dispatching
package import Model
import Records
package import ServiceTime
package import Simulation

/// What a desk's own past teaches whoever simulates it: its cases with what people did and their visits, as often as they came, and
/// who made them.
package struct PastDesk: Sendable {
    package var days: ClosedRange<Day>
    package var patterns: [CasePattern] = []
    package var terms: [PromiseTerm] = []
    /// What `CasePattern.group` numbers: product and zone.
    package var groups: [Group] = []
    /// What cases walk.
    package var rules: WorkRules
    package var rates = ArrivalRates(hourly: [])
    package var visits = 0
    /// How many of them tell how long the way took, and how long somebody was there.
    package var visitsWithTravel = 0
    package var visitsWithMinutes = 0
    /// The promises that its cases are owed.
    package var promises: PromiseBook
    package var went = Went()
    /// By pattern.
    var owed: [OwedCase] = []
    /// What each need asks, numbered as `CasePattern.need`.
    var needs: [Need] = []
    /// Who has met a need before, whatever their skills are called today.
    var met: [Int: Set<StaffID>] = [:]

    package struct Group: Sendable, Hashable {
        package var product: String
        package var zone: String
    }

    /// What came of that time: the same figures that runs are counted by.
    package struct Went: Sendable {
        /// By promise.
        package var terms: [Tally.Kept] = []
        /// Hours until somebody was at the door.
        package var lead: Double?
        package var utilisation: Double?
        /// The share of cases that were called off.
        package var calledOff: Double?
        /// Visits a day.
        package var visits: Double = 0
    }

    struct Need: Hashable {
        var skill: String
        var level: Int
        var certificate: String
        var zone: String
    }

    init(days: ClosedRange<Day>, owing promises: PromiseBook, rules: WorkRules) {
        (self.days, self.promises, self.rules) = (days, promises, rules)
    }

    /// Fills the desk before the time that counts.
    package static let warmUp = 14
}

extension PastDesk {
    /// Whom a desk has within a span, each with what they can do.
    func technicians(_ people: [Technician], in span: Window) -> [SimulatedTechnician] {
        people.map { person in
            SimulatedTechnician(
                shifts: person.shifts.flatMap { $0.without(person.away) }
                    .filter { $0.start < $0.end }.sorted { $0.start < $1.start },
                able: needs.enumerated().map { number, need in
                    let task = VisitTask(
                        place: nil, minutes: 0, skill: need.skill, level: need.level, zone: need.zone,
                        certificate: need.certificate, earliest: span.start, latest: span.end)
                    return task.objection(to: person) == nil || met[number]?.contains(person.id) ?? false
                })
        }
    }
}

extension Reading {
    /// Learns from the cases that were opened on some days.
    /// - Parameter inForce: the day for which promises are chosen; nil for the day on which each case was opened.
    package func pastDesk(on days: ClosedRange<Day>, inForce: Day?, at now: Instant) throws -> PastDesk {
        var learner = try PastLearner(self, days, now)
        return try learner.learn().owing(rules.promises, inForce: inForce, rules.calendars)
    }

    /// A desk of a past's cases, from two weeks before some days, which fill it, to their end.
    /// - Parameter technicians: those of today in any case; who has left since is not known any more.
    package func simulator(of past: PastDesk, on days: ClosedRange<Day>) throws -> Simulator {
        let first = days.lowerBound - PastDesk.warmUp
        let count = days.upperBound.number - first.number + 1
        let span = rules.span(of: first, days: count)
        let people = try technicians(in: span)
        return Simulator(
            SimulatedDesk(
                technicians: past.technicians(people, in: span), patterns: past.patterns, terms: past.terms,
                rules: past.rules, span: span, counted: rules.deskCalendar.instant(days.lowerBound, minute: 0)
            ),
            past.rates, weekdays: (0..<count).map { rules.weekday(first + $0) })
    }
}

extension Rules {
    /// 1 is Monday; a public holiday counts as a Sunday.
    func weekday(_ day: Day) -> Int {
        deskCalendar.occasion(day) != nil && !deskCalendar.isWorkday(day) ? 7 : day.weekday
    }
}
