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

    /// The reports, as they begin to count.
    private func counting(_ runner: HeldRunner) throws -> Driver {
        let driver = try Driver(
            Desks.served(), as: "chen", language: "en", columns: 120, rows: 36, runner: runner)
        runner.release()
        return driver.press("Alt-o").sees("R210", "Counting ...")
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
        // Of promises each row says which it is of.
        driver.press("End", "Up", "Enter").sees("Behind it: Promises kept", "Repair request taken up")
    }

    @Test("when the rows of a figure come is shown by weekday and hour, as many as the figure is counted of")
    func hours() throws {
        let place = try Desks.served()
        let now = place.now
        let (count, hours) = try place.desk.read { reading in
            let today = reading.rules.localDay(now)
            let days = today - 29...today
            return (
                try reading.serviceReport(days, figures: [.opened], at: now).lines[0].now.count,
                try reading.figureHours(.opened, in: reading.rules.span(days), at: now)
            )
        }
        #expect((1...7).reduce(0) { $0 + hours.count(on: $1, 0..<24) } == count && count > 0)
        #expect(!hours.hours.isEmpty && hours.count(on: 1, 0..<hours.hours.lowerBound) == 0)
        let driver = try open(place).press("h").sees("Cases opened by weekday and hour", "Mon", "Sun")
        driver.press("Esc").sees("R210").seesNot("by weekday and hour")
    }

    @Test("rows behind a figure are sorted by the header that is clicked, whatever columns they have")
    func sorted() throws {
        let driver = try open(Desks.served()).press("End", "Up", "Enter").sees("Behind it: Promises kept")
        func cases() -> [Int] {
            driver.lines.compactMap { line in line.firstMatch(of: /^[CFV]\d+ +C(\d+)\b/).flatMap { Int($0.1) }
            }
        }
        let asRead = cases()
        #expect(asRead != asRead.sorted())
        driver.click("Case").sees("Case^")
        #expect(cases() == cases().sorted() && cases().count == asRead.count)
        driver.click("Case^").sees("Casev")
        #expect(cases() == cases().sorted(by: >) && cases().count == asRead.count)
        driver.click("Promise ").sees("Promise^")
        #expect(driver.lines[2].contains("Arrival within the agreed"), "\(driver.text)")
        // The choice is kept for the figure whose rows have no such column, and leaves them as they are.
        driver.press("Esc", "Home", "Down", "Enter").sees("Behind it: Cases closed").seesNot("^")
    }

    @Test("the definition is a key away, in the language shown")
    func definition() throws {
        let driver = try open(Desks.served()).press("End", "Up", "d").sees(
            "Promises kept", "counts as missed")
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

    @Test("days that are written are counted; such as end before they begin are refused beside the field")
    func anyDays() throws {
        let driver = try open(Desks.served()).press("f").sees("From", "Until")
        driver.type("x").press("Ctrl-S").sees("a day such as")
        driver.press("Backspace", "Ctrl-S").sees("R210").seesNot("a day such as")
        driver.press("f", "Tab").press("Ctrl-U").type("2001-01-01").press("Ctrl-S").sees(
            "not before the first")
    }

    @Test(
        "what was chosen is counted anew; ended by Esc it stays ended, and nothing of the former stands there"
    )
    func ended() throws {
        let runner = HeldRunner()
        let driver = try counting(runner)
        runner.release()
        driver.sees("Cases opened").press("g").type("kind of cust").press("Enter")
        driver.sees("by Kind of customer", "Counting ...").seesNot("Cases opened").press("Esc")
        runner.release()
        driver.sees("R210", "Ended before all was read").seesNot("Cases opened")
        driver.app.refreshVisible(unasked: true)
        #expect(runner.count == 0, "the news does not begin it again")
        driver.press("F5")
        runner.release()
        driver.sees("Cases opened", "Dealer")
    }

    @Test("back from what is behind nothing is counted again, and the news does not begin a count anew")
    func comesBack() throws {
        let runner = HeldRunner()
        let driver = try counting(runner)
        let held = runner.count
        driver.app.refreshVisible(unasked: true)
        #expect(runner.count == held)
        runner.release()
        driver.press("Enter")
        runner.release()
        driver.sees("R211").press("Esc").sees("R210", "Cases opened")
        #expect(runner.count == 0)
    }

    @Test("what nothing is behind says so")
    func nothing() throws {
        let driver = try open(TemporaryDesk()).press("Enter")
        #expect(driver.message.contains("nothing behind"))
    }
}
