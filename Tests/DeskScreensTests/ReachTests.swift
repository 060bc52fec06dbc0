import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Every action, and back")
@MainActor
struct ReachTests {
    /// Keys every terminal sends, and by which the palette or help open from a screen.
    private static let doors: [Key] = [.ctrl("p"), .character(":"), .character("?")]

    @Test(
        "every action of every scene is reached without function keys, each of which has another way beside it",
        arguments: Scenes.all)
    func withoutFunctionKeys(scene: Scene) throws {
        let app = try scene.play(Stage(language: "en")).app
        let isOnSheet = app.stack.last?.screen.isSheet == true
        let isInPalette = Set(app.actions.palette.map(\.id))
        let meanings = app.actions.meanings
        // On a sheet, closing it is what going back does, and what comes before going to a place that has no key.
        let keyless = app.actions.actions.filter { action in
            !(isOnSheet && (action.id == Everywhere.back || Places.named(action.id)?.keys.isEmpty == true))
                && !action.keys.contains { !$0.isFunctionKey && meanings[$0] == action.id }
        }
        let opensPalette = try !keyless.isEmpty && opensPalette(scene)
        for action in keyless { #expect(opensPalette && isInPalette.contains(action.id), "\(action.id)") }
        for action in app.actions.actions where action.keys.contains(where: \.isFunctionKey) {
            #expect(action.keys.contains { !$0.isFunctionKey }, "\(action.id)")
        }
    }

    private func opensPalette(_ scene: Scene) throws -> Bool {
        try Self.doors.contains { key in
            let app = try scene.play(Stage(language: "en")).press(key.name).app
            return app.stack.last?.screen is PaletteSheet || app.stack.last?.screen is HelpSheet
        }
    }

    @Test("Esc and a digit is that F key, also with the digits apart by a moment")
    func escapeDigit() throws {
        var decoder = InputDecoder()
        let driver = try Driver(Desks.filled())
        for byte in Array("\u{1B}2".utf8) { decoder.feed(.byte(byte)).forEach { driver.tell($0) } }
        driver.sees("C120")
    }

    @Test(
        "from every scene Esc leads back to one's work, a level at a time; only a locked desk stays locked",
        arguments: Scenes.all.filter { !$0.name.hasPrefix("A190") })
    func back(scene: Scene) throws {
        let driver = try scene.play(Stage(language: "en"))
        guard driver.app.actor != nil else { return }
        driver.resize(80, 24)
        while driver.app.stack.count > 1 {
            let (depth, text) = (driver.app.stack.count, driver.text)
            driver.press("Esc")
            // What is marked, a filter, a field that is written in: each is a level of its own.
            let isBack = driver.app.stack.count == depth - 1 || driver.text != text
            #expect(isBack, "Esc does nothing on:\n\(text)")
            guard isBack else { return }
        }
        #expect(driver.app.stack.last?.screen is WorkScreen)
    }

    @Test(
        "what was typed is there again after Esc, or was kept as a draft",
        arguments: Scenes.all.filter { !$0.name.hasPrefix("outage") })
    func nothingLost(scene: Scene) throws {
        let driver = try scene.play(Stage(language: "en"))
        guard let login = driver.app.actor?.login, let draft = driver.app.stack.last?.screen.unsavedDraft
        else {
            return
        }
        driver.press("Esc")
        if driver.app.stack.last?.screen.unsavedDraft == draft { return }
        let kept = try driver.place.desk.read { reading in
            try reading.drafts(of: reading.people().first { $0.login == login }!.id, form: draft.form)
        }
        #expect(kept.contains { $0.values == draft.values }, "\(draft.form)")
    }

    @Test("what was left while the database did not answer is kept once it does")
    func nothingLostInAnOutage() throws {
        let (place, line) = try Desks.filled().overALine()
        let driver = try Driver(place, language: "en").wait(.seconds(1))
        driver.press("F2").type("13955556666")
        line.lose()
        driver.wait(.seconds(1)).press("Esc").sees("W110").wait(.seconds(1))
        line.mend()
        driver.wait(.seconds(2)).press("F2").wait(.seconds(1)).sees("13955556666")
    }

    @Test("digits choose what a record offers, first to ninth", arguments: ["C130", "V150"])
    func digits(name: String) throws {
        let scene = try #require(Scenes.all.first { $0.name == name })
        let app = try scene.play(Stage(language: "en")).app
        let offered = app.actions.actions.filter { $0.id.name.contains(/\.(do|pick|answer)\./) }
        #expect(!offered.isEmpty)
        for (index, action) in offered.prefix(9).enumerated() where !action.keys.isEmpty {
            #expect(action.keys.contains(.character(Character("\(index + 1)"))), "\(action.id)")
        }
    }

    @Test(
        "help finds in both languages, and says why something cannot be done", arguments: ["en", "zh-Hans"])
    func help(language: String) throws {
        let driver = try Driver(Desks.filled(), language: language).press("Enter", "F1")
        driver.type("查看处理流水").press("Enter").sees(language == "en" ? "everything that happened" : "流水")
        let english = try Driver(Desks.filled(), language: language).press("Enter", "F1")
        english.type("everything that happened").press("Enter").sees(language == "en" ? "everything" : "流水")
        let refused = try Driver(Desks.filled(), language: language).press("Enter", "F1")
        refused.type("follow-up call of this case").sees(
            language == "en" ? "No follow-up call is planned" : "本单没有待回访")
        refused.press("Enter").sees("C130")
        #expect(refused.message.hasPrefix("! "))
    }

    @Test("the footer has what the mode needs first, then the screen's, then everyone's, cut between entries")
    func footer() throws {
        let driver = try Driver(Desks.filled(), language: "en", columns: 60, rows: 18).press("Enter")
        let labels = driver.app.actions.footer.labels
        let shown = labels.map(\.label)
        #expect(shown.prefix(3) == ["Book visit", "Note", "Edit"])
        let everyones = try #require(shown.firstIndex(of: "Help"))
        #expect(shown[everyones...].contains("Log") && !shown[..<everyones].contains("Log"))
        let line = driver.lines[17]
        #expect(labels.contains { line.hasSuffix("\($0.key) \($0.label)") })
    }
}
