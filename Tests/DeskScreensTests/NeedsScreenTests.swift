import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R250, what customers and dealers need, and R251, what is behind a need")
@MainActor
struct NeedsScreenTests {
    private func open(_ place: TemporaryDesk) throws -> Driver {
        try Driver(place, as: "chen", language: "en", columns: 120, rows: 36).press("Alt-o", "v", "n")
    }

    @Test("needs down with weight, kind, standard and promise; Tab goes to the dealers'")
    func table() throws {
        let driver = try open(Desks.wanting()).sees(
            "R250", "What customers need", "Technician comes soon", "6.5/7")
        driver.press("Down", "Down", "Down", "Down").sees("M must-be", "Visit within 24 hours")
        driver.press("Tab").sees("What dealers need", "Spare parts in time", "none").press("Tab")
        driver.sees("What customers need")
    }

    @Test("a segment and a city are chosen; a segment that the other audience has not is left with it")
    func group() throws {
        let driver = try open(Desks.wanting()).press("g").sees("Consumer").seesNot("Retailer")
        driver.type("Consumer").press("Enter").sees("Consumer", "Technician comes soon")
        driver.press("r").sees("Everywhere", "上海市").type("shanghai").press("Enter").sees("上海市")
        driver.press("Tab").sees("What dealers need", "上海市").seesNot("Consumer")
        driver.press("g").sees("Retailer").seesNot("Consumer")
    }

    @Test("Enter goes to complaints, notes and answers, and from there to the record")
    func behind() throws {
        let driver = try open(Desks.wanting()).press("Down", "Down", "Down", "Down", "Enter")
        driver.sees("R251", "Behind: Technician comes soon", "没人来").press("Enter").sees("C130")
        driver.press("Esc").sees("R251").press("Esc").sees("R250")
    }

    @Test("what a group said has no record, and the screen says so")
    func nobodyKnown() throws {
        let driver = try open(Desks.wanting()).press("/").type("lent").press("Enter", "Enter")
        driver.sees("R251", "座谈会").press("Enter")
        #expect(driver.message.contains("a group"))
    }

    @Test(
        "where nobody said anything the promises stand alone, and nothing is behind them; in both languages")
    func empty() throws {
        let driver = try open(TemporaryDesk()).sees("R250", "Delivered in time and free", "≤ 48 h").press(
            "Enter")
        driver.sees("Nobody spoke of it in this time.").press("Esc", "F11").sees("用户需求表")
    }
}
