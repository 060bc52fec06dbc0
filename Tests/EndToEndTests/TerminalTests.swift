import DeskTesting
import Foundation
import Testing

/// What terminals and those who started the program do to it.
@Suite("The desk on any terminal", .serialized)
struct TerminalTests {
    private let folder: TemporaryFolder
    private var desk: [String] { ["--db", folder.file("desk.sqlite"), "--lang", "en"] }

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.json(["--db", folder.file("desk.sqlite"), "init", "--practice"])
    }

    private func open(_ environment: [String: String?] = [:]) throws -> PseudoTerminal {
        try PseudoTerminal(desk + ["--as", "admin"], environment: environment)
    }

    // MARK: Kinds of terminal

    @Test(
        "every usual kind of terminal shows the desk, and gets itself back",
        arguments: ["xterm", "xterm-256color", "linux", "screen", "tmux", "tmux-256color", "vt220", "vt100"])
    func kinds(type: String) throws {
        let terminal = try open(["TERM": type])
        try terminal.wait(for: "W110")
        terminal.send("\u{11}")
        try terminal.wait(for: "Leave the desk")
        terminal.send("\t\r")
        #expect(terminal.wait() == 0)
        #expect(terminal.isCooked && terminal.isGivenBack)
    }

    @Test(
        "a kind nobody knows, or none named, is treated as a usual one, and that is said",
        arguments: ["nonsense", nil] as [String?])
    func unknown(type: String?) throws {
        let terminal = try open(["TERM": type])
        try terminal.wait(for: "W110")
        try terminal.wait(for: type ?? "unknown")
        kill(terminal.child, SIGTERM)
        _ = terminal.wait()
    }

    @Test("one that cannot place a cursor is refused with a sentence, and nothing is drawn")
    func dumb() throws {
        let terminal = try open(["TERM": "dumb"])
        #expect(terminal.wait() == 64)
        #expect(terminal.text().contains("dumb"))
        #expect(!terminal.sent.contains(0x1B))
        #expect(terminal.isCooked)
    }

    @Test("with NO_COLOR no colour is sent, and without it some are")
    func noColour() throws {
        let (plain, coloured) = (try open(["NO_COLOR": "1"]), try open(["NO_COLOR": nil]))
        for terminal in [plain, coloured] {
            try terminal.wait(for: "W110")
            terminal.settle()
        }
        #expect(colours(plain) == [])
        #expect(!colours(coloured).isEmpty)
    }

    /// What was asked for as a colour of letters or ground; 39 and 49 are the terminal's own.
    private func colours(_ terminal: PseudoTerminal) -> [Int] {
        String(decoding: terminal.sent, as: UTF8.self).matches(of: /\x1B\[([0-9;]*)m/).flatMap { look in
            look.output.1.split(separator: ";").compactMap { Int($0) }
        }.filter { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) }
    }

    @Test("with the locale C the desk shows Chinese all the same", arguments: ["C", "POSIX", ""])
    func plainLocale(locale: String) throws {
        let terminal = try PseudoTerminal(
            ["--db", folder.file("desk.sqlite"), "--lang", "zh-Hans", "--as", "admin"],
            environment: ["LC_ALL": locale, "LANG": nil])
        try terminal.wait(for: "售后服务台")
        kill(terminal.child, SIGTERM)
        _ = terminal.wait()
    }

    @Test("a terminal of another encoding is refused in a sentence of plain letters that says what to set")
    func gbk() throws {
        let terminal = try open(["LC_ALL": "zh_CN.GBK"])
        #expect(terminal.wait() == 64)
        #expect(terminal.text().contains("GBK") && terminal.text().contains("UTF-8"))
        #expect(!terminal.sent.contains(0x1B) && terminal.sent.allSatisfy { $0 < 0x80 })
    }

    @Test("standard input or output that is no terminal is refused; a closed one costs the database nothing")
    func noTerminal() throws {
        let piped = try Program.run(desk + ["--as", "admin"])
        #expect(piped.status == 64 && piped.output.isEmpty && !piped.error.isEmpty)
        let path = folder.file("desk.sqlite")
        let line = "'\(Program.path)' --db '\(path)' --as admin"
        // Answers would go into the file that is given the closed place.
        #expect(try Shell.run("\(line) staff list >&- 2>/dev/null; echo $?") == "74")
        #expect(try Shell.run("\(line) staff list >&- 2>&- <&-; echo $?") == "74")
        #expect(try Shell.run("\(line) staff list >/dev/full 2>/dev/null; echo $?") == "74")
        #expect(try Program.run(desk + ["doctor"]).status == 0)
    }

    // MARK: Signals

    @Test(
        "asked to end, it saves the draft, gives the terminal back and says by its status what ended it",
        arguments: [(SIGHUP, 129), (SIGTERM, 143)] as [(Int32, Int32)])
    func asked(signal: Int32, status: Int32) throws {
        let terminal = try typing()
        kill(terminal.child, signal)
        #expect(terminal.wait() == status)
        #expect(terminal.isCooked && terminal.isGivenBack)
        #expect(try DraftProbe.count(folder.file("desk.sqlite")) == 1)
    }

    @Test("a terminal that goes away ends it, with the draft saved")
    func gone() throws {
        let terminal = try typing()
        terminal.hangUp()
        let ended = terminal.wait()
        #expect(ended == 129)
        #expect(try DraftProbe.count(folder.file("desk.sqlite")) == 1)
    }

    @Test("stopped, it gives the terminal back; continued, it draws everything anew at the size of then")
    func stopped() throws {
        let terminal = try typing()
        kill(terminal.child, SIGTSTP)
        try until { terminal.hasStopped() }
        terminal.settle()
        #expect(terminal.isCooked && terminal.isGivenBack)
        terminal.resize(columns: 120, rows: 36)
        let mark = terminal.sent.count
        kill(terminal.child, SIGCONT)
        try terminal.wait(for: "C120", since: mark)
        try terminal.wait(for: "138001", since: mark)
        #expect(!terminal.isCooked)
        // 36 rows: it is at its lowest one that the footer stands.
        terminal.settle()
        #expect(String(decoding: terminal.sent[mark...], as: UTF8.self).contains("\u{1B}[36"))
        terminal.send("38")
        try terminal.wait(for: "38", since: mark)
    }

    @Test(
        "a fault of its own restores the terminal and ends it by the signal", arguments: [SIGSEGV, SIGABRT])
    func fault(signal: Int32) throws {
        let terminal = try typing()
        kill(terminal.child, signal)
        #expect(terminal.wait() == 128 + signal)
        #expect(terminal.isCooked && terminal.isGivenBack)
        try terminal.wait(for: "the terminal was restored")
    }

    @Test("an idle desk uses next to no processor time")
    func idle() throws {
        let terminal = try open()
        try terminal.wait(for: "W110")
        terminal.settle()
        let before = terminal.processorSeconds
        sleep(3)
        #expect(terminal.processorSeconds - before < 0.5)
    }

    /// At the form for a complaint, a number half typed.
    private func typing() throws -> PseudoTerminal {
        let terminal = try open()
        try terminal.wait(for: "W110")
        terminal.send("\u{F}")
        try terminal.wait(for: "C120")
        terminal.send("138001")
        try terminal.wait(for: "138001")
        return terminal
    }

    private func until(seconds: Double = 10, _ holds: () -> Bool) throws {
        let end = Date().addingTimeInterval(seconds)
        while !holds() {
            guard Date() < end else { throw PseudoTerminal.Failure(description: "it did not come about") }
            usleep(20_000)
        }
    }
}
