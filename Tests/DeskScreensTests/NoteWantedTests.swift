import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("A case held until a note says why")
@MainActor
struct NoteWantedTests {
    @Test(
        "the record says so, its steps say why they wait, and a note lets it go on",
        arguments: ["en", "zh-Hans"])
    func held(_ language: String) throws {
        let place = try Desks.filled()
        let id = CaseID(1)
        let due = try place.desk.read { try $0.serviceCase(id) }.openedAt + .days(20)
        place.now = due
        _ = try place.desk.sweep(at: due)
        let driver = try Driver(place, as: "li", language: language)
        let held = driver.app.context.say("case.noteWanted")
        driver.press(":").type("c1").press("Enter").sees("C130", String(held.prefix(12)))
        let steps = driver.app.actions.actions.filter { $0.id.name.hasPrefix("case.do.") }
        #expect(!steps.isEmpty && steps.allSatisfy { $0.whyDisabled != nil })
        driver.press("n").type("配件缺货，已告知客户").press("Ctrl-S")
        driver.seesNot(String(held.prefix(12)))
        #expect(try place.desk.read { try $0.serviceCase(id).fields["noteWanted"] } == nil)
    }
}
