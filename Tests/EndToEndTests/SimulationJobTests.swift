import DeskTesting
import Foundation
import Testing

/// Staffing and simulating from the command line, on a desk full of demo data.
@Suite("How many people, from the command line")
struct SimulationJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "80",
            "--cases", "160", "--technicians", "4",
        ])
    }

    private var line: [String] {
        ["--db", folder.file("desk.sqlite"), "--as", "wang", "--now", "2026-11-24T18:00"]
    }
    private func run(_ language: String, _ arguments: [String]) throws -> Program.Result {
        try Program.run(["--lang", language] + line + arguments)
    }

    @Test("days to come are simulated, another staffing beside it, the same seed giving the same")
    func simulated() throws {
        let question = [
            "promise", "simulate", "--days", "14", "--runs", "4", "--technicians", "+2", "--demand", "+20%",
            "--set", "visit-offered=8 hours", "--cheapest", "--keep", "50%", "--promise", "visit-offered",
        ]
        let json = try Program.json(line + question)
        #expect(
            Set(json.keys) == [
                "from", "until", "runs", "seed", "learnt", "asIs", "changed", "breaks", "cheapest",
                "validation",
            ])
        #expect(json["from"] as? String == "2026-11-25" && json["until"] as? String == "2026-12-08")
        let (asIs, changed) = (
            json["asIs"] as? [String: Any] ?? [:], json["changed"] as? [String: Any] ?? [:]
        )
        #expect(Set(asIs.keys) == ["technicians", "promises", "figures", "currency"])
        #expect(asIs["technicians"] as? Int == 4 && changed["technicians"] as? Int == 6)
        func visits(_ runs: [String: Any]) -> Double {
            ((runs["figures"] as? [String: [String: Double]])?["visits"]?["mean"]) ?? -1
        }
        #expect(visits(asIs) > 0.1 && visits(changed) > visits(asIs), "more cases come")
        let promises = changed["promises"] as? [[String: Any]] ?? []
        let offered = try #require(promises.first { $0["promise"] as? String == "visit-offered" })
        #expect(offered["target"] as? String == "8 hours")
        let again = try (1...2).map { _ in try Program.run(line + question + ["--json"]).output }
        #expect(again[0] == again[1] && !again[0].isEmpty)
    }

    @Test("the past simulated stands beside what went; both languages say what is not simulated")
    func validated() throws {
        let question = ["promise", "simulate", "--validate", "--runs", "6", "--from", "2026-10-01"]
        let rows = try #require(try Program.json(line + question)["validation"] as? [[String: Any]])
        #expect(rows.allSatisfy { Set($0.keys) == ["figure", "went", "mean", "low", "high", "within"] })
        #expect(rows.contains { $0["figure"] as? String == "utilisation" && $0["went"] is Double })
        let english = try run("en", question)
        #expect(english.status == 0 && english.output.contains("Not simulated:"))
        #expect(try run("zh-Hans", question).output.contains("未模拟："))
    }

    @Test("a promise of a file is simulated and asked about like any other")
    func ofFile() throws {
        let file = folder.file("set.yaml")
        let text = """
            line: repair
            promises:
              - id: repair-by-evening
                label: {en: Here by evening, zh-Hans: 当日上门}
                wording: {en: We come within eight hours., zh-Hans: 八小时内上门。}
                need: basic
                metric: visit
                published: 8 hours
                for: {subject: case, kinds: [repair], product: [air-conditioner]}
                source: default
            """
        try Data(text.utf8).write(to: URL(filePath: file))
        let question = [
            "promise", "simulate", "--days", "14", "--runs", "3", "--set", file, "--promise",
            "repair-by-evening",
        ]
        let json = try Program.json(line + question)
        func promises(_ runs: String) -> [String] {
            ((json[runs] as? [String: Any])?["promises"] as? [[String: Any]] ?? []).compactMap {
                $0["promise"] as? String
            }
        }
        #expect(!promises("asIs").contains("repair-by-evening"))
        #expect(promises("changed").contains("repair-by-evening"))
        let breaks = json["breaks"] as? [[String: Any]] ?? []
        #expect(breaks.allSatisfy { $0["promise"] as? String == "repair-by-evening" })
        #expect(try run("zh-Hans", question).output.contains("当日上门"))
    }

    @Test("bad questions are refused with what to ask instead")
    func refused() throws {
        #expect(try run("en", ["promise", "simulate", "--set", "none=3 hours"]).status == 66)
        let idle = try run("en", ["promise", "simulate", "--set", "repair-inform=3 hours"])
        #expect(idle.status == 66 && idle.error.contains("visit-offered"), "it would change nothing")
        #expect(try run("en", ["promise", "simulate", "--set", "visit-offered=soon"]).status == 65)
        #expect(try run("en", ["promise", "simulate", "--set", "/nowhere.yaml"]).status == 66)
        #expect(try run("en", ["promise", "simulate", "--promise", "none"]).status == 66)
        let few = ["promise", "simulate", "--from", "2020-01-01", "--until", "2020-01-31"]
        #expect(try run("en", few).status == 65)
    }

    @Test("staffing by the desk's own calls and visits, by half-hour and by day of the week")
    func staffing() throws {
        let calls = try Program.json(line + ["staffing", "calls", "--from-desk", "--aht", "240"])
        #expect(
            Set(calls.keys) == [
                "intervals", "calls", "agentHours", "scheduledHours", "most", "serviceLevel", "counted",
            ])
        #expect((calls["counted"] as? [String: Any])?["cases"] as? Int ?? 0 > 10)
        let text = try run("en", ["staffing", "calls", "--from-desk", "--aht", "240"])
        #expect(text.output.contains("Counted are cases logged by phone"))
        let visits = try Program.json(line + ["staffing", "visits", "--from-desk"])
        #expect((visits["weekdays"] as? [Any])?.count == 7 && visits["visits"] as? Int ?? 0 > 20)
        #expect(try run("zh-Hans", ["staffing", "visits", "--from-desk"]).output.contains("星期"))
        #expect(try run("en", ["staffing", "calls", "--file", "/nowhere.csv", "--aht", "9"]).status == 66)
    }
}
