/// A sentence not yet said: a key of `Resources/locales` and the facts that fill its placeholders. Rooms speak in
/// phrases; only Wording knows languages.
///
///     Phrase("case.unknown", ["id": .text("C99")])
///
/// Bills keep phrases for good (`Codable`): their cases and keys are added to, never renamed.
package struct Phrase: Hashable, Sendable, Codable {
    package var key: String
    package var facts: [String: PhraseFact]

    package init(_ key: String, _ facts: [String: PhraseFact] = [:]) {
        self.key = key
        self.facts = facts
    }
}

/// What may stand in a placeholder; each is formatted by the language that says it.
package indirect enum PhraseFact: Hashable, Sendable, Codable {
    /// Said as it is (names, ids, what someone typed).
    case text(String)
    case count(Int)
    case number(Double)
    case instant(Instant)
    case day(Day)
    case span(Span)
    case money(Money)
    /// Another phrase, said in the same language.
    case phrase(Phrase)
    /// Phrases joined as that language joins a list.
    case list([PhraseFact])
    /// Text that data files carry in several languages.
    case label(Label)
}

/// What kind of failure it is; the command line maps it to its exit code.
package enum FaultKind: String, Sendable {
    /// The command was put wrongly (64).
    case usage
    /// What was given is wrong (65).
    case badData
    /// There is no such thing (66).
    case noSuchThing
    /// Someone else was faster, or the store was busy (75).
    case tryAgain
    /// The actor may not (77).
    case notAllowed
}

/// An error made of facts. Every error a room throws conforms; Wording makes the sentence.
package protocol Fault: Error {
    var kind: FaultKind { get }
    /// What is wrong, where, and how to mend it.
    var phrase: Phrase { get }
}

/// Text in the languages a data file gives it in, keyed by language code; `en` is required by the readers.
package struct Label: Hashable, Sendable, Codable {
    package var texts: [String: String]

    package init(_ texts: [String: String]) { self.texts = texts }
    package init(en: String, zh: String) { texts = ["en": en, "zh-Hans": zh] }

    package func text(in language: String) -> String {
        texts[language] ?? texts["en"] ?? texts.values.sorted().first ?? ""
    }
}
