import ArgumentParser
import Foundation

/// What the argument parser tells of a command: the parts of its "tool info" (serialization version 0) that its own help is
/// made of, to be said in every language.
struct CommandInfo: Decodable {
    var abstract: String?
    var discussion: String?
    var arguments: [ArgumentInfo]?

    private struct Tool: Decodable {
        var command: CommandInfo
    }

    /// - Throws: `DecodingError` when the parser tells it in another form.
    init(of command: any ParsableCommand.Type) throws {
        self = try JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)).command
    }

    /// What help shows, the flags of one choice (`--may-call`, `--no-may-call`) together; without the options that the parser
    /// adds to every command.
    var choices: [[ArgumentInfo]] {
        var choices: [[ArgumentInfo]] = []
        for argument in arguments ?? [] where argument.shouldDisplay && !argument.isParsersOwn {
            if let before = choices.last?.last, argument.continues(before) {
                choices[choices.count - 1].append(argument)
            } else {
                choices.append([argument])
            }
        }
        return choices
    }

    /// The first of each choice: the one that says what it is for.
    var shown: [ArgumentInfo] { choices.compactMap(\.first) }
}

/// An option, a flag or a bare word that a command takes.
struct ArgumentInfo: Decodable {
    enum Kind: String, Decodable {
        case positional, option, flag
    }

    struct Name: Decodable {
        enum Kind: String, Decodable {
            case long, short, longWithSingleDash
        }

        var kind: Kind
        var name: String

        var typed: String { kind == .long ? "--\(name)" : "-\(name)" }
    }

    var kind: Kind
    var shouldDisplay: Bool
    var sectionTitle: String?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?

    /// `--help` and `--version`, which are added to the program's help and not to every command's.
    var isParsersOwn: Bool {
        kind == .flag && (names ?? []).contains { $0.kind == .long && ["help", "version"].contains($0.name) }
    }

    /// `-n, --name <name>`, `--all`, `<id>`
    /// - Parameter value: how the name of what is to be given is said.
    func label(_ value: (String) -> String = { $0 }) -> String {
        let value = "<\(value(valueName ?? ""))>"
        guard kind != .positional else { return value }
        let names = self.names ?? []
        let typed = (names.filter { $0.kind == .short } + names.filter { $0.kind != .short }).map(\.typed)
        let all = typed.joined(separator: ", ")
        return kind == .option ? "\(all) \(value)" : all
    }

    /// Whether it is one more flag of the same choice. The parser does not tell, but only such flags have the same help.
    func continues(_ before: ArgumentInfo) -> Bool {
        kind == .flag && before.kind == .flag && abstract != nil && abstract == before.abstract
    }
}
