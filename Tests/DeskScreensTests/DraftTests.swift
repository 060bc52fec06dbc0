import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("Drafts")
@MainActor
struct DraftTests {
    private func drafts(_ place: TemporaryDesk) throws -> [Draft] {
        let li = try #require(try place.desk.actor(named: "li").staffID)
        return try place.desk.read { try $0.drafts(of: li, form: "C120") }
    }

    @Test("what was typed a second ago survives a killed terminal and is offered again")
    func survivesAKill() throws {
        let place = try TemporaryDesk()
        try Driver(place).press("F2").type("13955556666").press("Tab").type("何小姐").wait(.seconds(1))
        #expect(try drafts(place).map { $0.values["name"] } == ["何小姐"])
        // No farewell: the next program starts on the same desk.
        let next = try Driver(place)
        next.press("F2").sees("未完成的登记", "13955556666").press("F8").sees("继续填写")
        next.press("Enter").sees("13955556666", "何小姐", "已恢复")
        next.press("Tab").type("家中").press("Ctrl-S").type("洗衣机漏水").press("Ctrl-S").sees("C1 已登记")
        #expect(try drafts(place) == [])
    }

    @Test("a draft changes as the text does, and there is only one")
    func oneDraft() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").type("1395555").wait(.seconds(1)).type("6666").wait(.seconds(1))
        #expect(try drafts(place).map { $0.values["phone"] } == ["13955556666"])
    }

    @Test("on a hang-up everything unsaved is saved before the program ends")
    func hangUp() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").type("13955556666")
        #expect(try drafts(place) == [])
        driver.app.saveDrafts()
        #expect(try drafts(place).map { $0.values["phone"] } == ["13955556666"])
    }

    @Test("going back keeps the text; throwing the draft away removes it")
    func discard() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").type("13955556666").press("F12").sees("W110")
        driver.press("F2").sees("未完成的登记").press("F8", "Down", "Down", "Enter").sees("草稿已丢弃")
        #expect(try drafts(place) == [])
        driver.press("F12", "F2").seesNot("未完成的登记")
    }

    @Test(
        "keys typed right after F2 go into the form, whatever was left unfinished, and neither text is lost")
    func offeredQuietly() throws {
        let place = try TemporaryDesk()
        try Driver(place).press("F2").type("13955556666").press("Tab").type("何小姐").wait(.seconds(1))
        let driver = try Driver(place)
        driver.press("F2").sees("未完成的登记", "按 F8").type("13712345678").sees("13712345678", "F8 未完成")
        driver.press("Tab").type("吕先生").wait(.seconds(1)).press("F8", "Enter")
        driver.sees("何小姐", "13955556666").seesNot("吕先生")
        // What was typed meanwhile is the unfinished one now.
        driver.press("F8").sees("13712345678").press("Enter").sees("吕先生", "13712345678")
        driver.press("Ctrl-S").type("不制冷").press("Ctrl-S").sees("C1 已登记", "吕先生")
        #expect(try drafts(place).map { $0.values["name"] } == ["何小姐"])
    }

    @Test("a note left unfinished is there again")
    func note() throws {
        let place = try Desks.filled()
        let driver = try Driver(place)
        driver.press(":").type("c1").press("Enter", "n").type("客户要求改约").wait(.seconds(1)).press("Esc")
        driver.press("n").sees("客户要求改约").press("Ctrl-S").sees("备注已保存", "客户要求改约")
        driver.press("n").seesNot("已恢复")
        #expect(try place.desk.read { try $0.sheet(CaseID(1), by: .desk, at: place.now).notes.count } == 1)
    }

    @Test("the words of a half-taken step are there again, and gone once it is taken")
    func step() throws {
        let place = try Desks.filled()
        let reasoned = { (driver: Driver) in
            driver.press(":").type("c1").press("Enter", ":").type("升级").press("Enter")
        }
        let driver = try Driver(place)
        _ = reasoned(driver)
        driver.type("客户要求升级").wait(.seconds(1))
        let next = try Driver(place)
        _ = reasoned(next)
        next.sees("客户要求升级").press("Ctrl-S").sees("当前状态：已升级")
        let li = try #require(place.desk.actor(named: "li").staffID)
        #expect(try place.desk.read { try $0.drafts(of: li, form: "C1 escalate") } == [])
    }

    @Test("the answers of a call survive a killed terminal")
    func callAnswers() throws {
        let place = try Desks.withPlainCallDue()
        try Driver(place, as: "zhao").press("F9", "1").type("12.50").press("Enter").type("2").wait(
            .seconds(1))
        let next = try Driver(place, as: "zhao")
        next.press("F9").sees("已解决", "¥12.50", "已恢复").press("F6", "1").sees("W110")
        #expect(try place.desk.read { try $0.call(CallID(2)).fields["feePaid"] } == .number(1250))
    }

    @Test("a key pressed twice while the first is under way writes once")
    func pressedTwice() throws {
        let runner = HeldRunner()
        let place = try TemporaryDesk()
        _ = try place.customer()
        let driver = try Driver(place, runner: runner)
        driver.press("F2").type("13800138000")
        runner.release()
        driver.press("Tab").type("不制冷").press("Ctrl-S", "Ctrl-S")
        runner.release()
        driver.sees("C1 已登记")
        #expect(
            try place.desk.read { try $0.caller(digits: "13800138000", by: .desk).file?.openCases.count } == 1
        )
    }
}
