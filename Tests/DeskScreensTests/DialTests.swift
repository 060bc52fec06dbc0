import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Ringing up with one key")
@MainActor
struct DialTests {
    private func driver(_ place: TemporaryDesk, language: String = "zh-Hans") throws -> (Driver, Dialled) {
        let (driver, dialled) = (try Driver(place, as: "zhao", language: language), Dialled())
        driver.app.onDial = { program, arguments in
            if let fault = dialled.fault { throw fault }
            dialled.calls.append([program] + arguments)
        }
        return (driver, dialled)
    }

    private final class Dialled {
        var calls: [[String]] = []
        var fault: DialFault?
    }

    private func desk() throws -> TemporaryDesk {
        let folder = try TemporaryFolder()
        let rules = try Rules.with(#"dial: [handler, "tel:{number}"]"#, in: folder)
        let place = try TemporaryDesk(rules: rules)
        _ = try place.finishedRepair()
        place.now = place.now + .days(2)
        _ = try place.desk.sweep(at: place.now)
        return place
    }

    @Test(
        "d rings the customer up from the call and from its questions, and says whom",
        arguments: ["zh-Hans", "en"])
    func dials(language: String) throws {
        let (driver, dialled) = try driver(desk(), language: language)
        driver.press("F9", "d").sees(language == "en" ? "Ringing up" : "正在拨打", "138")
        driver.press("q", "d")
        #expect(dialled.calls == Array(repeating: ["handler", "tel:+8613800138000"], count: 2))
        driver.sees("F175").press("2").type("d").sees("d")
        #expect(dialled.calls.count == 2, "a letter in a field is a letter")
        driver.send(.alt("d"))
        #expect(dialled.calls.count == 3)
    }

    @Test("who wants no calls is rung up for the call-back they asked for")
    func askedFor() throws {
        let place = try desk()
        try place.as("li") { work in
            var known = try work.reading.customer(CustomerID(1))
            known.mayCall = false
            _ = try work.editCustomer(known)
            _ = try work.schedule(
                CallWish(
                    customer: known.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .minutes(3)))
        }
        let (driver, dialled) = try driver(place)
        driver.press("F9").seesNot("请勿拨打").press("d").sees("正在拨打")
        #expect(dialled.calls.count == 1)
    }

    @Test("what was rung up in one call does not say which number the next one found wrong")
    func itsOwnCall() throws {
        let place = try desk()
        try place.as("li") { work in
            var known = try work.reading.customer(CustomerID(1))
            known.contacts[0].phones.append(
                PhoneNumber(typed: "13900139000", normalised: "+8613900139000"))
            _ = try work.editCustomer(known)
        }
        _ = try place.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: CustomerID(1), reason: "after closing", from: work.now,
                    by: work.now + .days(9)))
        }
        let (driver, dialled) = try driver(place, language: "en")
        driver.press("F9", "d").sees("Ringing up").press("8").sees("W110").press("F9").sees("F170")
        driver.press(":").type("try the next one").press("Enter").sees("The number that was rung up")
        #expect(dialled.calls.count == 1)
    }

    @Test("a program that is not there is said; without one the key says so, and the footer does not name it")
    func missing() throws {
        let (driver, dialled) = try driver(desk())
        dialled.fault = .noProgram("handler")
        driver.press("F9", "d").sees("找不到拨号程序 handler")
        let (other, none) = try self.driver(Desks.withCallDue())
        other.press("F9").seesNot("拨号").press("d").sees("未设置拨号程序")
        #expect(none.calls.isEmpty)
    }
}
