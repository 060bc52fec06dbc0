import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@testable import DeskScreens

@Suite("Technicians whom a customer does not want, on the customer's file")
@MainActor
struct RefusalTests {
    private func refused(_ place: TemporaryDesk) throws -> [String] {
        try place.desk.read { try $0.refusals(of: CustomerID(1)).names }
    }

    private func events(_ place: TemporaryDesk) throws -> [String] {
        try place.desk.read { try $0.journal.of(Subject(CustomerID(1))) }.map(\.event)
    }

    @Test("whom a customer does not want is ticked on the file, stands there with it, and may come again")
    func ticked() throws {
        let place = try Desks.withFile()
        let driver = try Driver(place, as: "li").press(":").type("k1").press("Enter").sees("U140")
        driver.seesNot("拒绝工程师").press("x").sees("不接受的工程师", "周师傅", "吴师傅")
        driver.press(" ", "Tab").type("说话冲").press("Ctrl-S").sees("今后派工都会照办", "拒绝工程师")
        let first = try refused(place)
        #expect(first == ["周师傅"])
        let event = try events(place).last
        #expect(event == "customer.refused")
        driver.press("x", " ", "Ctrl-S").seesNot("拒绝工程师")
        let last = try refused(place)
        #expect(last.isEmpty)
    }

    @Test("what was not changed is not written")
    func unchanged() throws {
        let place = try Desks.withFile()
        let before = try events(place)
        let driver = try Driver(place, as: "li", language: "en").press(":").type("k1").press("Enter")
        driver.press("x").sees("does not want", "Why").press("Ctrl-S").sees("U140").seesNot("does not want")
        let after = try events(place)
        #expect(after == before)
    }
}
