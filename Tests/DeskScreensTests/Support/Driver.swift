import DeskTesting
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

/// Someone at the desk: presses keys, types, waits, and sees the screen. The clock stands still until told to move,
/// and every answer is there before the next key.
@MainActor
final class Driver {
    let place: TemporaryDesk
    let app: DeskApp
    private(set) var keys = 0
    private(set) var hasQuit = false
    /// Everything that was typed and pasted.
    private(set) var typed = ""
    /// What stood on the screen after the last event.
    private(set) var seen = Canvas(size: Size(columns: 0, rows: 0))

    /// - Parameters:
    ///   - login: nil begins at the sign-in.
    ///   - wordings: the languages, the one shown first.
    init(
        _ place: TemporaryDesk, as login: String? = "li", wordings: [Wording], size: Size,
        settings: Preferences = Preferences(), keys: KeyMap = .shipped, about: About = About(),
        runner: any JobRunner = ImmediateRunner()
    ) throws {
        self.place = place
        app = DeskApp(
            desk: place.desk, wordings: wordings, settings: settings,
            found: TerminalFound(type: "xterm-256color", depth: .palette), keys: keys, about: about,
            clock: { place.now }, runner: runner)
        app.onQuit = { [weak self] in self?.hasQuit = true }
        app.onCanvas = { [weak self] in self?.seen = $0 }
        app.start(as: try login.map(place.desk.actor(named:)), size: size)
    }

    convenience init(
        _ place: TemporaryDesk, as login: String? = "li", language: String = "zh-Hans",
        columns: Int = 80, rows: Int = 24, settings: Preferences = Preferences(),
        runner: any JobRunner = ImmediateRunner()
    ) throws {
        try self.init(
            place, as: login, wordings: Languages.first(language), size: Size(columns: columns, rows: rows),
            settings: settings, runner: runner)
    }

    var text: String { app.canvas.text }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    /// Where Enter acts.
    var selectedLine: String { app.canvas.caret.map { lines[$0.row] } ?? "" }
    /// The line above the footer.
    var message: String { lines.count > app.canvas.size.rows - 2 ? lines[app.canvas.size.rows - 2] : "" }

    /// Keys by the names the screen gives them: `F2`, `Enter`, `Ctrl-S`, `v`.
    @discardableResult
    func press(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        for name in names { send(.key(Self.key(name)), sourceLocation) }
        return self
    }

    /// A key that has no name of its own on the screen's tables (Alt).
    @discardableResult
    func send(_ key: Key, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        send(.key(key), sourceLocation)
        return self
    }

    /// Text, character by character.
    @discardableResult
    func type(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        typed += text + "\n"
        for character in text {
            send(.key(character == "\n" ? .enter : .character(character)), sourceLocation)
        }
        return self
    }

    @discardableResult
    func paste(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        typed += text + "\n"
        send(.paste(text), sourceLocation)
        return self
    }

    /// Clicks on the first place where the text is seen.
    @discardableResult
    func click(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        guard let row = lines.firstIndex(where: { $0.contains(text) }),
            let start = lines[row].range(of: text)?.lowerBound
        else {
            Issue.record("\(text) is not on:\n\(self.text)", sourceLocation: sourceLocation)
            return self
        }
        let column = app.appearance.cellWidth.of(lines[row][..<start])
        send(.mouse(Mouse(.left, at: Point(column: column, row: row))), sourceLocation)
        return self
    }

    /// What the terminal tells of itself, and turns of the wheel.
    @discardableResult
    func tell(_ event: InputEvent, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        send(event, sourceLocation)
        return self
    }

    @discardableResult
    func resize(_ columns: Int, _ rows: Int, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        send(.resize(Size(columns: columns, rows: rows)), sourceLocation)
        return self
    }

    /// Lets time pass in steps as the program's own beat does.
    @discardableResult
    func wait(_ span: Model.Span) -> Self {
        let end = place.now + span
        while place.now < end {
            place.now = min(end, place.now + Model.Span(milliseconds: 250))
            app.tick()
        }
        return self
    }

    private func send(_ event: InputEvent, _ sourceLocation: SourceLocation) {
        keys += 1
        app.handle(event)
        #expect(seen.brokenRows == [], "after \(event)", sourceLocation: sourceLocation)
    }

    /// Fails unless the text is on the screen.
    @discardableResult
    func sees(_ wanted: String..., sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        for part in wanted {
            #expect(text.contains(part), "\(part) is not on:\n\(text)", sourceLocation: sourceLocation)
        }
        return self
    }

    @discardableResult
    func seesNot(_ unwanted: String, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        #expect(!text.contains(unwanted), "\(unwanted) is on:\n\(text)", sourceLocation: sourceLocation)
        return self
    }

    private static func key(_ name: String) -> Key {
        if let key = Key(name: name) { return key }
        precondition(name.count == 1, "no key is named \(name)")
        return .character(name.first ?? " ")
    }
}
