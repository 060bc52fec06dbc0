import DeskTesting
import Foundation
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Settings")
@MainActor
struct SettingsTests {
    private func open(
        language: String = "en", settings: Preferences = Preferences(),
        _ kept: @escaping (Preferences) -> Void
    ) throws -> Driver {
        let driver = try Driver(TemporaryDesk(), language: language, settings: settings)
        driver.app.onSettings = kept
        return driver.press("Alt-s")
    }

    @Test("a language is chosen by its own name, spoken at once, and kept; left to the system it goes back")
    func language() throws {
        var kept: [Preferences] = []
        let driver = try open { kept.append($0) }
        driver.press("Tab", "Tab", "Tab").type("中文").sees("界面语言", "简体中文").seesNot("Idle")
        #expect(kept.last?.language == "zh-Hans")
        for _ in 0..<2 { driver.press("Backspace") }
        driver.type("auto").sees("Language", "as the system says")
        #expect(kept.last?.language == nil)
    }

    @Test("F11 changes the language for now and keeps nothing")
    func forNow() throws {
        var kept: [Preferences] = []
        let driver = try open(settings: Preferences(language: "en")) { kept.append($0) }
        driver.press("F11").sees("界面语言", "English").press("Esc").sees("W110", "我的")
        #expect(kept.isEmpty)
    }

    @Test("what is half typed chooses nothing: the desk speaks on as it did")
    func halfTyped() throws {
        let driver = try open(settings: Preferences(lockAfter: 5)) { _ in }
        driver.press("Tab", "Tab", "Tab").type("qqq").sees("Language").press("Esc").sees("W110")
    }

    @Test(
        "a file with a wrong field loses that field only, and a time beyond all bounds is brought within them"
    )
    func wrongField() throws {
        let text = #"{"theme": "pink", "ambiguous": 7, "hasMouse": true, "lockAfter": -3, "language": "en"}"#
        let kept = try JSONDecoder().decode(Preferences.self, from: Data(text.utf8))
        #expect(kept == Preferences(hasMouse: true, lockAfter: 0, language: "en"))
    }

    @Test("of lists that are kept wrongly the others keep their columns")
    func wrongList() throws {
        let wide = #"{"order": [], "shown": {}, "cells": {"owner": 20}}"#
        let text = #"{"lists": {"W110": {"order": 7}, "N190": \#(wide)}}"#
        let kept = try JSONDecoder().decode(Preferences.self, from: Data(text.utf8))
        #expect(kept.layout(of: "W110") == ColumnLayout())
        #expect(kept.layout(of: "N190").cells == ["owner": 20])
    }

    @Test("of two desks each keeps what was chosen on it, and leaves what was chosen on the other")
    func twoDesks() throws {
        let old = Preferences(lockAfter: 5, language: "en")
        var mine = old
        mine.lockAfter = nil
        var wide = ColumnLayout()
        wide.setCells(20, of: "owner")
        mine = mine.keeping(wide, of: "W110")
        let others = Preferences(theme: .light, lockAfter: 5, language: "zh-Hans").keeping(wide, of: "N190")
        let kept = mine.chosen(since: old, over: others)
        #expect(kept.theme == .light && kept.lockAfter == nil && kept.language == "zh-Hans")
        #expect(kept.layout(of: "W110") == wide && kept.layout(of: "N190") == wide)
    }

    @Test(
        "what was answered for a terminal is for that one, goes before what it reports, and after a choice in the settings"
    )
    func answeredWidth() throws {
        let answered = Preferences().answering(2, on: "vt220").answering(1, on: "xterm")
        func cells(_ settings: Preferences, _ type: String, reports: Int? = nil) -> Int {
            settings.appearance(on: TerminalFound(type: type, ambiguous: reports)).cellWidth.ambiguous
        }
        #expect(cells(answered, "vt220") == 2 && cells(answered, "xterm", reports: 2) == 1)
        #expect(cells(answered, "tmux") == 1 && cells(answered, "tmux", reports: 2) == 2)
        var chosen = answered
        chosen.ambiguous = 1
        #expect(cells(chosen, "vt220") == 1)
        let kept = try JSONDecoder().decode(Preferences.self, from: JSONEncoder().encode(answered))
        #expect(kept == answered)
        let merged = answered.chosen(since: Preferences(), over: Preferences(theme: .light))
        #expect(merged.theme == .light && merged.answeredWidths == ["vt220": 2, "xterm": 1])
        let wrong = Data(#"{"answered": {"a": 3, "b": "2", "c": 2}}"#.utf8)
        #expect(try JSONDecoder().decode(Preferences.self, from: wrong).answeredWidths == ["c": 2])
    }

    @Test("F4 lists what a field can be, and what is picked there is shown and kept at once")
    func pick() throws {
        var kept: [Preferences] = []
        let driver = try open { kept.append($0) }
        driver.press("F4").type("light").press("Enter")
        #expect(kept.last?.theme == .light)
    }

    @Test("the desk locks itself after the time chosen, at once")
    func lock() throws {
        var kept: [Preferences] = []
        let driver = try open { kept.append($0) }
        driver.sees("as the organisation says: after 15 min")
        for _ in 0..<4 { driver.press("Tab") }
        driver.type("2")
        #expect(kept.last?.lockAfter == 2)
        driver.press("Esc").sees("W110").wait(.seconds(100)).sees("W110").wait(.seconds(21)).sees("A190")
    }

    @Test(
        "the sheet shows what colours are for in the theme that is chosen, and fits 80x24 in both languages")
    func sample() throws {
        for language in ["en", "zh-Hans"] {
            let driver = try open(language: language) { _ in }
            let context = driver.app.context
            driver.sees(
                context.say("sample.missed"), context.say("sample.atRisk"), context.say("found.terminal"))
            let canvas = driver.app.canvas
            #expect(canvas.styleText.contains("missed") && canvas.styleText.contains("atRisk"))
        }
    }
}
