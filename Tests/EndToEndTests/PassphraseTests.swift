import DeskTesting
import Foundation
import Testing

/// Passphrases through the built program: how one is set, and that it stands nowhere.
@Suite("Passphrases, end to end", .serialized)
struct PassphraseTests {
    private let folder: TemporaryFolder
    private var desk: [String] { ["--db", folder.file("desk.sqlite"), "--lang", "en"] }

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.json(["--db", folder.file("desk.sqlite"), "init", "--practice"])
    }

    private func set(_ passphrase: String) throws -> Program.Result {
        try Program.run(
            desk + ["--as", "admin", "staff", "edit", "admin", "--passphrase"], input: passphrase + "\n")
    }

    @Test(
        "set from standard input, it opens the desk and unlocks it; it stands neither in the file nor on the screen"
    )
    func whole() throws {
        #expect(try set("tea in the garden").status == 0)
        let terminal = try PseudoTerminal(desk + ["--as", "admin"])
        try terminal.wait(for: "Passphrase")
        terminal.send("tea in the garden\r")
        try terminal.wait(for: "W110")
        var mark = terminal.sent.count
        terminal.send("\u{1B}l")
        try terminal.wait(for: "A190", since: mark)
        mark = terminal.sent.count
        terminal.send("coffee\r")
        try terminal.wait(for: "not the passphrase", since: mark)
        terminal.send("tea in the garden\r")
        try terminal.wait(for: "W110", since: mark)
        #expect(!terminal.text().contains("garden"))
        kill(terminal.child, SIGTERM)
        _ = terminal.wait()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.file("")) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(file)))
            #expect(
                bytes.range(of: Data("garden".utf8)) == nil && bytes.range(of: Data("coffee".utf8)) == nil)
        }
    }

    @Test("typed on a terminal it is not echoed, is asked for twice, and Ctrl-C gives the terminal back")
    func typed() throws {
        let edit = desk + ["--as", "admin", "staff", "edit", "admin", "--passphrase"]
        let terminal = try PseudoTerminal(edit)
        try terminal.wait(for: "New passphrase:")
        terminal.send("tea in the gardenx\u{7F}\r")
        try terminal.wait(for: "The same again:")
        terminal.send("tea in the garden\r")
        #expect(terminal.wait() == 0)
        #expect(!terminal.text().contains("garden"))
        #expect(terminal.isCooked)
        let other = try PseudoTerminal(edit)
        try other.wait(for: "New passphrase:")
        other.send("coffee\r")
        try other.wait(for: "The same again:")
        other.send("coffees\r")
        #expect(other.wait() == 64)
        let left = try PseudoTerminal(edit)
        try left.wait(for: "New passphrase:")
        left.send("cof\u{3}")
        #expect(left.wait() == 130)
        #expect(left.isCooked)
    }

    @Test("it is taken from no argument, and one that was put there is not repeated")
    func noArgument() throws {
        let result = try Program.run(
            desk + ["--as", "admin", "staff", "edit", "admin", "--passphrase=garden"])
        #expect(result.status == 64)
        #expect(!(result.output + result.error).contains("garden"))
        #expect(try set("short").status == 65)
    }
}
