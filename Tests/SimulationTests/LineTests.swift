import Foundation
import Model
import Resources
import ServiceTime
import Staffing
import Statistics
import Testing

@testable import Simulation

/// Desks so simple that it is known what comes of them.
@Suite("Simulated lines")
struct LineTests {
    /// 2026-11-30, a Monday, midnight in Shanghai.
    private let start = Instant(milliseconds: 1_795_968_000_000)

    /// Lengths that are exponential, as near as so many can be.
    private func exponential(_ minutes: Double, arePromised: Bool = false) -> [CasePattern] {
        (0..<4000).map { step in
            let length = -minutes * log1p(-(Double(step) + 0.5) / 4000)
            var leg = CasePattern.Leg(onSite: Span(milliseconds: Int64(length * 60_000)))
            leg.grace = arePromised ? .zero : nil
            return CasePattern(legs: [leg])
        }
    }

    private func desk(_ patterns: [CasePattern], technicians: Int, days: Int, warmUp: Int) -> SimulatedDesk {
        let span = Window(start: start, end: start + .days(days))
        return SimulatedDesk(
            technicians: Array(repeating: SimulatedTechnician(shifts: [span]), count: technicians),
            patterns: patterns, span: span, counted: start + .days(warmUp))
    }

    private func tallies(_ desk: SimulatedDesk, anHour rate: Double, runs: Int, seed: UInt64 = 1)
        throws -> [Tally]
    {
        let days = Int((desk.span.end - desk.span.start).milliseconds / 86_400_000)
        let rates = ArrivalRates(hourly: Array(repeating: Array(repeating: rate, count: 24), count: 7))
        return try Simulator(desk, rates, weekdays: (0..<days).map { $0 % 7 + 1 }).runs(runs, seed: seed)
    }

    @Test(
        "cases at random, lengths exponential, open all day: visits wait as Erlang C says, promised or not",
        arguments: [(1, 0.6, 200, false), (3, 2.4, 100, false), (8, 6.4, 60, false), (3, 2.4, 100, true)])
    func erlang(technicians: Int, perHour: Double, days: Int, arePromised: Bool) throws {
        let patterns = exponential(60, arePromised: arePromised)
        let tallies = try tallies(
            desk(patterns, technicians: technicians, days: days, warmUp: 10), anHour: perHour, runs: 20)
        let expected = ErlangC.service(
            CallLoad(calls: perHour, interval: 3600, handling: 3600), agents: technicians, within: 0)
        let wait = try #require(tallies.forecast { $0.wait.mean })
        // In 95 of 100 cases the interval holds it; twice as wide, nearly always.
        let reach = (wait.high - wait.low)
        #expect(abs(wait.mean - expected.wait / 3600) < reach, "\(wait), \(expected.wait / 3600)")
        #expect(reach < expected.wait / 3600 / 3, "the runs say something")
        let busy = try #require(tallies.forecast(\.utilisation))
        #expect(abs(busy.mean - expected.occupancy) < busy.high - busy.low + 0.002)
        // Little: what waits is what comes times how long it waits.
        let backlog = try #require(
            tallies.forecast { Double($0.backlog.reduce(0, +)) / Double($0.backlog.count) })
        #expect(abs(backlog.mean - expected.waiting) < backlog.high - backlog.low)
    }

    @Test("one technician, lengths all alike: half of what Erlang C says (Pollaczek and Khinchine)")
    func constant() throws {
        let patterns = [CasePattern(legs: [.init(onSite: .minutes(60))])]
        let tallies = try tallies(
            desk(patterns, technicians: 1, days: 120, warmUp: 10), anHour: 0.7, runs: 20)
        let wait = try #require(tallies.forecast { $0.wait.mean })
        #expect(abs(wait.mean - 0.7 / (2 * 0.3)) < wait.high - wait.low, "\(wait)")
    }

    @Test("more comes in than can be done: the backlog grows by the difference, and everybody is busy")
    func overload() throws {
        let patterns = [CasePattern(legs: [.init(onSite: .minutes(60))])]
        let tallies = try tallies(desk(patterns, technicians: 2, days: 60, warmUp: 5), anHour: 2.5, runs: 10)
        let growth = try #require(
            tallies.forecast { Double(($0.backlog.last ?? 0) - $0.backlog[0]) / Double($0.backlog.count - 1) }
        )
        #expect(abs(growth.mean - 12) < 1, "half a case an hour")
        #expect(try #require(tallies.forecast(\.utilisation)).mean > 0.999)
    }

    @Test("the same seed gives the same runs, another one others")
    func seeds() throws {
        let desk = desk(exponential(60), technicians: 2, days: 20, warmUp: 0)
        let first = try tallies(desk, anHour: 1, runs: 2).map(\.wait)
        #expect(try tallies(desk, anHour: 1, runs: 2).map(\.wait) == first)
        #expect(try tallies(desk, anHour: 1, runs: 2, seed: 2).map(\.wait) != first)
        #expect(first[0] != first[1])
    }

    @Test("as many cases come as the hours of the week have, and half as many more where demand grows so")
    func arrivals() {
        var hourly = Array(repeating: Array(repeating: 0.0, count: 24), count: 7)
        hourly[0][9] = 4
        hourly[6][20] = 1
        let patterns = [CasePattern(legs: [.init(onSite: .minutes(1))])]
        let weekdays = (0..<700).map { $0 % 7 + 1 }
        func drawn(_ demand: Double) -> [Arrival] {
            var chance = SeededChance(seed: 3)
            return ArrivalRates(hourly: hourly).draw(
                from: start, weekdays: weekdays, demand: demand, of: patterns, by: &chance)
        }
        let usual = drawn(1)
        // Poisson: 500 awaited, four deviations either way.
        #expect((410...590).contains(usual.count), "\(usual.count)")
        #expect((620...880).contains(drawn(1.5).count))
        for arrival in usual {
            let hours = (arrival.at - start).milliseconds / 3_600_000
            #expect([9, 6 * 24 + 20].contains(hours % 168))
        }
        #expect(drawn(0).isEmpty)
    }

    @Test("what comes in at an hour is drawn from what came in at that hour, where there is enough of it")
    func pools() {
        let night = (0..<10).map { _ in CasePattern(legs: [.init(onSite: .minutes(9))], hour: 2, weekday: 1) }
        let day = (0..<90).map { _ in CasePattern(legs: [.init(onSite: .minutes(5))], hour: 10, weekday: 2) }
        let rates = ArrivalRates(night + day, days: [5, 5, 5, 5, 5, 5, 5])
        #expect(abs(rates.hourly[0][2] - 2) < 1e-9 && abs(rates.hourly[1][10] - 18) < 1e-9)
        var chance = SeededChance(seed: 1)
        let drawn = rates.draw(from: start, weekdays: [1, 2, 1, 2], of: night + day, by: &chance)
        for arrival in drawn {
            #expect((arrival.pattern < 10) == ((arrival.at - start).milliseconds / 3_600_000 % 24 == 2))
        }
        #expect(drawn.count > 20)
    }
}
