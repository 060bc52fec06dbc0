import DeskTesting
import Foundation
import Testing

/// Our services beside competitors' and the assessment by a standard, from the command line, on a desk full of demo data.
@Suite("Competitors and standards, from the command line")
struct AuditJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "60",
            "--cases", "120", "--technicians", "3",
        ])
    }

    private func line(_ command: String, as login: String = "sun") -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00", command]
    }

    private func list(_ arguments: [String]) throws -> [[String: Any]] {
        let output = try Program.run(arguments + ["--json"]).output
        return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
    }

    @Test("the demo has one competitor that passes us and one that we beat, by rows over a year")
    func compared() throws {
        let report = try Program.json(line("competitor") + ["show", "delivery"])
        #expect((report["companies"] as? [[String: Any]])?.count == 4)
        let strengths = (report["strengths"] as? [[String: Any]] ?? []).map { $0["company"] as? String }
        let mistakes = report["mistakes"] as? [[String: Any]] ?? []
        #expect(strengths.contains("云岚家电") && !strengths.contains("启川电器"))
        #expect(
            mistakes.contains {
                $0["kind"] as? String == "brokenPromise" && $0["company"] as? String == "启川电器"
            })
        let course = try #require((report["course"] as? [[String: Any]])?.first)
        let days = course["days"] as? [[String: Any]] ?? []
        #expect(days.count >= 5 && days.first?["rank"] as? Int == 1 && days.last?["rank"] as? Int != 1)
    }

    @Test("our promise in working days stands beside theirs in days, told by the calendar")
    func reckoned() throws {
        let report = try Program.json(line("competitor") + ["show", "repair"])
        let measures = report["measures"] as? [[String: Any]] ?? []
        let time = try #require(
            measures.first { $0["measure"] as? String == "repair/time" && $0["side"] as? String == "promise" }
        )
        #expect(time["reckoned"] as? Bool == true)
        let ours = (time["places"] as? [[String: Any]])?.first { $0["company"] is NSNull }
        // Five working days with a weekend, and at times a holiday, among them.
        #expect((6.5...8.5).contains(ours?["value"] as? Double ?? 0), "\(ours ?? [:])")
        #expect(measures.allSatisfy { $0["reckoned"] is Bool })
    }

    @Test("every row has its day, source and sample, and what is shown of a company is among them")
    func rows() throws {
        let rows = try list(line("competitor", as: "admin") + ["rows", "--company", "云岚家电"])
        #expect(rows.count > 25)
        #expect(Set(rows.compactMap { $0["source"] as? String }) == ["published", "mystery-call", "survey"])
        #expect(
            rows.allSatisfy { $0["side"] as? String == "promise" || ($0["sample"] as? Int ?? 0) > 1 })
        #expect(rows.allSatisfy { $0["by"] as? String == "sun" })
    }

    @Test("the demo has an assessment that is finished and one under way, both told with what is missing")
    func assessed() throws {
        let all = try list(line("standard") + ["list"])
        #expect(all.count == 2)
        #expect(all.map { $0["grade"] as? String } == ["open", "3-star"])
        #expect(all.map { $0["title"] as? String } == ["2026 年售后服务自评", "2025 年售后服务自评"])
        let finished = try Program.json(line("standard") + ["show", "1"])
        let missing = try #require(finished["missing"] as? [String: Any])
        #expect(missing["stars"] as? Int == 4 && (missing["clauses"] as? [String])?.isEmpty == false)
        let special = finished["special"] as? [[String: Any]] ?? []
        #expect(special.count == 1 && special[0]["ended"] is String)
        let open = try Program.json(line("standard") + ["show"])
        let clauses = open["clauses"] as? [[String: Any]] ?? []
        #expect(clauses.contains { $0["evidence"] is [String: Any] && $0["verdict"] is NSNull == false })
        #expect(open["missing"] is NSNull, "not all is judged yet")
    }

    @Test("both languages say what was seen and how it is judged")
    func said() throws {
        for (language, words) in [("en", ["Strengths to beat", "云岚家电"]), ("zh-Hans", ["要赶超的长处", "云岚家电"])] {
            let said = try Program.run(["--lang", language] + line("competitor") + ["show"])
            #expect(said.status == 0 && words.allSatisfy(said.output.contains), "\(said.output)\(said.error)")
        }
        let said = try Program.run(["--lang", "zh-Hans"] + line("standard") + ["list"])
        #expect(said.output.contains("未评完") && said.output.contains("3 星级"), "\(said.output)")
    }
}
