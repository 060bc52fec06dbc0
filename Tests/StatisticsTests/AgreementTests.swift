import Testing

@testable import Statistics

/// Against numpy: kappa by its definition over the table of both, its error by the delta method with numerical derivatives.
@Suite("How far two raters agree beyond chance")
struct AgreementTests {
    private let plain =
        Array(repeating: (0, 0), count: 20) + Array(repeating: (0, 1), count: 5)
        + Array(repeating: (1, 0), count: 10) + Array(repeating: (1, 1), count: 15)

    private let levels = [
        (3, 4), (4, 4), (0, 1), (4, 3), (2, 2), (2, 3), (3, 2), (1, 0), (4, 4), (0, 1), (1, 0), (1, 2),
        (2, 2),
        (2, 1), (0, 0), (0, 1), (0, 1), (0, 1), (0, 0), (4, 3), (0, 1), (3, 4), (3, 4), (1, 0), (1, 0),
        (2, 2),
        (1, 1), (4, 4), (0, 1), (4, 3), (3, 3), (4, 3), (0, 0), (1, 2), (3, 2), (2, 1), (3, 2), (3, 2),
        (3, 2),
        (0, 1),
    ]

    @Test("kappa and its error of yes and no")
    func twoWords() throws {
        let found = try #require(Agreement(of: plain, categories: 2))
        let (kappa, error) = (try #require(found.kappa), try #require(found.error))
        #expect(abs(found.share - 0.7) < 1e-12 && abs(kappa - 0.4) < 1e-9)
        #expect(abs(error - 0.126_996_062_9) < 1e-6)
        let interval = try #require(found.interval)
        #expect(abs(interval.low - 0.151_092_3) < 1e-5 && abs(interval.high - 0.648_907_7) < 1e-5)
    }

    @Test(
        "on a scale, near misses count for something when weighted",
        arguments: [
            (Agreement.Weights.same, 0.100_775_193_8, 0.087_628_762_8),
            (.linear, 0.541_501_976_3, 0.055_224_922_7), (.quadratic, 0.812_782_440_3, 0.029_848_080_7),
        ])
    func scale(weights: Agreement.Weights, kappa: Double, error: Double) throws {
        let found = try #require(Agreement(of: levels, categories: 5, weights: weights))
        #expect(abs(try #require(found.kappa) - kappa) < 1e-9)
        #expect(abs(try #require(found.error) - error) < 1e-6)
        #expect(abs(found.share - 0.275) < 1e-12)
    }

    @Test("where both always say the same one word, chance explains it all and there is no kappa")
    func constant() throws {
        let found = try #require(Agreement(of: [(1, 1), (1, 1), (1, 1)], categories: 2))
        #expect(found.kappa == nil && found.interval == nil && found.share == 1)
    }

    @Test("one who always says the same agrees no better than chance; full agreement is 1 and has no spread")
    func ends() throws {
        #expect(Agreement(of: [(1, 1), (0, 1), (0, 1)], categories: 2)?.kappa == 0)
        let full = try #require(Agreement(of: [(0, 0), (1, 1), (1, 1)], categories: 2))
        #expect(full.kappa == 1 && full.interval == nil)
        #expect(Agreement(of: [], categories: 2) == nil)
    }

    @Test("full agreement is 1 without an interval, however many pairs there are", arguments: 2...30)
    func full(count: Int) throws {
        let pairs = (0..<count).map { ($0 % 5, $0 % 5) }
        for weights in Agreement.Weights.allCases {
            let found = try #require(Agreement(of: pairs, categories: 5, weights: weights))
            #expect(found.kappa == 1 && found.error == 0 && found.interval == nil)
        }
    }

    @Test(
        "over several items what was seen and what chance brings about are averaged before kappa is made of them"
    )
    func pooled() throws {
        let first = try #require(Agreement(of: plain, categories: 2))
        let second = try #require(Agreement(of: [(0, 0), (1, 1), (0, 1), (1, 1)], categories: 2))
        #expect(abs(first.chance - 0.5) < 1e-12 && abs(second.chance - 0.5) < 1e-12)
        let kappa = try #require(Agreement.pooledKappa([first, second]))
        #expect(abs(kappa - ((0.7 + 0.75) / 2 - 0.5) / 0.5) < 1e-12)
        let constant = try #require(Agreement(of: [(1, 1), (1, 1)], categories: 2))
        let withConstant = try #require(Agreement.pooledKappa([first, constant]))
        #expect(abs(withConstant - 0.4) < 1e-12, "it says nothing of how far they agree")
        #expect(Agreement.pooledKappa([constant]) == nil && Agreement.pooledKappa([]) == nil)
    }
}
