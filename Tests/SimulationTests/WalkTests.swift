import Model
import ServiceTime
import Statistics
import Testing
import Workflow

@testable import Simulation

/// Cases on a workflow so small that what comes of them is known.
@Suite("A simulated case walks its workflow")
struct WalkTests {
    typealias Act = CasePattern.Act

    /// 2026-11-30, a Monday, midnight in Shanghai.
    private let start = Instant(milliseconds: 1_795_968_000_000)

    private func at(_ hour: Int, day: Int = 0) -> Instant { start + .days(day) + .hours(hour) }

    private func desk(
        _ patterns: [[Act]], _ metric: String = "resolve", _ target: Target = Target(4, .hours),
        hours: String = "24x7", technicians: Int = 0, days: Int = 3
    ) throws -> SimulatedDesk {
        let span = Window(start: start, end: start + .days(days))
        return SimulatedDesk(
            technicians: Array(repeating: SimulatedTechnician(shifts: [span]), count: technicians),
            patterns: patterns.map { CasePattern(workflow: 0, acts: $0, terms: [0]) },
            terms: [try Errand.term(metric, target)], rules: try Errand.rules(hours: hours), span: span)
    }

    /// Each pattern comes once, at nine on the first day.
    private func run(_ desk: SimulatedDesk) throws -> Tally {
        var course = Course(desk, desk.patterns.indices.map { Arrival(at: at(9), pattern: $0) })
        return try course.run()
    }

    // MARK: Steps and clocks

    @Test("what is done in time keeps the promise that its state stops; what is done later does not")
    func delays() throws {
        let soon: [Act] = [Act(after: .hours(1), .step("begin"))]
        let late: [Act] = [Act(after: .hours(5), .step("begin"))]
        let tally = try run(desk([soon, late, soon, soon], "acknowledge", Target(3, .hours)))
        #expect(tally.terms == [.init(kept: 3, count: 4)])
        #expect(tally.stepsTaken == 4 && tally.stepsRefused == 0)
        #expect(tally.open == [4, 4, 4])
    }

    @Test("people take their time in the desk's hours: what is begun in the evening goes on in the morning")
    func workingTime() throws {
        // Nine hours of work from nine o'clock: seven and a half until 17:30, the rest from 8:30 until 10:00.
        let acts: [Act] = [Act(after: .hours(9), .step("begin"))]
        func kept(_ hours: Int) throws -> Tally.Kept {
            let target = Target(hours, .hours)
            return try run(desk([acts], "acknowledge", target, hours: "cn-service")).terms[0]
        }
        #expect(try kept(24) == .init(kept: 0, count: 1))
        #expect(try kept(25) == .init(kept: 1, count: 1))
    }

    @Test("a state that pauses a clock gives its time back; one that does not, does not")
    func pause() throws {
        let waiting: [Act] = [
            Act(after: .hours(1), .step("wait")), Act(after: .hours(24), .step("begin")),
            Act(after: .hours(2), .step("settle")),
        ]
        let working: [Act] = [
            Act(after: .hours(1), .step("begin")), Act(after: .hours(26), .step("settle")),
        ]
        #expect(try run(desk([waiting])).terms == [.init(kept: 1, count: 1)])
        #expect(try run(desk([working])).terms == [.init(kept: 0, count: 1)])
    }

    @Test("a clock that stands still falls due in no time")
    func standing() throws {
        let tally = try run(desk([[Act(after: .hours(1), .step("wait"))]]))
        #expect(tally.terms == [.init()] && tally.open == [1, 1, 1])
        let late = try run(desk([[Act(after: .hours(5), .step("wait"))]]))
        #expect(late.terms == [.init(kept: 0, count: 1)], "it was late before it stood still")
    }

    @Test("what is called off owes nothing, and is told from what ends")
    func calledOff() throws {
        let settled: [Act] = [Act(.step("begin")), Act(after: .hours(1), .step("settle"))]
        let tally = try run(desk([[Act(after: .hours(9), .step("drop"))], settled]))
        #expect(tally.terms == [.init(kept: 1, count: 1)])
        #expect(tally.cases == 2 && tally.calledOff == 1 && tally.open == [0, 0, 0])
    }

