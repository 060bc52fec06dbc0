import Foundation
import Testing

@testable import Statistics

@Suite("Samples")
struct SamplingTests {
    private let list = ["b", "a", "a", "c", "b", "a", "c", "a", "a", "b"]

    @Test("the same seed draws the same, another seed others; nobody is drawn twice")
    func seeded() {
        let list = Array(repeating: "", count: 100)
        let first = Sampling.draw(list, .simple(20), seed: 7)
        #expect(first == Sampling.draw(list, .simple(20), seed: 7))
        #expect(first.picked != Sampling.draw(list, .simple(20), seed: 8).picked)
        #expect(Set(first.picked).count == 20 && first.picked == first.picked.sorted())
    }

    @Test("whatever the seed, the draw of a seed is written down, so that it can be repeated years later")
    func lasting() {
        // By SplitMix64 and Fisher and Yates, in Python.
        let list = Array(repeating: "", count: 1000)
        #expect(Sampling.draw(list, .simple(5), seed: 20_261_124).picked == [136, 141, 176, 490, 819])
    }

    @Test("every place is drawn about as often as every other")
    func even() {
        var counts = Array(repeating: 0, count: 10)
        for seed in UInt64(0)..<6000 {
            for place in Sampling.draw(Array(repeating: "", count: 10), .simple(3), seed: seed).picked {
                counts[place] += 1
            }
        }
        // Chi-squared of nine degrees: beyond 27.9 once in a thousand times. What is drawn without putting back spreads less.
        let expected = 1800.0
        let spread = counts.reduce(0.0) { $0 + pow(Double($1) - expected, 2) / expected }
        #expect(spread < 27.9)
    }

    @Test("strata get their shares, what is left over going to the largest remainders")
    func stratified() {
        // 5, 3 and 2 of 10: 3.5, 2.1 and 1.4 of 7.
        let draw = Sampling.draw(list, .stratified(7), seed: 1)
        #expect(draw.strata.map(\.drawn) == [4, 2, 1])
        #expect(draw.strata.map(\.name) == ["a", "b", "c"])
        #expect(draw.picked.count == 7)
        #expect(draw.strata.map(\.size) == [5, 3, 2])
        for stratum in draw.strata {
            #expect(draw.picked.count { list[$0] == stratum.name } == stratum.drawn)
        }
    }

    @Test("a quota takes what there is, and says what was wanted; what it does not name is left")
    func quota() {
        let draw = Sampling.draw(list, .quota(["b": 9, "c": 1, "d": 4]), seed: 1)
        #expect(draw.strata.map(\.name) == ["a", "b", "c", "d"])
        #expect(draw.strata.map(\.wanted) == [0, 9, 1, 4])
        #expect(draw.strata.map(\.drawn) == [0, 3, 1, 0])
    }

    @Test("more than there are is all there are; of nothing nothing is drawn")
    func short() {
        let all = Sampling.draw(list, .simple(99), seed: 1)
        #expect(all.picked == Array(list.indices) && all.strata[0].wanted == 99)
        #expect(Sampling.draw(list, .stratified(99), seed: 1).picked.count == 10)
        #expect(Sampling.draw(list, .all, seed: 1).picked.count == 10)
        #expect(Sampling.draw([], .stratified(3), seed: 1).picked.isEmpty)
        #expect(Sampling.draw([], .all, seed: 1).strata.isEmpty)
    }
}
