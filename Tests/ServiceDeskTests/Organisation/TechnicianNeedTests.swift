import DeskTesting
import Model
import Records
import ServiceTime
import Simulation
import Testing

@testable import ServiceDesk

@Suite("How many technicians the days to come take", .onEachDatabase)
struct TechnicianNeedTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// A repair on each of some mornings, done the same day.
    private func learnt(_ days: Int) throws -> (past: PastDesk, simulator: Simulator) {
        let rules = test.desk.rules
        let first = rules.localDay(test.now)
        for _ in 0..<days {
            _ = try test.finishedRepair()
            test.now = rules.deskCalendar.instant(rules.localDay(test.now) + 1, minute: 9 * 60)
        }
        let next = rules.localDay(test.now)
        return try test.desk.read {
            let past = try $0.pastDesk(on: first...next - 1, inForce: next, at: test.now)
            return (past, try $0.simulator(of: past, on: next...next + 6))
        }
    }

    @Test("the fewest are those that trying every number finds, beside how often those there are keep it")
    func fewest() throws {
        let (past, simulator) = try learnt(6)
        let need = try #require(try past.technicianNeed(simulator, keeping: 0.5, runs: 4, seed: 1))
        #expect(need.have == 2 && past.promised.contains(need.promise))
        let tallies = try simulator.runs(4, seed: 1)
        let term = try #require(past.terms.firstIndex { $0.promise == need.promise })
        let kept = try #require(tallies.kept(term)).mean
        #expect(need.kept == kept)
        let team = Team(simulator.desk.technicians, tallies)
        let tried = try (1...need.most).first { count in
            var other = simulator
            other.desk.technicians = team.of(count)
            return try other.runs(4, seed: 1).kept(term).map { $0.mean >= 0.5 } ?? false
        }
        #expect(need.needed == tried)
    }

    @Test("without a promise that can be simulated there is no answer")
    func none() throws {
        var (past, simulator) = try learnt(1)
        past.terms = []
        simulator.desk.terms = []
        for number in simulator.desk.patterns.indices {
            simulator.desk.patterns[number].terms = []
            simulator.desk.patterns[number].termsOfWork = []
        }
        #expect(try past.technicianNeed(simulator, keeping: 0.5, runs: 2, seed: 1) == nil)
    }
}
