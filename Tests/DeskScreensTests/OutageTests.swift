import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// The line to the database breaks while someone works.
@Suite("A lost connection")
@MainActor
struct OutageTests {
    private static let moment = Model.Span(milliseconds: 250)

    /// At C120 with a complaint typed, over a line that can break.
    private func typing() throws -> (driver: Driver, line: LosableDatabase) {
        let (place, line) = try Desks.filled().overALine()
        let driver = try Driver(place).wait(.seconds(1))
        driver.press("F2").type("13955556666").press("Tab").type("何小姐").press("Ctrl-S")
        driver.type("洗衣机漏水")
        return (driver, line)
    }

    @Test("it is said since when it is gone and that it is tried again, and said when it is back")
    func told() throws {
        let (driver, line) = try typing()
        line.lose()
        driver.wait(Self.moment).sees("数据库中断", "自 10:00 起无响应", "自动重连")
        driver.wait(.minutes(3)).sees("自 10:00 起无响应", "洗衣机漏水")
        line.mend()
        driver.wait(Self.moment).seesNot("数据库中断").sees("数据库已恢复", "10:00 至 10:03", "洗衣机漏水")
        driver.wait(.seconds(31)).seesNot("数据库已恢复")
    }

    @Test("an action it could not take leaves the form, and the same key does it once it is back")
    func again() throws {
        for (how, said) in [(LosableDatabase.Break.line, "连接中断"), (.busy, "数据库正忙")] {
            let (driver, line) = try typing()
            line.lose(how)
            driver.press("Ctrl-S").sees("未执行", said, "内容仍保留", "何小姐", "洗衣机漏水")
            line.mend()
            driver.press("Ctrl-S").sees("C3 已登记")
            #expect(try driver.place.problems() == [])
        }
    }

    @Test(
        "when the answer to a commit was lost, it is said to look first; logging again makes no second case")
    func unknown() throws {
        let (driver, line) = try typing()
        line.lose(.answer)
        driver.press("Ctrl-S").sees("可能已生效", "请先查看", "洗衣机漏水")
        #expect(try driver.place.desk.read { try $0.serviceCase(CaseID(3)).summary } == "洗衣机漏水")
        line.mend()
        driver.wait(Self.moment).press("Ctrl-S").sees("C3 尚未办结", "第 1 次催单")
        #expect(throws: DeskFault.self) { try driver.place.desk.read { try $0.serviceCase(CaseID(4)) } }
    }

    @Test("what is typed while it is gone is kept as a draft as soon as it is back")
    func draft() throws {
        let (driver, line) = try typing()
        line.lose()
        driver.wait(Self.moment).type("，地板已湿").wait(.seconds(5))
        line.mend()
        driver.wait(.seconds(1))
        let li = try #require(driver.place.desk.actor(named: "li").staffID)
        let kept = try driver.place.desk.read { try $0.drafts(of: li, form: "C120") }
        #expect(kept.map { $0.values["summary"] } == ["洗衣机漏水，地板已湿"])
    }

    @Test("a case being read stays on the screen, and is read again when it is back")
    func reading() throws {
        let (place, line) = try Desks.filled().overALine()
        let driver = try Driver(place).wait(.seconds(1)).press(":").type("c2").press("Enter").sees("C130")
        line.lose()
        driver.wait(.minutes(1)).press("F5").sees("C130", "Oakwood")
        line.mend()
        try place.as("chen") { _ = try $0.note(Subject(CaseID(2)), "已联系仓库", toldCustomer: false) }
        driver.wait(Self.moment).sees("C130", "已联系仓库")
    }
}
