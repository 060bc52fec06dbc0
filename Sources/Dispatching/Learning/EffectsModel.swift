import Foundation

/// What several groups (faults, technicians, zones) each add to a number, learnt from noisy observations of sums.
///
/// A linear model with random effects only: each level of a group is drawn from a normal distribution about 0, and each
/// observation adds noise. Given the variances, effects are the solution of Henderson's mixed-model equations (Biometrics
/// 31, 1975), and the inverse of their matrix says how sure they are. The variances are estimated by expectation
/// maximisation, each held near its prior by as many pretended levels as `weight`, so that few observations say little
/// and none say nothing.
struct EffectsModel: Sendable {
    struct Group: Sendable {
        /// How far its levels lie apart, as a standard deviation, before anything is known.
        var spread: Double
        /// How many levels that is worth; infinite for a spread that is not learnt.
        var weight: Double
    }

    struct Observation: Sendable {
        var value: Double
        /// The level it has in each group, in the order of the groups; nil for none.
        var levels: [String?]
    }

    /// A sum of effects, and how far off it may be, as a standard deviation.
    struct Sum: Sendable, Hashable {
        var value: Double
        var deviation: Double
    }

    private let groups: [Group]
    private var columns: [[String: Int]]
    private var variances: [Double]
    private var effects: [Double] = []
    private var covariance: [[Double]] = []
    /// Of one observation about the sum of its effects.
    private(set) var noise: Double

    /// - Parameters:
    ///   - noise: the standard deviation of one observation before anything is known, and how many that is worth.
    init(_ groups: [Group], noise prior: Group, _ observations: [Observation]) {
        self.groups = groups
        columns = groups.indices.map { group in
            Dictionary(
                uniqueKeysWithValues: Set(observations.compactMap { $0.levels[group] }).sorted().map {
                    ($0, 0)
                })
        }
        var count = 0
        for group in groups.indices {
            for level in columns[group].keys.sorted() {
                columns[group][level] = count
                count += 1
            }
        }
        variances = groups.map { $0.spread * $0.spread }
        noise = prior.spread
        learn(observations, count, prior)
    }

    /// What a thing of these levels comes to; a level that was never seen counts with its group's spread.
    func sum(_ levels: [String?]) -> Sum {
        var known: [Int] = []
        var variance = 0.0
        for (group, level) in levels.enumerated() {
            guard let level else { continue }
            if let column = columns[group][level] {
                known.append(column)
            } else {
                variance += variances[group]
            }
        }
        for a in known { for b in known { variance += covariance[a][b] } }
        return Sum(
            value: known.reduce(0) { $0 + effects[$1] }, deviation: max(0, variance).squareRoot())
    }

    private mutating func learn(_ observations: [Observation], _ count: Int, _ prior: Group) {
        var products = Array(repeating: Array(repeating: 0.0, count: count), count: count)
        var sums = Array(repeating: 0.0, count: count)
        var squares = 0.0
        for one in observations {
            let mine = one.levels.enumerated().compactMap { group, level in
                level.flatMap { columns[group][$0] }
            }
            squares += one.value * one.value
            for a in mine {
                sums[a] += one.value
                for b in mine { products[a][b] += 1 }
            }
        }
        var noiseVariance = noise * noise
        for round in 0...Self.rounds {
            var matrix = products
            for a in 0..<count { for b in 0..<count { matrix[a][b] /= noiseVariance } }
            for group in groups.indices {
                for column in columns[group].values { matrix[column][column] += 1 / variances[group] }
            }
            covariance = Self.inverse(matrix)
            effects = covariance.map { row in
                zip(row, sums).reduce(0) { $0 + $1.0 * $1.1 } / noiseVariance
            }
            // The last round's effects and their covariance belong to the variances that stand.
            guard round < Self.rounds else { break }
            var residual = squares
            for a in 0..<count {
                residual -= 2 * effects[a] * sums[a]
                for b in 0..<count {
                    residual += products[a][b] * (effects[a] * effects[b] + covariance[a][b])
                }
            }
            noiseVariance =
                (prior.weight * prior.spread * prior.spread + max(0, residual))
                / (prior.weight + Double(observations.count))
            for (group, one) in groups.enumerated() where one.weight.isFinite {
                let squared = columns[group].values.sorted().reduce(0) {
                    $0 + effects[$1] * effects[$1] + covariance[$1][$1]
                }
                variances[group] =
                    (one.weight * one.spread * one.spread + squared)
                    / (one.weight + Double(columns[group].count))
            }
        }
        noise = noiseVariance.squareRoot()
    }

    private static let rounds = 40

    /// Of a symmetric positive definite matrix, by Gauss and Jordan; the diagonal never vanishes.
    static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let count = matrix.count
        var left = matrix
        for pivot in 0..<count {
            let scale = 1 / left[pivot][pivot]
            left[pivot][pivot] = 1
            for column in 0..<count { left[pivot][column] *= scale }
            let row = left[pivot]
            for other in 0..<count where other != pivot {
                let factor = left[other][pivot]
                guard factor != 0 else { continue }
                left[other][pivot] = 0
                for column in 0..<count { left[other][column] -= factor * row[column] }
            }
        }
        return left
    }
}
