import DeskTesting
import Foundation
import Testing

/// The desk as people use it: the built program in a real terminal, from the phone ringing to the follow-up call.
@Suite("The main job on the screens", .serialized)
struct DeskJobTests {
    let folder: TemporaryFolder
    var desk: String { folder.file("desk.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        func run(_ arguments: String...) throws {
            _ = try Program.json(["--db", desk, "--as", "admin"] + arguments)
        }
        _ = try Program.json(["--db", desk, "init", "--practice"])
        try run("staff", "add", "li", "--name", "李娜", "--role", "agent")
        try run("staff", "add", "zhao", "--name", "赵敏", "--role", "follow-up clerk")
        try run("staff", "add", "t1", "--name", "周师傅", "--role", "technician", "--skill", "air-conditioner")
        try run("customer", "add", "王小明", "--phone", "138 0013 8000", "--city", "上海市", "--district", "浦东新区")
        try run(
            "unit", "add", "K1", "--product", "air-conditioner", "--serial", "SN1001", "--bought",
            "2026-08-01", "--invoice")
    }

    /// What the desk calls things in a language.
    struct Words: Sendable, CustomTestStringConvertible {
        var language: String
        var dispatch: String, setOut: String, arrive: String, finish: String
        var dispatched: String
        var enRoute: String
        var onSite: String
        var settle: String
        var next: String
        var testDescription: String { language }
    }

    static let english = Words(
        language: "en", dispatch: "Dispatch",
        setOut: "Set out",
        arrive: "Arrive", finish: "Finish", dispatched: "Dispatched", enRoute: "En route", onSite: "On site",
        settle: "Solved and agreed", next: "what next?")
    static let chinese = Words(
        language: "zh-Hans", dispatch: "派工", setOut: "出发",
        arrive: "到达", finish: "完工",
        dispatched: "已派工", enRoute: "在途", onSite: "已到场", settle: "当场解决", next: "下一步")

    private func open(as who: String, at now: String, _ words: Words, columns: Int = 80, rows: Int = 24)
        throws -> Terminal
    {
        try Terminal(
            ["--db", desk, "--as", who, "--now", now, "--lang", words.language], columns: columns, rows: rows)
    }

    @Test(
        "a complaint is logged while the caller talks, a visit booked and done, the follow-up call made",
        arguments: [english, chinese])
    func mainJob(words: Words) throws {
        let agent = try open(as: "li", at: "2026-11-24T09:00", words)
        try agent.wait(for: "W110")
        try agent.press("F2")
        try agent.wait(for: "C120")
        try agent.type("13800138000")
        try agent.wait(for: "SN1001")
        // The unit is known, so its field and the product's are passed by: the caller's words, then the fault.
        try agent.press("Tab")
        try agent.type("外机噪音很大")
        try agent.press("Tab")
        try agent.type("noise")
        try agent.press("C-s")
        try agent.wait(for: "C130")
        try agent.wait(for: words.next)
        try agent.press("v")
        try agent.wait(for: "V150")
        try agent.wait(for: "周师傅")
        try agent.press("1", "Enter")
        try agent.wait(for: "V1")
        try agent.wait(for: "C130")

        let technician = try open(as: "t1", at: "2026-11-24T10:30", words)
        // A technician begins with the day; the case of its visit is a few letters away.
        try technician.wait(for: "V170")
        try technician.wait(for: "王小明")
        try technician.press(":")
        try technician.type("c1")
        try technician.press("Enter")
        try technician.wait(for: "C130")
        for (step, state) in [
            (words.dispatch, words.dispatched), (words.setOut, words.enRoute), (words.arrive, words.onSite),
        ] {
            try technician.choose(step)
            // The numbers change with the state: nothing is pressed before they have.
            try technician.wait(for: "V1 \(state)")
        }
        try technician.choose(words.finish)
        try technician.fill("fixed", next: "更换风机轴承")
        try technician.waitUntil { try state(of: "C1") == "investigating" }

        try agent.press("F5")
        try agent.choose(words.settle)
        try agent.fill("已更换风机轴承，客户认可", next: nil)
        try agent.waitUntil { try state(of: "C1") == "closed" }

        let clerk = try open(as: "zhao", at: "2026-11-26T10:00", words)
        try clerk.wait(for: "W110")
        try clerk.press("F9")
        try clerk.wait(for: "F170")
        try clerk.wait(for: "王小明")
        // The customer has no time for the questions.
        try clerk.press("z")
        try clerk.fill("no time", next: nil)
        try clerk.waitUntil { try callState() == "done" }
        let doctor = try Program.run(["--db", desk, "--as", "admin", "doctor"])
        #expect(doctor.status == 0, "\(doctor.output)")
    }

