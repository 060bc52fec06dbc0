import Model
import ServiceTime
import Statistics
import Testing
import Workflow

@testable import Simulation

/// Single days, worked out by hand.
@Suite("A simulated course")
struct CourseTests {
    /// 2026-11-30, a Monday, midnight in Shanghai.
    private let start = Instant(milliseconds: 1_795_968_000_000)

    private func at(_ hour: Int, _ minute: Int = 0, day: Int = 0) -> Instant {
        start + .days(day) + .hours(hour) + .minutes(minute)
    }
    private func shifts(_ days: Int, from: Int = 8, to: Int = 17) -> [Window] {
        (0..<days).map { Window(start: at(from, day: $0), end: at(to, day: $0)) }
    }
    private func desk(
        _ technicians: [SimulatedTechnician], _ patterns: [CasePattern], target: Target? = nil,
        metric: String = "visit", days: Int = 3
    ) throws -> SimulatedDesk {
        SimulatedDesk(
            technicians: technicians, patterns: patterns,
            terms: try target.map { [try Errand.term(metric, $0)] } ?? [], rules: try Errand.rules(),
            span: Window(start: start, end: start + .days(days)))
    }
    private func run(_ desk: SimulatedDesk, _ arrivals: [(Instant, Int)]) throws -> (
        tally: Tally, starts: [Course.Start]
    ) {
        var course = Course(
            desk, arrivals.map { Arrival(at: $0.0, pattern: $0.1) }, keepsStarts: true)
        let tally = try course.run()
        return (tally, course.starts)
    }

    @Test(
        "nobody is on site outside the shift, nor sets out for what no longer fits into it; the next shift begins with it, the way there before it"
    )
    func shiftsHold() throws {
        let pattern = CasePattern(legs: [.init(travel: .minutes(20), onSite: .minutes(100))])
        let desk = try desk([.init(shifts: shifts(3))], [pattern])
        let (tally, starts) = try run(desk, [(at(3), 0), (at(15, 30), 0), (at(16), 0)])
        #expect(starts.map(\.at) == [at(7, 40), at(7, 40, day: 1), at(9, 40, day: 1)])
        #expect(tally.visits == 3 && tally.overtime == 0)
        #expect(tally.backlog == [2, 0, 0])
        // Three times 100 minutes on site, and one way that lies within a shift.
        #expect(tally.paid == [27] && abs(tally.busy[0] - 320.0 / 60) < 1e-9)
        #expect(abs(tally.travel - 1) < 1e-9)
    }

    @Test("nobody is on the way to what cannot be made yet, nor from what they have just done")
    func outset() throws {
        let pattern = CasePattern(legs: [.init(travel: .minutes(30), onSite: .minutes(60))])
        let halves = [Window(start: at(8), end: at(12)), Window(start: at(12, 15), end: at(17))]
        let desk = try desk([.init(shifts: halves)], [pattern])
        let (_, starts) = try run(desk, [(at(7, 50), 0)])
        #expect(starts.map(\.at) == [at(7, 50)])
        // The first is done at noon, and so whoever does the second is there at half past.
        let noon = try run(desk, [(at(10, 30), 0), (at(11), 0)]).starts
        #expect(noon.map(\.at) == [at(10, 30), at(12)])
    }

