import Model

/// What our own commands complain of in a regular form: options that do not fit together, numbers out of their range. As with the
/// parser's own, the facts are read out of the sentence, to be said in every language; one of another form stays as it is.
///
///     OptionRule.phrase("--compare goes with --from.")   // Phrase("cli.rule.with", …)
enum OptionRule {
    static func phrase(_ message: String) -> Phrase? {
        apart(message) ?? together(message) ?? range(message)
    }

    private static func apart(_ message: String) -> Phrase? {
        let exclude = /(--[-a-z, ]+) exclude (?:each other|one another)\./
        if let found = message.wholeMatch(of: exclude)?.output, let options = names(found.1) {
            return Phrase("cli.rule.apart", ["options": options])
        }
        let without =
            /(--[-a-z, ]+?) (?:excludes|goes without|does not go with|do not go with) (--[-a-z, ]+)\./
        if let found = message.wholeMatch(of: without)?.output, let options = names(found.1),
            let others = names(found.2)
        {
            return Phrase("cli.rule.without", ["options": options, "others": others])
        }
        if let found = message.wholeMatch(of: /(--[-a-z]+) (?:goes|stands) alone\./)?.output {
            return Phrase("cli.rule.alone", ["option": text(found.1)])
        }
        return nil
    }

    private static func together(_ message: String) -> Phrase? {
        let with = /(--[-a-z, ]+?) (?:goes with|go with|needs) (--[-a-z, ]+)\./
        if let found = message.wholeMatch(of: with)?.output, let options = names(found.1),
            let others = names(found.2)
        {
            let key = found.2.contains(" or ") ? "cli.rule.withOne" : "cli.rule.with"
            return Phrase(key, ["options": options, "others": others])
        }
        if let found = message.wholeMatch(of: /(--[-a-z, ]+) go together\./)?.output,
            let options = names(found.1)
        {
            return Phrase("cli.rule.together", ["options": options])
        }
        if let found = message.wholeMatch(of: /(?:Say|Give) (?:one of|either) (--[-a-z, ]+)\./)?.output,
            let options = names(found.1)
        {
            return Phrase("cli.rule.oneOf", ["options": options])
        }
        if let found = message.wholeMatch(of: /(--[-a-z]+) is missing\./)?.output {
            return Phrase("cli.argument.missing", ["argument": text(found.1)])
        }
        return nil
    }

    private static func range(_ message: String) -> Phrase? {
        let between = /(--[-a-z]+) (?:must be|is) (?:from )?([0-9.,]+%?) to ([0-9.,]+%?)\./
        if let found = message.wholeMatch(of: between)?.output {
            return Phrase(
                "cli.rule.between",
                ["option": text(found.1), "low": text(found.2), "high": text(found.3)])
        }
        let above = /(--[-a-z]+) must be above ([0-9]+), and at most ([0-9]+)\./
        if let found = message.wholeMatch(of: above)?.output {
            return Phrase(
                "cli.rule.above",
                ["option": text(found.1), "low": text(found.2), "high": text(found.3)])
        }
        if let found = message.wholeMatch(of: /(--[-a-z]+) (?:must be|is) ([0-9]+) or more\./)?.output {
            return Phrase("cli.rule.least", ["option": text(found.1), "low": text(found.2)])
        }
        if let found = message.wholeMatch(of: /(--[-a-z]+) must not be before (--[-a-z]+)\./)?.output {
            return Phrase("cli.rule.order", ["option": text(found.1), "other": text(found.2)])
        }
        return nil
    }

    /// `--a, --b and --c`; nil where there are other words in between.
    private static func names(_ text: Substring) -> PhraseFact? {
        let names = text.split(separator: #/, | and | or /#).map(String.init)
        guard names.allSatisfy({ $0.hasPrefix("--") && !$0.contains(" ") }) else { return nil }
        return .list(names.map { .text($0) })
    }

    private static func text(_ found: Substring) -> PhraseFact { .text(String(found)) }
}
