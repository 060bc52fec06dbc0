import DeskTesting
import Model
import ServiceDesk
import Testing

@testable import DeskScreens

/// How each screen looks, as text. What is wrong with a screen is easiest seen by reading these files.
@Suite("How the screens look")
@MainActor
struct GoldenTests {
    nonisolated static let languages = ["en", "zh-Hans"]

    @Test("sign in", arguments: languages)
    func signIn(language: String) throws {
        try Golden.expect(Driver(TemporaryDesk(), as: nil, language: language), "A100.\(language)")
    }

    @Test("my work", arguments: languages)
    func work(language: String) throws {
        try Golden.expect(Driver(Desks.filled(), language: language), "W110.\(language)")
        let wide = try Driver(Desks.filled(), language: language, columns: 120, rows: 36)
        try Golden.expect(wide, "W110.120x36.\(language)")
    }

    @Test("nothing to do", arguments: languages)
    func noWork(language: String) throws {
        try Golden.expect(Driver(TemporaryDesk(), language: language), "W110.empty.\(language)")
    }

    @Test("logging for a caller who is known", arguments: languages)
    func log(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press("F2").type("13800138000").press("Tab", "Tab", "Tab", "Tab").type("又不制冷了，很着急")
        try Golden.expect(driver, "C120.\(language)")
        driver.resize(120, 36)
        try Golden.expect(driver, "C120.120x36.\(language)")
    }

    @Test("logging for a caller nobody knows", arguments: languages)
    func logUnknown(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press("F2").type("13955556666").press("Ctrl-S")
        try Golden.expect(driver, "C120.unknown.\(language)")
    }

    @Test("a case", arguments: languages)
    func serviceCase(language: String) throws {
        let place = try Desks.filled()
        _ = try place.bookVisit(for: CaseID(1))
        try place.as("li") { _ = try $0.note(Subject(CaseID(1)), "已电话告知客户上门时间", toldCustomer: true) }
        let driver = try Driver(place, language: language)
        driver.press(":").type("c1").press("Enter")
        try Golden.expect(driver, "C130.\(language)")
        driver.resize(200, 60)
        try Golden.expect(driver, "C130.200x60.\(language)")
        driver.resize(80, 24).press("x")
        try Golden.expect(driver, "C130.clocks.\(language)")
        driver.press("Esc", "h")
        try Golden.expect(driver, "C130.history.\(language)")
        driver.press("Esc", "F1")
        try Golden.expect(driver, "help.\(language)")
    }

    @Test("a step that must be reasoned", arguments: languages)
    func fields(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press(":").type("c2").press("Enter", ":")
        driver.type(language == "en" ? "cancel" : "取消").press("Enter", "Ctrl-S")
        try Golden.expect(driver, "C130.fields.\(language)")
    }

    @Test("editing a case", arguments: languages)
    func edit(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press(":").type("c1").press("Enter", "e")
        try expectAtEachSize(driver, "edit", language)
    }

    @Test("someone was faster", arguments: languages)
    func merge(language: String) throws {
        let place = try Desks.filled()
        let driver = try Driver(place, language: language)
        driver.press(":").type("c1").press("Enter", "e")
        place.now = place.now + .minutes(5)
        try place.as("chen") { work in
            var c = try work.reading.serviceCase(CaseID(1))
            (c.summary, c.severity) = ("空调完全不制冷，客户家中有老人，要求今天上门", .urgent)
            (c.queue, c.channel) = ("service", .web)
            _ = try work.edit(c)
        }
        driver.press("Ctrl-U").type("空调制冷慢，室外机结霜，客户可等到周末").press("Tab", "Tab", "Tab", "Tab")
        driver.press("Right", "Tab", "Tab", "Tab").press("Right", "Ctrl-S").press("1", "Down")
        try expectAtEachSize(driver, "merge", language)
        driver.resize(80, 24).press("Up", "e", "End").type("，周末亦可")
        try Golden.expect(driver, "merge.typing.\(language)")
    }

    @Test("editing a customer", arguments: languages)
    func editCustomer(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press(":").type("k1").press("Enter", "e")
        try Golden.expect(driver, "edit.customer.\(language)")
    }

    private func expectAtEachSize(_ driver: Driver, _ name: String, _ language: String) throws {
        for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
            driver.resize(columns, rows)
            try Golden.expect(driver, "\(name).\(columns)x\(rows).\(language)")
        }
    }

    @Test("booking a visit", arguments: languages)
    func book(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press(":").type("c2").press("Enter", "v")
        try Golden.expect(driver, "V150.\(language)")
    }

    @Test("no free window, and why", arguments: languages)
    func bookNothing(language: String) throws {
        let place = try Desks.filled()
        try place.as("admin") { work in
            for person in try work.reading.people() where person.roles == ["technician"] {
                var gone = person
                gone.active = false
                try work.editStaff(gone)
            }
        }
        let driver = try Driver(place, language: language)
        driver.press(":").type("c2").press("Enter", "v")
        try Golden.expect(driver, "V150.none.\(language)")
    }

    @Test("a follow-up call", arguments: languages)
    func call(language: String) throws {
        let driver = try Driver(Desks.withCallDue(), as: "zhao", language: language)
        driver.press("F9")
        try Golden.expect(driver, "F170.\(language)")
        driver.press("1").type("12.50")
        try Golden.expect(driver, "F170.typing.\(language)")
        driver.press("F6").resize(120, 36)
        try Golden.expect(driver, "F170.120x36.\(language)")
    }

    @Test("finding", arguments: languages)
    func find(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press("F3").type("空调")
        try Golden.expect(driver, "U100.\(language)")
        driver.press("Ctrl-U").type("wxm").press("Enter")
        try Golden.expect(driver, "U140.\(language)")
    }

    @Test("the palette", arguments: languages)
    func palette(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press("F10").type(language == "en" ? "log" : "登记")
        try Golden.expect(driver, "palette.\(language)")
    }

    @Test("a window too small says so", arguments: languages)
    func tooSmall(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language, columns: 50, rows: 12)
        try Golden.expect(driver, "tooSmall.\(language)")
    }
}
