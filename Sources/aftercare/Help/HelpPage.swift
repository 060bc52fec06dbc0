import ArgumentParser
import Model
import Resources
import TerminalKit
import Wording

/// The help of a command in a language, laid out by display width: what the parser's own help says, in its order.
struct HelpPage {
    private let command: NamedCommand
    private let info: CommandInfo
    private let texts: HelpTexts
    private let wording: Wording
    private let columns: Int

    private static let cells = CellWidth.narrow
    /// Where what is said of an argument or command begins.
    private static let textColumn = 26
    private static let fewestColumns = 40

    /// - Parameter columns: of the terminal; nil when it is none.
    /// - Throws: `RuleFault` when the language's files are wrong, `DecodingError` when the parser tells of commands in another form.
    init(of command: NamedCommand, wording: Wording, library: ResourceLibrary, columns: Int?) throws {
        self.command = command
        self.wording = wording
        self.columns = max(columns ?? 80, Self.fewestColumns)
        info = try CommandInfo(of: command.type)
        texts = try HelpTexts(language: wording.language, library: library)
    }

    /// Sections with an empty line between them.
    var lines: [String] {
        let parts = [overview, discussion, usage, arguments] + titled + [options, subcommands, more]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    // MARK: Head

    private var overview: [String] {
        guard let text = texts.abstract(of: command) ?? info.abstract else { return [] }
        return wrap(wording.say("cli.help.overview", ["text": .text(text)]))
    }

    private var discussion: [String] {
        (texts.discussion(of: command) ?? info.discussion).map { wrap($0) } ?? []
    }

    private var usage: [String] {
        let form = Aftercare.usageString(for: command.type).replacing(/<([^<>]+)>/) {
            "<\(texts.value(String($0.1)))>"
        }
        return wrap(wording.say("cli.help.usage", ["form": .text(form)]))
    }

    // MARK: Sections

    private struct Entry {
        var label: String
        var text: String
    }

    private var arguments: [String] {
        section(
            wording.say("cli.help.arguments"), entries { $0.sectionTitle == nil && $0.kind == .positional })
    }

    private var options: [String] {
        let own = [
            Entry(label: "--version", text: wording.say("cli.help.version")),
            Entry(label: "-h, --help", text: wording.say("cli.help.help")),
        ]
        return section(
            wording.say("cli.help.options"),
            entries { $0.sectionTitle == nil && $0.kind != .positional } + own)
    }

    /// Groups of options with a title of their own, in the order in which they first appear.
    private var titled: [[String]] {
        var titles: [String] = []
        for case let title? in info.shown.map(\.sectionTitle) where !titles.contains(title) {
            titles.append(title)
        }
        return titles.map { title in
            let said = texts.title(title) ?? title.uppercased()
            return section(
                wording.say("cli.help.titled", ["title": .text(said)]), entries { $0.sectionTitle == title })
        }
    }

    private var subcommands: [String] {
        let shown = command.children.filter { $0.type.configuration.shouldDisplay }
        return section(
            wording.say("cli.help.subcommands"),
            shown.map { child in
                let isDefault = child.type == command.type.configuration.defaultSubcommand
                return Entry(
                    label: isDefault
                        ? wording.say("cli.help.defaultCommand", ["name": .text(child.type.name)])
                        : child.type.name,
                    text: texts.abstract(of: child) ?? child.type.configuration.abstract)
            })
    }

    /// Where there is more of each command below this one.
    private var more: [String] {
        guard !command.children.isEmpty else { return [] }
        let words = [Aftercare.name, CommandNode.help] + command.path
        return wrap(
            wording.say("cli.help.more", ["command": .text(words.joined(separator: " "))]), indent: 2)
    }

    private func entries(_ isWanted: (ArgumentInfo) -> Bool) -> [Entry] {
        info.choices.compactMap { choice in
            guard let first = choice.first, isWanted(first) else { return nil }
            return Entry(
                label: choice.map { $0.label(texts.value) }.joined(separator: "/"), text: text(of: first))
        }
    }

    /// What an argument is for, what it may be, and what it is when it is not given.
    private func text(of argument: ArgumentInfo) -> String {
        let text = PhraseFact.text(texts.text(of: argument, in: command) ?? argument.abstract ?? "")
        let values = (argument.allValues ?? []).filter { !$0.isEmpty }.joined(separator: ", ")
        let said =
            switch (values.isEmpty ? nil : values, argument.defaultValue) {
            case (nil, nil): wording.say(text)
            case (let values?, nil):
                wording.say("cli.help.values", ["text": text, "values": .text(values)])
            case (nil, let value?):
                wording.say("cli.help.default", ["text": text, "value": .text(value)])
            case (let values?, let value?):
                wording.say(
                    "cli.help.valuesDefault",
                    ["text": text, "values": .text(values), "value": .text(value)])
            }
        return String(said.drop { $0 == " " })
    }

    // MARK: Layout

    private func section(_ head: String, _ entries: [Entry]) -> [String] {
        entries.isEmpty ? [] : wrap(head) + entries.flatMap(lines)
    }

    /// The label, and beside it the text; below it where the label is too long.
    private func lines(_ entry: Entry) -> [String] {
        let label = "  " + entry.label
        guard !entry.text.isEmpty else { return [label] }
        let below = wrap(entry.text, indent: Self.textColumn)
        guard Self.cells.of(label) < Self.textColumn, let first = below.first else { return [label] + below }
        return [Self.cells.fit(label, Self.textColumn) + first.dropFirst(Self.textColumn)] + below.dropFirst()
    }

    private func wrap(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return Self.cells.wrap(text, columns - indent).map { $0.isEmpty ? "" : margin + $0 }
    }
}