    @Test("what was agreed for a time of a day is made then, whenever it is booked on the day before")
    func appointment() throws {
        var leg = CasePattern.Leg(wait: .hours(30), onSite: .hours(1))
        leg.since = CasePattern.DayTime(days: 1, time: .hours(14))
        let pattern = CasePattern(workflow: 0, legs: [leg])
        var two = try desk(Array(repeating: .init(shifts: shifts(3)), count: 2), [pattern])
        #expect(
            try run(two, [(at(9), 0), (at(16), 0)]).starts.map(\.at) == [at(14, day: 1), at(14, day: 1)])
        leg.since = CasePattern.DayTime(days: 0, time: .hours(10))
        two.patterns = [CasePattern(workflow: 0, legs: [leg])]
        #expect(
            try run(two, [(at(9), 0), (at(11), 0)]).starts.map(\.at) == [at(10), at(11)], "its time is past")
    }

    // MARK: What is promised of visits

    /// Two cases come at nine, each with a visit of two hours whose window ends half an hour after somebody is promised.
    private func promised(
        _ metric: String, _ target: Target, technicians: Int, planned: Span = .hours(2),
        _ outcome: Signal = .visitDone
    ) throws -> Tally.Kept {
        var leg = CasePattern.Leg(
            onSite: .hours(2), planned: planned, isArrival: outcome != .visitNoAccess, outcome: outcome)
        (leg.grace, leg.acceptance) = (.minutes(30), .minutes(20))
        var pattern = CasePattern(workflow: 0, legs: [leg])
        pattern.termsOfWork = [0]
        var desk = try desk(Array(repeating: .init(shifts: shifts(3)), count: technicians), [pattern])
        desk.terms = [try Errand.term(metric, target, of: .visit)]
        return try run(desk, [(at(9), 0), (at(9), 0)]).tally.terms[0]
    }

    @Test("a window is promised of who is free; whoever works longer than planned is late for the next")
    func windows() throws {
        let minute = Target(1, .minutes)
        #expect(try promised("arrive", minute, technicians: 1) == .init(kept: 2, count: 2))
        #expect(try promised("arrive", minute, technicians: 2) == .init(kept: 2, count: 2))
        // The second is promised for ten, by half past, and is there at eleven.
        let hour = Span.hours(1)
        #expect(try promised("arrive", minute, technicians: 1, planned: hour) == .init(kept: 1, count: 2))
        #expect(
            try promised("arrive", Target(30, .minutes), technicians: 1, planned: hour)
                == .init(kept: 2, count: 2))
        #expect(try promised("arrive", minute, technicians: 2, planned: hour) == .init(kept: 2, count: 2))
        #expect(try promised("arrive", minute, technicians: 0) == .init(), "nobody could promise one")
        #expect(
            try promised("arrive", Target(4, .hours), technicians: 1, .visitNoAccess)
                == .init(kept: 2, count: 2), "they waited there for nobody")
    }

    @Test("work is done in time, or not; nobody promised it where nobody was let in")
    func finished() throws {
        // Done at eleven, from half past nine on, and at one, from half past ten on.
        func kept(_ hours: Int, _ outcome: Signal = .visitDone) throws -> Tally.Kept {
            try promised("finish", Target(hours, .hours), technicians: 1, planned: .hours(1), outcome)
        }
        #expect(try kept(2) == .init(kept: 1, count: 2))
        #expect(try kept(3) == .init(kept: 2, count: 2))
        #expect(try kept(3, .visitNoAccess) == .init())
    }

    @Test("who is to go says so as soon as they did")
    func accepted() throws {
        #expect(try promised("accept", Target(30, .minutes), technicians: 1) == .init(kept: 2, count: 2))
        #expect(try promised("accept", Target(10, .minutes), technicians: 1) == .init(kept: 0, count: 2))
    }

    /// A visit as long as that, for which a window is promised.
    private func promising(_ onSite: Span, planned: Span? = nil) -> CasePattern.Leg {
        var leg = CasePattern.Leg(onSite: onSite, planned: planned)
        leg.grace = .zero
        return leg
    }

    @Test("where the time that suits is taken, the nearest of that day is promised, sooner or later")
    func nearest() throws {
        var leg = promising(.hours(1))
        leg.wait = .hours(29)
        leg.since = CasePattern.DayTime(days: 1, time: .hours(14))
        let pattern = CasePattern(workflow: 0, legs: [leg])
        let starts = try run(
            desk([.init(shifts: shifts(3))], [pattern]), [(at(9), 0), (at(10), 0), (at(11), 0)]
        ).starts
        #expect(starts.map(\.at) == [at(13, day: 1), at(14, day: 1), at(15, day: 1)])
        #expect(starts.map(\.caseNumber) == [1, 0, 2])
    }

    @Test("the time of a visit that is called off is promised to others")
    func givenBack() throws {
        var leg = promising(.hours(1))
        leg.wait = .hours(29)
        leg.since = CasePattern.DayTime(days: 1, time: .hours(14))
        let dropped = CasePattern(
            workflow: 0, acts: [.init(.visit(leg)), .init(after: .hours(1), .step("drop"))])
        let made = CasePattern(workflow: 0, legs: [leg])
        let starts = try run(
            desk([.init(shifts: shifts(3))], [dropped, made]), [(at(9), 0), (at(11), 1)]
        ).starts
        #expect(starts.map(\.caseNumber) == [1] && starts.map(\.at) == [at(14, day: 1)])
    }

    @Test("whoever it was promised of makes it, after hours if it must be; what lasts longer is overtime")
    func own() throws {
        let pattern = CasePattern(legs: [promising(.hours(3), planned: .hours(1))])
        let (tally, starts) = try run(
            desk([.init(shifts: shifts(3))], [pattern]), [(at(13, 30), 0), (at(13, 30), 0)])
        #expect(starts.map(\.at) == [at(13, 30), at(16, 30)])
        #expect(tally.overtime == 2.5)
    }

    @Test("whoever is free goes where the other is not there yet, unless somebody waits for them")
    func others() throws {
        let patterns = [promising(.hours(3), planned: .hours(1)), promising(.hours(1))].map {
            CasePattern(legs: [$0])
        }
        let two = try desk(Array(repeating: .init(shifts: shifts(3)), count: 2), patterns)
        // The third is promised for ten of the first technician, who works until noon.
        let three = [(at(9), 0), (at(9), 1), (at(9, 10), 1)]
        #expect(try run(two, three).starts.map(\.at) == [at(9), at(9), at(10)])
        let four = try run(two, three + [(at(9, 20), 1)]).starts
        #expect(four.map(\.at) == [at(9), at(9), at(10), at(11)])
        #expect(four.map(\.caseNumber) == [0, 1, 3, 2])
    }

    @Test("how windows lay to when somebody was promised is learnt; what others' visits delayed is taken off")
    func graces() throws {
        let pattern = CasePattern(
            legs: [.init(travel: .minutes(30), onSite: .hours(3), planned: .minutes(90))])
        let desk = try desk([.init(shifts: shifts(3))], [pattern])
        let owed = [at(9), at(9)].map { Arrival(at: $0, pattern: 0) }
        // Whoever was to set out for the second at half past ten did at half past twelve, and could have at nine.
        let (waited, slack) = ([Span.zero, .hours(5)], [Span.hours(1), .minutes(-30)])
        let learnt = try Wishes.learn(desk, owed: owed, waited: waited, slack: slack)
        #expect(learnt.map(\.wait) == [.zero, .minutes(90)])
        #expect(learnt.map(\.grace) == [.hours(1), .minutes(90)])
        let nobody = try Wishes.learn(self.desk([], [pattern]), owed: owed, waited: waited, slack: slack)
        #expect(nobody.map(\.wait) == waited && nobody.allSatisfy { $0.grace == nil })
    }

    @Test("what is longer than any shift is begun with one, and what it lasts longer is overtime")
    func tooLong() throws {
        let pattern = CasePattern(legs: [.init(onSite: .hours(10))])
        let (tally, starts) = try run(desk([.init(shifts: shifts(3))], [pattern]), [(at(9), 0)])
        #expect(starts.map(\.at) == [at(8, day: 1)])
        #expect(tally.overtime == 1 && tally.busy == [9])
    }

    @Test("what fits into another of their shifts waits for it, however short the next one is")
    func longestShift() throws {
        let pattern = CasePattern(legs: [.init(onSite: .hours(5))])
        let halves = (0..<2).flatMap { day in
            [
                Window(start: at(8, day: day), end: at(12, day: day)),
                Window(start: at(13, day: day), end: at(18, day: day)),
            ]
        }
        let (tally, starts) = try run(desk([.init(shifts: halves)], [pattern]), [(at(7), 0)])
        #expect(starts.map(\.at) == [at(13)])
        #expect(tally.overtime == 0 && tally.busy == [5])
    }

    @Test("what lies within the next of a day's shifts is no overtime; the hour between them is")
    func nextShift() throws {
        let pattern = CasePattern(legs: [.init(onSite: .hours(7), planned: .hours(3))])
        let halves = [Window(start: at(8), end: at(12)), Window(start: at(13), end: at(18))]
        let tally = try run(desk([.init(shifts: halves)], [pattern]), [(at(9), 0)]).tally
        #expect(tally.busy == [6] && tally.overtime == 1)
    }

    @Test("work that lasts longer than planned runs into overtime, and the next visit waits for it")
    func overrun() throws {
        let pattern = CasePattern(legs: [.init(onSite: .hours(3), planned: .hours(1))])
        let (tally, starts) = try run(
            try desk([.init(shifts: shifts(3))], [pattern]), [(at(15, 30), 0), (at(15, 31), 0)])
        #expect(starts.map(\.at) == [at(15, 30), at(8, day: 1)])
        #expect(tally.overtime == 1.5)
    }

    @Test("only who can do it goes; of those free, who can do least else")
    func skills() throws {
        let all = shifts(3)
        let technicians = [
            SimulatedTechnician(shifts: all, able: [true, true]),
            SimulatedTechnician(shifts: all, able: [true, false]),
        ]
        let patterns = [0, 1].map { CasePattern(need: $0, legs: [.init(onSite: .hours(2))]) }
        let (tally, starts) = try run(
            try desk(technicians, patterns), [(at(9), 0), (at(9, 10), 1), (at(9, 20), 1)])
        #expect(starts.map(\.at) == [at(9), at(9, 10), at(11, 10)])
        #expect(tally.busy == [4, 2])
    }

    @Test("the most urgent of those who wait is next, and a promise is kept by who arrives by its end")
    func urgency() throws {
        let slow = CasePattern(legs: [.init(onSite: .hours(2))])
        let owed = CasePattern(
            workflow: 0, legs: [.init(travel: .minutes(60), onSite: .minutes(60))], terms: [0])
        let desk = try desk([.init(shifts: shifts(3))], [slow, owed], target: Target(3, .hours))
        let (tally, starts) = try run(desk, [(at(8), 0), (at(8, 10), 0), (at(9), 1), (at(9, 1), 1)])
        #expect(starts.map(\.caseNumber) == [0, 2, 3, 1])
        // Arrivals at 11:00 and 13:00; due 12:00 and 12:01.
        #expect(tally.terms == [.init(kept: 1, count: 2)])
        #expect(tally.groups[0][0] == .init(kept: 1, count: 2))
    }

    @Test(
        "a visit that found nobody or wanted parts is followed by the next; what is promised to be done waits for the last"
    )
    func legs() throws {
        let pattern = CasePattern(
            workflow: 0,
            legs: [
                .init(onSite: .minutes(10), isArrival: false, outcome: .visitRevisit),
                .init(wait: .days(1), onSite: .minutes(30)),
            ], terms: [0])
        let (arrived, starts) = try run(
            try desk([.init(shifts: shifts(3))], [pattern], target: Target(12, .hours)), [(at(9), 0)])
        #expect(starts.map(\.at) == [at(9), at(9, 10, day: 1)])
        #expect(arrived.terms == [.init(kept: 0, count: 1)], "nobody was at the door the first day")
        let done = try run(
            try desk([.init(shifts: shifts(3))], [pattern], target: Target(25, .hours), metric: "resolve"),
            [(at(9), 0)]
        ).tally
        #expect(done.terms == [.init(kept: 1, count: 1)])
        #expect(done.lead.mean == 24 + 1.0 / 6)
    }

    @Test("a case is done with the first visit that leaves nothing; with none of them it never is")
    func done() throws {
        func kept(_ legs: [CasePattern.Leg]) throws -> [Tally.Kept] {
            let pattern = CasePattern(workflow: 0, legs: legs, terms: [0])
            let desk = try desk(
                [.init(shifts: shifts(3))], [pattern], target: Target(4, .hours), metric: "resolve")
            return try run(desk, [(at(9), 0)]).tally.terms
        }
        let again = CasePattern.Leg(wait: .days(1), onSite: .hours(1))
        #expect(try kept([.init(onSite: .hours(1)), again]) == [.init(kept: 1, count: 1)], "reopened")
        #expect(try kept([.init(onSite: .hours(1), outcome: .visitRevisit)]) == [.init(kept: 0, count: 1)])
        #expect(
            try kept([.init(onSite: .hours(1), outcome: .visitRevisit), again]) == [.init(kept: 0, count: 1)])
    }

    @Test("what falls due after the end is not judged; what fell due with nobody there is missed")
    func end() throws {
        let pattern = CasePattern(workflow: 0, legs: [.init(onSite: .hours(1))], terms: [0])
        let nobody = try desk([], [pattern], target: Target(24, .hours))
        let tally = try run(nobody, [(at(9), 0), (at(9, day: 2), 0)]).tally
        #expect(tally.terms == [.init(kept: 0, count: 1)])
        #expect(tally.cases == 2 && tally.utilisation == nil && tally.backlog == [1, 1, 2])
    }

    @Test("what was waited for beside technicians is what is left when their want is taken off")
    func wishes() throws {
        let pattern = CasePattern(legs: [.init(onSite: .hours(2))])
        let desk = try desk([.init(shifts: shifts(3))], [pattern])
        let owed = [at(8), at(8), at(18)].map { Arrival(at: $0, pattern: 0) }
        let waits = try Wishes.learn(
            desk, owed: owed, waited: [.zero, .hours(3), .hours(16)], slack: [.zero, .zero, .zero]
        ).map(\.wait)
        // The second had to wait two hours for the first; the third came at ten, though somebody was free at eight.
        #expect(waits == [.zero, .hours(1), .hours(16)])
    }

    @Test("the fewest who keep a promise keep it, and one fewer does not")
    func fewest() throws {
        let pattern = CasePattern(workflow: 0, legs: [.init(onSite: .hours(1))], terms: [0])
        let template = SimulatedTechnician(shifts: shifts(30))
        let desk = try desk([template], [pattern], target: Target(24, .hours), days: 30)
        let rates = ArrivalRates(hourly: Array(repeating: Array(repeating: 1.0, count: 24), count: 7))
        let simulator = Simulator(desk, rates, weekdays: (0..<30).map { $0 % 7 + 1 })
        let team = Team([template], try simulator.runs(2, seed: 1))
        let found = try #require(
            try simulator.fewest(keeping: 0.95, term: 0, most: 10, runs: 5, seed: 1, team: team.of))
        // 24 hours of work a day, 9 of each: at least 3.
        #expect((3...4).contains(found.technicians))
        var fewer = simulator
        fewer.desk.technicians = team.of(found.technicians - 1)
        #expect(try #require(try fewer.runs(5, seed: 1).kept(0)).mean < 0.95)
        #expect(try simulator.fewest(keeping: 0.95, term: 0, most: 2, runs: 5, seed: 1, team: team.of) == nil)
    }

    @Test(
        "who is added works as the busiest do; who goes is one whose work others can do, the least busy first"
    )
    func team() throws {
        let pattern = CasePattern(need: 1, legs: [.init(onSite: .hours(1))])
        let (only, busy, spare) = (
            SimulatedTechnician(shifts: shifts(3), able: [true, false]),
            SimulatedTechnician(shifts: shifts(3), able: [false, true]),
            SimulatedTechnician(shifts: shifts(2), able: [false, true])
        )
        let tally = try run(desk([only, spare, busy], [pattern]), [(at(9, day: 2), 0)]).tally
        let team = Team([only, spare, busy], [tally])
        #expect(team.of(1) == [busy] && team.of(2) == [busy, only] && team.of(0).isEmpty)
        #expect(team.of(3) == [busy, only, spare] && team.of(5) == [busy, only, spare, busy, only])
        #expect(Team([], []).of(3).isEmpty)
    }
}
