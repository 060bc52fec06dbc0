import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("The frame")
@MainActor
struct FrameTests {
    @Test("a paste goes into the field and submits nothing, whatever it holds")
    func paste() throws {
        let place = try TemporaryDesk()
        let driver = try Driver(place)
        driver.press("F2").paste("13800138000\n\n\u{1B}[A")
        driver.sees("C120", "13800138000")
        driver.press("F12", "F12").paste("n\n1\n").sees("W110")
    }

    @Test("an answer that was overtaken by a newer question is dropped")
    func staleAnswers() throws {
        let place = try Desks.filled()
        let runner = HeldRunner()
        let driver = try Driver(place, runner: runner)
        runner.release()
        driver.press("F2").type("13800138000")
        runner.releaseReversed()
        driver.sees("王小明")
        driver.press("Backspace", "Backspace").type("99")
        runner.releaseReversed()
        driver.seesNot("王小明")
    }

    @Test("keys work while the records are being read, and slow reading is said so")
    func neverBlocks() throws {
        let place = try Desks.filled()
        let runner = HeldRunner()
        let driver = try Driver(place, runner: runner)
        driver.seesNot("读取中").wait(Model.Span(milliseconds: 500)).sees("读取中")
        driver.press("F2").type("138").sees("C120", "138")
        runner.release()
        driver.seesNot("读取中")
    }

    @Test("what others change is seen without a key, and the selection stays on its record")
    func othersChanges() throws {
        let place = try Desks.filled()
        let driver = try Driver(place)
        driver.wait(.seconds(3)).press("End")
        let selected = try #require(driver.app.canvas.caret.map { driver.lines[$0.row] })
        #expect(selected.contains("C1 "))
        try place.as("li") { work in
            let customer = CustomerID(2)
            _ = try work.log(CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "洗衣机不脱水"))
        }
        driver.wait(.seconds(3)).sees("洗衣机不脱水")
        let after = try #require(driver.app.canvas.caret.map { driver.lines[$0.row] })
        #expect(after.contains("C1 "))
    }

    @Test("an open desk fires what falls due, and tells it without moving anything")
    func sweeps() throws {
        let place = try Desks.filled()
        let driver = try Driver(place)
        driver.press("F2").type("138")
        place.now = place.now + .days(1)
        driver.app.tick()
        driver.sees("超时", "138")
        #expect(driver.app.canvas.caretIsVisible)
    }

    @Test("the language changes at once, also of a form half filled in")
    func language() throws {
        let driver = try Driver(Desks.filled())
        driver.press("F2").type("13800138000").press("Tab").type("不制冷")
        driver.press("F11").sees("Log a complaint", "Summary", "Air conditioner", "不制冷", "13800138000")
        driver.type("！").sees("不制冷！")
        driver.press("F11").sees("登记服务单", "空调")
    }

    @Test("leaving asks first, and Cancel is what Enter takes")
    func quit() throws {
        let driver = try Driver(TemporaryDesk())
        driver.press("Ctrl-C").sees("退出服务台").press("Enter")
        #expect(!driver.hasQuit)
        driver.press("Ctrl-Q", "Tab", "Enter")
        #expect(driver.hasQuit)
    }

    @Test("fullwidth punctuation from an input method is the command it looks like")
    func fullwidth() throws {
        try Driver(Desks.filled()).press("？").sees("帮助：").press("Esc", "：").sees("前往")
    }

    @Test("signing in by a few letters leads to one's work")
    func signIn() throws {
        let driver = try Driver(TemporaryDesk(), as: nil)
        driver.press("F2").sees("A100").type("zm").press("Enter").sees("W110", "赵敏")
    }

    @Test("no row of any screen is ever too wide or too narrow, at any size and in both languages")
    func sizes() throws {
        for language in ["en", "zh-Hans"] {
            for (place, login, path) in [
                (try Desks.filled(), "li", ["F2"]), (try Desks.filled(), "li", ["Enter"]),
                (try Desks.filled(), "li", ["Enter", "v"]), (try Desks.filled(), "li", ["F3"]),
                (try Desks.withCallDue(), "zhao", ["F9"]), (try Desks.filled(), "li", ["Enter", "x"]),
                (try Desks.filled(), "li", ["F1"]), (try Desks.filled(), "li", ["Enter", "n"]),
            ] {
                let driver = try Driver(place, as: login, language: language)
                for key in path { driver.press(key) }
                for columns in [20, 60, 61, 79, 80, 109, 110, 132, 181, 240] {
                    for rows in [5, 18, 19, 24, 50] { driver.resize(columns, rows) }
                }
            }
        }
    }
}
