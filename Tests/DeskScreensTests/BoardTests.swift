import DeskTesting
import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("V160, the dispatch board")
@MainActor
struct BoardTests {
    private func board(_ place: TemporaryDesk, as login: String) throws -> Driver {
        try Stage(language: "en", size: Size(columns: 120, rows: 36)).driver(place, as: login).press("F8")
    }

    private func visit(_ number: Int64, at place: TemporaryDesk) throws -> Visit {
        try place.desk.read { try $0.visit(VisitID(number)) }
    }

    @Test("what is moved is a trial: its effect is shown, Esc puts it back, and nothing is written")
    func trial() throws {
        let place = try Desks.withADay()
        let before = try visit(1, at: place)
        let driver = try board(place, as: "admin").sees("V160", "[V1 ")
        driver.press("m").sees("V1 is in hand").press("Right", "Right").sees("What this does", "*V1")
        driver.press("Esc").sees("[V1 ").seesNot("is in hand")
        driver.press("x").sees("Tried out", "Nobody has them: 2 visits")
        #expect(try visit(1, at: place) == before)
        driver.press("z").sees("Nobody has it: one visit").seesNot("Tried out")
    }

    @Test("what is put back has the cursor again, wherever it was carried to")
    func putBack() throws {
        let driver = try board(Desks.withADay(), as: "admin").press("End").sees("V3")
        driver.press("m").sees("V3 is in hand").press("Home", "Esc").seesNot("is in hand")
        driver.press("m").sees("V3 is in hand")
    }

    @Test("of what nobody has, nothing can be taken away or exchanged, and the board says so")
    func inTray() throws {
        for key in ["x", "w"] {
            let driver = try board(Desks.withADay(), as: "admin").press("End").sees("V3")
            driver.seesNot("To tray").press(key).sees("Go to a technician's row first")
        }
    }

    @Test("what is applied is written once, all of it, after its question")
    func applied() throws {
        let place = try Desks.withADay()
        let before = try visit(1, at: place)
        let driver = try board(place, as: "admin").press("m", "Right", "Right", "Enter")
        driver.press("a").sees("Carry this out?", "One visit is planned anew")
        driver.press("Left", "Enter").sees("One visit was planned anew.").seesNot("Tried out")
        let after = try visit(1, at: place)
        #expect(after.planned.start == before.planned.start + .minutes(10))
        #expect(after.promised == before.promised && after.technician == before.technician)
    }

    @Test("what nobody has is given to a technician from the tray")
    func fromTray() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("End").sees("V3")
        driver.press("m", "Home", "Enter").sees("one visit that nobody had is given to somebody")
        driver.press("a", "Left", "Enter").sees("was planned anew")
        #expect(try visit(3, at: place).technician != nil)
    }

    @Test("what fits nowhere may be tried, is told to be wrong, and is not taken")
    func wrong() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("m", "Right")
        for _ in 0..<50 { driver.press("Right") }
        driver.press("Enter").sees("V1: the planned arrival is outside the window promised")
        driver.press("a", "Left", "Enter").sees("outside the window promised")
        #expect(try visit(1, at: place).planned.start < place.now + .hours(6))
    }

    @Test("a plan on a visit that somebody changed meanwhile is refused whole, and the board shows what is")
    func outdated() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("m", "Right", "Enter", "a")
        let visit = try visit(1, at: place)
        _ = try place.as("wang") { try $0.lock(visit.id, true) }
        driver.press("Left", "Enter").sees("changed since the plan was made: V1").seesNot("Tried out")
        #expect(try self.visit(1, at: place).planned == visit.planned)
    }

    @Test("who may not plan sees the board, and is told why it stays as it is")
    func mayNot() throws {
        let driver = try board(Desks.withADay(), as: "li").sees("[V1 ")
        driver.press("m").sees("visit.plan").seesNot("in hand")
    }

    @Test("the search for a better plan draws how the cost falls; Esc stops it with what was found")
    func stopped() throws {
        let runner = HeldRunner()
        let driver = try Driver(
            Desks.withADay(), as: "admin", language: "en", columns: 120, rows: 36, runner: runner)
        runner.release()
        driver.press("F8")
        runner.release()
        driver.press("o").sees("Looking for a better plan: 0%", "Esc Stop")
        let course = try #require((driver.app.top?.screen as? BoardScreen)?.search?.course)
        for (part, cost) in [(0.25, 98_700), (0.5, 45_600), (0.75, 60_000)] { course.reach(part, cost: cost) }
        #expect(course.costs == [98_700, 45_600, 45_600])
        driver.press("Right").sees("75%", "█▁▁", "¥456.00")
        #expect(!course.isOver)
        driver.press("Esc").sees("V160")
        #expect(course.isOver)
        runner.release()
        driver.seesNot("Looking for").sees("o Improve")
    }

    @Test("a visit of two jobs is made two, once it was said what that does: the rest waits in the tray")
    func split() throws {
        let place = try Desks.withADay()
        let whole = try visit(1, at: place)
        let driver = try board(place, as: "admin").press("p").sees(
            "Two visits of V1", "The rest takes 45 min")
        driver.sees("one visit is left without anybody").press("Backspace", "Backspace").type("7")
        driver.press("Enter", "Enter").sees("15 to 75 minutes").press("Backspace").type("30").press("Enter")
        driver.press("Enter").sees("V1 ends earlier; the rest is V4.", "Nobody has them: 2 visits")
        let (first, rest) = (try visit(1, at: place), try visit(4, at: place))
        #expect(first.planned == Window(start: whole.planned.start, end: whole.planned.start + .minutes(30)))
        #expect(rest.planned == Window(start: first.planned.end, end: whole.planned.end))
        #expect(rest.technician == nil && rest.parent == first.id && first.technician == whole.technician)
    }

    @Test("a visit of two days is made two, and the customer is to be called about the other day")
    func splitOverDays() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("p", "Tab").type("昨天").press("Enter")
        driver.sees("write a later day").press("Backspace", "Backspace").type("明天").sees("Wed 25 Nov")
        driver.sees("customer is called.").press("Enter").sees("the rest is V4").press("+").sees("V4")
        #expect(try visit(4, at: place).promised.start == visit(1, at: place).promised.start + .days(1))
    }

    @Test("what is locked stays one")
    func notSplit() throws {
        let driver = try board(Desks.withADay(), as: "admin").press("Right", "p").sees("stays as it is")
        driver.seesNot("Two visits of")
        driver.press("Left", "m", "Right", "Enter", "p").sees("Apply or undo")
    }

    @Test("what is too short for two visits is not offered to be split, and it is said why")
    func tooShort() throws {
        let place = try Desks.withADay()
        try place.as("admin") { _ = try $0.split(VisitID(1), after: 29) }
        let driver = try board(place, as: "admin").press("p").seesNot("Two visits of")
        driver.sees("V1 takes 29 min; each part must take 15 min")
    }

    @Test("a lock is kept at once, and holds against moving")
    func locked() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("l").sees("V1 is locked.", "[=V1")
        driver.press("m").sees("stays as it is").seesNot("in hand")
        driver.press("l").sees("V1 is unlocked.")
    }

    @Test("a better plan is looked for beside the keyboard, and is a trial as well")
    func improved() throws {
        let place = try Desks.withADay()
        let driver = try board(place, as: "admin").press("o")
        driver.sees("one visit that nobody had is given to somebody", "Tried out")
        #expect(try visit(3, at: place).technician == nil)
    }
}