    @Test("a case opened again is owed what its workflow starts anew, and only within its condition")
    func reopened() throws {
        func acts(after days: Int) -> [Act] {
            [
                Act(.step("begin")), Act(after: .hours(1), .step("settle")),
                Act(after: .days(days), .step("reopen")), Act(after: .hours(6), .step("settle")),
            ]
        }
        let soon = try run(desk([acts(after: 1)], days: 6))
        #expect(soon.terms == [.init(kept: 1, count: 2)] && soon.stepsRefused == 0)
        let late = try run(desk([acts(after: 4)], days: 6))
        #expect(late.terms == [.init(kept: 1, count: 1)])
        #expect(late.stepsRefused == 2, "neither opened again nor settled twice")
    }

    @Test("a timed transition fires, unless its state was left before")
    func timed() throws {
        let tally = try run(desk([[], [Act(after: .hours(119), .step("begin"))]], days: 7))
        #expect(tally.calledOff == 1)
        #expect(tally.open == [2, 2, 2, 2, 2, 1, 1])
    }

    @Test("what is filled in is each case's own, as its past had it, for timers as well")
    func filledIn() throws {
        var desk = try desk([[Act(.step("hold"))], [Act(.step("hold"))]])
        desk.patterns[0].moments["wanted"] = .hours(1)
        desk.patterns[1].moments["wanted"] = .hours(40)
        let tally = try run(desk)
        #expect(tally.calledOff == 2 && tally.open == [1, 1, 0])
    }

    @Test("timers whose moments are past lead nobody round for ever")
    func ring() throws {
        var desk = try desk([[Act(after: .hours(2), .step("go-round"))]])
        desk.patterns[0].moments["wanted"] = .hours(1)
        let tally = try run(desk)
        #expect(tally.open == [1, 1, 1] && tally.stepsTaken < 100)
    }

    // MARK: Severity

    /// Owed four hours as it comes, two once it is major.
    private func pressed(_ acts: [Act]) throws -> [Tally.Kept] {
        var desk = try desk([acts])
        desk.terms.append(try Errand.term("resolve", Target(2, .hours)))
        desk.patterns[0].termsOf = [.major: [1]]
        return try run(desk).terms
    }

