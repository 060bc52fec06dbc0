import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R220, the gaps of the service, and R221, what is behind one")
@MainActor
struct GapsScreenTests {
    private func open(_ place: TemporaryDesk, columns: Int = 120, rows: Int = 36) throws -> Driver {
        try Driver(place, as: "chen", language: "en", columns: columns, rows: rows).press("Alt-o", "v")
    }

    @Test("attributes down, gaps across; the one chosen is told in full, and Tab goes to the next")
    func table() throws {
        let driver = try open(Desks.measured()).sees("R220", "Repair taken up", "Expected", "Perceived")
        driver.press("Down").sees("Total  ").press("Tab").sees("Understanding  -4").press("Shift-Tab")
        driver.sees("Total  ")
    }

    @Test("Enter goes to the very cases and answers, and from there to the record")
    func behind() throws {
        let driver = try open(Desks.measured()).press("Down", "Tab", "Tab", "Tab", "Enter")
        driver.sees("R221", "Repair plan given, Behavioural").press("Enter").sees("C130")
        driver.press("Esc").sees("R221").press("Esc").sees("R220")
    }

    @Test("what has no data says so, and nothing is behind it")
    func empty() throws {
        let driver = try open(TemporaryDesk()).sees("R220", "There is no data of it in this time.").press(
            "Enter")
        #expect(driver.message.contains("no data behind"))
    }

    @Test(
        "in shares of what it is measured by; of a line, of some customers; the definition is a key away, in both languages"
    )
    func choices() throws {
        let driver = try open(Desks.measured()).press("u").sees(" %").press("u")
        driver.press("l").type("complaint").press("Enter").sees("Complaint answered").seesNot(
            "Repair taken up")
        driver.press("g").type("wholesaler").press("Enter").sees("Wholesaler")
        driver.press("d").sees("What customers expect against").press("Esc", "F11").sees("服务差距")
    }
}
