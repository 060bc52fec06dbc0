import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("A questionnaire in a call")
@MainActor
struct SurveyScreenTests {
    private func surveys(_ place: TemporaryDesk) throws -> [Survey] {
        try place.desk.read { try $0.surveys.of(CaseID(1)) }
    }

    @Test(
        "digits answer one question after another, Enter keeps the sheet and closes the call as the answers say"
    )
    func content() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9", "q").sees(
            "F175", "第 1 题", "现在故障修好了吗", "1 修好了")
        driver.press("1").sees("让您担心的情况").press("2").sees("您付费了吗").press("2").press("2").press("1")
        driver.press("F6").sees("还需回答：这次维修服务").press("Enter").sees("总体打几分").press("6").press("F6")
        driver.sees("已问完", "结束回访：满意").seesNot("必须回答")
        driver.press("Up").sees("建议").press("F6").press("Enter").sees("Q1 已保存")
        let survey = try #require(try surveys(place).first)
        #expect(survey.call == CallID(1) && survey.visit != nil && survey.source == .call)
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.category == .done && call.fields["satisfaction"] == .text("satisfied"))
        #expect(try place.problems() == [])
    }

    @Test("a branch opens where an answer leads, and its answers go when that answer changes")
    func branch() throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao").press("F9", "q")
        driver.press("2").sees("现在还有什么问题").type("还有异响").press("Enter").sees("让您担心的情况", "还有异响")
        driver.press("Up", "Up").sees("现在故障修好了吗").press("1").sees("让您担心的情况").seesNot("还有异响")
    }

    @Test("what is no answer is said and stays to be mended; letters do not leave the field")
    func wrong() throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao").press("F9", "q", "1", "2", "1")
        driver.type("many").press("Enter").sees("“many”不是答案", "一共付了多少钱")
        driver.press("Backspace", "Backspace", "Backspace", "Backspace").type("85.5").press("Enter").sees(
            "收据或发票")
    }

    @Test("a fault that is still there opens the repair again, and the agent is told")
    func setOff() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9", "q", "3").type("还是不制冷").press(
            "Enter", "2", "2", "2", "1")
        driver.press("F6", "Enter", "2").press("F6").sees("结束回访：不满意").press("Enter").sees("触发", "C1")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(1)).category.isOpen })
    }

    @Test("a lost line loses no answer, and the drafts lead back to the question")
    func resumed() throws {
        let place = try Desks.withCallDue()
        try Driver(place, as: "zhao").press("F9", "q", "1", "2").wait(.seconds(2))
        let driver = try Driver(place, as: "zhao").press("F9", "q").sees("您付费了吗", "已恢复")
        driver.press("Esc", "Esc").press("Alt-r").sees("问卷").press("Enter").sees("F175", "您付费了吗")
    }

    @Test(
        "what is being typed is kept as well, a step back takes it, and what does not fit stays to be mended")
    func typed() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9", "q", "2").type("还有异响").wait(.seconds(2))
        let next = try Driver(place, as: "zhao").press("F9", "q").sees("还有异响", "已恢复")
        next.press("Up").sees("现在故障修好了吗", "还有异响")
        driver.press("Up").sees("现在故障修好了吗").press("Down").sees("还有异响")
    }

    @Test(
        "after the answers are kept one is back where one came from, and no draft is left of call or questions"
    )
    func leaves() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9", "q", "1", "2", "2", "2", "1").wait(.seconds(2))
        driver.press("F6", "Enter", "6").press("F6", "Enter").sees("W110")
        let zhao = try place.desk.actor(named: "zhao")
        #expect(try place.desk.read { try $0.drafts(of: zhao).isEmpty })
    }

    @Test(
        "a customer who rings off is recorded as such with what was answered, once asked; without any answer there is nothing to keep",
        arguments: ["zh-Hans", "en"])
    func brokeOff(language: String) throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao", language: language).press("F9", "q").send(.alt("b"))
        driver.sees("F175", language == "en" ? "Nothing is answered yet" : "尚无答案")
        driver.press("1").send(.alt("b")).sees("┌").press("y").sees("W110")
        let (call, surveys) = try place.desk.read {
            (try $0.call(CallID(1)), try $0.surveys.of(CaseID(1)))
        }
        #expect(call.category == .done && surveys.count == 1)
    }

    @Test("a call without a questionnaire offers none")
    func none() throws {
        let place = try TemporaryDesk()
        try place.as("li") { work in
            let customer = try work.addCustomer(Samples.customer()).id
            _ = try work.schedule(
                CallWish(customer: customer, reason: "call back", from: work.now, by: work.now + .hours(1)))
        }
        try Driver(place, as: "zhao").press("F9").sees("F170").seesNot("维修后回访").press("F6", "q").seesNot(
            "F175")
    }

    @Test("in English, in a narrow terminal, the customer stands above the question")
    func narrow() throws {
        let driver = try Driver(
            Desks.withCallDue(), as: "zhao", language: "en", columns: 60, rows: 20)
        driver.press("F9", "q").sees("王小明", "Question 1 of", "Is the fault fixed now?", "1 Fully")
    }
}
