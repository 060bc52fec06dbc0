import DeskTesting
import TerminalKit
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

    @Test(
        "what the reports lead to is found from anywhere, by name, by initials and by its id",
        arguments: [
            ("fwtx", "R280"), ("服务体系", "R280"), ("System", "R280"), ("zlcn", "R290"), ("r290", "R290"),
            ("Audit", "R240"), ("xqb", "R250"), ("jzds", "R260"), ("bzzp", "R270"), ("fwcj", "R220"),
            ("fxb", "R212"),
        ])
    func belowReports(typed: String, screen: String) throws {
        let driver = try Driver(Desks.filled(), as: "chen")
        driver.press("F10").type(typed).press("Enter").sees(screen)
    }

    @Test("on the reports themselves each stands once in the palette, with its key")
    func onReports() throws {
        let driver = try Driver(Desks.filled(), as: "chen", language: "en", rows: 50).press("Alt-o")
        let named = driver.app.actions.palette.filter { $0.id == ReportsScreen.system }
        #expect(named.map(\.detail) == ["y"])
        driver.press("y").sees("R280")
    }

    @Test("people sign in by the initials of their name, or the whole of it", arguments: ["cj", "chenjing"])
    func signIn(typed: String) throws {
        let driver = try Driver(TemporaryDesk(), as: nil)
        driver.sees("李娜", "陈静").type(typed).sees("陈静").seesNot("李娜")
    }
}
