import Model
import Resources
import Testing

/// Says the room's phrases from the shipped locale files, so that tests read what people will read. Wording does it
/// properly; this fills in placeholders and no more, and leaves what it cannot fill in braces.
struct Speaker {
    let language: String
    private var sentences: [String: String] = [:]
    private var singular: [String: String] = [:]

    init(_ language: String) throws {
        self.language = language
        let file = try #require(Shipped.library).file("locales/\(language)/workflow.yaml")
        for (key, value) in try RuleNode.parse(file).entries {
            sentences[key.string ?? ""] = value.string ?? value["other"]?.string
            singular[key.string ?? ""] = value["one"]?.string
        }
    }

    var keys: Set<String> { Set(sentences.keys) }

    func say(_ phrase: Phrase) -> String {
        let one = phrase.facts["count"] == .count(1) ? singular[phrase.key] : nil
        var text = one ?? sentences[phrase.key] ?? "{\(phrase.key)}"
        for (name, fact) in phrase.facts { text = text.replacing("{\(name)}", with: say(fact)) }
        return text
    }

    private func say(_ fact: PhraseFact) -> String {
        switch fact {
        case .text(let text): text
        case .count(let count): String(count)
        case .phrase(let phrase): say(phrase)
        case .list(let facts): facts.map(say).joined(separator: language == "en" ? ", " : "、")
        case .label(let label): label.text(in: language)
        default: "{\(fact)}"
        }
    }
}
