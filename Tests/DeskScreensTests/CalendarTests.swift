import DeskTesting
import Testing

@testable import DeskScreens

@Suite("A day picked from a calendar")
@MainActor
struct CalendarTests {
    /// The outcome of a call: to be called again, at a time the customer names. 10:00 on Thursday, 26 November 2026.
    private func sheet() throws -> Driver {
        try Driver(Desks.withCallDue(), as: "zhao").press("F9", "F6", "7").sees("约定再次回访时间")
    }

    @Test("F4 opens the month; the day picked is filled in with the time typed, or the usual one")
    func picked() throws {
        let driver = try sheet()
        driver.press("F4").sees("2026 年 11 月", "[26]", "*28")
        driver.press("Right", "Down", "Enter").sees("2026-12-04 09:00")
        driver.press("Ctrl-U").type("明天 14:30").press("F4").sees("2026 年 11 月").press("PgDn", "Enter")
        driver.sees("2026-12-27 14:30")
    }

    @Test("what is typed is answered with how it was understood")
    func understood() throws {
        try sheet().type("明天 9:00").sees("明天 09:00").press("F4", "Esc").sees("明天 9:00")
    }
}
