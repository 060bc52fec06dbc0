import DeskTesting
import Model
import Quality
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Results of surveys on the screen")
@MainActor
struct ResultsScreenTests {
    private func results(_ place: TemporaryDesk? = nil, columns: Int = 140) throws -> Driver {
        try Driver(place ?? Desks.withSurveys(), as: "chen", columns: columns, rows: 40).press("Alt-g")
    }

    @Test(
        "they open on the questionnaire that is answered most, with n, rate, figure and the marks of few answers"
    )
    func opens() throws {
        let driver = try results().sees("R215", "维修后回访", "6份 ?", "这次维修服务", "4.83 ?")
        driver.press("c").type("servqual").press("Enter").sees("没有符合所选条件的答卷")
    }

    @Test("beside a question stand its mean on its scale and how the answers lie")
    func question() throws {
        try results().type("/").type("总体").press("Enter").sees("平均", "问6人，答6人", "答案", "不足30份")
    }

    @Test("Enter goes down to the sheets that answered a question, from there to the sheet, and to its case")
    func drill() throws {
        let driver = try results().type("/").type("建议").press("Enter", "Enter")
        driver.sees("Q1", "收费要开发票", "来得太晚").seesNot("Q3")
        driver.press("Home", "Enter").sees("R216", "Q1", "收费与记录不符", "200", "更正")
        driver.press("c").sees("C130", "C1")
    }

    @Test("groups are compared by a figure; Enter narrows to one, b widens again")
    func groups() throws {
        let driver = try results().press("g").type("product").press("Enter").sees("按产品", "冰箱")
        driver.type("/").type("冰箱").press("Enter", "Enter").sees("产品：冰箱", "2份").seesNot("Q1 ")
        driver.press("b").sees("6份")
    }

    @Test("free words are found as one types")
    func words() throws {
        let driver = try results().press("5").sees("希望师傅早点来", "Please ring", "来得太晚")
        driver.type("/").type("ring").sees("Please ring").seesNot("来得太晚")
    }

    @Test(
        "figures stand beside those of as many days before, and it is said whether chance may explain the change"
    )
    func besideBefore() throws {
        let driver = try results().press("p").type("thisQuarter").press("Enter")
        driver.sees("本季度至今", "4份", "的2份", "上期", "变化")
        driver.type("/").type("总体").press("Enter").sees("-2.50", "6.50 ??", "可能只是偶然")
        driver.press("x").sees("--from 2026-10-01", "--compare").press("Esc")
        driver.press("p").type("ever").press("Enter").sees("不限时间", "6份").seesNot("上期")
    }

    @Test("the days looked at can be written")
    func writtenDays() throws {
        let driver = try results().press("p").type("written").press("Enter").sees("起始日")
        for _ in 0..<10 { driver.press("Backspace") }
        driver.type("2026-09-01").press("Tab")
        for _ in 0..<10 { driver.press("Backspace") }
        driver.type("2026-10-01").press("Ctrl-S").sees("3份").press("x")
        driver.sees("--from 2026-09-01 --until 2026-10-01")
    }

    @Test(
        "what many say stands beside the texts; one of the terms leaves only texts that hold it, and b shows all again"
    )
    func terms() throws {
        let place = try Desks.withSurveys()
        try Desks.takeIn(
            "after-repair",
            [
                "day,fixed,worry,feeCharged,signedYourself,overall,suggestion",
                "2026-11-06,fully,no,no,yes,6,师傅态度很好", "2026-11-07,fully,no,no,yes,3,师傅态度一般",
            ], place)
        let driver = try results(place).press("5").sees("师傅态度", "词语及提到它的条数", "收费要开发票")
        driver.press("t").type("师傅态度").press("Enter").sees("含“师傅态度”", "师傅态度一般").seesNot("收费要开发票")
        driver.press("b").sees("收费要开发票").seesNot("含“")
        try results().press("5", "t").sees("没有哪个词语")
    }

