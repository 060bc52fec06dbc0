import DeskTesting
import Foundation
import Testing

/// Learning and reporting from the command line, on a desk full of demo data.
@Suite("What past visits teach, from the command line")
struct LearningJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "80",
            "--cases", "160", "--technicians", "4",
        ])
    }

    private func line(as login: String = "wang") -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00", "dispatch"]
    }
    private func json(_ arguments: String...) throws -> [String: Any] { try Program.json(line() + arguments) }
    private func text(_ language: String, _ arguments: String...) throws -> Program.Result {
        try Program.run(["--lang", language] + line() + arguments)
    }

    @Test("learning shows planned and learnt with intervals, touches nothing, is put in force and taken back")
    func learnt() throws {
        let shown = try json("learn")
        #expect(Set(shown.keys) == ["inForce", "since", "by", "visits", "figures", "leftOut"])
        #expect(shown["inForce"] as? Bool == false && shown["visits"] as? Int ?? 0 > 30)
        let figures = try #require(shown["figures"] as? [[String: Any]])
        #expect(
            figures.allSatisfy {
                Set($0.keys) == [
                    "what", "product", "fault", "kind", "technician", "zone", "hour", "planned", "learnt",
                    "low", "high", "visits",
                ]
            })
        #expect(
            figures.allSatisfy { figure in
                let values = ["low", "learnt", "high"].map { figure[$0] as? Double ?? -1 }
                return values[0] >= 0 && values[0] <= values[1] && values[1] <= values[2]
            })
        #expect(try json("learn", "--in-force")["inForce"] as? Bool == false)
        #expect(try json("learn", "--apply")["inForce"] as? Bool == true)
        let known = try json("learn", "--in-force", "--what", "pace")
        #expect(known["inForce"] as? Bool == true && known["by"] as? String == "wang")
        #expect((known["figures"] as? [Any])?.count == 4)
        #expect(try json("learn", "--forget")["forgotten"] as? Bool == true)
        #expect(try json("learn", "--forget")["forgotten"] as? Bool == false)
    }

    @Test("both languages tell what was learnt and what was left out")
    func languages() throws {
        let chinese = try text("zh-Hans", "learn", "--what", "duration")
        #expect(chinese.status == 0 && chinese.output.contains("现场分钟") && chinese.output.contains("未计入"))
        let english = try text("en", "learn", "--what", "pace")
        #expect(english.output.contains("Time on site, of others'") && english.output.contains("Left out"))
    }

    @Test("a report has every figure with count and interval, its visits, and the period before")
    func report() throws {
        let line = line(as: "chen")
        let report = try Program.json(line + ["report", "--from", "2026-11-01", "--until", "2026-11-24"])
        #expect(
            Set(report.keys) == [
                "from", "until", "by", "desk", "rows", "windowsKeptByDay", "minutesOnSite",
            ])
        #expect(report["from"] as? String == "2026-11-01" && report["until"] as? String == "2026-11-24")
        let desk = try #require(report["desk"] as? [String: Any])
        let figures = try #require(desk["figures"] as? [String: [String: Any]])
        #expect(figures.count == 10)
        let kept = try #require(figures["windowsKept"])
        #expect(Set(kept.keys) == ["value", "low", "high", "count", "small", "before"])
        let (low, value, high) = (
            kept["low"] as? Double ?? 2, kept["value"] as? Double ?? -1, kept["high"] as? Double ?? -1
        )
        #expect(0 <= low && low <= value && value <= high && high <= 1)
        #expect((report["rows"] as? [Any])?.count == 4)
        #expect((report["windowsKeptByDay"] as? [Any])?.count == 24)

        // Each figure is what the visits behind it come to.
        let listed = try Program.run(
            line + [
                "report", "--from", "2026-11-01", "--until", "2026-11-24", "--visits", "windowsKept",
                "--json",
            ])
        let visits = try #require(
            try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
        #expect(visits.count == kept["count"] as? Int)
        let share = visits.reduce(0) { $0 + ($1["adds"] as? Double ?? 0) } / Double(visits.count)
        #expect(abs(share - value) < 0.0001)
        #expect(Set(visits[0].keys) == ["visit", "case", "technician", "planned", "adds"])
    }

    @Test("a report as text works in both languages and in ASCII; as CSV it has a line for each figure")
    func forms() throws {
        let chinese = try text("zh-Hans", "report", "--month", "2026-11", "--by", "product", "--explain")
        #expect(chinese.status == 0 && chinese.output.contains("一次修复率") && chinese.output.contains("空调"))
        #expect(chinese.output.contains("█"))
        let english = try text("en", "report", "--month", "2026-11", "--by", "zone", "--ascii")
        #expect(english.output.contains("First-time fix") && english.output.contains("Utilisation"))
        #expect(!english.output.contains("█") && !english.output.contains("▅"))
        for form in ["--csv", "--json"] {
            #expect(try text("en", "report", form).status == 77, "a dispatcher has no right to export")
        }
        let csv = try Program.run(line(as: "chen") + ["report", "--csv"]).output
            .split(whereSeparator: \.isNewline)
        #expect(csv[0] == "name,figure,value,low,high,count,before")
        #expect(csv.count == 1 + 10 * 5)
    }

    @Test("bad questions are refused with what to ask instead")
    func refused() throws {
        #expect(try text("en", "report", "--month", "2026-13").status != 0)
        #expect(try text("en", "report", "--month", "2026-11", "--from", "2026-11-01").status == 64)
        #expect(try text("en", "report", "--by", "weather").status == 64)
        #expect(try text("en", "report", "--from", "2026-11-09", "--until", "2026-11-01").status == 64)
        #expect(try text("en", "learn", "--apply", "--forget").status == 64)
        let refused = try Program.run(
            ["--lang", "en", "--db", folder.file("desk.sqlite"), "--as", "li", "--now", "2026-11-24T18:00"]
                + ["dispatch", "learn", "--apply"])
        #expect(refused.status == 77)
    }
}