    @Test(
        "what gets more severe is owed what such cases are, from where its time began",
        arguments: [true, false])
    func severity(byStep: Bool) throws {
        let press = Act(after: .hours(1), byStep ? .step("press") : .severity(1))
        let (begin, settle) = (Act(.step("begin")), Act(after: .hours(2), .step("settle")))
        #expect(try pressed([begin, settle]) == [.init(kept: 1, count: 1), .init()])
        #expect(
            try pressed([begin, press, settle]) == [.init(), .init(kept: 0, count: 1)], "done after three")
        let soon = [begin, press, Act(after: .minutes(50), .step("settle"))]
        #expect(try pressed(soon) == [.init(), .init(kept: 1, count: 1)])
    }

    @Test("a promise that is missed stays missed, however severe the case becomes")
    func severityTooLate() throws {
        let acts = [
            Act(.step("begin")), Act(after: .hours(5), .severity(1)), Act(after: .hours(1), .step("settle")),
        ]
        #expect(try pressed(acts) == [.init(kept: 0, count: 1), .init()])
    }

    @Test("severity goes no higher than the highest, and back by as much")
    func severityEnds() throws {
        let up = Act(.severity(9))
        let acts = [Act(.step("begin")), up, Act(.severity(-2)), Act(after: .hours(3), .step("settle"))]
        #expect(try pressed(acts) == [.init(), .init(kept: 0, count: 1)], "critical, less two is major")
    }

    // MARK: Cases that steps open

    /// The second is opened by a step of the first.
    private func opening(_ acts: [Act]) throws -> SimulatedDesk {
        let turned = [Act(.step("begin")), Act(after: .hours(1), .step("turn"))]
        var desk = try desk([turned, acts])
        desk.patterns[1].isOpenedByStep = true
        return desk
    }

    @Test("a step opens a case, as those were that steps opened in the past; its time begins then")
    func opens() throws {
        func tally(_ hours: Int) throws -> Tally {
            let desk = try opening([Act(.step("begin")), Act(after: .hours(hours), .step("settle"))])
            var course = Course(desk, [Arrival(at: at(9), pattern: 0)])
            return try course.run()
        }
        let (soon, late) = (try tally(3), try tally(5))
        #expect(soon.cases == 2 && soon.terms == [.init(kept: 2, count: 2)] && soon.open == [0, 0, 0])
        #expect(late.cases == 2 && late.terms == [.init(kept: 1, count: 2)])
    }

    @Test("what steps open does not come by itself as well")
    func opensOnce() throws {
        let desk = try opening([Act(.step("begin"))])
        let rates = ArrivalRates(desk.patterns, days: [1, 1, 1, 1, 1, 1, 1])
        #expect(rates.hourly.joined().reduce(0, +) == 1)
        var chance = SeededChance(seed: 1)
        let drawn = rates.draw(
            from: start, weekdays: Array(repeating: 1, count: 60), of: desk.patterns, by: &chance)
        #expect(!drawn.isEmpty && drawn.allSatisfy { $0.pattern == 0 })
    }

    @Test("no step opens what no step ever did")
    func opensNothing() throws {
        var desk = try opening([])
        desk.patterns[1].isOpenedByStep = false
        var course = Course(desk, [Arrival(at: at(9), pattern: 0)])
        let tally = try course.run()
        #expect(tally.cases == 1)
    }

    /// Each errand is turned into the next.
    private func turning(after delay: Span) throws -> Course {
        let acts = [Act(.step("begin")), Act(after: delay, .step("turn"))]
        var desk = try desk([acts, acts])
        desk.patterns[1].isOpenedByStep = true
        return Course(desk, [Arrival(at: at(9), pattern: 0)])
    }

    @Test("steps that open cases from each other at once are a fault that names their workflow")
    func opensWithoutEnd() throws {
        let course = try turning(after: .zero)
        let label = Label(en: "Errand", zh: "差事")
        #expect(throws: CourseFault.endless(label, opened: 1_020)) {
            var course = course
            return try course.run().cases
        }
    }

    @Test("those that take their time to it end with the time")
    func opensInTime() throws {
        var course = try turning(after: .hours(1))
        let tally = try course.run()
        #expect(tally.cases == 63, "one an hour, from nine on the first day")
    }

    // MARK: Calls

    @Test("a call is made as long after it was due as it was; one that was not made is missed")
    func calls() throws {
        func kept(_ made: Span?, from: Span = .hours(24)) throws -> Tally.Kept {
            var desk = try desk([[Act(after: .hours(1), .call(.init("call", from: from, made: made)))]])
            desk.terms = [try Errand.term("call", Target(12, .hours), of: .call)]
            (desk.patterns[0].terms, desk.patterns[0].termsOfWork) = ([], [0])
            return try run(desk).terms[0]
        }
        #expect(try kept(.hours(12)) == .init(kept: 1, count: 1))
        #expect(try kept(.hours(13)) == .init(kept: 0, count: 1))
        #expect(try kept(nil) == .init(kept: 0, count: 1))
        #expect(try kept(.hours(1), from: .days(3)) == .init(), "due after the end")
    }

    // MARK: Visits

    private func leg(wait: Span = .zero, _ outcome: Signal = .visitDone) -> Act.Deed {
        .visit(
            .init(
                wait: wait, travel: .hours(1), onSite: .hours(1), isArrival: outcome != .visitNoAccess,
                outcome: outcome))
    }

    @Test("what a visit tells its case moves it and stops its clocks")
    func visit() throws {
        let acts = [Act(after: .hours(1), leg()), Act(.over(0))]
        func kept(_ metric: String, _ hours: Int) throws -> Tally.Kept {
            try run(desk([acts], metric, Target(hours, .hours), technicians: 1)).terms[0]
        }
        // Booked at ten, there at eleven, done at twelve.
        #expect(try kept("visit", 2) == .init(kept: 1, count: 1))
        #expect(try kept("visit", 1) == .init(kept: 0, count: 1))
        #expect(try kept("resolve", 3) == .init(kept: 1, count: 1))
        #expect(try kept("resolve", 2) == .init(kept: 0, count: 1))
    }

    @Test("a condition looks at the visits of the run: what is open cannot be settled")
    func condition() throws {
        let acts = [
            Act(.step("begin")), Act(leg(wait: .days(1))), Act(after: .hours(1), .step("settle")),
            Act(.over(0)),
        ]
        let tally = try run(desk([acts], technicians: 1))
        #expect(tally.stepsRefused == 1)
        #expect(tally.visits == 1 && tally.open == [1, 0, 0])
    }

    @Test("the visits of a case that is dropped are called off, whether they wait for a day or for somebody")
    func visitsCalledOff() throws {
        let acts = [Act(leg(wait: .hours(5))), Act(after: .hours(1), .step("drop")), Act(.over(0))]
        #expect(try run(desk([acts], technicians: 1)).visits == 0)
        let waiting = [Act(leg()), Act(after: .hours(20), .step("drop")), Act(.over(0))]
        #expect(try run(desk([waiting])).backlog == [1, 0, 0])
    }

    @Test("after a visit that found nobody it waits, its clocks at rest, until word comes")
    func word() throws {
        let acts = [
            Act(leg(.visitNoAccess)), Act(.over(0)), Act(after: .hours(24), .word(.approvalGranted)),
            Act(after: .hours(1), .step("settle")),
        ]
        // Two hours until nobody was found, and one after a day of rest.
        #expect(try run(desk([acts], technicians: 1)).terms == [.init(kept: 1, count: 1)])
        let tight = try desk([acts], "resolve", Target(2, .hours), technicians: 1)
        #expect(try run(tight).terms == [.init(kept: 0, count: 1)])
    }

    // MARK: Habits

    @Test("what was still open goes on as others did in its state")
    func habits() throws {
        let whole: [Act] = [
            Act(after: .hours(2), .step("begin"), from: "asked"),
            Act(after: .hours(1), .step("settle"), from: "begun"),
        ]
        let desk = try desk([whole, []])
        var course = Course(desk, [Arrival(at: at(9), pattern: 1)])
        let tally = try course.run()
        #expect(tally.terms == [.init(kept: 1, count: 1)] && tally.stepsTaken == 2)
        #expect(tally.open == [0, 0, 0])
    }

    @Test(
        "what has been left alone for long goes on later than that, as others did or not before",
        arguments: [3, 9])
    func quiet(hours: Int) throws {
        let others = [2, 6].map { [Act(after: .hours($0), .step("begin"), from: "asked")] }
        var desk = try desk(others + [[]], "acknowledge", Target(5, .hours), days: 1)
        desk.patterns[2].quiet = .hours(hours)
        var course = Course(desk, (0..<20).map { _ in Arrival(at: at(9), pattern: 2) })
        let tally = try course.run()
        #expect(tally.terms == [.init(kept: 0, count: 20)])
    }

    @Test("each way is gone as often as in the past, and the same seed goes the same ways")
    func shares() throws {
        let ways = (0..<10).map { number -> [Act] in
            [Act(after: .hours(1), .step(number < 3 ? "drop" : "begin"), from: "asked")]
        }
        let desk = try desk(ways + [[]], days: 1)
        let arrivals = (0..<2000).map { _ in Arrival(at: at(9), pattern: 10) }
        func run(_ seed: UInt64) throws -> Tally {
            var course = Course(desk, arrivals, seed: seed)
            return try course.run()
        }
        // Binomial: 600 awaited, four deviations either way.
        let first = try run(1)
        #expect((518...682).contains(first.calledOff), "\(first.calledOff)")
        #expect(try run(1).calledOff == first.calledOff)
        #expect(try run(2).calledOff != first.calledOff)
    }

    @Test("a past that is simulated lies within what the runs say one such time comes to")
    func past() throws {
        let acts = (0..<100).map { [Act(after: .hours($0 < 60 ? 1 : 5), .step("begin"))] }
        var desk = try desk(acts, "acknowledge", Target(3, .hours), days: 30)
        for number in desk.patterns.indices { desk.patterns[number].hour = 9 }
        let rates = ArrivalRates(hourly: Array(repeating: (0..<24).map { $0 == 9 ? 4.0 : 0 }, count: 7))
        let tallies = try Simulator(desk, rates, weekdays: (0..<30).map { $0 % 7 + 1 }).runs(20, seed: 1)
        let kept = try #require(tallies.kept(0))
        #expect(kept.lowOfOne < 0.6 && 0.6 < kept.highOfOne)
        #expect(kept.highOfOne - kept.lowOfOne < 0.3, "the runs say something")
        let off = try #require(tallies.forecast { Double($0.calledOff) })
        #expect(off.mean == 0)
    }
}
