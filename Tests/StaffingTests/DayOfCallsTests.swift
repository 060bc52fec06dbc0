import Testing

@testable import Staffing

@Suite("A day's staffing")
struct DayOfCallsTests {
    @Test("each half-hour has its own agents; hours add up, and the level is weighted by calls")
    func day() throws {
        let loads: [(Int, Double)] = [(510, 20), (540, 100), (570, 0)]
        let day = DayOfCalls(
            loads.map { .init(start: $0.0, load: CallLoad(calls: $0.1, handling: 180)) },
            goal: CallGoal(share: 0.8, within: 20), shrinkage: 0.3)
        let agents = day.staffed.map(\.service.agents)
        #expect(agents[1] == 14 && agents[2] == 0)
        #expect(day.staffed.map(\.scheduled)[1] == 20)
        #expect(day.hours == Double(agents.reduce(0, +)) / 2)
        #expect(day.most == 14 && day.calls == 120)
        let level = try #require(day.serviceLevel)
        let expected =
            (20 * day.staffed[0].service.serviceLevel + 100 * day.staffed[1].service.serviceLevel) / 120
        #expect(abs(level - expected) < 1e-12)
        #expect(DayOfCalls([], goal: CallGoal(share: 0.8, within: 20)).serviceLevel == nil)
    }

    @Test("120 visits of 75 and 25 minutes, in 85 % of eight hours: 29.41, so 30 technicians")
    func visits() throws {
        let load = VisitLoad(jobs: 120, onSite: 75, travel: 25, shift: 480, utilisation: 0.85)
        #expect(abs(load.exact - 29.411_764_7) < 1e-6)
        #expect(load.technicians == 30)
        #expect(abs(load.visitsEach - 4.08) < 1e-12)
        #expect(abs(try #require(load.utilisation(of: 30)) - 0.833_333_3) < 1e-6)
        #expect(load.utilisation(of: 0) == nil)
        // 102 visits of 100 minutes are exactly 25 technicians, however the division rounds.
        #expect(
            VisitLoad(jobs: 102, onSite: 75, travel: 25, shift: 480, utilisation: 0.85).technicians == 25)
        #expect(VisitLoad(jobs: 0, onSite: 75, travel: 25, shift: 480, utilisation: 0.85).technicians == 0)
    }

    @Test("whole people: what only rounding put above a whole number is that number")
    func whole() {
        #expect(Heads.needed(20.000_000_000_000_004) == 20)
        #expect(Heads.needed(20.001) == 21)
        #expect(Heads.needed(0) == 0)
        #expect(Heads.needed(0.000_001) == 1)
        #expect(Heads.needed(1_000_000.000_1) == 1_000_001)
    }
}
