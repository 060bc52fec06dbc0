import Testing

@testable import Statistics

/// Against scipy 1.x: `poisson.cdf(k - 1, mean)` and `poisson.ppf`.
@Suite("Poisson")
struct PoissonTests {
    @Test(
        "fewer than so many: scipy's probabilities, for a mean below one and for five thousand",
        arguments: [
            (0.1, 1, 0.9048374180359595), (0.1, 2, 0.9953211598395555), (0.1, 0, 0),
            (3, 1, 0.04978706836786395), (3, 2, 0.1991482734714558), (3, 4, 0.6472318887822313),
            (47.5, 1, 2.3496983374528227e-21), (47.5, 47, 0.4517350584868095),
            (47.5, 50, 0.6225792918781736), (900, 900, 0.495567280701118), (900, 946, 0.9344348584169224),
            (5000, 2, 0), (5000, 5000, 0.49811936596618267), (5000, 5251, 0.9997809189341015),
        ] as [(Double, Int, Double)])
    func below(mean: Double, count: Int, expected: Double) {
        let found = Poisson(mean: mean).upTo(count - 1).last ?? 0
        #expect(abs(found - expected) <= 1e-9 * max(expected, 1e-3), "\(found)")
    }

    @Test(
        "quantiles are scipy's",
        arguments: [
            (0.1, [0, 0, 1]), (3, [0, 3, 7]), (47.5, [34, 47, 61]), (900, [842, 900, 959]),
            (5000, [4862, 5000, 5139]),
        ] as [(Double, [Int])])
    func quantiles(mean: Double, expected: [Int]) {
        #expect([0.025, 0.5, 0.975].map { Poisson(mean: mean).quantile($0) } == expected)
    }

    @Test("where nothing happens, fewer than one is certain")
    func nothing() {
        #expect(Poisson(mean: 0).upTo(0) == [1])
        #expect(Poisson(mean: -2).upTo(2) == [1, 1, 1])
        #expect(Poisson(mean: 0).quantile(0.99) == 0)
        #expect(Poisson(mean: 3).upTo(-1) == [])
    }
}
