import DeskTesting
import Model
import Quality
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R270, how the house judged itself by a standard")
@MainActor
struct StandardScreenTests {
    private func open(_ place: TemporaryDesk, columns: Int = 120, rows: Int = 60, as login: String = "sun")
        throws -> Driver
    {
        try Driver(place, as: login, language: "en", columns: columns, rows: rows).press("Alt-o", "s")
    }

    @Test("the newest is shown beside the one before: points, verdicts, and how much each changed")
    func tree() throws {
        let driver = try open(Desks.compared()).sees("R270", "2026 年自评", "open", "Before: 2025 年自评")
        driver.sees("After-sales system", "Organisation", "clauses are not judged yet")
        let points = try #require(driver.lines.first { $0.contains("Service points cover") })
        #expect(points.contains("2.7/3") && points.contains("partly, 10% short"), "\(points)")
        #expect(points.contains("-0.3"), "three points before: \(points)")
        let organisation = try #require(driver.lines.first { $0.contains("- Organisation") })
        #expect(organisation.contains("5.7/6") && organisation.contains("-0.3"), "\(organisation)")
        // Of what nobody has judged yet nothing was lost.
        let goods = try #require(driver.lines.first { $0.contains("- Goods service") })
        #expect(goods.contains("-/35") && goods.contains("13 not judged"), "\(goods)")
    }

    @Test("as it was at an assessment: its grade, and the fewest clauses for the next star")
    func before() throws {
        let driver = try open(Desks.compared()).press("o").sees("Choose an assessment").type("2025").press(
            "Enter")
        // 96 applicable, 90 got; one deduction beside the scale.
        driver.sees("2025 年自评", "92.75 points", "4 stars", "The first by this standard")
        driver.press("x").sees("What the next grade takes", "Satisfaction is surveyed", "收费标准未公示")
    }

    @Test("a clause is judged with a reason, which is asked for; what was judged before stays to be seen")
    func mark() throws {
        let place = try Desks.compared()
        let driver = try open(place).press("Down", "Down", "Down", "m").sees("Judge", "Service points")
        driver.press("Ctrl-S").sees("needed", "0 to 100, please").press("Shift-Tab").type("met").press("Tab")
            .type("新增两处网点").press("Ctrl-S")
        #expect(driver.message.contains("Judged: Service points"), "\(driver.text)")
        driver.press("Enter").sees("新增两处网点", "两处网点撤销", "in samples")
    }

    @Test("what is met or not cannot be met in part; a share that fell short is asked for")
    func partly() throws {
        let place = try Desks.compared()
        let driver = try open(place).press("Down", "Down", "m").sees("A named after-sales department")
        driver.type("partly").press("Tab").type("现场查看").press("Ctrl-S")
        let marks = try place.desk.read { try $0.assessmentReport(2, at: place.now).marks }
        #expect(marks.last?.clause == "department" && marks.last?.verdict != .partly)
        driver.press("Down", "m").type("partly").press("Tab", "Tab").type("x").press("Ctrl-S")
        driver.sees("0 to 100, please").type("25").press("Ctrl-S").sees(
            "partly, 25% short")
    }

    @Test("a point beside the scale is given, and ended again")
    func special() throws {
        let place = try Desks.compared()
        let driver = try open(place).press("b").type("deduction").press("Tab").type("广告夸大").press("Ctrl-S")
        driver.press("x").sees("deduction: 广告夸大").press("Esc")
        driver.press("b").type("广告").press("Tab").type("已更正").press("Ctrl-S").press("x").sees("(ended)")
    }

    @Test("Enter folds what lies below an item; all can be folded at once")
    func fold() throws {
        let driver = try open(Desks.compared()).press("Down", "Enter").seesNot(
            "A named after-sales department")
        driver.sees("+ Organisation").press("Enter").sees("- Organisation", "A named after-sales department")
        driver.press("z").seesNot("A named after-sales department").sees("+ Organisation")
        driver.press("Right").sees("A named after-sales department").press("Right", "Left", "Left")
        driver.seesNot("A named after-sales department")
    }

    @Test("a first assessment is begun from here, and not of a day to come")
    func begin() throws {
        let driver = try open(TemporaryDesk()).sees("There is no assessment yet").press("n")
        driver.press("Tab").type("自评").press("Tab")
        for _ in 0..<10 { driver.press("Backspace") }
        driver.type("2030-01-01").press("Ctrl-S").sees("is still to come")
        for _ in 0..<10 { driver.press("Backspace") }
        driver.type("today").press("Ctrl-S").sees("R270", "自评", "After-sales system")
    }

    @Test("who may not keep the audit sees it, and is told so")
    func rights() throws {
        let driver = try open(Desks.compared(), as: "li").sees("2026 年自评").press("m")
        #expect(driver.message.contains("may not"), "\(driver.message)")
    }
}
