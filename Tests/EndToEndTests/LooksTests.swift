import DeskTesting
import Foundation
import Testing

/// What a terminal and the program tell each other besides keys.
@Suite("The desk and its terminal", .serialized)
struct LooksTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.json(["--db", folder.file("desk.sqlite"), "init", "--practice"])
    }

    private func open(_ environment: [String: String] = [:]) throws -> Terminal {
        let own = ["XDG_CONFIG_HOME": folder.file("config"), "XDG_STATE_HOME": folder.file("state")]
        let terminal = try Terminal(
            ["--db", folder.file("desk.sqlite"), "--as", "admin", "--lang", "en"],
            environment: own.merging(environment) { $1 })
        try terminal.wait(for: "W110")
        return terminal
    }

    @Test("the mouse is asked for once it is switched on, a click then acts, and the choice is kept")
    func mouse() throws {
        let first = try open()
        #expect(try !first.wantsMouse())
        try first.press("M-s")
        try first.wait(for: "Mouse")
        try first.press("Tab", "Tab")
        try first.type("yes")
        try first.waitUntil { try first.wantsMouse() }
        try first.press("Escape")
        try first.waitUntil { try !first.text().contains("Mouse") }
        let next = try open()
        #expect(try next.wantsMouse())
        let lines = try next.text().split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("F1 Help") })
        let column = try #require(lines[row].range(of: "F1 Help")).lowerBound
        let place = "\(lines[row].distance(from: lines[row].startIndex, to: column) + 2);\(row + 1)"
        try next.type("\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m")
        try next.wait(for: "Help: type to find")
    }

    @Test(
        "a language chosen in the settings is spoken at the next start; one that is asked for goes before it")
    func language() throws {
        let file = URL(fileURLWithPath: folder.file("config/aftercare/desk.json"))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(#"{"hasMouse":false,"language":"zh-Hans"}"#.utf8).write(to: file)
        try open().wait(for: "My work")
        let own = ["XDG_CONFIG_HOME": folder.file("config"), "XDG_STATE_HOME": folder.file("state")]
        let terminal = try Terminal(
            ["--db", folder.file("desk.sqlite"), "--as", "admin"],
            environment: own.merging(["AFTERCARE_LANG": "", "LANG": "en_US.UTF-8"]) { $1 })
        try terminal.wait(for: "我的待办")
    }

    @Test("the terminal answers how wide an ambiguous character is, and the doctor tells it")
    func doctor() throws {
        let terminal = try open()
        try terminal.press("M-s")
        try terminal.wait(for: "one cell wide")
        let state = try String(contentsOfFile: folder.file("state/aftercare/terminal.json"), encoding: .utf8)
        #expect(state.contains("\"ambiguous\":1"))
    }

    @Test(
        "a terminal that reports nothing is asked about once; the answer is kept under its name, and asked for again when told"
    )
    func askedOnce() throws {
        let own = ["XDG_CONFIG_HOME": folder.file("config"), "XDG_STATE_HOME": folder.file("state")]
        let doctor = ["--db", folder.file("desk.sqlite"), "--lang", "en", "doctor"]
        let first = try PseudoTerminal(doctor, environment: own)
        try first.wait(for: "(y/n)")
        first.send("maybe\n")
        try first.wait(for: "(y/n)", since: first.sent.count)
        first.send("n\n")
        try first.wait(for: "two cells wide, as you answered")
        #expect(first.wait() == 0 && first.isCooked)
        let file = try String(contentsOfFile: folder.file("config/aftercare/desk.json"), encoding: .utf8)
        #expect(file.contains(#""xterm-256color":2"#))
        let again = try PseudoTerminal(doctor, environment: own)
        #expect(again.wait() == 0 && !again.text().contains("(y/n)"))
        #expect(again.text().contains("two cells wide, as you answered"))
        let told = try PseudoTerminal(doctor + ["--ask"], environment: own)
        try told.wait(for: "(y/n)")
        told.send("y\n")
        #expect(told.wait() == 0 && told.text().contains("one cell wide, as you answered"))
        let piped = try Program.run(doctor)
        #expect(piped.output.contains("No terminal reads this"))
    }

    @Test("a theme that does not exist is named, and so are those that do")
    func unknownTheme() throws {
        try open(["AFTERCARE_THEME": "pink"]).wait(for: "AFTERCARE_THEME=pink names no theme")
    }

    @Test("a width that is none is named")
    func unknownWidth() throws {
        try open(["AFTERCARE_AMBIGUOUS": "3"]).wait(for: "AFTERCARE_AMBIGUOUS=3 is neither 1 nor 2")
    }

    @Test("what the environment says is for one session, whatever else is chosen in it")
    func notKept() throws {
        let terminal = try open(["AFTERCARE_THEME": "contrast", "AFTERCARE_AMBIGUOUS": "1"])
        try terminal.press("M-s")
        try terminal.wait(for: "Mouse")
        try terminal.press("Tab", "Tab")
        try terminal.type("yes")
        try terminal.waitUntil { try terminal.wantsMouse() }
        let file = folder.file("config/aftercare/desk.json")
        try terminal.waitUntil { FileManager.default.fileExists(atPath: file) }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == #"{"hasMouse":true}"#)
    }
}
