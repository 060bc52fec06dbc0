import Foundation
import Statistics
import Testing

@testable import Dispatching

/// Against values that `reference.py` beside this file computed in another way.
@Suite("Statistics against an independent computation")
struct ReferenceTests {
    private struct Reference: Decodable {
        var wilson: [[Double]]
        var beta: [[Double]]
        var model: Model

        struct Model: Decodable {
            var observations: [Observation]
            var noise: Double
            var sums: [Sum]
        }
        struct Observation: Decodable {
            var value: Double
            var levels: [String]
        }
        struct Sum: Decodable {
            var levels: [String?]
            var value: Double
            var deviation: Double
        }
    }

    private let reference: Reference

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference.json")
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    @Test("Wilson's intervals are scipy's, for none, all, few and many")
    func wilson() {
        for row in reference.wilson {
            let (low, high) = Shares.wilson(Int(row[0]), of: Int(row[1]))
            #expect(abs(low - row[2]) < 1e-9 && abs(high - row[3]) < 1e-9, "\(row)")
        }
        #expect(Shares.wilson(0, of: 0) == (0, 1))
    }

    @Test("beta quantiles are scipy's, from lopsided and flat to narrow")
    func beta() {
        for row in reference.beta {
            let found = Beta.quantile(row[0], row[1], row[2])
            #expect(abs(found - row[3]) < 1e-8, "\(row), found \(found)")
        }
    }

    @Test("the model of effects gives the sums, their deviations and the noise that the reference gives")
    func model() {
        let model = EffectsModel(
            [
                .init(spread: 0.25, weight: .infinity), .init(spread: 0.15, weight: 4),
                .init(spread: 0.2, weight: 4), .init(spread: 0.12, weight: 4),
            ], noise: .init(spread: 0.35, weight: 6),
            reference.model.observations.map { .init(value: $0.value, levels: $0.levels) })
        #expect(abs(model.noise - reference.model.noise) < 1e-9)
        for sum in reference.model.sums {
            let found = model.sum(sum.levels)
            #expect(abs(found.value - sum.value) < 1e-9, "\(sum)")
            #expect(abs(found.deviation - sum.deviation) < 1e-9, "\(sum)")
        }
    }
}
