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
        var filled = Filled(text: text.text(in: language).trimmed, missing: [])
        for placeholder in Placeholder.allCases {
            let mark = "{\(placeholder.rawValue)}"
            guard filled.text.contains(mark) else { continue }
            let value = known[placeholder] ?? ""
            if value.isEmpty { filled.missing.append(placeholder) }
            filled.text = filled.text.split(separator: mark, omittingEmptySubsequences: false)
                .joined(separator: value.isEmpty ? Self.blank : value)
        }
        return filled
    }

    /// Every `{word}` of a text, whether it can be filled or not.
    static func marks(in text: String) -> Set<String> {
        Set(text.matches(of: /\{([^{}]*)\}/).map { String($0.1) })
    }
}
