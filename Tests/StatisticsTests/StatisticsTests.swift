import Foundation
import Testing

@testable import Statistics

/// Against values that `reference.py` beside this file computed in another way, and against worked examples.
@Suite("Statistics")
struct StatisticsTests {
    private struct Reference: Decodable {
        var reach: [[Double]]
        var means: [Mean]
        var alphas: [Items]
        var fisher: [[Double]]

        struct Mean: Decodable {
            var values: [Double]
            var mean, deviation, low, high: Double
        }
        struct Items: Decodable {
            var rows: [[Double]]
            var value: Double
            var without: [Double]
        }
    }

    private let reference: Reference

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference.json")
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    @Test("Student's reach is scipy's, for one degree of freedom and for a hundred thousand")
    func reach() {
        for row in reference.reach {
            let found = StudentT.reach(row[0], freedom: Int(row[1]))
            #expect(abs(found - row[2]) < 1e-7 * max(1, row[2]), "\(row), found \(found)")
        }
    }

    @Test("means, deviations and intervals are scipy's, also far from zero")
    func means() throws {
        for sample in reference.means {
            let found = Moments(sample.values)
            let interval = try #require(found.interval)
            let near = 1e-9 * max(1, abs(sample.mean))
            #expect(abs(found.mean - sample.mean) < near)
            #expect(abs(found.deviation - sample.deviation) < near)
            #expect(abs(interval.low - sample.low) < near && abs(interval.high - sample.high) < near)
        }
    }

    @Test("a worked mean: ten gaps")
    func worked() throws {
        let found = Moments([-2, -1, 0, -1, -3, 0, -1, -2, -1, -1])
        let interval = try #require(found.interval)
        #expect(abs(found.mean + 1.2) < 1e-12 && abs(found.deviation - 0.918937) < 1e-6)
        #expect(abs(interval.low + 1.857368) < 1e-6 && abs(interval.high + 0.542633) < 1e-6)
        #expect(Moments([4]).interval == nil && Moments().interval == nil)
    }

    @Test("Cronbach's alpha is that of the covariance matrix, and says what it would be without each item")
    func alphas() throws {
        for sample in reference.alphas {
            let found = Alpha(sample.rows)
            #expect(abs(try #require(found.value) - sample.value) < 1e-9)
            for (one, other) in zip(found.without, sample.without) {
                #expect(abs(try #require(one) - other) < 1e-9)
            }
        }
    }

    @Test("a worked alpha: six people, four items")
    func workedAlpha() throws {
        let found = Alpha([
            [5, 6, 5, 6], [7, 7, 6, 7], [4, 5, 4, 4], [6, 6, 7, 6], [3, 4, 3, 5], [5, 5, 6, 5],
        ])
        #expect(abs(try #require(found.value) - 0.9284578696) < 1e-9)
        let without = [0.855738, 0.895408, 0.9375, 0.930288]
        for (one, other) in zip(found.without, without) { #expect(abs(try #require(one) - other) < 1e-6) }
        #expect(Alpha.Grade(0.9284) == .good && Alpha.Grade(0.97) == .redundant && Alpha.Grade(0.55) == .poor)
    }

    @Test("there is no alpha of one item, of one person, or where everybody comes to the same total")
    func noAlpha() {
        #expect(Alpha([[1], [2]]).value == nil)
        #expect(Alpha([[1, 2]]).value == nil)
        #expect(Alpha([[1, 3], [2, 2], [3, 1]]).value == nil)
        #expect(Alpha([]).value == nil)
    }

    @Test(
        "Wilson's intervals of worked shares",
        arguments: [(45, 50, 0.786398, 0.956524), (0, 10, 0, 0.277533)])
    func wilson(_ hits: Int, _ count: Int, _ low: Double, _ high: Double) {
        let found = Shares.wilson(hits, of: count)
        #expect(abs(found.low - low) < 1e-6 && abs(found.high - high) < 1e-6)
    }

    @Test("Fisher's exact test is scipy's, also for groups in which all or none were hit")
    func fisher() {
        for row in reference.fisher {
            let found = FisherTest.probability(Int(row[0]), of: Int(row[1]), Int(row[2]), of: Int(row[3]))
            #expect(abs(found - row[4]) < 1e-9, "\(row), found \(found)")
        }
        #expect(FisherTest.probability(0, of: 0, 3, of: 9) == 1)
    }

    @Test("of several tests each is made stricter, the least likely most")
    func holm() {
        let found = FisherTest.adjusted([0.01, 0.04, 0.03, 0.9])
        for (one, other) in zip(found, [0.04, 0.09, 0.09, 0.9]) { #expect(abs(one - other) < 1e-12) }
        #expect(FisherTest.adjusted([]) == [] && FisherTest.adjusted([0.7, 0.8]) == [1, 1])
    }

    @Test("quantiles are NumPy's: between two values in proportion")
    func quantiles() {
        let sorted = [1.0, 1, 2, 3, 4, 5, 6, 9]
        for (share, value) in [(0, 1), (0.1, 1), (0.5, 3.5), (0.9, 6.9), (1, 9)] {
            #expect(abs((Quantiles.of(share, sorted) ?? 0) - value) < 1e-12)
        }
        #expect(Quantiles.of(0.9, [7.5]) == 7.5 && Quantiles.of(0.5, []) == nil)
    }

    @Test("sizes of samples, for shares of any and of few, and for a mean")
    func sizes() {
        #expect(SampleSize.share(margin: 0.05) == 385)
        #expect(SampleSize.share(margin: 0.05, population: 1000) == 278)
        #expect(SampleSize.share(margin: 0.05, population: 200) == 132)
        #expect(SampleSize.share(margin: 0.03) == 1068)
        #expect(SampleSize.share(margin: 0.10) == 97)
        #expect(SampleSize.mean(margin: 0.2, deviation: 1.5) == 217)
    }
}
