import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Numbers that were found wrong, on screens")
@MainActor
struct WrongNumberScreenTests {
    private let number = PhoneNumber(typed: "+8613800138000", normalised: "+8613800138000")

    @Test(
        "a wrong number found in a call stands on the file, is put right there, and the next call is handed out again"
    )
    func corrected() throws {
        let place = try Desks.withCallDue()
        try place.as("zhao") { work in
            _ = try work.recordCall(work.claimNextCall().id, "wrong-number", given: [:])
        }
        let driver = try Driver(place, as: "li").press(":").type("k1").press("Enter").sees("U140")
        driver.sees("138 0013 8000（号码有误）", "所有号码均有误").press("9").sees("号码有误", "确认有误")
        driver.press("p").sees("正确号码", "留空表示原号码无误").press("Tab").type("139").press("Ctrl-S").sees(
            "请填写完整的电话号码")
        driver.type("00139000").press("Ctrl-S").sees("今后拨打 139 0013 9000").seesNot("号码有误")
        #expect(
            try place.desk.read { try $0.customer(CustomerID(1)) }.phones.map(\.normalised) == [
                "+8613900139000"
            ])
    }

    @Test("left empty, the number is right; a customer without a number has none to put right")
    func confirmed() throws {
        let place = try Desks.withFile()
        _ = try place.as("li") { try $0.mark(number, of: CustomerID(1), isWrong: true) }
        let driver = try Driver(place, as: "li", language: "en").press(":").type("k1").press("Enter")
        driver.sees("(wrong number)").press("p", "Ctrl-S").sees("138 0013 8000 is the number").seesNot(
            "(wrong number)")
    }

    @Test("the list of calls says that there is no number, and the key that rings up says why it does not")
    func call() throws {
        let place = try Desks.withCalls()
        _ = try place.as("li") { try $0.mark(number, of: CustomerID(1), isWrong: true) }
        let driver = try Driver(place, as: "zhao").press("Alt-p", "m").sees("无号码")
        driver.press("Down", "Enter").sees("F170", "所有号码均有误")
    }

    @Test("of several numbers the desk asks which one was wrong, where none was rung up with its key")
    func several() throws {
        let place = try Desks.withCallDue()
        try place.as("li") { work in
            var known = try work.reading.customer(CustomerID(1))
            let other = PhoneNumber(typed: "13900139000", normalised: "+8613900139000")
            known.contacts[0].phones.append(other)
            _ = try work.editCustomer(known)
        }
        let driver = try Driver(place, as: "zhao", language: "en").press("F9").sees("F170")
        driver.press(":").type("try the next one").press("Enter").sees("The number that was rung up")
        driver.press("Tab").type("139 0013 9000").press("Ctrl-S").sees("F170")
        #expect(
            try place.desk.read { try $0.customer(CustomerID(1)) }.goodPhones.map(\.normalised) == [
                "+8613800138000"
            ])
    }

    @Test(
        "hours of the week are typed in the form, said as they are understood, and what is none is said beside the field"
    )
    func hours() throws {
        let place = try Desks.withFile()
        let driver = try Driver(place, as: "li").press(":").type("k1").press("Enter", "e")
        driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab").type("周八 9-12").press("Ctrl-S").sees(
            "“周八”不是星期几")
        driver.press("Ctrl-U").type("周一至周五 9-12；周六 16-10").press("Tab")
        driver.sees("“16-10”的结束早于开始").press("Ctrl-S").sees("“16-10”的结束早于开始")
        driver.press("Ctrl-U").type("周一至周五 9-12、18-20；周六 10-16").sees("周一至周五 09:00-12:00和18:00")
        driver.press("Ctrl-S").sees("仅 周一至周五 09:00-12:00")
        let wish = try place.desk.read { try $0.customer(CustomerID(1)) }.callHours
        #expect(wish?.description == "mon-fri 09:00-12:00, 18:00-20:00; sat 10:00-16:00")
    }

    @Test("hours written anew over those of somebody faster are judged as well, and nothing is lost by them")
    func hoursOfTwo() throws {
        let place = try Desks.withFile()
        let driver = try Driver(place, as: "li").press(":").type("k1").press("Enter", "e")
        driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab").type("9-12")
        let wish = try WishedHours("18-20")
        try place.as("chen") { work in
            var known = try work.reading.customer(CustomerID(1))
            known.callHours = wish
            _ = try work.editCustomer(known)
        }
        driver.press("Ctrl-S").sees("K1 已被他人修改").press("e", "Ctrl-U").type("周八 9-12").press("Ctrl-S")
        driver.sees("“周八”不是星期几", "K1 已被他人修改")
        #expect(try place.desk.read { try $0.customer(CustomerID(1)) }.callHours == wish)
        driver.press("1", "Ctrl-S").sees("K1 已保存")
        #expect(try place.desk.read { try $0.customer(CustomerID(1)) }.callHours == wish)
    }
}
