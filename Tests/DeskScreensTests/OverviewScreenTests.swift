import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("S190, the overview, and S195, the wall")
@MainActor
struct OverviewScreenTests {
    private func open(_ place: TemporaryDesk, language: String = "en", columns: Int = 100, rows: Int = 30)
        throws
        -> Driver
    {
        try Driver(place, as: "chen", language: language, columns: columns, rows: rows).press("Alt-e")
    }

    @Test("Enter goes from a number to the very cases behind it, under a filter that can be changed")
    func behind() throws {
        let driver = try open(Desks.busy()).sees("S190", "Repair", "Waiting")
        driver.press("Down", "Down", "Right", "Right", "Enter").sees("Q180", "Repair [filter: owner:none]")
        driver.press("Esc").sees("Q180").press("Esc").sees("S190")
        driver.press("Left", "Enter").sees("Queue: Repair").press("Esc").sees("S190")
    }

    @Test("what others do is seen without a key, and the cursor stays where it is")
    func live() throws {
        let place = try Desks.busy()
        let driver = try open(place).press("Down", "Down", "Right", "Right")
        let before = driver.app.canvas.caret
        #expect(number(driver) == "11")
        _ = try place.as("wang") { try $0.claimCase(CaseID(5)) }
        driver.wait(.seconds(4))
        #expect(driver.app.canvas.caret == before)
        #expect(driver.selectedLine.contains("Repair"))
        #expect(number(driver) == "10")
    }

    /// What stands in the cell of the cursor.
    private func number(_ driver: Driver) -> String {
        let line = driver.selectedLine.dropFirst(driver.app.canvas.caret?.column ?? 0)
        return String(line.drop { $0 == " " }.prefix { $0 != " " })
    }

    @Test(
        "what has no room is left out, but never the number of the cursor; what will be missed has room first"
    )
    func narrow() throws {
        let driver = try open(Desks.busy(), columns: 60).sees("Will miss").seesNot("In 8 h")
        driver.press("Down", "Down", "Right", "Right", "Right", "Right", "Right", "Right", "Right")
        driver.sees("In 8 h").press("Enter").sees("[filter: due<8h -due:late]")
    }

    @Test("an open desk tells what is in hand there, soon after it is something else")
    func presence() throws {
        let place = try Desks.busy()
        let li = try Driver(place, as: "li").press(":").type("c3").press("Enter")
        li.wait(.seconds(6))
        func person() throws -> PersonOverview? {
            try place.desk.read { try $0.overview(at: place.now).people.first { $0.login == "li" } }
        }
        #expect(try person()?.workingOn == Subject(CaseID(3)))
        li.press("Esc").wait(.seconds(6))
        #expect(try person()?.state == .present)
        li.press("Alt-l").wait(.seconds(6))
        #expect(try person()?.state == .away)
    }

    @Test("one key says that one is on a break, the head line shows it, and the same key ends it")
    func breaks() throws {
        let place = try Desks.busy()
        let li = try Driver(place, as: "li", language: "en").press("Alt-b").wait(.seconds(6))
        func state() throws -> PersonOverview.State? {
            try place.desk.read { try $0.overview(at: place.now).people.first { $0.login == "li" } }?.state
        }
        #expect(li.lines[0].contains("On break"))
        #expect(try state() == .onBreak)
        li.press("Alt-l").wait(.seconds(6))
        #expect(try state() == .onBreak, "a locked desk is no end of it")
        let chen = try Driver(place, as: "chen", language: "en").press("Alt-u").sees("finishing up").wait(
            .seconds(6))
        #expect(chen.lines[0].contains("Wrap-up"))
        chen.press("Alt-u").sees("You are there again").wait(.seconds(6))
        #expect(!chen.lines[0].contains("Wrap-up"))
        #expect(
            try place.desk.read { try $0.overview(at: place.now).people.first { $0.login == "chen" } }?.state
                == .present)
    }

    @Test("who is writing goes back a word with the key that elsewhere says a break")
    func breakWhileTyping() throws {
        let li = try Driver(Desks.busy(), as: "li", language: "en").press("F2").type("abc def").press("Alt-b")
        #expect(!li.lines[0].contains("On break"))
        li.type("X").sees("abc Xdef")
    }

    @Test("numbers of calls and visits open the very rows they count")
    func rows() throws {
        let place = try Desks.busy()
        let visit = try place.bookVisit(for: CaseID(5))
        place.now = visit.planned.start
        let driver = try open(place)
        func go(to label: String) {
            for _ in 0..<40 where !driver.selectedLine.hasPrefix(label) { driver.press("Down") }
        }
        go(to: "Today")
        driver.press("Enter").sees("V163", "Visits today: All (1)", "\(visit.id)").press("Enter")
        driver.sees("C130 C5").press("Esc", "Esc").press("Right", "Enter")
        driver.sees("Visits today: On site (0)", "No visit of today").press("Esc")
        go(to: "To make")
        driver.press("Left", "Left", "Enter").sees("F160", "Calls: Overdue").press("Esc")
        driver.press("Right", "Right", "Enter").sees("Calls: Later today").press("m").sees("All calls")
    }

    @Test("a team's ages are drawn, and what came to it is listed case by case")
    func team() throws {
        let driver = try open(Desks.busy(), columns: 140, rows: 60)
        func goOn() {
            driver.press("Down")
            for _ in 0..<40 where !driver.selectedLine.hasPrefix("一组") { driver.press("Down") }
        }
        goOn()
        let seen = driver.lines.count(where: { $0.contains("一组") })
        #expect(seen >= 3, "two rows, and the plots beside them")
        goOn()
        driver.press("Right", "Right", "Right", "Right", "Right", "Right", "Enter")
        driver.sees("S191", "Came to 一组 since", "C3").press("Enter").sees("C130 C3").press("Esc", "Esc")
        driver.sees("S190")
    }

    @Test(
        "where the screen is too low for all of it, it says that there is more below, until the end is seen")
    func below() throws {
        let driver = try open(Desks.busy(), columns: 80, rows: 24).sees("and more")
        driver.press("End").seesNot("and more")
        try open(Desks.busy(), columns: 120, rows: 90).seesNot("and more")
    }

    @Test("the wall is not locked while nobody touches it, but before anybody does")
    func wall() throws {
        let driver = try open(Desks.busy(), columns: 120, rows: 40).press("w").sees("S195", "waiting")
        driver.wait(.minutes(40)).sees("S195", "waiting")
        driver.press("Esc").seesNot("S190").sees("A190")
    }

    @Test("numbers that no list stands behind say so")
    func nothing() throws {
        let driver = try open(Desks.busy()).press("End", "Enter")
        #expect(driver.message.contains("No list"))
        driver.press("Right", "Right", "Right", "Right", "Enter")
        #expect(driver.message.contains("No list"), "of one person's calls there is no list")
    }
}
