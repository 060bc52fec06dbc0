package import Foundation
package import Model
package import Resources

/// Says everything in one language: phrases, faults, moments, numbers, names of states.
///
///     let files = try library.files(in: "locales/zh-Hans")
///     let wording = try Wording(language: "zh-Hans", files: files, zone: zone)
///     wording.say(Phrase("case.unknown", ["id": .text("C99")]))
///
/// A sentence is never put together from pieces here: whole sentences stand in the language's files, and facts fill
/// their placeholders. A language is its files; nothing in this room knows one by name.
package struct Wording: Sendable {
    /// The language's code, such as `zh-Hans`; picks the text of a `Label` too.
    package let language: String
    /// The zone in which moments are told.
    package var zone: TimeZone
    /// A language made up of this one, while a screen is tested.
    var disguise: PseudoLocale?
    let book: PhraseBook

    /// - Parameter files: The language's files (`ResourceLibrary.files(in: "locales/zh-Hans")`), in any order.
    /// - Throws: `RuleFault` with file and line: a line that is no entry, a key given twice.
    package init(language: String, files: [ResourceFile], zone: TimeZone = .gmt) throws {
        self.language = language
        self.zone = zone
        book = try PhraseBook(files)
    }

    /// Without any file: says keys and facts in brackets. For telling what is wrong with the files themselves.
    package static let none = Wording()

    private init() {
        language = "en"
        zone = .gmt
        book = PhraseBook()
    }

    // MARK: Sentences

    /// The phrase as a sentence. A key no file has comes back in brackets, with its facts, so that it is seen and
    /// nothing is lost.
    package func say(_ phrase: Phrase) -> String {
        guard let entry = book[phrase.key] else { return bracketed(phrase) }
        let sentence = entry.sentence(count: phrase.facts["count"])
        guard let disguise else { return fill(sentence, phrase.facts) }
        let said = fill(sentence.disguised(as: disguise), phrase.facts)
        return disguise.frames(phrase.key) ? disguise.framed(said, by: sentence.text) : said
    }

    package func say(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String {
        // As most are that a screen says for every key.
        if facts.isEmpty, disguise == nil, let entry = book[key], entry.other.isPlain {
            return entry.other.text
        }
        return say(Phrase(key, facts))
    }

    package func say(_ fault: any Fault) -> String { say(fault.phrase) }

    package func has(_ key: String) -> Bool { book[key] != nil }

    package func text(_ label: Label) -> String {
        let text = label.text(in: language)
        return disguise?.say(text) ?? text
    }

    private func fill(_ sentence: Sentence, _ facts: [String: PhraseFact]) -> String {
        if sentence.isPlain { return sentence.text }
        var said = ""
        sentence.forEachPiece { piece in
            switch piece {
            case .text(let text): said += text
            case .placeholder(let name): said += facts[String(name)].map(say) ?? "{\(name)}"
            }
        }
        return said
    }

    private func bracketed(_ phrase: Phrase) -> String {
        let facts = phrase.facts.sorted { $0.key < $1.key }.map { "\($0.key)=\(say($0.value))" }
        return facts.isEmpty ? "[\(phrase.key)]" : "[\(phrase.key): \(facts.joined(separator: ", "))]"
    }

    // MARK: Facts

    package func say(_ fact: PhraseFact) -> String {
        switch fact {
        case .text(let text): text
        case .count(let n): number(n)
        case .number(let n): number(n)
        case .instant(let instant): moment(instant)
        case .day(let day): self.day(day)
        case .span(let span): self.span(span)
        case .money(let sum): money(sum)
        case .phrase(let phrase): say(phrase)
        case .list(let items): list(items.map { say($0) })
        case .label(let label): text(label)
        }
    }

    package func say(_ value: FieldValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let n): number(Int(n))
        case .flag(let flag): say(flag ? "flag.yes" : "flag.no")
        case .instant(let instant): moment(instant)
        }
    }

    /// `a`, `a and b`, `a, b and c`; empty for no items.
    package func list(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        guard items.count > 1 else { return last }
        let head = items.dropLast().joined(separator: say("list.separator"))
        return say("list.pair", ["head": .text(head), "last": .text(last)])
    }
}
