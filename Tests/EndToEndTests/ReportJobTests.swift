import DeskTesting
import Foundation
import Testing

/// Service reports from the command line, on a desk full of demo data.
@Suite("Service reports, from the command line")
struct ReportJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "60",
            "--cases", "120", "--technicians", "3",
        ])
    }

    private func line(as login: String = "admin") -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00", "report"]
    }

    private func rows(_ arguments: [String], as login: String = "admin") throws -> [[String: Any]] {
        let text = try Program.run(line(as: login) + arguments + ["--json"]).output
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    }

    @Test("each figure of the report, and of each group, is as many rows as aftercare report rows names")
    func traced() throws {
        let report = try Program.json(line(as: "admin") + ["service", "--last", "60d", "--by", "kind"])
        let figures = try #require(report["figures"] as? [[String: Any]])
        #expect(figures.contains { ($0["count"] as? Int ?? 0) > 10 })
        for figure in figures
        where ["closed", "promises", "firstTimeFix"].contains(figure["figure"] as? String ?? "") {
            let name = figure["figure"] as? String ?? ""
            let group = (figure["group"] as? String).map { ["--by", "kind", "--of", $0] } ?? []
            let behind = try rows(["rows", name, "--last", "60d"] + group)
            #expect(behind.count == figure["count"] as? Int, "\(name) \(group)")
        }
    }

    @Test("both languages say figures, definitions and faults; a table goes to spreadsheets")
    func said() throws {
        for (language, words) in [
            ("en", ["First-time fix", "beside as many days before", "9 in 10"]),
            ("zh-Hans", ["一次修复率", "与此前同样天数对比", "九成不超过"]),
        ] {
            let said = try Program.run(
                ["--lang", language] + line() + ["service", "--last", "8w", "--trend"])
            #expect(said.status == 0 && words.allSatisfy(said.output.contains), "\(said.output)\(said.error)")
        }
        let defined = try Program.run(["--lang", "en"] + line() + ["define", "repeated"])
        #expect(defined.output.contains("30 d") && defined.output.contains("--by kind, product"))
        let table = try Program.run(line() + ["service", "--csv"]).output.split(separator: "\r\n")
        #expect(table[0].hasPrefix("figure,group,unit,value") && table.count == 12)
        let page = folder.file("report.html")
        let written = try Program.run(
            line() + ["service", "--last", "60d", "--by", "product", "--html", page])
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(written.status == 0 && html.contains("<svg") && html.contains("</html>"), "\(written.error)")
        let outside = html.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!outside.contains("://"), "nothing is fetched from anywhere")
        let faults = try Program.run(
            ["--lang", "en"] + line() + ["faults", "--last", "365d", "--batch", "4"])
        #expect(faults.status == 0 && faults.output.contains("Holm's method"), "\(faults.error)")
    }

    @Test("every report is a page that needs no network, with its tables and bars, and a table of even lines")
    func pages() throws {
        let desk = ["--lang", "zh-Hans"] + line(as: "admin").dropLast()
        for words in [
            ["report", "open"], ["report", "faults"], ["followup", "report"], ["dispatch", "report"],
        ] {
            let file = folder.file(words.joined(separator: "-") + ".html")
            let made = try Program.run(desk + words + ["--html", file])
            #expect(made.status == 0, "\(words): \(made.error)")
            let page = try String(contentsOfFile: file, encoding: .utf8)
            #expect(page.contains("</html>") && page.contains("<td>"), "\(words)")
            #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains("://"), "\(words)")
            let table = try Program.run(desk + words + ["--csv"])
            #expect(table.status == 0, "\(words): \(table.error)")
            let widths = table.output.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).count
            }
            #expect(Set(widths).count == 1, "\(words): \(widths)")
            #expect(try Program.run(desk + words + ["--csv", "--html", file]).status == 64, "\(words)")
        }
    }

    @Test(
        "each number of open cases, of follow-up calls, of faults and of dispatching is as many rows as are named behind it"
    )
    func numbersTraced() throws {
        let desk = line(as: "admin").dropLast()
        func report(_ words: String...) throws -> [String: Any] {
            try Program.json(desk + words + ["--from", "2026-10-01", "--until", "2026-11-24"])
        }
        func count(_ words: String...) throws -> Int {
            let days = ["--from", "2026-10-01", "--until", "2026-11-24", "--json"]
            let text = try Program.run(desk + words + days).output
            return try (JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any] ?? []).count
        }
        let groups = try #require(report("report", "open", "--by", "kind")["groups"] as? [[String: Any]])
        for group in groups.prefix(3) {
            let only = (group["group"] as? String).map { ["--of", $0] } ?? []
            for figure in ["open", "late", "came", "went"] {
                let behind = try rows(
                    [
                        "open", "--by", "kind", "--rows", figure, "--from", "2026-10-01", "--until",
                        "2026-11-24",
                    ] + only)
                #expect(behind.count == group[figure] as? Int, "\(figure) \(only)")
            }
        }
        let calls = try #require(report("followup", "report")["rows"] as? [[String: Any]])
        let plan = try #require(calls.first)
        let key = try #require(plan["key"] as? String)
        #expect(try count("followup", "report", "--rows", "due", "--of", key) == plan["due"] as? Int)
        let faults = try #require(report("report", "faults")["faults"] as? [[String: Any]])
        let fault = try #require(faults.first)
        let name = "\(fault["product"] as? String ?? "")/\(fault["fault"] as? String ?? "")"
        #expect(try count("report", "faults", "--rows", "cases", "--of", name) == fault["cases"] as? Int)
        let zones = try #require(report("dispatch", "report", "--by", "zone")["rows"] as? [[String: Any]])
        let zone = try #require(zones.first { ($0["visits"] as? Int ?? 0) > 0 })
        let kept = (zone["figures"] as? [String: [String: Any]])?["windowsKept"]?["count"] as? Int
        let place = try #require(zone["name"] as? String)
        let visits = try count(
            "dispatch", "report", "--by", "zone", "--visits", "windowsKept", "--of", place)
        #expect(visits == kept)
        let unknown = try Program.run(desk + ["report", "open", "--rows", "closed"])
        #expect(unknown.status == 64 && unknown.error.contains("under30"), "\(unknown.error)")
    }

    @Test("each report says how its figures are counted, and is made again and again in each form")
    func explained() throws {
        let desk = ["--lang", "en"] + line(as: "admin").dropLast()
        for (words, definition) in [
            (["report", "open"], "wherever they wait"), (["report", "faults"], "Cases with this fault for"),
            (["followup", "report"], "one call may serve several"),
        ] {
            let told = try Program.run(desk + words + ["--explain"])
            #expect(told.status == 0 && told.output.contains(definition), "\(told.output)\(told.error)")
            #expect(try !Program.run(desk + words).output.contains(definition), "\(words)")
            #expect(try Program.run(desk + words + ["--explain", "--csv"]).status == 64, "\(words)")
            let page = folder.file("explained.html")
            _ = try Program.run(desk + words + ["--html", page])
            #expect(try String(contentsOfFile: page, encoding: .utf8).contains(definition), "\(words)")
            for form in ["html", "txt", "csv", "json"] {
                let made = try Program.run(
                    desk + words + ["--every", "week", "--into", folder.path, "--once", "--form", form])
                #expect(made.status == 0 && made.output.contains("W47.\(form)"), "\(words) \(made.error)")
            }
        }
    }

    @Test("what cannot be told apart is refused with what can; rows leave only with the right to export")
    func refused() throws {
        let unknown = try Program.run(line() + ["service", "--by", "colour"])
        #expect(unknown.status == 64 && unknown.error.contains("technician"))
        let apart = try Program.run(
            ["--lang", "en"] + line() + ["rows", "opened", "--by", "technician", "--of", "T1"])
        #expect(apart.status == 64 && apart.error.contains("queue"), "\(apart.error)")
        let unseen = try Program.run(line() + ["rows", "opened", "--by", "queue"])
        #expect(unseen.status == 64 && unseen.error.contains("--of"), "\(unseen.error)")
        #expect(try Program.run(line() + ["service", "--last", "5x"]).status == 64)
        let people = try Program.run(line(as: "admin").dropLast() + ["staff", "list", "--json"]).output
        let staff = try JSONSerialization.jsonObject(with: Data(people.utf8)) as? [[String: Any]] ?? []
        let agent = try #require(staff.first { ($0["roles"] as? [String]) == ["agent"] }?["login"] as? String)
        #expect(try Program.run(line(as: agent) + ["rows", "opened"]).status == 0)
        #expect(try Program.run(line(as: agent) + ["rows", "opened", "--csv"]).status == 77)
        let page = folder.file("agent.html")
        for report in [
            ["service", "--csv"], ["service", "--json"], ["service", "--html", page], ["faults", "--csv"],
            ["faults", "--html", page], ["open", "--html", page],
        ] {
            #expect(try Program.run(line(as: agent) + report).status == 77, "\(report)")
        }
        let often = ["service", "--every", "day", "--into", folder.path]
        #expect(try Program.run(line(as: agent) + often).status == 77)
        #expect(!FileManager.default.fileExists(atPath: page))
        #expect(try Program.run(line(as: agent) + ["service"]).status == 0, "it is read as before")
    }

    @Test("again and again: one file for the last whole week, made once, and what was missed is made up for")
    func again() throws {
        let into = folder.file("reports")
        try FileManager.default.createDirectory(atPath: into, withIntermediateDirectories: true)
        func make(_ now: String, _ more: String...) throws -> Program.Result {
            try Program.run(
                [
                    "--db", folder.file("desk.sqlite"), "--as", "admin", "--lang", "en", "--now", now,
                    "report",
                    "service", "--into", into,
                ] + more)
        }
        func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: into).sorted() }
        let first = try make("2026-11-24T18:00", "--every", "week")
        #expect(first.status == 0 && first.output.contains("service-2026-W47.html"), "\(first.error)")
        let page = try String(contentsOfFile: into + "/service-2026-W47.html", encoding: .utf8)
        #expect(page.contains("2026-11-16") && page.contains("2026-11-22") && page.contains("</html>"))
        #expect(try make("2026-11-27T06:00", "--every", "week").output.contains("already"))
        _ = try make("2026-12-15T06:00", "--every", "week")
        #expect(try files().map { $0.suffix(8) } == ["W47.html", "W48.html", "W49.html", "W50.html"])
        #expect(try String(contentsOfFile: into + "/service-2026-W47.html", encoding: .utf8) == page)
        _ = try make("2026-12-15T06:00", "--every", "month", "--csv", "--by", "kind")
        let table = try String(contentsOfFile: into + "/service-by-kind-2026-11.csv", encoding: .utf8)
        #expect(table.hasPrefix("figure,group,unit,value"))
        let lists = try make("2026-12-15T06:00", "--every", "day", "--json")
        #expect(lists.output.contains("service-2026-12-14.json"))
        let kept = try Data(contentsOf: URL(filePath: into + "/service-2026-12-14.json"))
        let report = try #require(JSONSerialization.jsonObject(with: kept) as? [String: Any])
        #expect(report["from"] as? String == "2026-12-14")
        func scheduled(_ more: String...) throws -> [[String: Any]] {
            let told = try Program.run(line(as: "admin") + ["scheduled", "--json"] + more)
            let found = try JSONSerialization.jsonObject(with: Data(told.output.utf8))
            return found as? [[String: Any]] ?? [found as? [String: Any] ?? [:]]
        }
        // From the first of each on the desk makes them itself, each kept once.
        #expect(try scheduled().map { $0["rhythm"] as? String } == ["week", "month", "day"])
        #expect(try scheduled().map { $0["folder"] as? String } == [into, into, into])
        #expect(try scheduled("--withdraw", "2").first?["rhythm"] as? String == "month")
        #expect(try scheduled().count == 2)
        _ = try make("2026-12-15T06:00", "--every", "month", "--once")
        #expect(try files().contains("service-2026-11.html") && scheduled().count == 2)
        let tick = try Program.run(
            [
                "--db", folder.file("desk.sqlite"), "--as", "admin", "--lang", "en", "--now",
                "2026-12-23T06:00", "tick",
            ])
        #expect(tick.status == 0 && tick.output.contains("scheduled reports made"), "\(tick.error)")
        #expect(try files().contains("service-2026-W51.html") && files().contains("service-2026-12-22.json"))
        #expect(try make("2026-12-15T06:00", "--every", "week", "--last", "30d").status == 64)
        #expect(try make("2026-12-15T06:00").status == 64, "a folder, but not how often")
        let nowhere = try Program.run(
            line() + ["service", "--every", "day", "--into", folder.file("nowhere")])
        #expect(nowhere.status != 0 && nowhere.error.contains("nowhere"))
    }

    @Test(
        "every report of days is made again and again in the same way: its command's words are kept, and read anew by whatever sweeps"
    )
    func others() throws {
        let into = folder.file("all")
        try FileManager.default.createDirectory(atPath: into, withIntermediateDirectories: true)
        func run(_ now: String, _ words: [String]) throws -> Program.Result {
            try Program.run(
                ["--db", folder.file("desk.sqlite"), "--as", "admin", "--lang", "en", "--now", now] + words)
        }
        let reports: [(words: [String], name: String)] = [
            (["report", "open", "--by", "team", "--csv"], "open-by-team-2026-11.csv"),
            (["report", "faults", "--batch", "4"], "faults-batch-4-2026-11.html"),
            (["followup", "report", "--by", "reason", "--json"], "followup-report-by-reason-2026-11.json"),
            (["dispatch", "report", "--by", "zone", "--csv"], "dispatch-report-by-zone-2026-11.csv"),
            (["dispatch", "report"], "dispatch-report-by-technician-2026-11.html"),
            (["followup", "report", "--csv"], "followup-report-by-plan-2026-11.csv"),
            (["gap", "show"], "gap-show-2026-11.html"),
            (["survey", "results", "after-repair"], "survey-results-after-repair-2026-11.html"),
            (
                ["survey", "results", "after-repair", "--compare"],
                "survey-results-after-repair-compare-2026-11.html"
            ),
            (["quality", "agents"], "quality-agents-2026-11.txt"),
            (["audit", "report"], "audit-report-2026-11.html"),
        ]
        for report in reports {
            let made = try run("2026-12-03T06:00", report.words + ["--every", "month", "--into", into])
            #expect(made.status == 0, "\(report.words): \(made.error)")
            let text = try String(contentsOfFile: into + "/" + report.name, encoding: .utf8)
            #expect(!text.isEmpty, "\(report.name)")
        }
        let tick = try run("2027-01-02T06:00", ["tick"])
        #expect(tick.status == 0, "\(tick.error)")
        for report in reports {
            let next = report.name.replacing("2026-11", with: "2026-12")
            #expect(FileManager.default.fileExists(atPath: into + "/" + next), "\(next)")
        }
        let twice = try run(
            "2026-12-03T06:00", ["gap", "show", "--every", "week", "--into", into, "--from", "2026-11-01"])
        #expect(twice.status == 64)
    }
}
