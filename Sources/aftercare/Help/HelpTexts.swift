import Resources
import Wording

/// What commands and their arguments are for, in a language other than that of the source, where it stands in English.
///
/// A text is found by where its command stands: `visit.slots` for the command, `visit.slots.more` for what is said of it at length,
/// `visit.slots.--days` for an option or flag, `visit.slots.ID` for a bare word. What several commands say alike of one argument
/// stands once, at the noun they share (`visit.--days`) or by its name alone (`--json`); the nearest counts.
struct HelpTexts {
    private let wording: Wording

    /// - Throws: `RuleFault` with file and line when the language's files are wrong.
    init(language: String, library: ResourceLibrary) throws {
        wording = try Wording(language: language, files: library.files(in: "locales/\(language)/help"))
    }

    func abstract(of command: NamedCommand) -> String? { text(Self.key(of: command)) }

    func discussion(of command: NamedCommand) -> String? { text(Self.key(ofDiscussion: command)) }

    func text(of argument: ArgumentInfo, in command: NamedCommand) -> String? {
        key(of: argument, in: command).flatMap(text)
    }

    func title(_ english: String) -> String? { text(Self.key(ofTitle: english)) }

    /// What stands for the value of an option or a bare word (`<minutes>`).
    func value(_ english: String) -> String { Self.key(ofValue: english).flatMap(text) ?? english }

    private func text(_ key: String) -> String? { wording.has(key) ? wording.say(key) : nil }

    // MARK: Keys

    static func key(of command: NamedCommand) -> String {
        command.path.isEmpty ? Aftercare.name : command.path.joined(separator: ".")
    }

    static func key(ofDiscussion command: NamedCommand) -> String { key(of: command) + ".more" }

    /// `title.which-answers`
    static func key(ofTitle english: String) -> String {
        "title." + words(of: english)
    }

    /// `value.share-seconds`; nil for an example, which has digits, and for the very words to be typed (`day|week|month`).
    static func key(ofValue english: String) -> String? {
        english.contains { $0.isNumber || $0 == "|" } ? nil : "value." + words(of: english)
    }

    private static func words(of english: String) -> String {
        english.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    /// The nearest key there is for an argument of a command; nil for none.
    func key(of argument: ArgumentInfo, in command: NamedCommand) -> String? {
        let name = Self.name(of: argument)
        return (0...command.path.count).reversed().lazy
            .map { (command.path.prefix($0) + [name]).joined(separator: ".") }
            .first { wording.has($0) }
    }

    /// `--days`, `ID`, `ITEM-ANSWER`
    private static func name(of argument: ArgumentInfo) -> String {
        guard argument.kind == .positional else {
            let names = argument.names ?? []
            return (names.first { $0.kind == .long } ?? names.first)?.typed ?? ""
        }
        let value = (argument.valueName ?? "").uppercased()
        return String(value.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
