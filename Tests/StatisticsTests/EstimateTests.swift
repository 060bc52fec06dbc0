import Testing

@testable import Statistics

/// Against scipy 1.x: `t.ppf`, `binom.ppf(0.025, n, 0.5)`, `ttest_rel`, `proportion_ci(method="wilson")`.
@Suite("Estimates and their differences")
struct EstimateTests {
    private let x = [3.1, 4.7, 2.2, 9.8, 5.5, 6.1, 3.3, 7.4, 4.4, 5.0, 12.5]
    private let y = [2.0, 4.1, 2.5, 7.7, 5.1, 5.0, 3.0, 6.0, 4.2, 4.4, 9.0]

    private func expect(
        _ found: Estimate?, _ value: Double, _ low: Double, _ high: Double,
        at location: SourceLocation = #_sourceLocation
    ) {
        guard let found, let foundLow = found.low, let foundHigh = found.high else {
            Issue.record("nothing was told", sourceLocation: location)
            return
        }
        let apart = [found.value - value, foundLow - low, foundHigh - high].map(abs).max() ?? 1
        #expect(apart < 1e-6, "\(found)", sourceLocation: location)
    }

    @Test(
        "a mean has Student's interval, a share Wilson's; one alone has none, and of nothing there is nothing"
    )
    func means() {
        expect(Estimate(meanOf: x), 5.8181818, 3.7591513, 7.8772123)
        expect(Estimate(share: 45, of: 50), 0.9, 0.7863976, 0.9565237)
        #expect(Estimate(meanOf: [3]) == Estimate(value: 3, low: nil, high: nil, count: 1))
        #expect(
            Estimate(meanOf: [Double]()) == nil && Estimate(medianOf: [Double]()) == nil
                && Estimate(share: 0, of: 0) == nil)
    }

    @Test(
        "a median lies between two of the values, as far from either end as a fair coin allows",
        arguments: [(6, 1), (7, 1), (11, 2), (25, 8), (100, 40), (1000, 469), (20001, 9862)])
    func medians(count: Int, rank: Int) {
        let values = (1...count).map { Double($0) }.reversed()
        expect(
            Estimate(medianOf: values), Double(count + 1) / 2, Double(rank), Double(count + 1 - rank))
    }

    @Test("fewer than six tell no interval of their median")
    func fewMedians() {
        let found = Estimate(medianOf: [5, 1, 4, 2, 3])
        #expect(found == Estimate(value: 3, low: nil, high: nil, count: 5))
    }

    @Test("the difference of two shares is Newcombe's, of the means of pairs Student's")
    func differences() throws {
        let (a, b) = (try #require(Estimate(share: 56, of: 70)), try #require(Estimate(share: 48, of: 80)))
        expect(a.less(b), 0.2, 0.0524315, 0.3338727)
        let (first, second) = (try #require(Estimate(meanOf: x)), try #require(Estimate(meanOf: y)))
        expect(first.less(second), 1, -1.5040799, 3.5040799)
        let together = Correlation.of(Array(zip(x, y)))
        #expect(abs(together - 0.9828122522) < 1e-9)
        // Both intervals have the same t, so this is the paired test to its last digit.
        expect(first.less(second, together: together), 1, 0.29093099, 1.70906901)
        #expect(first.less(second).count == 11)
    }

    @Test("against what is set only the sample's own spread counts; turned round, low and high change places")
    func exact() throws {
        let found = try #require(Estimate(meanOf: x)).less(.exact(5))
        expect(found, 0.8181818, -1.2408487, 2.8772123)
        expect(found.scaled(by: -1), -0.8181818, -2.8772123, 1.2408487)
        #expect(Estimate.exact(2).less(.exact(5)) == Estimate(value: -3, low: -3, high: -3, count: nil))
        #expect(Estimate(meanOf: [1])?.less(.exact(0)).low == nil, "no interval of one")
    }

    @Test("medians go together where both lie below theirs at once, and never against one another")
    func medianPairs() {
        let same = (0..<40).map { (Double($0), Double($0) * 2) }
        #expect(Correlation.ofMedians(same) > 0.9)
        let opposite = (0..<40).map { (Double($0), -Double($0)) }
        #expect(Correlation.ofMedians(opposite) == 0)
        #expect(Correlation.ofMedians([]) == 0 && Correlation.of([]) == 0)
        #expect(Correlation.of((0..<9).map { (Double($0), 4) }) == 0, "one does not vary")
    }
}
