import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R230, quality control, and R231, a review")
@MainActor
struct QualityScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "he", columns: Int = 120) throws -> Driver {
        try Driver(place, as: login, language: "en", columns: columns, rows: 40).press("Alt-y")
    }

    @Test("what is to be settled and what waits is listed; who judges nobody sees their own work alone")
    func lists() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).sees("R230", "R2 ", "R3 ", "To be settled").seesNot("R1 ")
        driver.press("2").sees("R1 ", "R2 ", "R3 ")
        let own = try open(place, as: "li").sees("My work", "R1 ", "new").seesNot("R2 ").seesNot("To do")
        own.press("n").sees("may not")
    }

    @Test("digits answer item after item, the rest is asked for, and the score is kept whole and once")
    func scoring() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).press("n").sees("R231", "R3 ", "如何清洗滤网 3")
        driver.press("1", "0", "4", "Ctrl-S")
        #expect(driver.message.contains("8 items have no answer"))
        driver.press("5", "1", "y", "n", "3", "0", "1", "1").sees("72.5 of 90 points")
        driver.press("Ctrl-S").sees("R3: 80.6%, not passed").press("y")
        driver.sees("R230").seesNot("R3 ")
        let review = try place.desk.read { try $0.review(ReviewID(3)) }
        #expect(review.state == .finished && review.isPassed == false)
    }

    @Test("with the first answer it is in hand, and what was answered and remarked outlives a lost terminal")
    func draft() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).press("n", "1", "e").type("型号未核对")
        driver.wait(.seconds(2))
        let again = try open(place).press("n")
        #expect(again.message.contains("what you had typed"))
        again.sees("[yes]").press("Up", "Down").sees("型号未核对")
    }

    @Test("two scores stand side by side; a third answers what differs, owes a reason, and it holds")
    func settling() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).press("Enter").sees("Score 1", "Score 2", "把电话报给了邻居")
        driver.press("Ctrl-S")
        #expect(driver.message.contains("One item has no answer"))
        driver.press("2", "Ctrl-S")
        #expect(driver.message.contains("Write why"))
        driver.type("录音为证").press("Ctrl-S").sees("R2: 0%, not passed").press("y").sees("R230")
        let review = try place.desk.read { try $0.review(ReviewID(2)) }
        #expect(review.state == .finished && review.share == 0)
    }

    @Test("whoever scored it settles nothing, and nobody sees another's score while it is open")
    func blind() throws {
        let place = try Desks.reviewed()
        let sun = try open(place, as: "sun").seesNot("R2 ").press("2", "Down", "Enter").sees("R231", "R2 ")
        sun.press("2", "Ctrl-S")
        #expect(sun.message.contains("only to be read"))
        let state = try place.desk.read { try $0.review(ReviewID(2)).state }
        #expect(state == .differs)
        try place.desk.database.write { db in
            _ = try db.run("UPDATE reviews SET is_double = 1 WHERE id = 3")
        }
        try open(place, as: "sun").press("n", "2", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1")
            .press("Ctrl-S", "y").sees("R230")
        try open(place).press("n").sees("R3 ").seesNot("Score 1").seesNot("not passed")
    }

    @Test("the agent reads what was found and said, not by whom it was scored, and answers it")
    func answering() throws {
        let place = try Desks.reviewed()
        let driver = try open(place, as: "li").press("Enter").sees(
            "R231", "改约当时就请致电客户", "客户两次来电才得知改约", "Not acknowledged yet")
        driver.press("1").sees("[no ]")
        driver.press("a").type("明白，以后当时就打").press("Ctrl-S").sees("明白，以后当时就打")
        driver.press("Esc").sees("R230", "acknowl")
    }

    @Test("results: each agent's mean, what was missed most and by whom, how far raters agree")
    func results() throws {
        let driver = try open(Desks.reviewed()).press("4").sees("李娜", "Mean")
        driver.press("5").sees("The customer was kept informed", "100%").press("6").sees(
            "passed as a whole", "Kappa")
        driver.press("4", "Enter").sees("R1 ", "To be set").press("4").seesNot("To be set")
        driver.press("Enter").sees("R1 ").press("Esc").sees("R230", "李娜", "Mean").seesNot("R1 ")
    }

    @Test("a week is drawn from the screen, once")
    func drawing() throws {
        let place = try Desks.reviewed()
        let driver = try open(place, as: "sun").press("d").sees("Draw a week").press("y")
        #expect(driver.message.contains("Drawn"))
        driver.press("d", "y")
        #expect(driver.message.contains("drawn before"))
    }

    @Test("a coaching note left unfinished is there again, and stands among the drafts")
    func coaching() throws {
        let place = try Desks.reviewed()
        let driver = try open(place).press("2", "Down", "Down", "Enter", "c").type("先讲做得好的")
        driver.wait(.seconds(2)).press("Esc", "c").sees("先讲做得好的")
        driver.press("Esc").press("Alt-r").sees("Coaching", "先讲做得好的")
    }
}
