import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R210, the reports, and R211, what is behind a figure")
@MainActor
struct ReportsScreenTests {
    private func open(_ place: TemporaryDesk, columns: Int = 120, rows: Int = 36) throws -> Driver {
        try Driver(place, as: "chen", language: "en", columns: columns, rows: rows).press("Alt-o")
    }

    @Test("Enter goes to the very rows, as many as the figure is counted of, and from there to the case")
    func behind() throws {
        let place = try Desks.served()
        let closed = try place.desk.read { reading in
            let today = reading.rules.localDay(place.now)
            return try reading.serviceReport(today - 29...today, figures: [.closed], at: place.now).lines[0]
                .now.count
        }
        let driver = try open(place).sees("R210", "Cases opened", "Promises kept")
        driver.press("Down", "Enter").sees("R211", "Behind it: Cases closed \(closed)")
        driver.press("Enter").sees("C130").press("Esc").sees("R211").press("Esc").sees("R210")
    }

    @Test("the definition is a key away, in the language shown")
    func definition() throws {
        let driver = try open(Desks.served()).press("End", "d").sees("Promises kept", "counts as missed")
        driver.press("Esc").sees("R210").press("F11").sees("承诺兑现率")
    }

    @Test("apart by a field each figure has its groups below it; another period counts anew")
    func groups() throws {
        let driver = try open(Desks.served()).press("g").type("kind of cust").press("Enter")
        driver.sees("by Kind of customer", "Dealer", "Consumer")
        driver.press("Down", "Enter").sees("Behind it: Cases opened, ")
        driver.press("Esc", "p").type("7 days").press("Enter").sees("2026-11-18", "R210")
        driver.press("g").type("all").press("Enter").seesNot("Dealer")
    }

    @Test("what nothing is behind says so")
    func nothing() throws {
        let driver = try open(TemporaryDesk()).press("Enter")
        #expect(driver.message.contains("nothing behind"))
    }
}
