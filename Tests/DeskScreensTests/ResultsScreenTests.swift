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
        driver.press("End", "Enter").sees("R216", "Q1", "收费与记录不符", "200", "更正")
        driver.press("c").sees("C130", "C1")
    }

    @Test("groups are compared by a figure; Enter narrows to one, b widens again")
    func groups() throws {
        let driver = try results().press("g").type("product").press("Enter").sees("按产品", "冰箱")
        driver.type("/").type("冰箱").press("Enter", "Enter").sees("产品: 冰箱", "2份").seesNot("Q1 ")
        driver.press("b").sees("6份")
    }

    @Test("free words are found as one types")
    func words() throws {
        let driver = try results().press("5").sees("希望师傅早点来", "Please ring", "来得太晚")
        driver.type("/").type("ring").sees("Please ring").seesNot("来得太晚")
    }

    @Test("a withdrawn sheet is not counted, and it is said how many were")
    func withdrawn() throws {
        let place = try Desks.withSurveys()
        try place.as("chen") { _ = try $0.withdraw(SurveyID(2), reason: "重复录入") }
        try results(place).sees("5份 ?", "1份问卷已撤销")
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
        try results(TemporaryDesk()).sees("R215")
    }
}

@Suite("A sheet of answers on the screen")
@MainActor
struct AnswersScreenTests {
    private func sheet(_ place: TemporaryDesk, as login: String = "chen") throws -> Driver {
        try Driver(place, as: login, columns: 140, rows: 50).press("Alt-g", "6", "End", "Enter").sees("R216")
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
