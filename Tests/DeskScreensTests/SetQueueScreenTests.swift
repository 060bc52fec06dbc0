import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Queues set for everyone, on screens")
@MainActor
struct SetQueueScreenTests {
    @Test("a supervisor sets a queue for everyone among the queues, and has it be as the rules have it again")
    func set() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, as: "chen", language: "en", columns: 108)
        driver.press("F7", "e").sees("for everyone", "What is due first")
        driver.press("Ctrl-s").sees("is kept").wait(Model.Span(milliseconds: 250))
        #expect(try place.desk.read { $0.rules.ownLists.count } == 1)
        driver.press("x").sees("Reset to the rules").press("y").sees("as the rules have it")
        #expect(try place.desk.read { $0.rules.ownLists.isEmpty })
    }
}
