import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Callers brought up by a telephone system")
@MainActor
struct PopTests {
    @Test("where nothing is typed, C120 opens with the number, and the customer's file beside it")
    func opens() throws {
        let driver = try Driver(Desks.filled())
        #expect(driver.app.callerRings("+86 138 0013 8000"))
        driver.sees("C120", "+86 138 0013 8000", "王小明", "AC2025", "C1")
    }

    @Test("the key that was on its way to another screen does nothing, once")
    func underHand() throws {
        let driver = try Driver(Desks.filled())
        _ = driver.app.callerRings("13955556666")
        driver.press("n").sees("C120", "未执行").wait(.seconds(1))
        driver.type("何").press("Ctrl-S").sees("何")
        // Whoever waits before typing is not stopped at all.
        let other = try Driver(Desks.filled())
        _ = other.app.callerRings("13955556666")
        other.wait(.seconds(1)).type("何").seesNot("未执行").sees("何")
    }

    @Test(
        "while something is typed the screen stays as it is; a key brings the caller up, and Esc what was typed"
    )
    func doesNotDisturb() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13955556666").press("Tab").type("何小姐")
        #expect(!driver.app.callerRings("13800138000"))
        driver.sees("13955556666", "何小姐", "王小明（13800138000）来电", "Alt-i")
        driver.type("的妹妹").sees("何小姐的妹妹", "来电")
        driver.tell(.key(.alt("i"))).sees("13800138000", "AC2025").seesNot("何小姐")
        driver.press("Esc").sees("13955556666", "何小姐的妹妹")
    }

    @Test("what was typed below a caller is kept as a draft, and logging the caller's case leaves it")
    func keepsTheDraft() throws {
        let place = try Desks.filled()
        let driver = try Driver(place)
        driver.press("F2").type("13955556666").press("Tab").type("何小姐")
        _ = driver.app.callerRings("13800138000")
        driver.tell(.key(.alt("i"))).wait(.seconds(2))
        let li = try #require(try place.desk.actor(named: "li").staffID)
        #expect(
            try place.desk.read { try $0.drafts(of: li, form: "C120") }.map { $0.values["name"] } == ["何小姐"])
        driver.type("又不制冷").press("Ctrl-S").sees("C130")
        #expect(
            try place.desk.read { try $0.drafts(of: li, form: "C120") }.map { $0.values["name"] } == ["何小姐"])
    }

    @Test("a sheet that is being answered is not covered, and a note being written stays")
    func sheet() throws {
        let driver = try Driver(Desks.filled())
        driver.press(":").type("c1").press("Enter", "n").type("半句话")
        #expect(!driver.app.callerRings("13800138000"))
        driver.sees("半句话", "来电").tell(.key(.alt("i"))).sees("C120", "AC2025")
        driver.press("Esc").sees("半句话")
    }

    @Test("the number that stands in C120 already brings nothing up twice, however it is written")
    func sameNumber() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").wait(.seconds(2))
        #expect(driver.app.callerRings("+86-138-0013-8000"))
        driver.seesNot("来电。").press("Esc").sees("W110")
    }

    @Test("with nobody calling, the key says so")
    func nobody() throws {
        try Driver(Desks.filled()).tell(.key(.alt("i"))).sees("目前没有来电")
    }

    @Test("who may not log cases, or has not signed in, is not disturbed")
    func mayNot() throws {
        let driver = try Driver(Desks.filled(), as: nil)
        #expect(!driver.app.callerRings("13800138000"))
        driver.sees("A100")
    }
}
