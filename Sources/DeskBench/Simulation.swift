import Model
import ServiceDesk
import ServiceTime
import Simulation
import Statistics
import Workflow

/// Thirty simulated days of fifty technicians with 85 % of their time taken, every case a repair that walks its workflow: one run,
/// and twenty as an answer has them.
func benchSimulation(rules: Rules) throws {
    var chance = SeededChance(seed: 5)
    let first = Day(2026, 11, 30)
    let span = rules.span(of: first, days: 30)
    let shifts = (0..<30).map { day in
        Window(
            start: rules.deskCalendar.instant(first + day, minute: 8 * 60),
            end: rules.deskCalendar.instant(first + day, minute: 17 * 60))
    }
    let technicians = (0..<50).map { number in
        SimulatedTechnician(shifts: shifts, able: (0..<8).map { ($0 + number) % 8 < 5 })
    }
    let patterns = (0..<3000).map { number in
        let visits = number % 6 == 0 ? 2 : 1
        let assessed = CasePattern.Act(
            after: .minutes(Int.random(in: 1...60, using: &chance)), .step("assess"))
        let legs = (0..<visits).map { leg in
            var made = CasePattern.Leg(
                wait: .hours(leg * 48 + number % 5), travel: .minutes(Int.random(in: 5...45, using: &chance)),
                onSite: .minutes(Int.random(in: 20...150, using: &chance)),
                outcome: leg < visits - 1 ? .visitPartsNeeded : .visitDone)
            made.grace = .hours(1)
            return made
        }
        return CasePattern(
            need: number % 8, group: number % 40, workflow: 0,
            acts: [assessed]
                + legs.enumerated().flatMap { [CasePattern.Act(.visit($1)), CasePattern.Act(.over($0))] },
            terms: [0, 1], hour: 8 + number % 12, weekday: number % 7 + 1)
    }
    let desk = SimulatedDesk(
        technicians: technicians, patterns: patterns,
        terms: [("visit", Target(24, .hours)), ("resolve", Target(5, .workingDays))].map {
            PromiseTerm(promise: $0, metric: $0, target: $1, calendar: rules.deskCalendar)
        },
        rules: WorkRules(
            workflows: [try rules.workflow(named: "repair")], calendars: rules.calendars,
            hours: rules.deskCalendar), span: span)
    // 450 hours a day at 85 %, a case taking about 2.1.
    let rates = ArrivalRates(
        hourly: Array(repeating: (0..<24).map { (8..<20).contains($0) ? 15 : 0 }, count: 7))
    let simulator = Simulator(desk, rates, weekdays: (0..<30).map { (first + $0).weekday })
    var visits = 0
    let one = try Times.of(10) { n in visits = try simulator.runs(1, seed: UInt64(n))[0].visits }
    report(
        "simulation: 30 days of 50 technicians, \(visits) visits", milliseconds(one.median),
        goal: "goal: under 10 s")
    let twenty = try Times.of(3) { n in _ = try simulator.runs(20, seed: UInt64(n)) }
    report("simulation: the same twenty times, as an answer has it", milliseconds(twenty.median))
}
