import Testing

@testable import Dispatching

@Suite("Cooling")
struct CoolingTests {
    private let parts = (0...1000).map { Double($0) / 1000 }

    /// How warm it is over the budget, for a fleet of one kind unless homes are asked for.
    private func cooling(changes: Double, _ wishes: RandomProblem.Wishes = []) -> Cooling {
        let tables = SearchTables(RandomProblem.make(seed: 1, visits: 5, vehicles: 2, wishes))
        defer { tables.deallocate() }
        return Cooling(tables, changes: changes)
    }

    @Test("with little time it cools once, from hot to cold")
    func once() {
        for changes in [0, 1, 19_000] {
            let cooling = cooling(changes: Double(changes))
            let warmth = parts.map(cooling.warmth(at:))
            #expect(warmth == warmth.sorted(by: >))
            #expect(warmth[0] > 5 * warmth[1000])
            #expect(parts.allSatisfy { cooling.wave(at: $0) == 0 })
        }
    }

    @Test("with time it is warmed again, less than at first, and is as cold at the end of each wave")
    func again() {
        let cooling = cooling(changes: 20_000)
        let waves = parts.map(cooling.wave(at:))
        #expect(waves == waves.sorted() && Set(waves).count == waves[1000] + 1)
        let warmth = parts.map(cooling.warmth(at:))
        let rises = parts.indices.dropFirst().filter { warmth[$0] > warmth[$0 - 1] }
        #expect(rises == parts.indices.dropFirst().filter { waves[$0] != waves[$0 - 1] })
        #expect(rises.count == 3)
        for i in rises {
            #expect(warmth[i] < warmth[0] / 2)
            #expect(warmth[i - 1] < 1.1 * warmth[1000])
        }
    }

    @Test("more time is never fewer waves; whatever the time, it is warm, and not boundlessly")
    func anyTime() {
        var last = 0
        for changes in [0, 1e-9, 1, 1e3, 1e4, 1e6, 1e12] {
            let cooling = cooling(changes: changes, .homes)
            #expect(cooling.wave(at: 1) >= last)
            last = cooling.wave(at: 1)
            #expect(
                parts.allSatisfy {
                    cooling.warmth(at: $0) > 0 && cooling.warmth(at: $0) <= cooling.warmth(at: 0)
                })
        }
        #expect(last <= 6)
    }
}
