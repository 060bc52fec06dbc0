import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Looks, mouse and copying")
@MainActor
struct LooksTests {
    @Test("a theme is chosen in the settings, shown at once, and kept")
    func theme() throws {
        let driver = try Driver(TemporaryDesk())
        var kept: [Preferences] = []
        var shown: [Appearance] = []
        driver.app.onSettings = { kept.append($0) }
        driver.app.onAppearance = { shown.append($0) }
        driver.press(":").type("设置").press("Enter").sees("配色", "随终端背景").type("contrast")
        driver.sees("高对比度")
        #expect(kept.last?.theme == .contrast)
        #expect(shown.last?.theme == ThemeName.contrast.theme)
    }

    @Test("unless one was chosen, the theme follows the terminal's ground")
    func ground() throws {
        let driver = try Driver(TemporaryDesk())
        #expect(driver.app.appearance.theme == ThemeName.dark.theme)
        driver.tell(.terminal(.ground(isLight: true)))
        #expect(driver.app.appearance.theme == ThemeName.light.theme)
        let chosen = try Driver(TemporaryDesk(), settings: Preferences(theme: .dark))
        chosen.tell(.terminal(.ground(isLight: true)))
        #expect(chosen.app.appearance.theme == ThemeName.dark.theme)
    }

    @Test("a click selects, a double click opens, a click on the footer presses the key it names")
    func clicks() throws {
        let driver = try Driver(Desks.filled())
        driver.click("C1 ")
        let caret = try #require(driver.app.canvas.caret)
        #expect(driver.lines[caret.row].contains("C1 "))
        driver.sees("W110").click("C1 ").sees("C130").press("F12").sees("W110")
        driver.click("F1 ").sees("帮助：").press("Esc")
        driver.click("C1 ").wait(.seconds(1)).click("C1 ").sees("W110")
        driver.click("F2 ").sees("C120")
        let call = try Driver(Desks.withCallDue(), as: "zhao")
        call.press("F9", "F6").click("约定再次回访").sees("约定再次回访时间")
    }

    @Test("a sheet takes no clicks meant for what it lies over, covered by it or beside it")
    func covered() throws {
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36)
        driver.press("Ctrl-Q").click("退出服务台").sees("退出服务台").press("Esc").sees("W110")
        driver.press(":")
        let before = driver.app.canvas
        driver.click("C1 ")
        #expect(driver.app.canvas == before)
    }

    @Test("the wheel moves in a list, and not from field to field")
    func wheel() throws {
        let wheel = InputEvent.mouse(Mouse(.wheelDown, at: Point(column: 5, row: 5)))
        let driver = try Driver(Desks.filled())
        let before = driver.app.canvas.caret
        #expect(driver.tell(wheel).app.canvas.caret != before)
        driver.press("F2")
        let inForm = driver.app.canvas.caret
        #expect(driver.tell(wheel).app.canvas.caret == inForm)
    }

    @Test("the copy view has the panes one below the other, without a line between")
    func copy() throws {
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36)
        driver.press("Enter").tell(.key(.alt("c"))).sees("纯文本")
        driver.seesNot("│").seesNot("─")
        driver.press("F12").sees("C130")
        driver.press("e").tell(.key(.alt("c"))).sees("修改 C2", "冰箱").seesNot("可执行操作").press("F12").sees(
            "修改 C2")
    }

    @Test("what was typed stays when the settings are opened over it")
    func overTyping() throws {
        let driver = try Driver(TemporaryDesk())
        driver.press("F2").type("138").tell(.key(.alt("s"))).sees("配色").press("Esc").sees("C120", "138")
    }
}
