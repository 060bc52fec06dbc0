package import Model

/// Something an agent says, asks or writes again and again: a script, steps to try, what the rules give, a phrase.
package struct KnowledgeEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// What is said to the customer.
        case script
        /// What the customer is asked to try.
        case steps
        /// What the law or the house's rules give.
        case policy
        /// A sentence for a summary or a note.
        case phrase
    }

    package var name: String
    package var kind: Kind
    package var title: Label
    /// Of products.yaml; empty for any.
    package var products: [String]
    /// Of those products; empty for any.
    package var faults: [String]
    /// Case kinds; empty for any.
    package var kinds: [String]
    /// What people also look for it by.
    package var words: [String]
    package var text: Label
    /// Where it is written: `knowledge/service.yaml:31`.
    package var place: String
}

extension KnowledgeEntry {
    /// What a text may leave open, to be filled from the record at hand.
    package enum Placeholder: String, Sendable, CaseIterable {
        case customer, product, agent, due
        case `case` = "case"
    }

    /// A text with what is known put in.
    package struct Filled: Sendable, Hashable {
        package var text: String
        /// What is not known now; a blank to write on stands in its place, never a brace.
        package var missing: [Placeholder]
    }

    /// The blank in place of what is not known.
    package static let blank = "____"

    /// - Parameter known: an empty value counts as not known.
    package func filled(in language: String, with known: [Placeholder: String]) -> Filled {
        let text = text.text(in: language)
        let missing = Placeholder.allCases.filter {
            text.contains("{\($0.rawValue)}") && (known[$0] ?? "").isEmpty
        }
        let filled = text.trimmed.filled(unknown: Self.blank) { word in
            Placeholder(rawValue: word).map { known[$0] ?? "" }
        }
        return Filled(text: filled, missing: missing)
    }
}
