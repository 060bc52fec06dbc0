import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("C120: what is known, proposed and promised while a caller speaks")
@MainActor
struct LogTests {
    @Test("the file is there before the whole number is typed, with rights, open cases and the last contacts")
    func beforeTheLastDigit() throws {
        let place = try Desks.filled()
        try place.as("li") { _ = try $0.note(Subject(CaseID(1)), "已告知客户明日上门", toldCustomer: true) }
        let driver = try Driver(place, columns: 120, rows: 36)
        driver.press("F2").type("138001380").sees("王小明", "AC2025", "免费维修", "C1", "最近联系", "已告知客户明日上门")
    }

    @Test("what the case would be promised, and until when, stands there before it is logged")
    func promises() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place, columns: 120, rows: 36)
        driver.press("F2").type("13800138000").press("Tab").type("空调太吵")
        driver.sees("登记后对客户的承诺", "投诉受理", "投诉答复")
        // Danger is promised more, at once.
        driver.type("，插头冒烟").sees("危急", "安全投诉即时受理").seesNot("投诉受理 ")
        driver.press("Ctrl-S")
        let clocks = try place.desk.read { try $0.sheet(CaseID(1), by: .desk, at: place.now).clocks }
        #expect(clocks.contains { $0.promise == "complaint-acknowledge-critical" })
    }

    @Test("a severity other than the proposed asks why, and only then; the journal keeps both")
    func overruled() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab").type("空调太吵").seesNot("调整原因")
        driver.press("Tab", "Tab", "Tab", "Tab").type("紧急").sees("调整原因")
        driver.press("Ctrl-S").sees("C120", "必填").type("家中有新生儿").press("Ctrl-S").sees("C130")
        let entry = try #require(
            try place.desk.read { try $0.sheet(CaseID(1), by: .desk, at: place.now).history.first })
        #expect(entry.facts["severity"] == .text("urgent"))
        #expect(entry.facts["severityProposed"] == .text("general"))
        #expect(entry.facts["severityReason"] == .text("家中有新生儿"))
        driver.press("Esc", "h").sees("建议的严重程度", "家中有新生儿")
    }

    @Test("the pick list goes on from what was typed into the field")
    func pickGoesOn() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab", "Tab").type("冰").press("F4")
        driver.sees("冰箱").seesNot("洗衣机").press("Backspace").sees("洗衣机")
    }

    @Test("set back to what is proposed, no reason is asked")
    func overruledAndBack() throws {
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab").type("太吵").press("Tab", "Tab", "Tab").type("紧急")
        driver.press("Del").seesNot("调整原因").press("Ctrl-S").sees("C130")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(1)).severity } == .general)
    }

    @Test("a repeat within thirty days is named before it is logged")
    func repeats() throws {
        let place = try TemporaryDesk()
        _ = try place.finishedRepair()
        place.now = place.now + .days(20)
        let driver = try Driver(place)
        driver.press("F2").type("13800138000").press("Tab").type("空调又不制冷")
        driver.press("Tab", "Tab", "Tab").type("维修").sees("重复问题：同一事项 C1", "30 天")
        driver.press("Ctrl-S").sees("与 C1 为重复问题")
    }

    @Test("product and fault are read from what the caller says; what the agent chose stays")
    func readFromWords() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").type("13955556666").press("Tab").type("何小姐").press("Tab", "Tab")
        driver.type("洗衣机漏水").sees("产品       洗衣机", "故障       漏水").press("Tab").type("冰箱").press("Shift-Tab")
        driver.press("End").type("，还有异味").sees("产品       冰箱", "故障       漏水")
    }

    @Test("Alt-y takes product and fault, or the words, from the customer's last case")
    func asLastTime() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800139999").press("Tab").tell(.key(.alt("y")))
        driver.sees("Refrigerator is noisy at night", "已从 C2 复制", "冰箱", "噪音大")
    }

    @Test("what comes next is chosen by a digit: a visit")
    func nextVisit() throws {
        try logged().sees("C3：下一步？", "请告知客户单号和时限").press("1").sees("V150", "周师傅")
    }

    @Test("what comes next: the answer, at once")
    func nextAnswer() throws {
        let driver = try logged().sees("2 当场答复：当场解决").press("2").sees("答复及处理方案")
        driver.type("已教会客户设置").press("Ctrl-S")
        #expect(try driver.place.desk.read { try $0.serviceCase(CaseID(3)).category } == .done)
    }

    @Test("what comes next: a call-back, shown as it is typed, made by whoever is free, the agent too")
    func nextCallBack() throws {
        let driver = try logged().press("3").sees("承诺回电").type("昨天").press("Ctrl-S").sees("请填写将来的时间")
        driver.press("Ctrl-U").type("15:30").sees("15:30").press("Tab").type("确认配件到货").press("Ctrl-S")
        driver.sees("F1：", "前回电")
        let call = try driver.place.desk.read { try $0.call(CallID(1)) }
        #expect(call.dueBy == Samples.now + .minutes(330))
        #expect(call.barred == [])
    }

    @Test("what comes next: the next call, on an empty form; or nothing")
    func nextCall() throws {
        try logged().press("4").sees("C120").seesNot("王小明")
        try logged().press("Enter").sees("C130 C3")
    }

    /// Another matter of a customer with an open case, just logged.
    private func logged() throws -> Driver {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").press("Tab").type("遥控器不会用").press("F6", "Ctrl-S")
        return driver
    }

    @Test("while the caller is looked up nothing waits: what is typed meanwhile is there, and stays")
    func lookUpBeside() throws {
        let place = try Desks.filled()
        let runner = HeldRunner()
        let driver = try Driver(place, runner: runner)
        runner.release()
        driver.press("F2").type("13800138000").press("Tab").type("王")
        #expect(runner.count > 5)
        driver.sees("13800138000", "王")
        runner.releaseReversed()
        driver.sees("王小明", "AC2025")
    }

    @Test("Tab passes by what is settled: from the number straight to the words, from the words to the fault")
    func tabs() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").press("Tab").type("甲").press("Tab").type("噪音")
        driver.sees("描述     * 甲", "故障       噪音大")
        // The unit is still within reach of the arrows.
        driver.press("Up", "Up").press("Del").press("Tab", "Tab").type("冰箱").sees("产品       冰箱")
    }

    @Test("F4 in the words brings canned phrases; in a choice, the list")
    func pick() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").press("Tab", "F4").sees("K220").press("Esc").press("Tab", "F4")
        driver.sees("不制热").press("Esc").sees("C120")
    }
}
