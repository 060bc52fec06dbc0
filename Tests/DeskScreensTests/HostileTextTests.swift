import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// Records may hold anything: what is drawn of them is text.
@Suite("Hostile text")
@MainActor
struct HostileTextTests {
    /// Sets the title, colours, asks for an answer (7-bit and 8-bit), turns the writing direction, breaks lines, hides.
    private static let nasty =
        "A\u{1B}]0;PWNED\u{7}\u{1B}[31m\u{9B}5n\u{90}x\u{9C}\u{202E}\u{2066}\r\n\tB\u{200B}\u{FEFF}\u{0}\u{7F}\u{85}C"

    @Test("whatever is in a record, no control reaches a cell, on any screen that shows it")
    func cells() throws {
        let place = try TemporaryDesk()
        try place.as("chen") { work in
            var customer = Samples.customer(name: Self.nasty)
            customer.remarks = Self.nasty
            let added = try work.addCustomer(customer)
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: added.id, summary: Self.nasty)
            draft.product = "air-conditioner"
            let id = try work.log(draft).serviceCase.id
            _ = try work.note(Subject(id), Self.nasty, toldCustomer: true)
            try work.attach(Subject(id), reference: Self.nasty, title: Self.nasty)
            _ = try work.saveDraft(
                0, form: "note \(Subject(id))", values: ["text": Self.nasty, "told": "no"])
        }
        let driver = try Driver(place, as: "chen", language: "en", columns: 140, rows: 40)
        driver.press(":").type("c1").press("Enter")
        try check(driver, "case")
        for key in ["h", "n", "e"] {
            driver.press(key)
            try check(driver, "case, \(key)")
            driver.press("Esc")
        }
        driver.send(.alt("c"))
        try check(driver, "copy view")
        driver.press("Esc", ":").type("k1").press("Enter")
        try check(driver, "customer")
        driver.press("F3").type("B")
        try check(driver, "find")
        driver.press("Esc", "F2").type("13800138000")
        try check(driver, "log")
        driver.press("Tab", "Tab", "Tab", "Tab").paste(Self.nasty)
        try check(driver, "a field it was pasted into")
    }

    private func check(_ driver: Driver, _ place: String) throws {
        let canvas = driver.app.canvas
        for row in 0..<canvas.size.rows {
            let scalars = canvas.row(row).flatMap(\.text.unicodeScalars)
            let acting = scalars.filter { $0.acts || $0 == "\u{200B}" || $0 == "\u{FEFF}" }
            #expect(acting.isEmpty, "\(place), row \(row)")
        }
        let shown = canvas.text
        #expect(
            shown.contains("A]0;PWNED[31m5nx") || place == "find" || place.contains(", n"),
            "\(place):\n\(shown)")
    }
}
