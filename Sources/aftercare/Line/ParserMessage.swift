import Model

/// What the argument parser says of a line it cannot read. It says it in English and keeps the facts to itself, so they
/// are read out of its sentences, to be said in every language; a sentence that is not known here stays as it is.
///
///     ParserMessage.fact("Unknown option '--al'. Did you mean '--all'?")
///     // .phrase(Phrase("cli.option.near", ["option": .text("--al"), "near": .text("--all")]))
enum ParserMessage {
    static func fact(_ message: String) -> PhraseFact {
        (ofOption(message) ?? ofArgument(message)).map { .phrase($0) } ?? .text(message)
    }

    private static func ofOption(_ message: String) -> Phrase? {
        if let found = message.wholeMatch(of: /Unknown option '(.+)'\. Did you mean '(.+)'\?/)?.output {
            // The parser proposes what has nothing in common with a short option, too.
            let letters = found.1.drop { $0 == "-" }.count
            if NearestWord.distance(String(found.1), String(found.2)) * 2 > letters {
                return Phrase("cli.option.unknown", ["option": text(found.1)])
            }
            return Phrase("cli.option.near", ["option": text(found.1), "near": text(found.2)])
        }
        if let found = message.wholeMatch(of: /Unknown option '([^'\n]+)'/)?.output {
            return Phrase("cli.option.unknown", ["option": text(found.1)])
        }
        if let found = message.wholeMatch(of: /Missing value for '([^'\n]+)'/)?.output {
            return Phrase("cli.option.noValue", ["option": text(found.1)])
        }
        let hasValue = /The option '(.+?)' does not take any value, but '(.*)' was specified\./
        if let found = message.wholeMatch(of: hasValue)?.output {
            return Phrase("cli.option.takesNone", ["option": text(found.1), "value": text(found.2)])
        }
        let isTwice = /Value to be set with flag '(.+)' had already been set with flag '(.+)'/
        if let found = message.wholeMatch(of: isTwice)?.output {
            return Phrase("cli.option.twice", ["option": text(found.1), "before": text(found.2)])
        }
        return nil
    }

    private static func ofArgument(_ message: String) -> Phrase? {
        if message == "Missing required subcommand." { return Phrase("cli.argument.noCommand") }
        if let found = message.wholeMatch(of: /Missing expected argument '(.+)'/)?.output {
            return Phrase("cli.argument.missing", ["argument": text(found.1)])
        }
        if let found = message.wholeMatch(of: /Missing one of: '(.+)'/)?.output {
            return Phrase("cli.argument.missingOne", ["arguments": list(found.1)])
        }
        if let found = message.wholeMatch(of: /Unexpected argument '(.*)'/)?.output {
            return Phrase("cli.argument.surplus", ["count": .count(1), "words": text(found.1)])
        }
        if let found = message.wholeMatch(of: /(\d+) unexpected arguments: '(.*)'/)?.output {
            return Phrase(
                "cli.argument.surplus", ["count": .count(Int(found.1) ?? 0), "words": list(found.2)])
        }
        return ofValue(message)
    }

    /// A value that cannot be read, with what could be, or why, where the parser knows.
    private static func ofValue(_ message: String) -> Phrase? {
        let form = /The value '(.*)' is invalid for '(.+?)'(.*)/.dotMatchesNewlines()
        guard let found = message.wholeMatch(of: form)?.output else { return nil }
        var facts = ["value": text(found.1), "argument": text(found.2)]
        if found.3.isEmpty { return Phrase("cli.argument.invalid", facts) }
        if found.3.hasPrefix(": ") {
            facts["why"] = text(found.3.dropFirst(2))
            return Phrase("cli.argument.why", facts)
        }
        let choices = found.3.contains("\n") ? listed(found.3) : quoted(found.3)
        guard found.3.hasPrefix(". Please provide one of "), !choices.isEmpty else { return nil }
        facts["choices"] = .list(choices.map { .text($0) })
        return Phrase("cli.argument.choices", facts)
    }

    /// `'a', 'b' or 'c'.`
    private static func quoted(_ text: Substring) -> [String] {
        text.matches(of: /'([^']*)'/).map { String($0.output.1) }
    }

    /// A line for each: `  - a`
    private static func listed(_ text: Substring) -> [String] {
        text.split(separator: "\n").dropFirst().map { String($0.trimmingPrefix("  - ")) }
    }

    private static func text(_ found: Substring) -> PhraseFact { .text(String(found)) }

    /// `a', 'b`
    private static func list(_ found: Substring) -> PhraseFact {
        .list(found.split(separator: "', '").map { text($0) })
    }
}

extension ParserMessage {
    /// What stands below the message: what the argument is for, the form of the command, where there is more.
    /// - Parameters:
    ///   - full: all that the parser says, the message first.
    ///   - help: what an argument is for, in the language that the rest is said in.
    static func rest(
        of full: String, after message: String, help: (String) -> String = { $0 }
    ) -> [PhraseFact] {
        guard let end = full.firstRange(of: message)?.upperBound else { return [.text(full)] }
        return full[end...].split(separator: "\n").map { line in
            if let found = line.wholeMatch(of: /Help:  (.+)/)?.output {
                return .phrase(Phrase("cli.argument.help", ["text": .text(help(String(found.1)))]))
            }
            if let found = line.wholeMatch(of: /Usage: (.+)/)?.output {
                return .phrase(Phrase("cli.usage", ["form": text(found.1)]))
            }
            if let found = line.wholeMatch(of: /\s*See '(.+)' for more information\./)?.output {
                return .phrase(Phrase("cli.usage.more", ["command": text(found.1)]))
            }
            return text(line)
        }
    }
}
