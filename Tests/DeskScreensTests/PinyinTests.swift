import DeskTesting
import Testing

@testable import DeskScreens

@Suite("Chinese found as it is typed")
@MainActor
struct PinyinTests {
    @Test(
        "the palette finds what is to be done by pinyin and by initials, in either language",
        arguments: ["dengjitousu", "djts", "登记投诉"], ["zh-Hans", "en"])
    func palette(typed: String, language: String) throws {
        let driver = try Driver(Desks.filled(), language: language)
        driver.press("F10").type(typed).press("Enter").sees("C120")
    }

    @Test("people sign in by the initials of their name, or the whole of it", arguments: ["cj", "chenjing"])
    func signIn(typed: String) throws {
        let driver = try Driver(TemporaryDesk(), as: nil)
        driver.sees("李娜", "陈静").type(typed).sees("陈静").seesNot("李娜")
    }
}
