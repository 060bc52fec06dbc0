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
        let driver = try queue(place).press(" ", " ", "b").type("李娜").press("Enter")
        driver.sees("Give to 李娜", "2 of 2 would be changed", "C1", "C2").press("Enter")
        #expect(try owner(place, 1) == nil, "Enter leaves it")
        driver.press("b").type("李娜").press("Enter", "y").sees("2 of 2 done").press("Esc")
        #expect(try owner(place, 1) == "李娜" && owner(place, 2) == "李娜")
        driver.press("z").sees("Take back").press("y").press("Esc")
        #expect(try owner(place, 1) == nil && owner(place, 2) == nil)
    }

    @Test("A marks all that fit, v from the last mark up to here")
    func marks() throws {
        let place = try Desks.waiting(repairs: 130)
        let driver = try queue(place).press("A").sees("Marked: 130").press("Esc")
        driver.press(" ", "Down", "Down", "v", "b").type("urgent").press("Enter")
        driver.sees("4 of 4 would be changed").press("y", "Esc")
        #expect(try place.desk.read { try $0.serviceCase(CaseID(4)).severity } == .urgent)
        #expect(try place.desk.read { try $0.serviceCase(CaseID(5)).severity } == .general)
    }

    @Test("a step that asks for words is asked once for all, and told before it is taken")
    func step() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try queue(place).press(" ", " ", "d")
        let offer = try #require(driver.text.firstMatch(of: /(\d)\s+Solved/), "\(driver.text)")
        driver.press(String(offer.1)).type("Told by phone").press("Ctrl-S").sees("2 of 2 would be changed")
        driver.press("y").sees("2 of 2 done")
        #expect(try place.state(CaseID(1)) == "closed")
    }

    @Test("who may not is told which right is missing")
    func refused() throws {
        let driver = try Driver(Desks.waiting(repairs: 2), as: "li", language: "en").press("F7", "3", "b")
        #expect(driver.message.contains("case.bulk"))
    }
}
