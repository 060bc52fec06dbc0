import DeskTesting
import Foundation
import Testing

/// Who may take answers out of the desk, and what goes with them.
@Suite("Survey results from the command line")
struct SurveyJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try desk("init", "--practice")
        _ = try desk("staff", "add", "li", "--name", "李娜", "--role", "agent")
        _ = try desk("staff", "add", "sun", "--name", "孙丽", "--role", "quality")
    }

    private func desk(_ arguments: String..., by: String = "admin") throws -> Program.Result {
        try run(arguments, by: by)
    }

    private func run(_ arguments: [String], by: String, rules: String? = nil) throws -> Program.Result {
        let config = rules.map { ["--config", $0] } ?? []
        return try Program.run(
            ["--db", folder.file("desk.sqlite"), "--as", by, "--now", "2026-11-24T10:00"] + config + arguments
        )
    }

    private func take(_ name: String, _ lines: [String], rules: String? = nil) throws {
        let path = folder.file("sheets.csv")
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let result = try run(["survey", "import", name, path, "--history"], by: "sun", rules: rules)
        #expect(result.status == 0, "\(result.error)")
    }

    @Test("anybody who reads sees results; what people said leaves in a file only with the right to export")
    func texts() throws {
        try take(
            "after-repair",
            [
                "fixed,worry,feeCharged,signedYourself,overall,suggestion",
                "fully,no,no,yes,6,Ask for Mr Zhou",
            ])
        for form in ["--json", "--html", "--csv"] {
            let plain = try desk("survey", "results", "after-repair", form, by: "li")
            #expect(plain.status == 0 && !plain.output.contains("Zhou"), "\(form) \(plain.error)")
            for texts in [["--texts"], ["--texts-with", "zhou"]] {
                let command = ["survey", "results", "after-repair", form] + texts
                let refused = try run(command, by: "li")
                #expect(refused.status == 77 && refused.output.isEmpty)
                let taken = try run(command, by: "sun")
                #expect(taken.status == 0 && taken.output.contains("Ask for Mr Zhou"), "\(form)")
            }
        }
        let read = try desk("survey", "results", "after-repair", "--texts", by: "li")
        #expect(read.status == 0 && read.output.contains("Ask for Mr Zhou"))
        let noted = try desk("survey", "export", "after-repair", by: "li")
        #expect(noted.status == 77)
    }

    @Test("an export has every version's questions, the newest's first, and every answer to them")
    func versions() throws {
        let rules = folder.file("rules")
        try FileManager.default.createDirectory(
            atPath: rules + "/questionnaires", withIntermediateDirectories: true)
        func write(_ version: Int, _ questions: [String]) throws {
            let lines = questions.map {
                "      - {name: \($0), ask: {en: \"\($0)?\", zh-Hans: \($0)？}, type: nps}"
            }
            let text = """
                questionnaire: ours
                version: \(version)
                label: {en: Ours, zh-Hans: 我们的}
                about: customer
                sections:
                  - name: all
                    label: {en: All, zh-Hans: 全部}
                    questions:
                \(lines.joined(separator: "\n"))
                """
            try Data(text.utf8).write(to: URL(filePath: rules + "/questionnaires/ours.yaml"))
        }
        try write(1, ["gone", "kept"])
        try take("ours", ["key,gone,kept", "a,3,4"], rules: rules)
        try write(2, ["new", "kept"])
        try take("ours", ["key,new,kept", "b,5,6"], rules: rules)
        func export(_ more: String...) throws -> [[String]] {
            let result = try run(["survey", "export", "ours"] + more, by: "sun", rules: rules)
            #expect(result.status == 0, "\(result.error)")
            return result.output.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            }
        }
        let all = try export()
        #expect(
            all.map { Array($0.suffix(3)) } == [["new", "kept", "gone"], ["", "4", "3"], ["5", "6", ""]])
        #expect(try export("--edition", "2").map { Array($0.suffix(2)) } == [["new", "kept"], ["5", "6"]])
    }
}
