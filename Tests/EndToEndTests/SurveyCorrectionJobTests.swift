import DeskTesting
import Foundation
import Testing

/// Sheets put right from the command line.
@Suite("Sheets that are corrected and withdrawn from the command line")
struct SurveyCorrectionJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try desk("init", "--practice")
        _ = try desk("staff", "add", "sun", "--name", "孙丽", "--role", "quality")
        _ = try desk("staff", "add", "chen", "--name", "陈静", "--role", "supervisor")
        let path = folder.file("sheets.csv")
        let rows = [
            "fixed,worry,feeCharged,signedYourself,overall", "fully,no,no,yes,6", "fully,no,no,yes,2",
        ]
        try Data(rows.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let taken = try desk("survey", "import", "after-repair", path, "--history", by: "sun")
        #expect(taken.status == 0, "\(taken.error)")
    }

    private func desk(_ arguments: String..., by: String = "admin") throws -> Program.Result {
        try Program.run(
            ["--db", folder.file("desk.sqlite"), "--as", by, "--lang", "en", "--now", "2026-11-24T10:00"]
                + arguments)
    }

    @Test(
        "corrected, then withdrawn: the sheet says how it was, results count what is right and say what was taken out"
    )
    func wholeWay() throws {
        let corrected = try desk("survey", "correct", "Q1", "overall=5", "--reason", "misheard", by: "chen")
        #expect(corrected.status == 0 && corrected.output.contains("Q1 is corrected (revision 2)"))
        let sheet = try desk("survey", "sheet", "Q1").output
        #expect(sheet.contains("overall: 6 -> 5") && sheet.contains("misheard") && sheet.contains("chen"))
        let former = try desk("survey", "sheet", "Q1", "--revision", "1", "--json").output
        #expect(former.contains("\"overall\" : \"6\"") && former.contains("\"revision\" : 1"), "\(former)")
        #expect(try desk("survey", "sheet", "Q1", "--revision", "3").status == 66)
        let withdrawn = try desk("survey", "withdraw", "Q2", "--reason", "entered twice", by: "chen")
        #expect(withdrawn.status == 0, "\(withdrawn.error)")
        let results = try desk("survey", "results", "after-repair").output
        #expect(results.contains("One sheet was withdrawn and is not counted."))
        let json = try desk("survey", "results", "after-repair", "--json").output
        #expect(json.contains("\"withdrawn\" : 1") && json.contains("\"sheets\" : 1"))
    }

    @Test(
        "without the right, without a reason, and for what is no answer it is refused, with the status for each"
    )
    func refused() throws {
        let right = try desk("survey", "correct", "Q1", "overall=5", "--reason", "misheard", by: "sun")
        #expect(right.status == 77 && right.error.contains("survey.correct"))
        #expect(try desk("survey", "withdraw", "Q1", by: "chen").status == 64)
        let answer = try desk("survey", "correct", "Q1", "overall=9", "--reason", "x", by: "chen")
        #expect(answer.status == 65 && answer.error.contains("overall"))
        #expect(try desk("survey", "correct", "Q9", "overall=5", "--reason", "x", by: "chen").status == 66)
        let none = try desk("survey", "decide", "Q1", "fee-differs", "explained", "--note", "x", by: "sun")
        #expect(none.status == 66, "\(none.error)")
        #expect(try desk("survey", "differences", "after-repair", "--open", "--json").output.contains("[]"))
    }
}
