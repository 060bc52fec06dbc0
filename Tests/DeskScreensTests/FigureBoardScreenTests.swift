import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R212, tables for whoever leads")
@MainActor
struct FigureBoardScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "chen") throws -> Driver {
        try Driver(place, as: login, language: "en", columns: 120, rows: 36).press("Alt-o", "b")
    }

    @Test("a number of what is open opens as many rows, and how the next is counted is a key away")
    func waiting() throws {
        let place = try Desks.served()
        let count = try place.desk.read { reading in
            let today = reading.rules.localDay(place.now)
            return try reading.backlog(by: .agent, today - 29...today, at: place.now).lines[0].open
        }
        let driver = try open(place).sees("R212", "All together", "open now")
        driver.press("Enter").sees("R211", "Behind it: Open cases, All together \(count)").press("Esc")
        driver.sees("R212").press("Right", "d").sees("Open and late", "time has run out").press("Esc")
        driver.press("F11").sees("未结且超时")
    }

    @Test("score cards are told apart by what is chosen, beside the days before and all together")
    func scores() throws {
        let driver = try open(Desks.served()).press("2").sees("by Agent", "Quality", "Promises")
        driver.press("g").type("kind of case").press("Enter").sees("by Kind of case", "Repair", "Complaint")
        driver.press("Right", "Down").sees("Cases closed", "Before", "All together")
        driver.press("s").sees("Closedv").press("s").sees("Closed^")
        driver.press("4").sees("Per 1,000", "Washing machine").press("g")
        #expect(driver.message.contains("not told apart"))
    }

    @Test("how many visits technicians had opens as many visits")
    func visits() throws {
        let place = try Desks.served()
        let count = try place.desk.read { reading in
            let today = reading.rules.localDay(place.now)
            return try reading.plannedVisits(of: nil, today - 29...today).count
        }
        #expect(count > 0)
        let driver = try open(place).press("3").sees(">\(count)", "Visits planned")
        driver.press("Enter").sees("R211", "Behind it: Visits planned, All together \(count)")
    }

    @Test("figures are left out and sorted by for each table by itself, and so they are at the next start")
    func columns() throws {
        let place = try Desks.served()
        var kept = Preferences()
        let first = try open(place)
        first.app.onSettings = { kept = $0 }
        first.press("C").sees("Columns", "Open and late").press("Down", "Down", " ", "Enter")
        first.seesNot("<1 d").sees("1-3 d").press("Right", "Right", "d").sees("Open for 1 to 3 days").press(
            "Esc")
        first.click("Late").sees("Latev").click("Latev").sees("Late^")
        first.press("2").sees("Opened", "Quality").seesNot("Late^")
        let next = try Driver(place, as: "chen", language: "en", columns: 120, rows: 36, settings: kept)
        next.press("Alt-o", "b").seesNot("<1 d").sees("Late^").press("Left").sees("Cases that were closed")
        next.press("C", "r", "Enter").sees("<1 d").seesNot("Late^")
    }

    @Test("where every figure is left out the names stay, and nothing is looked at")
    func noFigure() throws {
        let driver = try open(Desks.served()).press("C")
        for _ in 1...9 { driver.press(" ", "Down") }
        driver.press("Enter").sees("All together").seesNot("1-3 d").press("Right", "d", "s", "Enter")
        driver.sees("R212", "All together")
    }

    @Test("who judges nobody has score cards without scores, and is told which right is missing")
    func lack() throws {
        try open(Desks.served(), as: "li").press("2").sees("Not shown: Quality score", "quality.score")
    }

    @Test(
        "what became of follow-up calls is told by agent, reason or plan, and each number opens as many of them"
    )
    func calls() throws {
        let place = try Desks.served()
        let all = try place.desk.read { reading in
            let today = reading.rules.localDay(place.now)
            return try reading.followUps(
                due: reading.rules.span(today - 29...today), by: .agent, at: place.now
            ).all
        }
        #expect(all.due > 0)
        let driver = try open(place).press("6").sees("by Agent", ">\(all.due)", "Nobody yet")
        driver.press("Enter").sees("R211", "Behind it: Due, All together \(all.due)", "王小明").press("Esc")
        driver.press("Right", "d").sees("In time", "first taken in hand").press("Esc")
        driver.press("g").type("plan").press("Enter").sees("by Plan", "All together")
        driver.press("g").type("reason").press("Enter").sees("by Reason for the call")
        driver.press("F11").sees("回访", "到期")
    }
}