    private func state(of id: String) throws -> String? {
        try Program.json(["--db", desk, "--as", "admin", "case", "show", id])["state"] as? String
    }

    private func callState() throws -> String? {
        try Program.json(["--db", desk, "--as", "admin", "call", "show", "F1"])["state"] as? String
    }

    @Test("Chinese typed into a field is shown right after a resize, and leaves no half characters")
    func resize() throws {
        let terminal = try open(as: "li", at: "2026-11-24T09:00", Self.chinese)
        try terminal.wait(for: "W110")
        try terminal.press("F2")
        try terminal.wait(for: "C120")
        try terminal.type("13800138000")
        try terminal.wait(for: "SN1001")
        try terminal.press("Tab")
        try terminal.type("空调不制冷，外机结冰")
        try terminal.wait(for: "空调不制冷，外机结冰")
        try terminal.resize(columns: 120, rows: 36)
        try terminal.waitUntil {
            try terminal.text().split(separator: "\n", omittingEmptySubsequences: false).count >= 36
        }
        try terminal.wait(for: "空调不制冷，外机结冰")
        try terminal.resize(columns: 50, rows: 10)
        try terminal.wait(for: "40")
        try terminal.resize(columns: 80, rows: 24)
        try terminal.wait(for: "空调不制冷，外机结冰")
    }

    @Test("what was being typed when the program was killed is offered again")
    func draft() throws {
        let terminal = try open(as: "li", at: "2026-11-24T09:00", Self.english)
        try terminal.wait(for: "W110")
        try terminal.press("F2")
        try terminal.wait(for: "C120")
        try terminal.type("13800138000")
        try terminal.wait(for: "SN1001")
        try terminal.press("Tab")
        try terminal.type("half a sentence that must not be lost")
        try terminal.wait(for: "must not be lost")
        // Kept as it is typed, a second behind at most; the desk's own file says when.
        try terminal.waitUntil { try DraftProbe.holds("must not be lost", desk) }
        let id = try #require(try terminal.programID())
        kill(id, SIGKILL)
        try terminal.wait(for: "[ended")
        let again = try open(as: "li", at: "2026-11-24T09:05", Self.english)
        try again.wait(for: "W110")
        try again.press("F2")
        try again.wait(for: "half a sentence")
        try again.press("F8")
        try again.wait(for: "Go on with it")
        try again.press("Enter")
        try again.wait(for: "Here is what you had typed.")
        #expect(try again.text().contains("half a sentence that must not be lost"))
    }

    @Test("Ctrl-C and a hang-up leave the terminal as it was", arguments: ["C-c", "HUP", "TERM"])
    func leaving(how: String) throws {
        let terminal = try open(as: "li", at: "2026-11-24T09:00", Self.english)
        try terminal.wait(for: "W110")
        switch how {
        case "C-c":
            try terminal.press("C-c")
            try terminal.wait(for: "Leave")
            try terminal.press("Tab", "Enter")
        default:
            let id = try #require(try terminal.programID())
            kill(id, how == "HUP" ? SIGHUP : SIGTERM)
        }
        let screen = try terminal.wait(for: "[ended")
        #expect(!screen.contains("W110"), "the alternate screen is gone")
        try terminal.wait(for: " icanon")
        let after = try terminal.text()
        #expect(after.contains(" echo\n") || after.contains(" echo "), "\(after)")
        #expect(!after.contains("-icanon"))
    }
}