    @Test("a withdrawn sheet is not counted, and it is said how many were")
    func withdrawn() throws {
        let place = try Desks.withSurveys()
        try place.as("chen") { _ = try $0.withdraw(SurveyID(2), reason: "重复录入") }
        try results(place).sees("5份 ?", "1份答卷已撤销")
    }

    @Test(
        "importance beside performance is drawn where it is asked, and else it is said which questionnaires ask it"
    )
    func plot() throws {
        try results(Desks.withServqual()).press("4").sees("上：更重要", "重点改进")
        try results().press("4").sees("SERVQUAL")
    }

    @Test("the commands that write it into a file say what is chosen on the screen")
    func export() throws {
        try results().press("g").type("region").press("Enter", "x").sees(
            "aftercare survey results after-repair --from", "--by region --csv")
    }

    @Test("nobody answered yet: it is said how answers come")
    func nobody() throws {
        try results(TemporaryDesk()).sees("R215", "还没有人答过问卷")
    }

    @Test("on a narrowed screen the commands name the same answers; on the tab of free words these as well")
    func exportNarrowed() throws {
        let driver = try results().press("g").type("technician").press("Enter")
        driver.type("/").type("周师傅").press("Enter", "Enter").sees("1份")
        driver.press("g").type("product").press("Enter", "Enter", "x")
        let technician = try driver.place.desk.actor(named: "t1").staffID
        driver.sees("--technician \(technician?.description ?? "")", "--product", "--csv").seesNot("--by")
        driver.press("Esc", "5", "x").sees("--texts --csv")
        let month = try results().press("g").type("month").press("Enter").type("/").type("2026-09")
        month.press("Enter", "Enter", "x").sees("--from 2026-09-01 --until 2026-09-30")
    }

    private func reading(_ runner: HeldRunner) throws -> Driver {
        let driver = try Driver(
            Desks.withSurveys(), as: "chen", columns: 140, rows: 40, runner: runner)
        runner.release()
        driver.press("Alt-g")
        runner.release()
        return driver
    }

    @Test("what was chosen is read anew: ended by Esc, nothing of the former choice stands under its heading")
    func ended() throws {
        let runner = HeldRunner()
        let driver = try reading(runner)
        driver.sees("6份", "4.83").press("g").type("product").press("Enter")
        driver.seesNot("6份").seesNot("4.83").press("Esc")
        runner.release()
        driver.sees("R215", "按产品", "未读完就停止了").seesNot("6份")
        driver.app.refreshVisible(unasked: true)
        #expect(runner.count == 0, "the news does not begin it again")
        driver.press("F5")
        runner.release()
        driver.sees("6份", "冰箱")
        driver.press("p").press("Enter").press("Esc")
        runner.release()
        driver.sees("未读完就停止了").seesNot("6份")
    }

    @Test("back from a sheet nothing is read again, unless something was changed there")
    func comesBack() throws {
        let runner = HeldRunner()
        let driver = try reading(runner)
        driver.press("6")
        runner.release()
        driver.press("Home", "Enter")
        runner.release()
        driver.sees("R216").press("Esc").sees("R215", "6份")
        #expect(runner.count == 0)
        driver.press("Enter")
        runner.release()
        driver.press("w").type("重复").press("Ctrl-S")
        runner.release()
        driver.sees("R216", "已撤销").press("Esc").sees("R215")
        #expect(runner.count > 0)
        runner.release()
        driver.sees("5份")
    }

    @Test("months in which nobody answered leave a gap in the trend")
    func gap() throws {
        let place = try Desks.withSurveys()
        let (report, count) = try place.desk.read { reading in
            var query = SurveyQuery("after-repair")
            query.until = Day(2026, 9, 30)
            let first = try reading.surveyReport(query, by: .month)
            (query.from, query.until) = (Day(2026, 11, 1), nil)
            var report = try reading.surveyReport(query, by: .month)
            report.groups = first.groups + report.groups
            return (report, report.groups.count)
        }
        #expect(count == 2)
        let sheets = report.inTime { Double($0.figures.sheets) }
        #expect(sheets.count == 3 && sheets[0] == 2 && sheets[1] == nil && sheets[2] != nil)
    }
}

