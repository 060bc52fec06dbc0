package import Model

/// What cannot be understood in a filter, and where: `at` counts characters from 1.
package enum FilterFault: Fault, Hashable {
    case unknownField(String, at: Int, known: [String])
    /// The same where no words are looked for.
    case noSuchField(String, at: Int, known: [String])
    case unknownValue(field: String, value: String, at: Int, known: [String])
    /// Nothing after the colon.
    case noValue(field: String, at: Int)
    /// `kind<2h`, `due:repair`.
    case notCompared(field: String, at: Int)
    case onlyCompared(field: String, at: Int)
    /// The same of a field that may be one word as well: `due:late`, `starts:today`.
    case comparedOrWord(field: String, at: Int, word: String)
    case notSpan(String, at: Int)
    case notNumber(String, at: Int)
    case notID(field: String, value: String, at: Int)
    case openQuote(at: Int)

    package var kind: FaultKind { .usage }

    package var phrase: Phrase {
        switch self {
        case .unknownField(let field, let at, let known):
            Phrase(
                "filter.unknownField",
                ["field": .text(field), "at": .count(at), "known": .list(known.map { .text($0) })])
        case .noSuchField(let field, let at, let known):
            Phrase(
                "filter.noSuchField",
                ["field": .text(field), "at": .count(at), "known": .list(known.map { .text($0) })])
        case .unknownValue(let field, let value, let at, let known):
            Phrase(
                "filter.unknownValue",
                [
                    "field": .text(field), "value": .text(value), "at": .count(at),
                    "known": .list(known.map { .text($0) }),
                ])
        case .noValue(let field, let at):
            Phrase("filter.noValue", ["field": .text(field), "at": .count(at)])
        case .notCompared(let field, let at):
            Phrase("filter.notCompared", ["field": .text(field), "at": .count(at)])
        case .onlyCompared(let field, let at):
            Phrase("filter.onlyCompared", ["field": .text(field), "at": .count(at)])
        case .comparedOrWord(let field, let at, let word):
            Phrase(
                "filter.comparedOrWord",
                ["field": .text(field), "at": .count(at), "word": .text(word)])
        case .notSpan(let text, let at): Phrase("filter.notSpan", ["value": .text(text), "at": .count(at)])
        case .notNumber(let text, let at):
            Phrase("filter.notNumber", ["value": .text(text), "at": .count(at)])
        case .notID(let field, let value, let at):
            Phrase(
                "filter.notID", ["field": .text(field), "value": .text(value), "at": .count(at)])
        case .openQuote(let at): Phrase("filter.openQuote", ["at": .count(at)])
        }
    }
}
