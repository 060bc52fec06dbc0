import Testing

@testable import aftercare

struct ArgumentNormaliserTests {
    private let root = CommandNode(
        name: "aftercare",
        children: [
            CommandNode(name: "case", children: [CommandNode(name: "list"), CommandNode(name: "do")]),
            CommandNode(name: "tick"),
        ])
    private var normaliser: ArgumentNormaliser { ArgumentNormaliser(root: root) }

    private func normalise(_ line: String) -> String {
        normaliser.read(line.split(separator: " ").map(String.init)).arguments.joined(separator: " ")
    }

    @Test(
        "global options may stand before the noun, between noun and verb, and after the verb",
        arguments: [
            ("--json --as li case list --all", "case list --json --as li --all"),
            ("case --json list", "case list --json"),
            ("case list --json", "case list --json"),
            ("--db=x.sqlite tick", "tick --db=x.sqlite"),
            ("--now 2026-11-24T10:00 --lang zh case do C1", "case do --now 2026-11-24T10:00 --lang zh C1"),
        ])
    func moves(line: String, expected: String) {
        #expect(normalise(line) == expected)
    }

    @Test("what follows the verb is left alone, global option or not")
    func leavesTheRest() {
        let line = normaliser.read(["case", "do", "C1", "note", "--json", "--as", "li", "list"])
        #expect(line.path == ["case", "do"])
        #expect(line.moved.isEmpty)
        #expect(line.rest == ["C1", "note", "--json", "--as", "li", "list"])
    }

    @Test(
        "help before a command asks for what --help after it does",
        arguments: [
            ("help", "--help"), ("help case list", "case list --help"),
            ("--lang zh help tick --all", "tick --help"), ("--lang zh --help", "--help"),
            ("case help", "case help"),
        ])
    func help(line: String, expected: String) {
        let normaliser = ArgumentNormaliser(
            root: CommandNode(
                name: "aftercare", children: root.children + [CommandNode(name: CommandNode.help)]))
        let arguments = normaliser.read(line.split(separator: " ").map(String.init)).arguments
        #expect(arguments.joined(separator: " ") == expected)
    }

    @Test(
        "a noun without its verb takes no global option: its help is the answer, or what else is wrong",
        arguments: [
            ("--lang zh case", "case"), ("case --json", "case"), ("--json case --zzz", "case --zzz"),
            ("--json", "--json"),
        ])
    func nounAlone(line: String, expected: String) {
        #expect(normalise(line) == expected)
    }

    @Test(
        "a number below zero is the value of the option before it",
        arguments: [
            ("case list --limit -5", "case list --limit=-5"),
            ("case list --at -33.9,151.2", "case list --at=-33.9,151.2"),
            ("case list --all=1 -5", "case list --all=1 -5"),
            ("case do -- --note -5", "case do -- --note -5"),
            ("case list --limit -x", "case list --limit -x"),
        ])
    func belowZero(line: String, expected: String) {
        #expect(normalise(line) == expected)
    }

    @Test("a value that looks like a noun is still the option's value")
    func valueLikeANoun() {
        #expect(normalise("--as case case list") == "case list --as case")
    }

    @Test("a word that is no command is named, with its place")
    func unknownWord() {
        let line = normaliser.read(["--json", "case", "lst"])
        #expect(line.unknown == "lst")
        #expect(normaliser.choices(under: line.path) == ["list", "do"])
        #expect(normaliser.read(["tick", "now"]).unknown == nil)
        #expect(normaliser.read(["--help"]).unknown == nil)
    }

    @Test("an option without its value is passed on for the parser to refuse")
    func missingValue() {
        #expect(normalise("--as") == "--as")
    }

    @Test("the language and form of errors are known before anything is parsed")
    func peeks() {
        #expect(GlobalNames.value(of: "--lang", in: ["case", "--lang", "zh", "x", "--lang=en"]) == "en")
        #expect(GlobalNames.value(of: "--lang", in: ["note", "--", "--lang", "zh"]) == nil)
        #expect(GlobalNames.wantsJSON(["case", "show", "--json"]))
        #expect(!GlobalNames.wantsJSON(["note", "C1", "--", "--json"]))
    }

    @Test("every command of the program takes the global options, and no two have one name")
    func everyCommand() throws {
        func walk(_ node: CommandNode, _ path: [String]) {
            let names = node.children.map(\.name)
            #expect(Set(names).count == names.count, "\(path)")
            for child in node.children { walk(child, path + [child.name]) }
        }
        walk(CommandNode(of: Aftercare.self), [])
        let command = try Aftercare.command(for: ["--lang", "zh", "case", "--json", "list", "--db", "x"])
        let list = try #require(command as? ListCases)
        #expect(list.globals.lang?.code == "zh-Hans")
        #expect(list.globals.json)
        #expect(list.globals.database == "x")
    }

    @Test("a misspelt command is answered with the nearest ones")
    func nearest() {
        #expect(NearestWord.suggestions(for: "lsit", among: ["list", "log", "show"]) == ["list"])
        #expect(NearestWord.suggestions(for: "cust", among: ["customer", "case"]) == ["customer"])
        #expect(NearestWord.suggestions(for: "zzz", among: ["list", "log"]).isEmpty)
        #expect(NearestWord.distance("kitten", "sitting") == 3)
    }
}
