import Model
import Resources

/// All canned answers and scripts, as `knowledge/*.yaml` gives them; an organisation's own beside the shipped ones.
package struct KnowledgeBook: Sendable {
    package let entries: [KnowledgeEntry]
    /// What each entry is found by, in order: title and words, then its text.
    private let index: [(head: Set<String>, text: Set<String>)]

    init(_ entries: [KnowledgeEntry]) {
        self.entries = entries
        index = entries.map { entry in
            let titles = entry.title.texts.values.sorted()
            let head = titles + entry.words + [entry.name] + titles.compactMap { SearchText.initials(of: $0) }
            return (
                Set(head.flatMap(SearchText.tokens)),
                Set(entry.text.texts.values.flatMap(SearchText.tokens))
            )
        }
    }

    package subscript(name: String) -> KnowledgeEntry? { entries.first { $0.name == name } }

    /// What is being spoken about, which brings its answers to the top.
    package struct Subject: Sendable, Hashable {
        package var product = ""
        package var fault = ""
        package var kind = ""

        package init(product: String = "", fault: String = "", kind: String = "") {
            self.product = product
            self.fault = fault
            self.kind = kind
        }
    }

    /// The entries that hold every word typed, in titles and words or in their texts, the most fitting first: those of
    /// the fault spoken about, of the product, then general ones, then the rest. The last word may be half typed.
    ///
    /// - Parameter query: in any language, Chinese also by the initials of a title; empty finds everything.
    package func search(_ query: String, about subject: Subject = Subject()) -> [KnowledgeEntry] {
        let words = SearchText.query(query)
        let scored = entries.indices.compactMap { at -> (at: Int, score: Int)? in
            guard let found = Self.score(words, index[at]) else { return nil }
            return (at, found + Self.closeness(entries[at], subject))
        }
        return scored.sorted { ($1.score, $0.at) < ($0.score, $1.at) }.map { entries[$0.at] }
    }

    /// Nil when a word is nowhere; a word of the title counts more than one of the text.
    private static func score(_ words: [String], _ index: (head: Set<String>, text: Set<String>)) -> Int? {
        var score = 0
        for word in words {
            if index.head.contains(where: { $0.hasPrefix(word) }) {
                score += 3
            } else if index.text.contains(where: { $0.hasPrefix(word) }) {
                score += 1
            } else {
                return nil
            }
        }
        return score
    }

    /// Fitting in all it asks for is best; asking for nothing comes next; asking for something else, last.
    private static func closeness(_ entry: KnowledgeEntry, _ subject: Subject) -> Int {
        func fit(_ wanted: [String], _ have: String, _ weight: Int) -> Int {
            wanted.isEmpty || have.isEmpty ? 0 : wanted.contains(have) ? weight : -weight
        }
        let product = fit(entry.products, subject.product, 100)
        // Products share names of faults (noise), which mean another thing of each.
        let fault = product < 0 ? 0 : fit(entry.faults, subject.fault, 200)
        return fault + product + fit(entry.kinds, subject.kind, 10)
    }
}
