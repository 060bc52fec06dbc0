import DeskTesting
import Foundation
import Testing

@Suite("The main job from the command line")
struct CommandLineJobTests {
    let folder: TemporaryFolder
    var desk: String { folder.file("desk.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        _ = try aftercare("init", "--practice")
        _ = try aftercare("staff", "add", "li", "--name", "李娜", "--role", "agent")
        _ = try aftercare("staff", "add", "zhao", "--name", "赵敏", "--role", "follow-up clerk")
        _ = try aftercare(
            "staff", "add", "t1", "--name", "周师傅", "--role", "technician", "--skill", "air-conditioner")
    }

    /// At ten on a Tuesday morning unless said otherwise.
    private func aftercare(_ arguments: String..., by: String = "admin", at: String = "2026-11-24T10:00")
        throws -> [String: Any]
    {
        try Program.json(["--db", desk, "--as", by, "--now", at] + arguments)
    }

    @Test(
        "a complaint is logged, a visit booked and done, the follow-up call made and recorded, and all is journalled"
    )
    func mainJob() throws {
        let customer = try aftercare(
            "customer", "add", "王小明", "--phone", "138 0013 8000", "--district", "浦东新区", by: "li")
        let id = try #require(customer["id"] as? String)
        let logged = try aftercare(
            "case", "log", "repair", "--customer", id, "--product", "air-conditioner", "--fault",
            "not-cooling",
            "--summary", "空调不制冷", by: "li")
        let c = try #require(logged["id"] as? String)
        #expect(logged["state"] as? String == "logged")
        let clocks = try #require(logged["clocks"] as? [[String: Any]])
        #expect(
            clocks.allSatisfy {
                $0["promise"] != nil && $0["due"] is String && $0["state"] as? String == "running"
            })

        let visit = try aftercare("visit", "book", c, by: "li")
        let v = try #require(visit["id"] as? String)
        #expect(try aftercare("case", "show", c)["state"] as? String == "dispatched")
        for step in ["dispatch", "accept", "set-out", "arrive"] {
            _ = try aftercare("visit", "do", v, step, by: "t1", at: "2026-11-24T14:00")
        }
        let done = try aftercare(
            "visit", "do", v, "finish", "result=fixed", "action=更换电容", by: "t1", at: "2026-11-24T15:00")
        #expect(
            done["finished"] as? String == "2026-11-24T15:00:00+08:00"
                || (done["finished"] as? String)?.hasPrefix("2026-11-24T15:00") == true)
        let closed = try aftercare("case", "show", c, at: "2026-11-24T15:00")
        #expect(closed["closed"] is String)

        let call = try aftercare("call", "next", by: "zhao", at: "2026-11-26T10:00")
        let f = try #require(call["id"] as? String)
        let steps = try Program.run([
            "--db", desk, "--as", "zhao", "--lang", "zh-Hans", "--now", "2026-11-26T10:05", "call", "record",
            f,
        ])
        #expect(steps.output.contains("拒绝回访") && !steps.output.contains("refused"), "\(steps.output)")
        let recorded = try aftercare(
            "call", "record", f, "without-questions", "unasked=客户没时间", by: "zhao",
            at: "2026-11-26T10:05")
        #expect(recorded["state"] as? String == "done")

        let report = try Program.run(["--db", desk, "--as", "admin", "--now", "2026-11-26T11:00", "doctor"])
        #expect(report.status == 0, "\(report.output) \(report.error)")
    }

    @Test(
        "what goes wrong is one sentence on standard error, JSON when asked, with the exit code of its kind",
        arguments: [
            (["case", "show", "C99"], Int32(66)), (["--as", "nobody", "case", "list"], 66),
            (["case", "log", "repair", "--customer", "K99", "--summary", "x"], 66),
            (["case", "frobnicate"], 64), (["case", "list", "--queue", "nonsense"], 65),
            (["case", "list", "--kind", "nonsense"], 66),
            (["calendar", "due", "cn-service", "2026-11-24T10:00", "3 moons"], 65),
            (["--as", "zhao", "staff", "add", "x", "--name", "X", "--role", "agent"], 77),
        ] as [([String], Int32)])
    func errors(arguments: [String], status: Int32) throws {
        let who = arguments.first == "--as" ? [] : ["--as", "admin"]
        for language in ["en", "zh-Hans"] {
            let plain = try Program.run(["--db", desk, "--lang", language] + who + arguments)
            #expect(plain.status == status, "\(arguments): \(plain.error)")
            #expect(plain.output.isEmpty)
            #expect(!plain.error.isEmpty)
            #expect(!plain.error.contains("Fault("), "a sentence, not a dump: \(plain.error)")
        }
        let json = try Program.run(["--db", desk, "--json"] + who + arguments)
        #expect(json.status == status)
        let object = try JSONSerialization.jsonObject(with: Data(json.error.utf8)) as? [String: Any]
        #expect((object?["error"] as? [String: Any])?["message"] is String)
    }

    @Test("a desk that is not there is said to be missing, with the command that makes one")
    func missing() throws {
        let result = try Program.run(["--db", folder.file("none.sqlite"), "case", "list"])
        #expect(result.status == 66)
        #expect(result.error.contains("aftercare init"))
    }

    @Test("--now is refused on a real desk")
    func realTime() throws {
        let real = folder.file("real.sqlite")
        #expect(try Program.run(["--db", real, "init", "--admin", "root"]).status == 0)
        let result = try Program.run([
            "--db", real, "--as", "root", "--now", "2026-01-01T10:00", "case", "list",
        ])
        #expect(result.status == 77)
    }

    @Test("a backup is a whole desk of its own")
    func backup() throws {
        _ = try aftercare("customer", "add", "王小明", "--phone", "13800138000")
        let copy = folder.file("copy.sqlite")
        #expect(try Program.run(["--db", desk, "--as", "admin", "backup", copy]).status == 0)
        let found = try Program.run([
            "--db", copy, "--as", "admin", "--json", "customer", "find", "13800138000",
        ])
        #expect(found.output.contains("王小明"))
        #expect(try Program.run(["--db", desk, "--as", "admin", "backup", copy]).status == 65)
    }

    @Test("help, and what stands below a complaint, are in the language that was asked for")
    func languages() throws {
        let page = try Program.run(["--lang", "zh-Hans", "help", "case", "list"])
        #expect(page.status == 0)
        #expect(page.output.hasPrefix("概述：未结服务单，时限最先到期的在前"))
        let noun = try Program.run(["--lang", "zh-Hans", "--json", "case"])
        #expect(noun.status == 0)
        #expect(noun.output.hasPrefix("概述：登记、查看和处理服务单。"), "\(noun.error)")
        let usual = try Program.run(["case", "list", "--help"])
        #expect(usual.output.hasPrefix("OVERVIEW: Open cases, the clock that runs out first on top"))
        let parsers = try Program.run(["case", "list", "--limit", "x", "--lang", "zh-Hans"])
        #expect(parsers.status == 64)
        #expect(parsers.error.contains("含义：--limit <limit>  最多列出多少张；默认 50，加 --all 则不限。"))
        let ours = try Program.run(["case", "list", "--limit", "-5", "--lang", "zh-Hans"])
        #expect(ours.status == 64)
        #expect(ours.error.contains("--limit 不得小于 1"))
        #expect(ours.error.contains("用法：aftercare case list"))
    }
}
