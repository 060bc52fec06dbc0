import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// How many keys logging takes beyond the text itself.
///
/// The rule. The text itself is what only the caller can say: the number, the name, the address (its district by the
/// first characters of its name, and the street), and the matter in the caller's own words. Every other key counts: the
/// one that opens C120, each Tab, letters that choose a product or a fault, and Ctrl-S. What follows once the case is
/// logged (a visit, an answer, a call-back, by one digit) is another job. At most 12 for a new caller with one
/// complaint, at most 6 for a known one.
@Suite("Keys that logging takes")
@MainActor
struct KeyCountTests {
    /// Presses keys that count, and types text that does not.
    @MainActor
    private final class Counter {
        let driver: Driver
        private(set) var count = 0

        init(_ driver: Driver) { self.driver = driver }

        func press(_ key: String) -> Self {
            driver.press(key)
            count += 1
            return self
        }

        func letters(_ text: String) -> Self {
            driver.type(text)
            count += text.count
            return self
        }

        func says(_ text: String) -> Self {
            driver.type(text)
            return self
        }
    }

    /// The letters that an agent types for a product and a fault in a language.
    nonisolated static let letters = [("en", "ai", "nc"), ("zh-Hans", "kt", "bz")]

    @Test("a known caller, whose words name neither product nor fault: at most 6", arguments: letters)
    func known(language: String, product: String, fault: String) throws {
        let place = try Desks.filled()
        let counter = Counter(try Driver(place, language: language))
        _ = counter.press("F2").says("13800138000").press("Tab").says("又坏了，很着急").press("Tab").letters(fault)
        _ = counter.press("F6").press("Ctrl-S")
        counter.driver.sees("C3", "C130")
        // F6 says that it is another matter than the case that is open; who has none open does without.
        #expect(counter.count - 1 <= 6)
        let logged = try place.desk.read { try $0.serviceCase(CaseID(3)) }
        #expect((logged.product, logged.fault) == ("air-conditioner", "not-cooling"))
        #expect(logged.unit == UnitID(1))
    }

    @Test("a new caller with one complaint, in words that name neither: at most 12", arguments: letters)
    func new(language: String, product: String, fault: String) throws {
        let place = try Desks.filled()
        let counter = Counter(try Driver(place, language: language))
        _ = counter.press("F2").says("13955556666").press("Tab").says("欧阳明").press("Tab").says("浦东")
        _ = counter.press("Tab").says("川沙路 9 号").press("Tab").says("又坏了，很着急")
        _ = counter.press("Tab").letters(product).press("Tab").letters(fault).press("Ctrl-S")
        counter.driver.sees("C3", "C130")
        #expect(counter.count <= 12)
        let logged = try place.desk.read { try $0.serviceCase(CaseID(3)) }
        #expect((logged.product, logged.fault) == ("air-conditioner", "not-cooling"))
        let address = try #require(try place.desk.read { try $0.customer(logged.customer) }.addresses.first)
        #expect(address.line == "上海市 浦东新区 川沙路 9 号")
        #expect(address.zone == "浦东" && address.place != nil)
    }

    @Test(
        "words that name product and fault spare the letters, and a number the telephone gave spares F2 and a Tab",
        arguments: [("en", "My fridge is not cooling"), ("zh-Hans", "冰箱不制冷，菜都坏了")])
    func said(language: String, words: String) throws {
        let place = try Desks.filled()
        let counter = Counter(try Driver(place, language: language))
        _ = counter.press("F2").says("13955556666").press("Tab").says("欧阳明").press("Tab").says("浦东")
        _ = counter.press("Tab").says("川沙路 9 号").press("Tab").says(words).press("Ctrl-S")
        counter.driver.sees("C3")
        #expect(counter.count == 6)
        let logged = try place.desk.read { try $0.serviceCase(CaseID(3)) }
        #expect((logged.product, logged.fault) == ("refrigerator", "not-cooling"))

        let popped = Counter(try Driver(Desks.filled(), language: language))
        _ = popped.driver.app.callerRings("13800138000")
        popped.driver.wait(.seconds(1))
        _ = popped.says(words).press("Ctrl-S")
        popped.driver.sees("C130")
        #expect(popped.count == 1)
    }
}
