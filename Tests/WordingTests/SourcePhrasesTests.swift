import Foundation
import Testing

@testable import Wording

@Suite("What the source says")
struct SourcePhrasesTests {
    let book: PhraseBook
    let phrases: [SourcePhrase]

    init() throws {
        book = try Languages.book("en")
        phrases = try SourcePhrase.all()
    }

    @Test("every key in the source has its sentence")
    func everyKeyHasASentence() {
        #expect(phrases.count > 50)
        for phrase in phrases {
            if let prefix = phrase.prefix {
                #expect(book.keys.contains { $0.hasPrefix(prefix) }, "\(phrase.place): \(phrase.key)")
            } else {
                #expect(book[phrase.key] != nil, "\(phrase.place): \(phrase.key)")
            }
        }
    }

    @Test("every placeholder of a sentence is given its fact where the key stands")
    func everyPlaceholderIsFilled() {
        for phrase in phrases {
            guard let facts = phrase.facts, let entry = book[phrase.key] else { continue }
            #expect(entry.placeholders.subtracting(facts) == [], "\(phrase.place): \(phrase.key)")
        }
    }

    /// A warning: a key may be made at run time in a way this does not see.
    @Test("every sentence is said somewhere")
    func unused() throws {
        let source = try SourcePhrase.sources().map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let literals = Set(source.matches(of: /"([\w.\-]+)"/).map { String($0.1) })
        let prefixes = Set(source.matches(of: /"([\w.\-]*\.)\\\(/).map { String($0.1) })
        let families = Set(source.matches(of: /(?:family = |of: )"([\w.]+)"/).map { String($0.1) + "." })
        let unused = book.keys.filter { key in
            !literals.contains(key) && !prefixes.union(families).contains { key.hasPrefix($0) }
        }
        if !unused.isEmpty {
            Issue.record("said nowhere: \(unused.sorted().joined(separator: ", "))", severity: .warning)
        }
    }

    @Test("keys, facts and lines are found in source text")
    func scanner() throws {
        let source = """
            throw fault("rule.missing", ["key": .text(key), "list": .list(["a": 1])])
            Phrase("rule.empty")
            Phrase(
                "rule.at", facts)
            say("weekday.\\(number)")
            """
        let found = try SourcePhrase.find(in: source, file: "F")
        #expect(found.map(\.place) == ["F:1", "F:2", "F:3", "F:5"])
        #expect(found.map(\.key) == ["rule.missing", "rule.empty", "rule.at", "weekday.\\(number)"])
        #expect(found.map(\.facts) == [["key", "list"], [], nil, []])
        #expect(found.last?.prefix == "weekday.")
    }
}
