import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("A customer's file")
@MainActor
struct CustomerFileTests {
    private func file(_ place: TemporaryDesk, as login: String = "li") throws -> Driver {
        try Driver(place, as: login).press(":").type("k1").press("Enter").sees("U140")
    }

    @Test("digits, Tab and the arrows show its drawers, each with what it holds")
    func drawers() throws {
        let driver = try file(Desks.withFile()).sees("免费维修", "未结服务单")
        driver.press("2").sees("空调不制冷", "已修复").press("3").sees("KFR-35GW", "免费维修，至")
        driver.press("4").sees("周师傅", "到达").press("5").sees("上门后回访").press("6").sees("答复", "已超")
        driver.press("7").sees("客户要求周末上门").press("8").sees("平均 2.5 分（满分 3，共 2 次）", "由早到近：2 3")
        driver.press("9").sees("138 0013 8000")
        driver.press("Tab").sees("未结服务单（").press("Left", "Left").sees("由早到近").press("Right").sees("身份")
    }

    @Test(
        "a rank is chosen in the form and stands on the file and on the customer's cases; the usual one nowhere"
    )
    func rank() throws {
        let place = try Desks.withFile()
        let driver = try file(place).press("e").sees("客户等级", "普通客户")
        driver.press("Tab", "Tab").type("贵宾").press("Ctrl-S").sees("贵宾客户", "K1 已保存")
        #expect(try place.desk.read { try $0.customer(CustomerID(1)) }.rank == "vip")
        driver.press("2", "Enter").sees("C130", "贵宾客户")
        try file(Desks.withFile()).sees("王小明").seesNot("普通客户")
    }

    @Test("Enter opens every kind of line, and Esc leads back to it")
    func open() throws {
        let driver = try file(Desks.withFile())
        for (tab, seen) in [
            ("1", "C130"), ("2", "C130"), ("3", "序列号"), ("4", "C130"), ("5", "F170"), ("6", "时限的由来"),
            ("8", "F170"), ("9", "电子邮件"),
        ] {
            driver.press(tab, "Enter").sees(seen)
            while driver.app.stack.count > 2 { driver.press("Esc") }
            driver.sees("U140")
        }
    }

    @Test("a note on the customer is read where it stands; one on a case opens the case")
    func notes() throws {
        let driver = try file(Desks.withFile()).press("7", "/").type("K1").press("Enter", "Enter")
        driver.sees("K1 备注", "家有老人，请先打电话").press("Esc", "Esc")
        driver.press("/").type("C1").press("Enter", "Enter").sees("C130")
    }

    @Test("n writes a note on the customer, c logs for them, and the drawer shows it at once")
    func write() throws {
        let driver = try file(Desks.withFile()).press("7", "n").type("喜欢短信联系").press("Ctrl-S").sees("喜欢短信联系")
        driver.press("c").sees("C120", "王小明")
    }

    @Test("a drawer of hundreds is read by the page as one moves down, and the selection stays on its record")
    func pages() throws {
        let place = try Desks.filled()
        try place.as("li") { work in
            for number in 1...250 { try work.note(Subject(CaseID(1)), "第 \(number) 条") }
        }
        let driver = try file(place).press("7").sees("第 250 条")
        for _ in 0..<8 { driver.press("End") }
        #expect(driver.selectedLine.contains("第 1 条"))
        try place.as("chen") { _ = try $0.note(Subject(CaseID(1)), "最新一条") }
        driver.wait(.seconds(1))
        #expect(driver.selectedLine.contains("第 1 条"))
        driver.press("Home").sees("最新一条")
    }

    @Test("what comes late of a drawer that was left is not shown beside the next")
    func late() throws {
        let runner = HeldRunner()
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36, runner: runner)
        driver.app.apply([.push(CustomerScreen(CustomerID(1)))])
        runner.release()
        driver.press("2")
        // The drawer comes, the record in it not yet.
        runner.releaseFirst()
        driver.press("4")
        runner.release()
        let file = try #require(driver.app.stack.last?.screen as? CustomerScreen)
        #expect(file.list.isRead && file.list.isEmpty)
        #expect(file.detail == nil)
    }

    @Test("the filter finds within a drawer, and another drawer begins without it")
    func filter() throws {
        let driver = try file(Desks.withFile()).press("2", "/").type("咨询").sees("保修期").seesNot("空调不制冷")
        driver.press("Enter", "7").seesNot("咨询").sees("客户要求周末上门")
    }

    @Test("a palette entry by unit opens the drawer of units")
    func byUnit() throws {
        try Driver(Desks.withFile()).press(":").type("u1").press("Enter").sees("U140", "序列号", "KFR-35GW")
    }

    @Test("a click on a tab shows it")
    func click() throws {
        try file(Desks.withFile()).click("满意度").sees("由早到近")
    }
}
