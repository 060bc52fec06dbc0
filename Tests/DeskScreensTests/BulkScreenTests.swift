import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("The same with all that are marked")
@MainActor
struct BulkScreenTests {
    private func queue(_ place: TemporaryDesk) throws -> Driver {
        try Driver(place, as: "chen", language: "en").press("F7", "3")
    }

    private func owner(_ place: TemporaryDesk, _ id: Int64) throws -> String? {
        try place.desk.read { reading in
            try reading.serviceCase(CaseID(id)).owner.flatMap { try reading.names()[$0] }
        }
    }

    @Test("marked, picked, told before it is done, done with y, and taken back")
    func whole() throws {
        let place = try Desks.waiting(repairs: 5)
        let driver = try queue(place).press(" ", " ", "e").type("李娜").press("Enter")
        driver.sees("Give to 李娜", "2 of 2 would be changed", "C1", "C2").press("Enter")
        #expect(try owner(place, 1) == nil, "Enter leaves it")
        driver.press("e").type("李娜").press("Enter", "y").sees("2 of 2 done").press("Esc")
        #expect(try owner(place, 1) == "李娜" && owner(place, 2) == "李娜")
        driver.press("z").sees("Take back").press("y").press("Esc")
        #expect(try owner(place, 1) == nil && owner(place, 2) == nil)
    }

    @Test("A marks all that fit, v from the last mark up to here")
    func marks() throws {
        let place = try Desks.waiting(repairs: 230)
        let driver = try queue(place).press("A").sees("Marked: 230").press("A").sees("Marked: 230")
        driver.press("e").type("urgent").press("Enter").sees("230 of 230 would be changed", "and 30 more")
        driver.press("Esc", "Esc")
        driver.press(" ", "Down", "Down", "v", "e").type("urgent").press("Enter")
        driver.sees("4 of 4 would be changed").press("y", "Esc")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(4)).severity } == .urgent)
        #expect(try place.desk.read { try $0.serviceCase(CaseID(5)).severity } == .general)
    }

    @Test("v begins at the last mark; where that is gone, it says so and marks nothing")
    func anchor() throws {
        let place = try Desks.waiting(repairs: 6)
        let driver = try queue(place).press(" ", "Esc", "Down", "Down", "v")
        #expect(driver.message.contains("Mark the first row"))
        driver.press(" ", " ", "Up", " ", "Down", "v")
        #expect(driver.message.contains("Mark the first row"), "what was unmarked last begins nothing")
    }

    /// The digit of a step of those that are offered.
    private func digit(_ step: String, _ driver: Driver) throws -> String {
        let lines = driver.lines.filter { $0.contains(step) }
        return String(try #require(lines.first?.firstMatch(of: /(\d)\s/), "\(driver.text)").1)
    }

    @Test("a step that asks for words is asked once for all, and told before it is taken")
    func step() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try queue(place).press(" ", " ", "d")
        driver.press(try digit("Solved", driver)).type("Told by phone").press("Ctrl-S")
        driver.sees("2 of 2 would be changed").press("Enter").sees("Told by phone", "Solved").press("Ctrl-S")
        driver.press("y").sees("2 of 2 done").press("Esc").sees("Q180").seesNot("Told by phone")
        #expect(try place.state(CaseID(1)) == "closed")
    }

    @Test("words for several are not found again in a step of one of them")
    func words() throws {
        let driver = try queue(Desks.waiting(repairs: 3)).press(" ", " ", "d")
        driver.press(try digit("Solved", driver)).type("Told by phone").wait(.seconds(2)).press("Esc", "Esc")
        driver.press("Home", "d").press(try digit("Solved", driver)).sees("Solved").seesNot("Told by phone")
    }

    @Test("a step that asks nothing is told as well before many take it")
    func plainStep() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try queue(place).press(" ", " ", "d")
        driver.press(try digit("Assess", driver)).sees("2 of 2 would be changed")
        #expect(try place.state(CaseID(1)) == "logged")
        driver.press("y").sees("2 of 2 done").press("Esc")
        #expect(try place.state(CaseID(1)) == "assessed" && place.state(CaseID(3)) == "logged")
        driver.press("z", "y")
        #expect(driver.message.contains("cannot be taken back"))
    }

    @Test("who may not change many takes a step with the few that are marked, and cannot mark all")
    func fewByOne() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, as: "li", language: "en").press("F7", "3", "A")
        #expect(driver.message.contains("case.bulk"))
        driver.press(" ", " ", "d").press(try digit("Assess", driver)).sees("2 of 2 done")
        #expect(try place.state(CaseID(1)) == "assessed" && place.state(CaseID(3)) == "logged")
    }

    @Test("who may not is told which right is missing")
    func refused() throws {
        let driver = try Driver(Desks.waiting(repairs: 2), as: "li", language: "en").press("F7", "3", "e")
        #expect(driver.message.contains("case.bulk"))
    }
}
