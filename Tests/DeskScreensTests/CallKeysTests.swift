import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("F170: keys and scripts")
@MainActor
struct CallKeysTests {
    @Test("the first digit of a call that owes a questionnaire leads to it, and none ends it as satisfied")
    func questions() throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao").press("F9")
        driver.seesNot("2 较满意").press("1").sees("F175")
    }

    @Test("who was reached without time for the questions is a letter, which asks why and keeps it")
    func withoutQuestions() throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9", "z").sees("未做问卷的原因")
        driver.press("Ctrl-S").sees("必填").type("客户没时间").press("Ctrl-S").sees("W110")
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.category == .done && call.fields["unasked"] == .text("客户没时间"))
    }

    @Test("who warns of a late visit says so, asks nothing of a service, and ends with what was agreed")
    func lateVisit() throws {
        let place = try Desks.withVisitLate()
        let driver = try Driver(place, as: "zhao").press("F9").sees("师傅要晚到一会儿", "新的上门时间还没定下来").seesNot(
            "问题是否解决")
        driver.sees("1 客户同意等候").seesNot("满意").press("1").sees("W110")
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.category == .done && call.fields["satisfaction"] == nil)
    }

    @Test("the script is in the customer's language, and the screen says which that is where it is another")
    func language() throws {
        let driver = try Driver(Desks.withVisitLate(), as: "zhao", language: "en").press("F9")
        driver.sees("Spoken to in 简体中文", "师傅要晚到一会儿")
        try Driver(Desks.withVisitLate(), as: "zhao").press("F9").seesNot("请用客户的语言通话")
    }

    @Test("an outcome has the same key on every call: with questions and without, to ask and to tell")
    func sameKeys() throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao").press("F9")
        driver.sees("1 维修后回访", "4 无人接听", "7 约定再次回访", "8 客户拒绝", "9 号码错误", "g 退回待回访")
        let plain = try Driver(Desks.withPlainCallDue(), as: "zhao").press("F9", "F6")
        plain.sees("1 满意", "3 不满意", "4 无人接听", "8 客户拒绝", "9 号码错误", "g 退回待回访", "b 中途挂断")
        let told = try Driver(Desks.withVisitLate(), as: "zhao").press("F9")
        told.sees("1 客户同意等候", "2 客户要求另约时间", "4 无人接听", "8 客户拒绝", "9 号码错误", "n 未接通")
    }

    @Test("moved, language and no more calls are a letter each; no more calls asks who wants that")
    func letters() throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao").press("F9")
        driver.sees("m 客户已搬迁", "l 转由会对方语言的人员", "x 客户要求不再来电")
        driver.press("x").sees("由谁提出不再来电").press("Esc")
        driver.press("l").sees("W110")
    }

    @Test("a call-back is promised from within a call, and from its questionnaire", arguments: [[], ["1"]])
    func promise(keys: [String]) throws {
        let place = try Desks.withCallDue()
        let driver = try Driver(place, as: "zhao").press("F9")
        for key in keys { driver.press(key) }
        driver.send(.alt("y")).type("15:30").press("Ctrl-S").sees("15:30")
        let call = try place.desk.read { try $0.call(CallID(2)) }
        #expect(call.reason == CallWish.promised && call.promisedAt == call.dueBy)
        #expect(call.caseID == CaseID(1) && !call.barred.isEmpty)
    }

    @Test("its head says for how long the call is in hand")
    func running() throws {
        let place = try Desks.withCallDue()
        _ = try place.as("zhao") { try $0.claimNextCall() }
        place.now = place.now + .minutes(3)
        try Driver(place, as: "zhao").press("F9").sees("已用时", "3")
    }

    @Test("outside calling hours the outcome asks why, and is recorded with it")
    func offHours() throws {
        let place = try Desks.withCallDue()
        place.now = place.desk.rules.startOfDay(place.now) + .hours(22)
        let driver = try Driver(place, as: "zhao").press(":").type("f1").press("Enter").sees("F170", "不是回访时段")
        driver.press("4").sees("非回访时段通话原因").press("Ctrl-S").sees("必填")
        driver.type("客户来电").press("Ctrl-S").seesNot("必填")
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.attempts == 1 && call.fields["offHours"] == .text("customer rang"))
    }

    @Test("a questionnaire answered outside calling hours asks why before it is kept")
    func answeredOffHours() throws {
        let place = try Desks.withCallDue()
        place.now = place.desk.rules.startOfDay(place.now) + .hours(22)
        let driver = try Driver(place, as: "zhao").press(":").type("f1").press("Enter", "1").sees("F175")
        driver.press("1", "2", "2", "2", "1", "F6").press("Enter").press("6", "F6", "Enter")
        driver.sees("非回访时段通话原因", "客户要求此时联系").press("Enter").sees("Q1")
        let call = try place.desk.read { try $0.call(CallID(1)) }
        #expect(call.category == .done && call.fields["offHours"] == .text("customer rang"))
    }
}
