import Foundation
import Statistics

/// Something that may be drawn to be judged.
package struct ReviewCandidate: Sendable, Hashable {
    package var number: Int64
    /// Whose work it is.
    package var agent: Int64
    package var traits: Set<ReviewRisk>
    /// How long it took, in whatever unit.
    package var length: Int64

    package init(number: Int64, agent: Int64, traits: Set<ReviewRisk>, length: Int64) {
        (self.number, self.agent, self.traits, self.length) = (number, agent, traits, length)
    }
}

/// What was drawn, and how.
package struct DrawnReview: Sendable, Hashable {
    package var candidate: ReviewCandidate
    /// By its risk and not by chance alone; such ones say nothing of the whole.
    package var isByRisk: Bool
    package var isDouble: Bool
}

extension ScorePlan {
    /// Of each person the quota, or all there is: first by chance out of everything, so that these tell of the whole; then by risk
    /// of what is left, the likelier the more its traits weigh (Efraimidis and Spirakis, Information Processing Letters 97, 2006);
    /// what of the share for risk finds none at risk goes to others, and tells of the whole no more. The same list and seed draw
    /// the same.
    package func draw(_ found: [ReviewCandidate], seed: UInt64) -> [DrawnReview] {
        var chance = SeededChance(seed: seed)
        let marked = Self.markLengths(found.sorted { $0.number < $1.number })
        var drawn = Dictionary(grouping: marked, by: \.agent).sorted { $0.key < $1.key }
            .flatMap { draw(of: $0.value, &chance) }
        drawn.sort { $0.candidate.number < $1.candidate.number }
        let doubles = Int((Double(drawn.count) * doubleShare).rounded(.up))
        for place in Self.pick(doubles, of: drawn, &chance) { drawn[place].isDouble = true }
        return drawn
    }

    private func draw(of own: [ReviewCandidate], _ chance: inout SeededChance) -> [DrawnReview] {
        let atRisk = own.count { weight($0.traits) > 0 }
        let wanted = min(atRisk, Int((Double(quota) * riskShare).rounded()))
        let byChance = Set(Self.pick(quota - wanted, of: own, &chance).map { own[$0] })
        var rest = own.filter { !byChance.contains($0) }
        let byRisk = Set(risky(rest, wanted, &chance))
        rest.removeAll { byRisk.contains($0) }
        let others = Self.pick(quota - byChance.count - byRisk.count, of: rest, &chance).map { rest[$0] }
        return byChance.map { DrawnReview(candidate: $0, isByRisk: false, isDouble: false) }
            + (byRisk + others).map { DrawnReview(candidate: $0, isByRisk: true, isDouble: false) }
    }

    private static func pick<T>(_ count: Int, of list: [T], _ chance: inout SeededChance) -> [Int] {
        Sampling.draw(list.map { _ in "" }, .simple(count), seed: chance.next()).picked
    }

    package func weight(_ traits: Set<ReviewRisk>) -> Double {
        traits.reduce(0) { $0 + (weights[$1] ?? 0) }
    }

    private func risky(
        _ own: [ReviewCandidate], _ count: Int, _ chance: inout SeededChance
    ) -> [ReviewCandidate] {
        let keyed = own.compactMap { candidate -> (key: Double, candidate: ReviewCandidate)? in
            let weight = weight(candidate.traits)
            guard weight > 0 else { return nil }
            let thrown = (Double(chance.below(1 << 52)) + 0.5) / Double(1 << 52)
            return (log(thrown) / weight, candidate)
        }
        return keyed.sorted { ($0.key, $1.candidate.number) > ($1.key, $0.candidate.number) }
            .prefix(count).map(\.candidate)
    }

    /// Of fewer than ten nobody can say which are the shortest.
    private static func markLengths(_ found: [ReviewCandidate]) -> [ReviewCandidate] {
        let sorted = found.map(\.length).sorted()
        guard sorted.count >= 10, sorted[0] < sorted[sorted.count - 1] else { return found }
        let (low, high) = (sorted[sorted.count / 10 - 1], sorted[sorted.count - sorted.count / 10])
        return found.map { candidate in
            var candidate = candidate
            if candidate.length <= low { candidate.traits.insert(.short) }
            if candidate.length >= high { candidate.traits.insert(.long) }
            return candidate
        }
    }
}
