import Foundation
import Model
package import Quality
import Records

extension Rules {
    /// - Throws: `ReviewFault.noCard`.
    package func scoreCard(_ name: String) throws -> (card: ScoreCard, plan: ScorePlan) {
        let book = try scoreCards()
        guard let found = book[name] else {
            throw ReviewFault.noCard(name, known: book.cards.map(\.name))
        }
        return found
    }
}

extension Reading {
    /// Refuses the name of a card that neither the file has nor anything was ever drawn for.
    /// - Throws: `ReviewFault.noCard`.
    func mustKnow(_ card: String?) throws {
        if let card, try reviews.newestCard(card) == nil { _ = try rules.scoreCard(card) }
    }

    /// Of which anything was ever drawn, by name.
    package func drawnCards() throws -> [String] { try reviews.cardNames() }

    /// A card as it was kept with what was drawn for it, whatever the file says now.
    package func keptCard(_ name: String, version: Int) throws -> ScoreCard {
        guard let text = try reviews.card(name, version: version),
            let card = try? JSONDecoder().decode(ScoreCard.self, from: Data(text.utf8))
        else { throw StorageFault.damaged(detail: "score card \(name), version \(version)") }
        return card
    }
}

extension Work {
    /// The version of a card as it is now; kept anew when it has changed.
    func keep(_ card: ScoreCard) throws -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(card), as: UTF8.self)
        let newest = try reviews.newestCard(card.name)
        if let newest, newest.text == text { return newest.version }
        let version = (newest?.version ?? 0) + 1
        try reviews.keep(card.name, version: version, text)
        return version
    }
}
