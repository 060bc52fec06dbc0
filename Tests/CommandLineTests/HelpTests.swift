import ArgumentParser
import Resources
import TerminalKit
import Testing

@testable import Wording
@testable import aftercare

@Suite("The help of the command line")
struct HelpTests {
    private static let translated = LanguageChoice.shipped.filter { $0 != "en" }

    private let library: ResourceLibrary

    init() throws { library = try ResourceLibrary() }

    private func page(_ command: NamedCommand, _ language: String, columns: Int = 80) throws -> [String] {
        let wording = try Wording(language: language, files: library.files(in: "locales/\(language)"))
        return try HelpPage(of: command, wording: wording, library: library, columns: columns).lines
    }

    private func command(_ path: String...) throws -> NamedCommand {
        try path.reduce(NamedCommand.root) { command, word in
            try #require(command.children.first { $0.type.name == word })
        }
    }

    private static func all(from command: NamedCommand = .root) -> [NamedCommand] {
        [command] + command.children.flatMap { all(from: $0) }
    }

    /// Every key that some command or argument looks for, with the English it stands for; keys of arguments as they are found.
    private func wanted(_ language: String) throws -> (keys: [String: Set<String>], missing: [String]) {
        let texts = try HelpTexts(language: language, library: library)
        var keys: [String: Set<String>] = [:]
        var missing: [String] = []
        for command in Self.all() {
            let info = try CommandInfo(of: command.type)
            keys[HelpTexts.key(of: command), default: []].insert(info.abstract ?? "")
            if let discussion = info.discussion {
                keys[HelpTexts.key(ofDiscussion: command), default: []].insert(discussion)
            }
            for argument in info.shown {
                if let title = argument.sectionTitle {
                    keys[HelpTexts.key(ofTitle: title), default: []].insert(title)
                }
                if argument.kind != .flag, let value = argument.valueName,
                    let key = HelpTexts.key(ofValue: value)
                {
                    keys[key, default: []].insert(value)
                }
                guard let english = argument.abstract else { continue }
                if let key = texts.key(of: argument, in: command) {
                    keys[key, default: []].insert(english)
                } else {
                    missing.append("\(HelpTexts.key(of: command)) \(argument.label()): \(english)")
                }
            }
        }
        return (keys, missing)
    }

    @Test("every command, option and argument has its help in every language", arguments: translated)
    func complete(language: String) throws {
        let book = try PhraseBook(library.files(in: "locales/\(language)/help"))
        let (keys, missing) = try wanted(language)
        #expect(keys.count > 900)
        #expect(missing.sorted() == [])
        #expect(keys.keys.filter { book[$0] == nil }.sorted() == [])
    }

    @Test("no help is there of a command or argument that is there no more", arguments: translated)
    func noneLeftOver(language: String) throws {
        let book = try PhraseBook(library.files(in: "locales/\(language)/help"))
        let keys = try wanted(language).keys
        #expect(book.keys.filter { keys[$0] == nil }.sorted() == [])
    }

    @Test("arguments that share their help in a language say the same in English", arguments: translated)
    func sharedAlike(language: String) throws {
        for (key, english) in try wanted(language).keys {
            #expect(english.count == 1, "\(key): \(english.sorted())")
        }
    }

    @Test("Chinese help is Chinese")
    func chinese() throws {
        let book = try PhraseBook(library.files(in: "locales/zh-Hans/help"))
        for (key, entry) in book.entries {
            #expect(entry.other.text.unicodeScalars.contains { $0.properties.isIdeographic }, "\(key)")
        }
    }

    @Test("in English it says character for character what the parser's own help says")
    func english() throws {
        for command in Self.all() {
            let ours = try page(command, "en").joined().filter { !$0.isWhitespace }
            let parsers = Aftercare.helpMessage(for: command.type, columns: 80).filter { !$0.isWhitespace }
            #expect(ours == parsers, "\(HelpTexts.key(of: command))")
        }
    }

    @Test("a page in Chinese: its heads, its options beside what they are for, its shared options")
    func chinesePage() throws {
        let lines = try page(command("visit", "split"), "zh-Hans")
        #expect(lines.first == "概述：将一次上门拆成两次，分两项工作或两天完成。")
        #expect(lines.contains { $0.hasPrefix("用法：aftercare visit split ") })
        #expect(lines.contains("参数：") && lines.contains("通用选项：") && lines.contains("选项："))
        #expect(lines.contains("  <编号>                  上门单，如 V3。"))
        #expect(lines.contains("  --after <分钟>          前一次用时多久。"))
        #expect(lines.contains("  --json                  以 JSON 回答，错误也是。"))
        #expect(lines.contains("  --version               显示版本。"))
    }

    @Test("the program's page lists its commands, says which is the default, and where there is more")
    func programPage() throws {
        let lines = try page(.root, "zh-Hans")
        #expect(lines.contains("子命令："))
        #expect(lines.contains("  open（默认）            打开服务台（默认）。"))
        #expect(lines.contains("  visit                   查找空闲时段、预约上门并跟进。"))
        #expect(lines.last == "  子命令的详细说明：aftercare help <subcommand>")
    }

    @Test("flags of one choice stand together")
    func choices() throws {
        let lines = try page(command("customer", "edit"), "zh-Hans", columns: 100)
        #expect(lines.contains { $0.contains("--may-call/--no-may-call") })
    }

    @Test("lines keep to the width by display cells", arguments: [40, 80, 132])
    func widths(columns: Int) throws {
        for command in Self.all() {
            for line in try page(command, "zh-Hans", columns: columns) where line.contains(" ") {
                let width = CellWidth.narrow.of(line)
                // A name and its value are one label, which is never broken.
                #expect(width <= columns || line.hasPrefix("  -"), "\(HelpTexts.key(of: command)): \(line)")
            }
        }
    }

    @Test(
        "which command's help a line asks for",
        arguments: [
            ("--help", ""), ("help", ""), ("help visit", "visit"), ("visit --help", "visit"),
            ("--lang zh-Hans --help", ""), ("help visit slots", "visit.slots"),
            ("--lang zh-Hans help visit slots", "visit.slots"),
            ("visit slots --lang zh-Hans --help", "visit.slots"), ("--as case case list -h", "case.list"),
            ("open --help", "open"),
        ])
    func asked(line: String, path: String) throws {
        let arguments = line.split(separator: " ").map(String.init)
        let answer = try answer(arguments)
        let command = try #require(NamedCommand.explained(by: answer, to: arguments))
        #expect(command.path.joined(separator: ".") == path)
    }

    @Test("the version is no help")
    func version() throws {
        let answer = try answer(["--version"])
        let command = NamedCommand.explained(by: answer, to: ["--version"])
        #expect(command?.path == nil)
    }

    /// What the parser answers to a request for help or the version.
    private func answer(_ arguments: [String]) throws -> String {
        do {
            var command = try Aftercare.command(for: arguments)
            // Anything else would be carried out.
            let name = type(of: command).name
            try #require(name == CommandNode.help)
            try command.run()
        } catch let error where Aftercare.exitCode(for: error) == .success {
            return Aftercare.fullMessage(for: error)
        }
        return ""
    }
}
