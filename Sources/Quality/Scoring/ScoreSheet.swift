import Model

/// What somebody answered to the items of a card, and what it comes to.
package struct ScoreSheet: Sendable, Hashable {
    package let card: ScoreCard
    package let answers: [String: ScoreAnswer]

    /// What answers come to.
    package struct Result: Sendable, Hashable {
        package var got: Double
        /// The points of the items that apply.
        package var applicable: Int
        /// Fatal items that were answered with no.
        package var fatal: [String]
        /// Of the points that apply, 0 to 1; 0 where an item was fatal.
        package var share: Double
        package var isPassed: Bool
    }

    /// - Parameter answers: by item, as people write them.
    /// - Throws: `ScoringFault`.
    package init(_ card: ScoreCard, _ answers: [String: String]) throws {
        for name in answers.keys.sorted() where card[name] == nil {
            throw ScoringFault.noItem(name, known: card.items.map(\.name))
        }
        var read: [String: ScoreAnswer] = [:]
        for item in card.items {
            guard let word = answers[item.name] else { continue }
            guard let answer = ScoreAnswer(word), item.answers.contains(answer) else {
                throw ScoringFault.wrongAnswer(word, to: item.name, known: item.answers.map(\.word))
            }
            read[item.name] = answer
        }
        let missing = card.items.map(\.name).filter { read[$0] == nil }
        guard missing.isEmpty else { throw ScoringFault.unanswered(missing) }
        (self.card, self.answers) = (card, read)
        guard card.items.contains(where: { $0.points > 0 && read[$0.name] != .notApplicable }) else {
            throw ScoringFault.nothingApplies
        }
    }

    package var result: Result { Self.result(of: card, answers) }

    /// What answers come to so far: what is not answered yet counts no more than what does not apply.
    package static func result(of card: ScoreCard, _ answers: [String: ScoreAnswer]) -> Result {
        let applying = card.items.filter { (answers[$0.name] ?? .notApplicable) != .notApplicable }
        let got = applying.reduce(0.0) { $0 + points(answers[$1.name], $1) }
        let applicable = applying.reduce(0) { $0 + $1.points }
        let fatal = applying.filter { $0.isFatal && answers[$0.name] == .no }.map(\.name)
        let share = fatal.isEmpty && applicable > 0 ? got / Double(applicable) : 0
        // Shares are quotients: one that is the pass mark must not fail by its last bit.
        let isPassed = fatal.isEmpty && share >= card.pass - 1e-9
        return Result(got: got, applicable: applicable, fatal: fatal, share: share, isPassed: isPassed)
    }

    /// What an answer to an item is worth.
    package static func points(_ answer: ScoreAnswer?, _ item: ScoreCard.Item) -> Double {
        switch answer {
        case .yes: Double(item.points)
        case .level(let level): Double(item.points * (level - 1)) / Double(max(1, (item.scale ?? 2) - 1))
        case .no, .notApplicable, nil: 0
        }
    }

    /// By item, as they are kept.
    package var words: [String: String] { answers.mapValues(\.word) }

    /// Remarks on its items as they are kept, empty ones left out.
    /// - Throws: `ScoringFault.noItem` for a remark on nothing of the card.
    package func remarks(_ notes: [String: String]) throws -> [String: String] {
        for name in notes.keys.sorted() where card[name] == nil {
            throw ScoringFault.noItem(name, known: card.items.map(\.name))
        }
        return notes.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    }
}
