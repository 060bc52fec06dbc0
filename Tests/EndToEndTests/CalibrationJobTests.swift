import DeskTesting
import Foundation
import Testing

/// A calibration session from the command line, on a desk full of demo data.
@Suite("Calibration, from the command line")
struct CalibrationJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "60",
            "--cases", "160", "--technicians", "3",
        ])
        let added = try Program.run(
            base("admin") + ["staff", "add", "ruan", "--name", "阮青", "--role", "quality"])
        #expect(added.status == 0, "\(added.error)")
    }

    private func base(_ login: String) -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00"]
    }

    private func calibration(_ arguments: String..., as login: String = "sun") throws -> [String: Any] {
        try Program.json(base(login) + ["quality", "calibration"] + arguments)
    }

    /// Two cases that were drawn for the card, so that they are over and somebody's.
    private func cases() throws -> [String] {
        let told = try Program.run(
            base("sun") + ["quality", "list", "--card", "case-handling", "--state", "finished", "--json"])
        let rows = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]] ?? []
        return Array(rows.compactMap { $0["subject"] as? String }.prefix(2))
    }

    /// The best answer to each item of the card.
    private func best(_ shown: [String: Any]) -> [String] {
        let sections = (shown["card"] as? [String: Any])?["sections"] as? [[String: Any]] ?? []
        return sections.flatMap { $0["items"] as? [[String: Any]] ?? [] }.compactMap { item in
            let best = (item["answers"] as? [String])?.last { $0 != "na" }
            return (item["item"] as? String).flatMap { name in best.map { "\(name)=\($0)" } }
        }
    }

    private func score(_ subject: String, _ answers: [String], as login: String) throws -> [String: Any] {
        try Program.json(base(login) + ["quality", "calibration", "score", "E1", subject] + answers)
    }

    @Test("a session from its beginning to what was agreed, with every key, in both languages and as a table")
    func session() throws {
        let cases = try cases()
        try #require(cases.count == 2)
        let begun = try calibration(
            "new", "十一月校准", cases[0], cases[1], "--card", "case-handling", "--rater", "sun", "--rater", "ruan"
        )
        #expect(Set(begun.keys) == ["session", "card", "matters", "raters", "scores", "figures"])
        let head = begun["session"] as? [String: Any] ?? [:]
        #expect(
            Set(head.keys) == [
                "calibration", "version", "name", "card", "cardVersion", "leader", "state", "opened",
                "closed",
                "matters", "raters", "scored", "wanted", "agreed", "owed",
            ])
        #expect(head["calibration"] as? String == "E1" && head["owed"] as? Int == 2)
        let answers = best(begun)
        for subject in cases { _ = try score(subject, answers, as: "sun") }
        let held = try calibration("show", "E1", as: "ruan")
        #expect((held["scores"] as? [Any])?.isEmpty == true && held["figures"] is NSNull)
        let early = try Program.run(
            base("sun") + ["quality", "calibration", "agree", "E1", cases[0], "--note", "x"])
        #expect(early.status == 65, "\(early.error)")
        let other = answers.map { $0.hasPrefix("privacy=") ? "privacy=no" : $0 }
        _ = try score(cases[0], answers, as: "ruan")
        let whole = try score(cases[1], other, as: "ruan")
        let score = try #require((whole["scores"] as? [[String: Any]])?.first)
        #expect(
            Set(score.keys) == [
                "matter", "rater", "agreed", "at", "got", "applicable", "share", "passed", "fatal", "note",
                "answers", "notes",
            ])
        let figures = try #require(whole["figures"] as? [String: Any])
        #expect(Set(figures.keys) == ["matters", "items", "pairs", "raters", "alpha"])
        let agreed = try calibration("agree", "E1", cases[1], "privacy=yes", "--note", "录音为证")
        #expect((agreed["session"] as? [String: Any])?["agreed"] as? Int == 1)
        for language in ["en", "zh-Hans"] {
            let shown = try Program.run(
                ["--lang", language] + base("sun") + ["quality", "calibration", "show", "E1"])
            #expect(shown.status == 0 && shown.output.contains("录音为证"), "\(shown.error)")
        }
        let table = try Program.run(base("sun") + ["quality", "calibration", "show", "E1", "--csv"])
        let rows = table.output.split(whereSeparator: \.isNewline)
        #expect(table.status == 0 && rows.count == 1 + 5 * answers.count, "\(table.error)")
        #expect(rows.first == "calibration,matter,agent,rater,agreed,at,item,label,points,answer,note")
    }

    @Test("who does not steer begins none, and a card's own people alone score in it")
    func refused() throws {
        let cases = try cases()
        let new =
            ["quality", "calibration", "new", "x"] + cases + ["--card", "case-handling", "--rater", "sun"]
        #expect(try Program.run(base("li") + new + ["--rater", "ruan"]).status == 77)
        #expect(try Program.run(base("sun") + new + ["--rater", "li"]).status == 77)
        #expect(try Program.run(base("sun") + new).status == 65, "one alone")
    }
}
