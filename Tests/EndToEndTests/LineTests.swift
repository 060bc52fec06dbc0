import DeskTesting
import Foundation
import Testing

/// The server goes away while someone sits at the desk, and comes back.
@Suite("The line to the server", .serialized)
struct LineTests {
    private let server: FailingServers
    private let desk: [String]

    init() throws {
        server = try FailingServers()
        desk = ["--db", server.address, "--lang", "en"]
        try run("init", "--practice", "--admin", "admin")
        try run("--as", "admin", "staff", "add", "one", "--name", "Agent one", "--role", "agent")
        try run("--as", "one", "customer", "add", "客户", "--phone", "13800138001")
        try run("--as", "one", "case", "log", "repair", "--customer", "K1", "--summary", "不制冷")
    }

    @Test("nobody acts: that it is away is said at once, since when, and that it is back; the form is kept")
    func told() throws {
        let screen = try noting("half a sentence")
        try server.stop("one")
        let away = try seconds { try screen.wait(for: "No database since", seconds: 20) }
        try screen.type(" and the rest")
        try screen.wait(for: "half a sentence and the rest")
        try server.start("one")
        let back = try seconds { try screen.wait(for: "The database answers again", seconds: 20) }
        try screen.wait(for: "half a sentence and the rest")
        print("server stopped: said after \(away) s; back: said \(back) s after it took connections")
        try screen.press("C-s")
        try screen.wait(for: "half a sentence and the rest")
        try run("doctor")
        #expect(try notes("half a sentence and the rest") == 1)
    }

    @Test("a server that keeps the line and says nothing is noticed as well")
    func silent() throws {
        let screen = try noting("half a sentence")
        try server.freeze()
        defer { try? server.thaw() }
        let away = try seconds { try screen.wait(for: "No database since", seconds: 20) }
        try server.thaw()
        let back = try seconds { try screen.wait(for: "The database answers again", seconds: 20) }
        try screen.wait(for: "half a sentence")
        print("server silent: said after \(away) s; back: said after \(back) s")
    }

    @Test("what is done while it is away is done once, when it comes back in time")
    func doneOnce() throws {
        let screen = try noting("written while away")
        try server.stop("one")
        try screen.wait(for: "No database since", seconds: 20)
        try screen.press("C-s")
        usleep(1_500_000)
        try server.start("one")
        // Its receipt may take the line's place before anyone can read that the database answers again.
        try screen.waitUntil { try notes("written while away") == 1 }
        usleep(1_500_000)
        #expect(try notes("written while away") == 1)
        try run("doctor")
    }

    @Test("or said not done, when it does not; the same key does it later, once")
    func saidNotDone() throws {
        let screen = try noting("written while away")
        try server.stop("one")
        try screen.wait(for: "No database since", seconds: 20)
        try screen.press("C-s")
        try screen.wait(for: "Not done", seconds: 30)
        try screen.wait(for: "written while away")
        try server.start("one")
        #expect(try notes("written while away") == 0)
        try screen.press("C-s")
        try screen.waitUntil { try notes("written while away") == 1 }
        try run("doctor")
    }

    /// At a case, with a note half written.
    private func noting(_ text: String) throws -> Terminal {
        let screen = try Terminal(desk + ["--as", "one"], columns: 120, rows: 36)
        try screen.wait(for: "W110")
        try screen.type(":c1")
        try screen.press("Enter")
        // The case itself, not only its screen: until it is read there is nothing to note on.
        try screen.wait(for: "Next steps")
        try screen.press("n")
        try screen.wait(for: "┌")
        try screen.type(text)
        try screen.wait(for: text)
        // As at a desk that has stood a while: it listens.
        sleep(2)
        return screen
    }

    /// How often the case's history has a note.
    private func notes(_ text: String) throws -> Int {
        try run("--as", "one", "case", "history", "C1").output.components(separatedBy: text).count - 1
    }

    @discardableResult
    private func run(_ words: String...) throws -> Program.Result {
        let result = try Program.run(desk + words)
        guard result.status == 0 else { throw Program.Failure(arguments: words, result: result) }
        return result
    }

    private func seconds(_ body: () throws -> Void) rethrows -> String {
        let start = Date()
        try body()
        return String(format: "%.1f", Date().timeIntervalSince(start))
    }
}
