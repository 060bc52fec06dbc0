import Testing

@testable import Statistics

/// The example that Krippendorff reckons by hand: four observers, twelve units, some not judged by all.
@Suite("How far any number of raters agree beyond chance")
struct KrippendorffAlphaTests {
    private let observers: [[Double?]] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
        [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]

    private var units: [[Double]] {
        (0..<12).map { unit in observers.compactMap { $0[unit] } }
    }

    @Test(
        "alpha of the published example, at every level",
        arguments: [
            (KrippendorffAlpha.Level.nominal, 0.743_421_052_6), (.ordinal, 0.815_387_503_8),
            (.interval, 0.849_107_142_9),
        ])
    func published(level: KrippendorffAlpha.Level, alpha: Double) throws {
        let found = try #require(KrippendorffAlpha(of: units, level: level))
        #expect(abs(try #require(found.value) - alpha) < 1e-9)
        #expect(found.count == 11, "the last unit was judged by one alone")
    }

    @Test("two observers who judge yes or no")
    func binary() throws {
        let meg: [Double] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
        let owen: [Double] = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
        let pairs = zip(meg, owen).map { [$0, $1] }
        let found = try #require(KrippendorffAlpha(of: pairs, level: .nominal))
        #expect(abs(try #require(found.value) - 0.095_238_095_2) < 1e-9)
    }

    @Test("who says what does not matter, nor do units that one alone judged")
    func order() throws {
        let turned = units.map { Array($0.reversed()) } + [[9], []]
        for level in KrippendorffAlpha.Level.allCases {
            let one = try #require(KrippendorffAlpha(of: units, level: level)?.value)
            let other = try #require(KrippendorffAlpha(of: turned, level: level)?.value)
            #expect(abs(one - other) < 1e-12)
        }
    }

    @Test(
        "full agreement is 1; of one value throughout chance explains it all; of nothing judged by two there is none"
    )
    func ends() throws {
        for level in KrippendorffAlpha.Level.allCases {
            #expect(KrippendorffAlpha(of: [[1, 1, 1], [2, 2]], level: level)?.value == 1)
            let constant = try #require(KrippendorffAlpha(of: [[1, 1], [1, 1]], level: level))
            #expect(constant.value == nil && constant.count == 2)
            #expect(KrippendorffAlpha(of: [[1], []], level: level) == nil)
        }
    }
}
