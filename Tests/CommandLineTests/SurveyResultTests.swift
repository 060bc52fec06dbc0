import ArgumentParser
import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import ServiceDesk
import Statistics
import Testing
import Wording

@testable import aftercare

/// What the answers to a questionnaire come to, as it is shown.
struct SurveyResultTests {
    private let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        try take(
            "after-repair",
            [
                "day,product,fixed,worry,feeCharged,signedYourself,overall,recommend,suggestion",
                "2026-09-02,fridge,fully,no,no,yes,6,9,Come earlier",
                "2026-09-03,fridge,fully,no,no,yes,7,10,", "2026-10-01,fridge,partly,no,no,yes,4,,",
                "2026-11-05,,not at all,no,no,yes,1,0,来得太晚",
            ], invited: 8)
    }

    private func take(_ name: String, _ lines: [String], invited: Int? = nil) throws {
        let path = test.folder.file("sheets.csv")
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let sample = SurveySample(
            questionnaire: name, source: .paper, note: "", invited: invited, at: test.now)
        let receipt = try test.desk.importSurveys(
            path, name, sample: sample, setsOff: false, by: test.desk.actor(named: "sun"), at: test.now,
            say: { $0.key })
        #expect(receipt.rejected == 0)
    }

    private func output(_ language: String = "en") throws -> Output {
        let options = try GlobalOptions.parse(["--lang", language])
        return try Output(options, zone: TemporaryDesk.rules.zone, library: ResourceLibrary())
    }

    private func view(
        _ output: Output, _ name: String = "after-repair", by grouping: SurveyGrouping? = nil,
        compares: Bool = false, texts: Bool = false, _ change: (inout SurveyQuery) -> Void = { _ in }
    ) throws -> SurveyResultsView {
        var query = SurveyQuery(name)
        change(&query)
        return try test.desk.read { reading in
            let said = texts ? try reading.surveyTexts(query, limit: 9) : []
            return try SurveyResultsView(
                query, by: grouping, compares: compares, texts: said, at: test.now,
                Viewer(reading, output, at: test.now))
        }
    }

    @Test(
        "a trend draws the score where a question has one, under its words, without months and figures that nobody gave"
    )
    func trend() throws {
        for language in ["en", "zh-Hans"] {
            let output = try output(language)
            let page = try SurveyPage(view(output, by: .month), output).text
            let ask = try #require(TemporaryDesk.rules.questionnaire("after-repair")["recommend"]).ask
            let head = "<h3>\(HTMLPage.escaped(output.wording.text(ask)))</h3>"
            // Once among the questions, once among the groups.
            let parts = page.components(separatedBy: head)
            #expect(parts.count == 3)
            let trend = try #require(parts.last?.components(separatedBy: "<h3>").first)
            #expect(trend.contains(">NPS 100 ??</text>") && trend.contains(">NPS -100 ??</text>"))
            #expect(trend.components(separatedBy: "<circle").count - 1 == 2, "nobody said so in October")
            #expect(trend.contains("<td>2026-10</td><td>0</td><td>–</td>"))
            let groups = try #require(
                page.components(separatedBy: output.words("survey.grouping.month")).last)
            #expect(groups.components(separatedBy: "<h3>").count - 1 == 2, "overall and recommend")
        }
    }

    @Test(
        "beside the days before each figure tells its change, of all and of a group, in text, table, JSON and page"
    )
    func changes() throws {
        for (language, beside, alike) in [
            ("en", "Beside the days before", "chance may explain it"), ("zh-Hans", "与前期", "可能只是偶然"),
        ] {
            let output = try output(language)
            let view = try view(output, by: .product, compares: true) {
                ($0.from, $0.until) = (Day(2026, 10, 1), Day(2026, 11, 5))
            }
            let before = try #require(view.report.before)
            #expect(before.days == Day(2026, 8, 26)...Day(2026, 9, 30) && before.sheets == 2)
            let all = view.changes.filter { $0.group == nil }
            #expect(all.map(\.change.estimate.value) == [-4, -200])
            #expect(
                view.changes.filter { $0.group?.group.key == "fridge" }.map(\.change.estimate.value) == [-2.5]
            )
            #expect(view.changes.allSatisfy { $0.verdict == "alike" }, "of so few nothing is told")
            let text = view.lines(output).joined(separator: "\n")
            #expect(text.contains(beside) && text.contains("-4.00") && text.contains(alike))
            let page = SurveyPage(view, output).text
            #expect(page.contains(beside) && page.contains("<td>-4.00</td>"))
            let rows = view.csv.filter { $0[1] == "change" && $0[0].isEmpty }
            #expect(rows.map { $0[4] } == ["-4.0", "-200.0"] && Set(view.csv.map(\.count)).count == 1)
            #expect(try JSONText.of(view).contains("\"beforeCount\":2"))
        }
        let output = try output()
        let alone = try view(output, compares: true) { $0.from = Day(2026, 10, 1) }
        #expect(alone.report.before == nil && alone.changes.isEmpty, "days without an end have none before")
    }

    @Test("what people say often is in the table for spreadsheets as well")
    func terms() throws {
        try take(
            "after-repair",
            [
                "day,fixed,worry,feeCharged,signedYourself,overall,suggestion",
                "2026-11-06,fully,no,no,yes,6,师傅态度很好", "2026-11-07,fully,no,no,yes,3,师傅态度一般",
            ])
        let view = try view(output(), texts: true)
        #expect(view.csv.filter { $0[1] == "term" }.map { [$0[2], $0[3]] } == [["师傅态度", "2"]])
    }

    @Test("choices are read in the reader's language on every page, and by their names in tables and JSON")
    func labels() throws {
        for language in ["en", "zh-Hans"] {
            let output = try output(language)
            let label = try #require(
                TemporaryDesk.rules.questionnaire("after-repair")["fixed"]?.kind.choices.first {
                    $0.name == "partly"
                }
            ).label
            let said = output.wording.text(label)
            let view = try view(output)
            #expect(view.lines(output).contains { $0.contains(said) })
            let page = SurveyPage(view, output).text
            #expect(page.contains(HTMLPage.escaped(said)) && !page.contains(">partly<"))
            #expect(view.csv.contains { $0[2] == "fixed:partly" })
            #expect(try JSONText.of(view).contains("\"name\":\"partly\""))
        }
    }

    @Test("how many answered of those asked is said of whole samples only")
    func rate() throws {
        let output = try output()
        #expect(try view(output).report.invited?.of == 8)
        #expect(try view(output) { $0.source = .paper }.report.invited?.of == 8)
        let parts: [(inout SurveyQuery) -> Void] = [
            { $0.product = "fridge" }, { $0.from = Day(2026, 10, 1) }, { $0.until = Day(2026, 10, 1) },
            { $0.technician = StaffID(1) }, { $0.region = "" }, { $0.agent = StaffID(1) },
            { $0.dealer = CustomerID(1) }, { $0.version = 1 },
        ]
        for part in parts {
            let view = try view(output) { part(&$0) }
            #expect(view.report.invited == nil)
            #expect(try JSONText.of(view).contains("\"responseRate\":null"))
        }
    }

    @Test(
        "a choice that no sheet fits is said to fit none; a questionnaire without answers, that nobody answered it"
    )
    func nobody() throws {
        for (language, none, nobody) in [
            ("en", "No answers fit this choice.", "Nobody has answered this questionnaire yet."),
            ("zh-Hans", "没有符合所选条件的答卷。", "这份问卷还没有人作答。"),
        ] {
            let output = try output(language)
            let empty = try view(output) { $0.product = "boiler" }
            #expect(empty.lines(output) == [none])
            #expect(SurveyPage(empty, output).text.contains(none))
            #expect(try view(output, "servperf").lines(output) == [nobody])
        }
    }

    @Test("what people said stands in a table, JSON and page only where it was asked for")
    func texts() throws {
        let output = try output()
        let (without, with) = (try view(output), try view(output, texts: true))
        for said in ["Come earlier", "来得太晚"] {
            #expect(!without.csv.joined().contains(said) && with.csv.joined().contains(said))
            #expect(try !JSONText.of(without).contains(said) && JSONText.of(with).contains(said))
            #expect(!SurveyPage(without, output).text.contains(said))
            let page = SurveyPage(with, output).text
            #expect(page.contains(said) && !page.contains("<td>suggestion</td>"), "the question in its words")
        }
        #expect(Set(with.csv.map(\.count)).count == 1, "every line has every column")
    }

    @Test("of a SERVPERF the groups, the table and the page tell performance and no gap")
    func performance() throws {
        let battery = try #require(TemporaryDesk.rules.questionnaire("servperf").battery)
        let items = battery.dimensions.flatMap(\.items).map { Battery.question($0, .perception) }
        try take(
            "servperf",
            [
                "product,day," + items.joined(separator: ","),
                "fridge,2026-09-01," + items.map { _ in "5" }.joined(separator: ","),
                "boiler,2026-10-01," + items.map { _ in "6" }.joined(separator: ","),
            ])
        let output = try output()
        let view = try view(output, "servperf", by: .product)
        let text = view.lines(output).joined(separator: "\n")
        #expect(text.contains("  Performance over all dimensions") && !text.contains("  Gap over all"))
        let figures = view.csv.filter { $0[1] == "figure" }.map { $0[2] }
        #expect(figures.contains("performance") && !figures.contains("unweightedGap"))
        let overall = view.csv.filter { $0[1] == "overall" }.map { $0[2] }
        #expect(overall == ["unweightedGap", "weightedGap", "performance", "weightedPerformance"])
    }

    @Test(
        "how many to ask is reckoned within bounds: what is finer or rarer is refused in words",
        arguments: [
            (["--margin", "1e-300"], "--margin must be"), (["--margin", "0.001"], "--margin must be"),
            (["--margin", "nan"], "--margin must be"),
            (["--margin", "5", "--rate", "1e-300"], "--rate must be"),
            (["--margin", "5", "--share", "1e-9"], "--share must be"),
            (["--margin", "0.1", "--deviation", "1e300"], "--deviation must be"),
            (["--margin", "0.2", "--deviation", "1.5", "--share", "30"], "exclude each other"),
        ])
    func bounds(arguments: [String], why: String) throws {
        let error = #expect(throws: (any Error).self) { try CountSample.parse(arguments) }
        let thrown = try #require(error)
        let said =
            try ThrownFault.within(thrown).map { try output("en").wording.say($0) }
            ?? CountSample.message(for: thrown)
        #expect(said.contains(why), "\(said)")
    }

    @Test("the finest that is taken is reckoned")
    func finest() throws {
        for arguments in [
            ["--margin", "0.01", "--deviation", "10000", "--rate", "0.01"],
            ["--margin", "0.01", "--share", "50", "--rate", "0.01", "--population", "9223372036854775807"],
            ["--margin", "99.99", "--share", "0.01"],
        ] {
            _ = try CountSample.parse(arguments).view()
        }
        #expect(try CountSample.parse(["--margin", "5"]).view().answers == 385)
    }
}
