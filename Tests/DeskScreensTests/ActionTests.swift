import DeskTesting
import Foundation
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Actions")
@MainActor
struct ActionTests {
    /// Screens as a person meets them, each with what it shows read.
    private func screens(_ language: String) throws -> [Driver] {
        let paths: [[String]] = [
            [], ["F2"], ["F3"], ["Enter"], ["Enter", "v"], ["Enter", "n"], ["Enter", "e"], ["Enter", "h"],
            ["Enter", "u"],
            ["F1"], ["F10"], ["Ctrl-Q"],
        ]
        let filled = try paths.map { path in
            let driver = try Driver(Desks.filled(), language: language)
            for key in path { driver.press(key) }
            return driver
        }
        let call = try Driver(Desks.withCallDue(), as: "zhao", language: language).press("F9")
        // Before anyone has claimed it, what a claimed call offers is offered too.
        let unclaimed = try Driver(Desks.withCallDue(), as: "admin", language: language)
        unclaimed.press("m", "Enter").sees("F170")
        return filled + [call, unclaimed, try Driver(TemporaryDesk(), as: nil, language: language)]
    }

    @Test("no screen gives a key or a name to two actions, nor does the desk")
    func clashes() throws {
        for driver in try screens("en") {
            let context = driver.app.context
            #expect(DeskActions.clashes(scope: "everywhere", Everywhere.actions(context)) == [])
            for entry in driver.app.stack {
                #expect(
                    DeskActions.clashes(scope: entry.screen.id, entry.screen.actions(context)) == [],
                    "\(entry.screen.id)")
            }
        }
    }

    @Test("every action has its words in both languages", arguments: ["en", "zh-Hans"])
    func words(language: String) throws {
        for driver in try screens(language) {
            for action in driver.app.actions.actions {
                #expect(!action.words.short.hasPrefix("["), "\(action.id)")
                #expect(!action.words.long.hasPrefix("["), "\(action.id)")
            }
            driver.seesNot("[label").seesNot("[screen")
        }
    }

    @Test("every F key of the desk has another way, for terminals that keep F keys to themselves")
    func aliases() throws {
        let context = try Driver(TemporaryDesk()).app.context
        for action in Everywhere.actions(context) {
            guard case .f(let number)? = action.keys.first else { continue }
            let hasOther = action.keys.contains { if case .f = $0 { false } else { true } }
            // Esc and a digit is that F key too; F11 and F7 also stand in the palette.
            #expect(hasOther || number <= 10, "F\(number)")
        }
    }

    @Test("an action that cannot be done says why")
    func whyNot() throws {
        let driver = try Driver(Desks.filled())
        driver.press("Enter", "c").sees("本单没有待回访")
        driver.press("F12", "F9").sees("目前没有您可以拨打的到期回访")
    }

    @Test("the palette goes to a screen by the id in its corner, and to a visit by its number")
    func byNumber() throws {
        let driver = try Driver(Desks.withADay(), as: "admin", language: "en")
        driver.press(":").type("v160").sees("dispatch board").press("Enter").sees("V160 Dispatch board")
        driver.press(":").type("p200").press("Enter").sees("P200").press(":").type("w110").press("Enter")
        driver.sees("W110").press(":").type("v1").press("Enter").sees("C130")
        driver.press(":").type("visit 160").press("Enter").sees("V160").press("Esc").sees("C130")
        // Letters of records mean the record, whatever screen is called so.
        driver.press(":").type("c120").press("Enter").seesNot("Log a complaint")
    }

    @Test("a menu drops from the selected row with what can be done there; a key in it takes that at once")
    func menu() throws {
        let driver = try Driver(Desks.filled(), language: "en", columns: 120, rows: 36)
        driver.press("Enter").sees("C130").press(".").sees("What can be done here")
        let note = try #require(driver.lines.first { $0.contains("│ n ") })
        #expect(note.contains("note"), "\(note)")
        driver.press("n").seesNot("What can be done here").sees("Ctrl-S")
        driver.press("Esc", ".", "Esc").sees("C130").seesNot("What can be done here")
    }

    @Test("F4 lists the choices of a field in any form, and answers for a text of the same form")
    func choicesOfForms() throws {
        let driver = try Driver(Desks.filled(), language: "en").press("Enter", "n", "Tab", "F4")
        driver.sees("yes").press("Down", "Enter").press("Shift-Tab", "F4").sees("K220")
    }

    @Test("what cannot be done now says in the menu why")
    func menuRefuses() throws {
        let driver = try Driver(Desks.filled()).press("Enter", ".", "c")
        #expect(driver.message.contains("本单没有待回访"))
        driver.sees("此处可做的操作")
    }

    @Test("what can be done now stands above what cannot in the palette")
    func possibleFirst() throws {
        let driver = try Driver(Desks.withADay(), language: "en", rows: 50).press("F8", "F10")
        let actions = driver.app.stack.dropLast().last.map { driver.app.actions(of: $0.screen) }
        let possible = actions?.actions.filter { $0.whyDisabled == nil }.count ?? 0
        #expect(possible > 9)
        for line in driver.lines.filter({ $0.hasPrefix("│") }).prefix(9) {
            #expect(!line.contains("may not do"))
        }
    }
}
