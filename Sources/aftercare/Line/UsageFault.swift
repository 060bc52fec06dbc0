import Model

/// What can be wrong with a command line beyond what the parser sees.
enum UsageFault: Fault, Hashable {
    case unknownCommand(String, under: String, near: [String], all: [String])
    /// The argument parser's own complaint (`ParserMessage`).
    case parser(String)
    case notAnInstant(String)
    case notADay(String)
    case notAnID(String, expected: String)
    /// `field=value` was expected.
    case notAField(String)
    /// A field came where a transition was expected.
    case needsTransition(String)
    /// The system has no user name to act as.
    case nobody
    /// An argument with a password in it: everybody on the machine can read it.
    case passwordInArgument
    /// Nothing came where a passphrase was to be typed.
    case noSecret
    /// The passphrase was not the same when typed again.
    case secretsDiffer
    /// A passphrase was given as an argument: everybody on the machine can read it.
    case secretInArgument
    /// The command writes into the organisation's own rules, and no folder was named.
    case needsConfig
    /// `skill=3` or the like was expected.
    case notATerm(String, example: String)

    var kind: FaultKind { .usage }

    var phrase: Phrase {
        switch self {
        case .unknownCommand(let word, let under, let near, let all):
            near.isEmpty
                ? Phrase(
                    "cli.unknownCommand", ["word": .text(word), "under": .text(under), "all": .words(all)])
                : Phrase(
                    "cli.didYouMean", ["word": .text(word), "under": .text(under), "near": .words(near)])
        case .parser(let message): Phrase("cli.parser", ["detail": ParserMessage.fact(message)])
        case .notAnInstant(let text): Phrase("cli.notAnInstant", ["value": .text(text)])
        case .notADay(let text): Phrase("cli.notADay", ["value": .text(text)])
        case .notAnID(let text, let expected):
            Phrase("cli.notAnID", ["value": .text(text), "expected": .text(expected)])
        case .notAField(let text): Phrase("cli.notAField", ["value": .text(text)])
        case .needsTransition(let field): Phrase("cli.needsTransition", ["value": .text(field)])
        case .nobody: Phrase("cli.nobody")
        case .passwordInArgument: Phrase("cli.passwordInArgument")
        case .noSecret: Phrase("cli.noSecret")
        case .secretInArgument: Phrase("cli.secretInArgument")
        case .secretsDiffer: Phrase("cli.secretsDiffer")
        case .notATerm(let text, let example):
            Phrase("cli.notATerm", ["text": .text(text), "example": .text(example)])
        case .needsConfig: Phrase("cli.calendar.needsConfig")
        }
    }
}

extension PhraseFact {
    /// Words as they are typed.
    static func words(_ words: [String]) -> PhraseFact { .list(words.map { .text($0) }) }
}
