import Foundation
import Statistics
import Testing

@testable import Quality

@Suite("Kano's kinds of needs, and the standards wanted")
struct KanoTests {
    private struct Reference: Decodable {
        struct Tally: Decodable {
            var pairs: [[String]]
            var counts: [String: Int]
            var category: String
            var clear: Bool
            var strength: Double
            var total: Double
            var better: [Double]
            var worse: [Double]
        }
        struct Wishes: Decodable {
            var values: [Double]
            var better: String
            var promise: Double
            var median: [Double?]
            var quarters: [Double]
            var fulfilled: [Double]
            var forMost: Double
        }
        var tallies: [Tally]
        var wishes: [Wishes]
    }

    private let reference: Reference

    init() throws {
        reference = try JSONDecoder().decode(Reference.self, from: Samples.file("Needs/reference.json"))
    }

    private func near(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) < 1e-9
    }

    private func tally(_ pairs: [[String]]) throws -> KanoTally {
        var tally = KanoTally()
        for pair in pairs {
            tally.add(
                with: try #require(KanoAnswer(rawValue: pair[0])),
                without: try #require(KanoAnswer(rawValue: pair[1])))
        }
        return tally
    }

    @Test("the 25 pairs of answers are evaluated as the published table does it")
    func table() {
        let rows = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
        for (row, with) in zip(rows, KanoAnswer.allCases) {
            let letters = KanoAnswer.allCases.map { KanoCategory(with: with, without: $0).letter }
            #expect(letters.joined() == row, "with it: \(with)")
        }
    }

    @Test("counts, category, Fong's test, strengths and coefficients are those of an independent reckoning")
    func tallies() throws {
        #expect(reference.tallies.count == 4)
        for one in reference.tallies {
            let tally = try tally(one.pairs)
            for category in KanoCategory.allCases {
                #expect(tally[category] == one.counts[category.letter])
            }
            #expect(tally.count == one.pairs.count && tally.category?.letter == one.category)
            #expect(tally.isClear == one.clear)
            #expect((tally.runnerUp == nil) == one.clear)
            #expect(near(tally.strength, one.strength) && near(tally.total, one.total))
            let (better, worse) = (try #require(tally.better), try #require(tally.worse))
            for (figure, sign, wanted) in [(better, 1.0, one.better), (worse, -1.0, one.worse)] {
                #expect(near(figure.value * sign, wanted[0]))
                #expect(near(sign > 0 ? figure.low : figure.high.map { -$0 }, wanted[1]))
                #expect(near(sign > 0 ? figure.high : figure.low.map { -$0 }, wanted[2]))
            }
        }
    }

    @Test("of equals the kind whose lack hurts more goes first, and is not clear")
    func equals() {
        var tally = KanoTally()
        tally.add(with: .like, without: .neutral)
        tally.add(with: .like, without: .dislike)
        tally.add(with: .neutral, without: .dislike)
        #expect(tally.category == .mustBe && tally.runnerUp == .oneDimensional)
        #expect(tally.strength == 0 && !tally.isClear)
    }

    @Test("of nothing there is no kind, and of answers that all contradict each other no coefficient")
    func nothing() {
        #expect(KanoTally().category == nil && KanoTally().runnerUp == nil && !KanoTally().isClear)
        #expect(KanoTally().better == nil && KanoTally().strength == 0)
        var tally = KanoTally()
        tally.add(with: .like, without: .like)
        #expect(tally.category == .questionable && tally.better == nil && tally.worse == nil)
    }

    @Test("medians, quarters and what a promise fulfils are those of an independent reckoning")
    func wishes() throws {
        #expect(reference.wishes.count == 3)
        for one in reference.wishes {
            let better = try #require(ServiceMeasure.Better(rawValue: one.better))
            let wanted = try #require(WantedStandard(one.values.shuffled(), better: better))
            let (median, fulfilled) = (
                try #require(wanted.median), try #require(wanted.fulfilled(by: one.promise))
            )
            for (figure, expected) in [(median, one.median), (fulfilled, one.fulfilled.map { Optional($0) })]
            {
                #expect(near(figure.value, expected[0]))
                #expect(near(figure.low, expected[1]) && near(figure.high, expected[2]))
            }
            #expect(near(wanted.quantile(0.25), one.quarters[0]))
            #expect(near(wanted.quantile(0.75), one.quarters[1]))
            #expect(wanted.standard(for: 0.8) == one.forMost)
        }
    }

    @Test("a promise as good as a wish fulfils it; nobody's wishes are none")
    func bounds() throws {
        let hours = try #require(WantedStandard([24, 48], better: .less))
        #expect(hours.fulfilled(by: 24)?.value == 1)
        #expect(hours.fulfilled(by: 24.1)?.value == 0.5)
        let years = try #require(WantedStandard([1, 3], better: .more))
        #expect(years.fulfilled(by: 1)?.value == 0.5)
        #expect(years.fulfilled(by: 3)?.value == 1)
        #expect(hours.standard(for: 1) == 24)
        #expect(years.standard(for: 1) == 3)
        #expect(WantedStandard([], better: .less) == nil)
    }
}