@Suite("A sheet of answers on the screen")
@MainActor
struct AnswersScreenTests {
    private func sheet(_ place: TemporaryDesk, as login: String = "chen") throws -> Driver {
        try Driver(place, as: login, columns: 140, rows: 50).press("Alt-g", "6", "Home", "Enter").sees("R216")
    }

    @Test("a wrong answer is corrected with a reason, and the sheet says who changed what and why")
    func correct() throws {
        let place = try Desks.withSurveys()
        let driver = try sheet(place).press("e").sees("更正Q1", "原答案会保留")
        driver.type("客户更正").press("Ctrl-S").sees("答案本来就是这样")
        driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab").press("Backspace", "Backspace", "Backspace")
            .type("85.5").press("Ctrl-S")
        driver.sees("Q1已更正", "feePaid: 200 -> 85.5", "客户更正", "chen")
        #expect(try place.desk.read { try $0.survey(SurveyID(1)).revision } == 2)
        #expect(try place.problems() == [])
    }

    @Test(
        "words in several lines stay as they are while something else is corrected, and the former answers can be read"
    )
    func severalLines() throws {
        let place = try Desks.withSurveys()
        let words = Answer.text("要开发票\n早点来")
        try place.as("chen") {
            _ = try $0.correct(SurveyID(1), ["suggestion": words], reason: "补录")
        }
        let driver = try sheet(place).press("e").type("客户更正")
        driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab").press("Backspace", "Backspace", "Backspace")
            .type("85.5").press("Ctrl-S").sees("Q1已更正", "feePaid: 200 -> 85.5")
        #expect(try place.desk.read { try $0.sheet(SurveyID(1), by: .desk).answers["suggestion"] } == words)
        driver.sees("原答案（修订号2）").press("End").sees("原答案（修订号1）", "收费要开发票")
    }

    @Test("withdrawing takes a reason; afterwards nothing can be changed")
    func withdraw() throws {
        let place = try Desks.withSurveys()
        let driver = try sheet(place).press("w").press("Ctrl-S").sees("必填")
        driver.type("录错了单").press("Ctrl-S").sees("已撤销", "不计入任何结果", "录错了单")
        driver.press("e").sees("答卷已撤销")
    }

    @Test("who may not correct is told so; the customer's file shows the sheet and opens it")
    func customer() throws {
        let place = try Desks.withSurveys()
        let driver = try sheet(place, as: "sun").press("e").sees("survey.correct")
        driver.press("u").sees("U140").press("8").sees("Q1", "6/7", "维修后回访", "触发了后续处理")
        driver.press("Enter").sees("R216", "Q1")
    }
}

@Suite("Differences are judged on the screen")
@MainActor
struct ReviewScreenTests {
    @Test("a difference is open until somebody decides, with a note; then it is in the list of all")
    func decide() throws {
        let place = try Desks.withSurveys()
        let driver = try Driver(place, as: "sun", columns: 140, rows: 40).press("Alt-x")
        driver.sees("R217", "1处待核对", "收费与记录不符", "收费¥85.50")
        driver.press("d").sees("客户说：200").press("Ctrl-S").sees("必填")
        driver.type("记录有误").press("Tab").type("师傅漏录").press("Ctrl-S").sees("没有待核对的差异")
        driver.press("m").sees("记录有误", "师傅漏录", "孙丽")
        let decided = try place.desk.read { try $0.surveys.verdict(SurveyID(1), "fee-differs") }
        #expect(decided?.verdict == .recordWrong)
    }

    @Test("by technician with the test of chance; Enter shows that technician's differences")
    func technicians() throws {
        let driver = try Driver(Desks.withSurveys(), as: "chen", columns: 140, rows: 40).press("Alt-x", "2")
        driver.sees("周师傅", "100%").press("Enter").sees("收费与记录不符")
    }

    @Test("who may not judge is told so")
    func refused() throws {
        try Driver(Desks.withSurveys(), as: "li", columns: 140, rows: 40).press("Alt-x", "d").sees(
            "survey.review")
    }
}
