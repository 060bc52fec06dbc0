import Statistics
import Testing

@testable import Quality

@Suite("The five gaps")
struct GapTests {
    /// Visit hours, less is better: DOMAIN's worked example.
    private let worked = GapFigures(
        [
            .expected: .exact(12), .believed: .exact(24), .standard: .exact(24), .delivered: .exact(30),
            .promised: .exact(8), .perceived: .exact(36),
        ], moreIsBetter: false)

    @Test("the worked example: understanding -12, procedural 0, behavioural -6, perception -6, promotion -22")
    func vector() {
        let found = ServiceGap.allCases.map { worked[$0]?.estimate.value }
        #expect(found == [-22, -12, 0, -6, -6, -24])
        #expect(worked[.understanding]?.relative == -1 && worked[.promotion]?.relative == -22.0 / 8)
        #expect(worked.misreading == 1, "believed twice what is expected")
        #expect(worked.unbelieved?.estimate.value == -12)
        #expect(worked[.behavioural]?.reference == 24)
    }

    @Test("the whole is the sum of its four links, whatever the figures; promotion lies beside them")
    func identity() throws {
        var chance = SeededChance(seed: 4)
        for _ in 0..<200 {
            let sides = GapSide.allCases.map { ($0, Estimate.exact(Double(chance.below(100_000)) / 7)) }
            for moreIsBetter in [true, false] {
                let figures = GapFigures(
                    Dictionary(sides, uniquingKeysWith: { $1 }), moreIsBetter: moreIsBetter)
                let sum = ServiceGap.chain.reduce(0) { $0 + (figures[$1]?.estimate.value ?? .nan) }
                #expect(abs(sum - (try #require(figures[.total])).estimate.value) < 1e-9)
            }
        }
    }

    @Test("a side that is not there leaves out what hangs on it, and is no gap of zero")
    func missing() {
        let figures = GapFigures([.expected: .exact(12), .standard: .exact(24)], moreIsBetter: false)
        #expect(ServiceGap.allCases.allSatisfy { figures[$0] == nil } && figures.misreading == nil)
        #expect(figures.unbelieved?.estimate.value == -12, "against the expectation itself")
        #expect(GapFigures([:], moreIsBetter: true)[.total] == nil)
    }

    @Test("promotion is told from what was kept of what is published, the others from the house's own target")
    func kept() {
        let figures = GapFigures(
            [.standard: .exact(0.95), .promised: .exact(1), .delivered: .exact(0.75)], moreIsBetter: true,
            kept: .exact(0.9375))
        #expect(figures[.promotion]?.estimate.value == -0.0625)
        #expect(abs((figures[.behavioural]?.estimate.value ?? 0) + 0.2) < 1e-9)
        #expect(figures.ends(.promotion).to?.value == 0.9375 && figures.ends(.behavioural).to?.value == 0.75)
        #expect(worked.ends(.promotion).to?.value == 30, "hours are told by no target")
    }

    @Test("more points are better, fewer hours are")
    func direction() {
        let sides: [GapSide: Estimate] = [.expected: .exact(6), .perceived: .exact(5)]
        #expect(GapFigures(sides, moreIsBetter: true)[.total]?.estimate.value == -1)
        #expect(GapFigures(sides, moreIsBetter: false)[.total]?.estimate.value == 1)
    }

    @Test(
        "what chance does not explain is short or beyond; of fewer than five nothing is said, of what is nought no share"
    )
    func verdicts() {
        func size(_ low: Double?, _ high: Double?, _ count: Int?) -> GapSize {
            GapSize(estimate: Estimate(value: -1, low: low, high: high, count: count), reference: 0)
        }
        #expect(size(-2, -0.5, 40).verdict == .short && size(0.5, 2, 40).verdict == .beyond)
        #expect(size(-2, 0.5, 40).verdict == .unproven && size(nil, nil, 40).verdict == .untold)
        #expect(size(-2, -0.5, 4).verdict == .untold && size(-2, -0.5, nil).verdict == .short)
        #expect(size(-2, -0.5, 12).grade == .indicative && size(-2, -0.5, 40).relative == nil)
    }

    @Test("it went better or worse where chance does not explain the change")
    func changes() throws {
        func size(_ value: Double, _ reach: Double, _ count: Int = 40) -> GapSize {
            GapSize(
                estimate: Estimate(value: value, low: value - reach, high: value + reach, count: count),
                reference: 1)
        }
        let better = try #require(GapChange(size(-1, 0.5), since: size(-4, 0.5)))
        #expect(better.estimate.value == 3 && better.isBetter && !better.isWorse)
        let worse = try #require(GapChange(size(-4, 0.5), since: size(-1, 0.5)))
        #expect(worse.isWorse && !worse.isBetter)
        let alike = try #require(GapChange(size(-1, 2), since: size(-2, 2)))
        #expect(!alike.isBetter && !alike.isWorse)
        let few = try #require(GapChange(size(-1, 0.5, 3), since: size(-4, 0.5)))
        #expect(!few.isBetter, "of three it says nothing")
        #expect(GapChange(nil, since: size(-1, 1)) == nil && GapChange(size(-1, 1), since: nil) == nil)
    }

    @Test(
        "the biggest causes are the groups with most more of the shortfall than of the rows; the same rows are told once"
    )
    func causes() throws {
        let rows = (0..<30).map { n in
            let isSlow = n % 3 == 0
            return GapShare(
                amount: isSlow ? -10 : -1,
                facts: [
                    .product: isSlow ? "boiler" : "pump", .queue: isSlow ? "heating" : "water",
                    .kind: "repair",
                    .technician: n == 0 ? "7" : "8",
                ])
        }
        let causes = GapCause.biggest(rows)
        let first = try #require(causes.first)
        #expect(first.field == .product && first.key == "boiler" && first.count == 10)
        #expect(abs(first.shareOfGap - 100.0 / 120) < 1e-9 && abs(first.shareOfRows - 1.0 / 3) < 1e-9)
        #expect(!causes.contains { $0.key == "heating" }, "the very same rows")
        #expect(!causes.contains { $0.field == .kind }, "what all rows have explains nothing")
        #expect(!causes.contains { $0.key == "7" }, "one row is no cause")
        #expect(
            GapCause.biggest(rows.map { GapShare(amount: 1, facts: $0.facts) }).isEmpty, "nothing falls short"
        )
    }
}
