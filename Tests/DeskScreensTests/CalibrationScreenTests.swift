import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R232, a calibration session")
@MainActor
struct CalibrationScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "he") throws -> Driver {
        try Driver(place, as: login, language: "en", columns: 120, rows: 40).press("Alt-y", "7")
    }

    private func sheet(_ place: TemporaryDesk, _ login: String) throws -> CalibrationSheet {
        let actor = try place.desk.actor(named: login)
        return try place.desk.read { try $0.calibrationSheet(CalibrationID(1), for: actor) }
    }

    @Test(
        "while it is open, whoever leads it sees how far it is and no score; nor does one who scores see another's"
    )
    func blind() throws {
        let place = try Desks.calibrating()
        let led = try open(place).sees("E1", "十一月校准", "3 of 4").press("Enter").sees("R232", "Being scored")
        led.sees("There is no score that you may see yet").seesNot("客户两次来电催问").press("s")
        #expect(led.message.contains("not among those who score"))
        led.press("a")
        #expect(led.message.contains("is open"))
        led.press("2").sees("shown once the session is closed")
        let rater = try open(place, as: "qian").press("Enter").sees("You scored", "To score", "客户两次来电催问")
        rater.press("s")
        #expect(rater.message.contains("a score stands"))
    }

    @Test("the last score is given in a form, item by item, and closes the session for everybody to see")
    func scoring() throws {
        let place = try Desks.calibrating()
        let driver = try open(place, as: "qian").press("Enter", "Down", "s").sees("Score C2 for E1")
        driver.press("Ctrl-S").sees("needed")
        for _ in 0..<11 { driver.press("Left", "Tab") }
        driver.type("符合要求").press("Ctrl-S").sees("R232", "To agree on", "回复及时", "符合要求")
        #expect(driver.message.contains("C2: 100%, passed"))
        let seen = try sheet(place, "sun")
        #expect(seen.session.closedAt == place.now && seen.scores.count == 4)
    }

    @Test(
        "what was agreed begins with what everybody answered alike, owes a reason, and stands beside the scores"
    )
    func agreeing() throws {
        let place = try Desks.calibrated()
        let driver = try open(place).press("Enter").sees("Agreed", "To agree on", "未主动告知即不得分").press("a")
        #expect(driver.message.contains("written down already"))
        driver.press("Down", "a").sees("Agreed on C2 in E1").press("Ctrl-S").sees("needed")
        #expect(try sheet(place, "he").line.progress.agreed == 1)
        // The levels of tone differ, and the must that one missed.
        driver.press("Left", "Tab", "Tab", "Left", "Tab", "Tab").type("录音中未提及").press("Ctrl-S").sees("R232")
        let agreed = try sheet(place, "he")
        #expect(agreed.line.progress.agreed == 2)
        let last = try #require(agreed.scores.last)
        #expect(last.isAgreed && last.answers["tone"] == "5" && last.answers["privacy"] == "yes")
    }

    @Test(
        "how far apart answers to each item are, how each scores beside what was agreed, and agrees with the other"
    )
    func figures() throws {
        let driver = try open(Desks.calibrated()).press("Enter", "2").sees(
            "Alike", "Apart", "2 of 2", "0 of 2")
        driver.press("3").sees("孙丽", "钱进", "Leans", "Kappa with", "As agreed")
    }

    @Test(
        "a session is begun from the list: what is neither case nor call is said beside the field, who scores is chosen"
    )
    func beginning() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).sees("There is no calibration session").press("b").sees(
            "Begin a calibration")
        driver.type("十二月").press("Tab", "Tab").type("C1 X9").press("Tab")
        driver.type("孙").press("Space").type("钱").press("Space", "Ctrl-S").sees(
            "X9 is neither a case nor a call")
        driver.press("Backspace", "Backspace", "Backspace", "Ctrl-S").sees(
            "R232", "十二月", "C1", "Being scored")
        let session = try sheet(place, "he").session
        #expect(session.raters.count == 2 && session.matters.map(\.subject) == [Subject(CaseID(1))])
        let refused = try open(place, as: "chen").press("b")
        #expect(refused.message.contains("may not"))
    }

    @Test("whoever steers closes it, once asked")
    func closing() throws {
        let place = try Desks.calibrating()
        let driver = try open(place).press("Enter", "x").sees("Close the calibration").press("y")
        driver.sees("Closed", "To agree on", "客户两次来电催问")
        #expect(try sheet(place, "he").session.closedAt == place.now)
        driver.press("x")
        #expect(driver.message.contains("was closed at"))
    }
}
