package import Statistics

/// What the answers of many to a pair of Kano questions come to.
///
///     var tally = KanoTally()
///     tally.add(with: .expect, without: .dislike)
///     tally.category        // must-be
package struct KanoTally: Sendable, Hashable {
    private var counts: [KanoCategory: Int] = [:]
    /// How many answered both questions.
    package private(set) var count = 0

    package init() {}

    package mutating func add(with: KanoAnswer, without: KanoAnswer) {
        counts[KanoCategory(with: with, without: without), default: 0] += 1
        count += 1
    }

    package subscript(category: KanoCategory) -> Int { counts[category] ?? 0 }

    /// The most frequent first; of equals the one whose lack hurts more.
    package var ranked: [KanoCategory] {
        KanoCategory.allCases.enumerated().sorted { a, b in
            (self[b.element], a.offset) < (self[a.element], b.offset)
        }.map(\.element)
    }

    /// The most frequent; nil of nothing.
    package var category: KanoCategory? { count == 0 ? nil : ranked[0] }

    /// What it may be as well: the next frequent, where that is hardly rarer.
    package var runnerUp: KanoCategory? { count == 0 || isClear || self[ranked[1]] == 0 ? nil : ranked[1] }

    /// Whether the most frequent is so beyond what chance explains: Fong's test, wrong in 10 of 100 cases (Center for Quality of
    /// Management Journal 5, 1996): |a - b| of the two most frequent is at least
    /// 1.65 √((a + b)(2n - a - b) / 2n).
    package var isClear: Bool {
        guard count > 0 else { return false }
        let (a, b, n) = (Double(self[ranked[0]]), Double(self[ranked[1]]), Double(count))
        return a - b >= 1.65 * ((a + b) * (2 * n - a - b) / (2 * n)).squareRoot()
    }

    /// By how large a share of all the most frequent leads; below 0.06 it is called mixed (Lee and Newcomb, Quality Management
    /// Journal 4, 1997: category strength). 0 of nothing.
    package var strength: Double { share(self[ranked[0]] - self[ranked[1]]) }

    /// The share to whom it matters at all: must-be, one-dimensional or attractive (the same: total strength).
    package var total: Double { share(self[.mustBe] + self[.oneDimensional] + self[.attractive]) }

    /// The share whom having it makes more satisfied, of those who answered in earnest (Berger et al. 1993: "better", from 0 to
    /// 1), with Wilson's interval.
    package var better: Estimate? {
        Estimate(share: self[.attractive] + self[.oneDimensional], of: earnest)
    }

    /// The share whom lacking it makes dissatisfied (the same: "worse"), which is written below zero: from -1 to 0.
    package var worse: Estimate? {
        Estimate(share: self[.oneDimensional] + self[.mustBe], of: earnest)?.scaled(by: -1)
    }

    /// Who answered neither against sense nor against the thing itself.
    private var earnest: Int { count - self[.reverse] - self[.questionable] }

    private func share(_ part: Int) -> Double { count == 0 ? 0 : Double(part) / Double(count) }
}
