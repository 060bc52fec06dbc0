import DeskTesting
import Foundation
import Testing

/// Hostile bytes against the built program: from the keyboard's side, and out of its own records.
@Suite("Hostile bytes, end to end", .serialized)
struct HostileTests {
    /// Sets the window's title, colours, asks the terminal (7-bit and 8-bit), turns the writing direction, begins a line
    /// that looks like another record's.
    private static let nasty =
        "A\u{1B}]0;PWNED\u{7}\u{1B}[31m\u{9B}5n\u{202E}\u{2066}B\nC99  forged\rD\u{7F}E"

    private let folder: TemporaryFolder
    private var path: String { folder.file("desk.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.json(["--db", path, "init", "--practice"])
        try run("customer", "add", Self.nasty, "--phone", "13800138001")
        try run("case", "log", "complaint", "--customer", "K1", "--summary", Self.nasty)
        try run("note", "C1", Self.nasty)
    }

    @discardableResult
    private func run(_ words: String...) throws -> Program.Result {
        let result = try Program.run(["--db", path, "--as", "admin", "--lang", "en"] + words)
        guard result.status == 0 else { throw Program.Failure(arguments: words, result: result) }
        return result
    }

    /// Scalars that would do something to a terminal, besides the line breaks and colours of our own.
    private func acting(_ text: String) -> [String] {
        text.unicodeScalars.filter {
            switch $0.value {
            case 0x0A: false
            case 0x00..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }.map { String($0.value, radix: 16) }
    }

    // MARK: Out of the records

    @Test(
        "no answer in text or JSON, and no error, holds a control of a customer's",
        arguments: [
            ["case", "show", "C1"], ["case", "list"], ["case", "history", "C1"], ["customer", "show", "K1"],
            ["customer", "list"], ["search", "forged"], ["export", "customers", "--format", "jsonl"],
            ["case", "show", nasty], ["case", "log", nasty, "--customer", "K1", "--summary", "x"],
            ["import", "cases", nasty], [nasty], ["case", "C1", nasty],
        ])
    func answers(words: [String]) throws {
        for form in [[], ["--json"]] {
            let result = try Program.run(["--db", path, "--as", "admin", "--lang", "en"] + words + form)
            #expect(acting(result.output) == [], "\(words) \(form)")
            #expect(acting(result.error) == [], "\(words) \(form)")
            #expect(!(result.output + result.error).isEmpty)
        }
    }

    @Test("JSON says what is stored, every scalar of it")
    func lossless() throws {
        let shown = try Program.json(["--db", path, "--as", "admin", "customer", "show", "K1"])
        #expect(shown["name"] as? String == Self.nasty)
    }

    @Test("a CSV export holds no control and no formula, and is read back as it was")
    func export() throws {
        let formulas = [
            "=1+1", "'=1+1", "@SUM(A1)", "+86 138", "＝1", "'quoted", #"a\u{1B}b"#, "it's",
        ]
        for (index, text) in formulas.enumerated() {
            try run("customer", "add", text, "--phone", "1390013900\(index)")
        }
        let exported = try run("export", "customers").output
        #expect(acting(exported.replacing("\r\n", with: "\n")).filter { $0 != "9" } == [])
        for field in exported.split(whereSeparator: { $0 == "," || $0 == "\r\n" }) {
            let first = field.drop { $0 == "\"" }.first
            #expect(first.map { !"=+-@＝\t".contains($0) } ?? true, "\(field)")
        }
        #expect(try roundTrip(exported) == [Self.nasty] + formulas)
    }

    /// Imports an export into another desk; the names that arrived, in order.
    private func roundTrip(_ exported: String) throws -> [String] {
        try Data(exported.utf8).write(to: URL(fileURLWithPath: folder.file("customers.csv")))
        let map = """
            import: customers
            zone: Asia/Shanghai
            key: "back:{id}"
            fields:
              kind: consumer
              name: "{name}"
            """
        try Data(map.utf8).write(to: URL(fileURLWithPath: folder.file("back.yaml")))
        let other = ["--db", folder.file("other.sqlite"), "--as", "admin"]
        _ = try Program.json(Array(other.prefix(2)) + ["init", "--practice"])
        let taken = try Program.run(
            other + ["import", "customers", folder.file("customers.csv"), "--map", folder.file("back.yaml")])
        guard taken.status == 0 else { throw Program.Failure(arguments: ["import"], result: taken) }
        return try Program.run(other + ["export", "customers", "--format", "jsonl"]).output.split(
            separator: "\n"
        ).map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }.compactMap { $0["name"] as? String }
    }

    @Test("the desk draws such a record as text: nothing of it reaches the terminal as it is")
    func drawn() throws {
        let terminal = try PseudoTerminal(["--db", path, "--as", "admin", "--lang", "en"])
        try terminal.wait(for: "W110")
        terminal.send(":c1\r")
        try terminal.wait(for: "C130")
        terminal.settle()
        terminal.send("h")
        terminal.settle()
        let sent = String(decoding: terminal.sent, as: UTF8.self)
        #expect(sent.contains("PWNED"), "it is on the screen, as text")
        for part in ["]0;PWNED\u{7}", "\u{1B}]0;", "\u{9B}", "\u{202E}", "\u{2066}", "\u{7F}", "\u{7}"] {
            #expect(!sent.contains(part))
        }
    }

    // MARK: From the keyboard's side

    @Test(
        "random bytes, halves of sequences and pastes without end: the desk still answers, and gives the terminal back",
        arguments: [UInt64(7), UInt64.random(in: 8...UInt64.max)])
    func noise(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let terminal = try PseudoTerminal(["--db", path, "--as", "admin", "--lang", "en"])
        try terminal.wait(for: "W110")
        let pieces = [
            "\u{1B}[", "\u{1B}[20", "0~", "\u{1B}O", "\u{1B}[<0;3", ";4M", "\u{1B}]11;rgb:", "\u{1B}P1$r",
            "中", "\u{1B}[M",
        ]
        for _ in 0..<300 {
            // Not what leaves or locks the desk: Ctrl-Q and Ctrl-C ask, Enter would answer, and Alt-L ends in an l.
            let noise = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
                .filter { ![0x03, 0x11, 0x0D, 0x0A, 0x6C].contains($0) }
            terminal.send(noise + Array((pieces.randomElement(using: &random) ?? "").utf8))
        }
        terminal.settle()
        #expect(terminal.wait(seconds: 0) == nil, "seed \(seed): it ended")
        // Out of whatever was begun: a paste is over when a key is pressed alone after two seconds of silence.
        sleep(3)
        var mark = 0
        // The noise opened screen on screen: Esc closes what lies over the last, Alt-W goes home from there.
        for _ in 0..<10 {
            terminal.send("\u{1B}")
            terminal.settle()
            terminal.send("\u{1B}w")
            terminal.settle()
            mark = terminal.sent.count
            terminal.send("\u{C}")
            terminal.settle()
            if terminal.text(since: mark).contains("W110") { break }
        }
        #expect(terminal.text(since: mark).contains("W110"), "seed \(seed): it does not answer")
        kill(terminal.child, SIGTERM)
        #expect(terminal.wait() == 143)
        #expect(terminal.isCooked && terminal.isGivenBack)
        #expect(try run("doctor").status == 0)
    }

    @Test("a key cut in two on the line, at any byte, is that key and nothing else")
    func cut() throws {
        let terminal = try PseudoTerminal(["--db", path, "--as", "admin", "--lang", "en"])
        try terminal.wait(for: "W110")
        // F3, as xterm and as VT220 write it; the rest comes after longer than ncurses waits.
        for sequence in ["\u{1B}OR", "\u{1B}[13~"] {
            let bytes = Array(sequence.utf8)
            for cut in 1..<bytes.count {
                var mark = terminal.sent.count
                terminal.send(Array(bytes[..<cut]))
                usleep(100_000)
                terminal.send(Array(bytes[cut...]))
                try terminal.wait(for: "U100", since: mark)
                mark = terminal.sent.count
                terminal.send("\u{1B}")
                try terminal.wait(for: "W110", since: mark)
            }
        }
    }

    @Test("a megabyte pasted into a field is cut and said to be; the desk answers keys while and after")
    func megabyte() throws {
        let terminal = try PseudoTerminal(["--db", path, "--as", "admin", "--lang", "en"])
        try terminal.wait(for: "W110")
        terminal.send("\u{F}")
        try terminal.wait(for: "C120")
        terminal.send("\t\t\t\t")
        let before = try run("case", "list", "--json").output
        let start = Date()
        terminal.send("\u{1B}[200~" + String(repeating: "投诉\r1\r\u{13}", count: 1 << 16) + "\u{1B}[201~")
        try terminal.wait(for: "The paste was long", seconds: 60)
        print("a megabyte was taken in \(String(format: "%.1f", Date().timeIntervalSince(start))) s")
        let mark = terminal.sent.count
        terminal.send("\u{1B}OP")
        try terminal.wait(for: "Help", since: mark)
        #expect(try run("case", "list", "--json").output == before)
    }
}
