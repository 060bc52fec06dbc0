import Statistics
import Testing

@testable import Quality

@Suite("Ranks among competitors")
struct StandingTests {
    @Test("alike figures share a rank, the next is so many further on; no promise has none and is no 0")
    func ranks() {
        let standing = Standing(
            [
                Entrant(nil, .exact(48)), Entrant(1, .exact(24)), Entrant(2, .exact(24)), Entrant(3, nil),
                Entrant(4, .exact(72)),
            ], better: .less)
        #expect(standing.places.map(\.rank) == [3, 1, 1, nil, 4])
        #expect(standing.best.map(\.company) == [1, 2])
        let us = standing.place(of: nil)
        #expect(us?.lead?.value == -24 && us?.verdict == .behind)
        #expect(standing.place(of: 1)?.verdict == .even && standing.place(of: 3)?.lead == nil)
        #expect(standing.clearlyWorst?.company == 4)
        #expect(standing.betterThanUs.map(\.company) == [1, 2])
    }

    @Test("more is better the other way round; where neither is, nobody is ranked")
    func directions() {
        let years = [Entrant(nil, .exact(1)), Entrant(1, .exact(6)), Entrant(2, .exact(3))]
        #expect(Standing(years, better: .more).places.map(\.rank) == [3, 1, 2])
        let none = Standing(years, better: .none)
        #expect(none.places.allSatisfy { $0.rank == nil } && none.best.isEmpty && none.betterThanUs.isEmpty)
        #expect(none.clearlyWorst == nil)
    }

    @Test("alone there is a rank and nothing to be ahead of; of nothing there is nothing")
    func alone() {
        let one = Standing([Entrant(nil, .exact(5))], better: .more)
        #expect(one.places[0].rank == 1 && one.places[0].lead == nil && one.best.isEmpty)
        #expect(Standing([], better: .more).places.isEmpty)
    }

    @Test("a lead within chance is unproven, one of few is untold, one beyond chance is ahead")
    func chance() {
        func verdict(_ n: Int, _ theirs: Double) -> Standing.Place.Verdict? {
            Standing(
                [
                    Entrant(nil, Estimate(seen: 6, .points, of: n, deviation: 1)),
                    Entrant(1, Estimate(seen: theirs, .points, of: n, deviation: 1)),
                ], better: .more
            ).place(of: nil)?.verdict
        }
        #expect(verdict(100, 5) == .ahead && verdict(100, 7) == .behind)
        #expect(verdict(100, 5.9) == .unproven)
        #expect(verdict(4, 2) == .untold)
    }

    @Test("of two companies none is clearly worst, nor is who chance may have put last")
    func worst() {
        #expect(Standing([Entrant(1, .exact(1)), Entrant(2, .exact(2))], better: .more).clearlyWorst == nil)
        let seen = [5.0, 5.1, 5.2].enumerated().map {
            Entrant(Int64($0.offset), Estimate(seen: $0.element, .points, of: 20, deviation: 1))
        }
        #expect(Standing(seen, better: .more).clearlyWorst == nil)
    }

    @Test("what was seen has Wilson's interval as a share, Student's as a mean with a deviation, else none")
    func intervals() {
        let share = Estimate(seen: 0.9, .share, of: 50, deviation: nil)
        #expect(abs((share.low ?? 0) - 0.786398) < 1e-6 && abs((share.high ?? 0) - 0.956524) < 1e-6)
        let mean = Estimate(seen: -1.2, .points, of: 10, deviation: 0.918937)
        #expect(abs((mean.low ?? 0) + 1.857368) < 1e-5 && abs((mean.high ?? 0) + 0.542633) < 1e-5)
        #expect(Estimate(seen: 24, .hours, of: 40, deviation: nil).low == nil)
        #expect(Estimate(seen: 24, .hours, of: nil, deviation: nil).count == 1)
    }
}
