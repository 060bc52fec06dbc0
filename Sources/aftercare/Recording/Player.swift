import DeskScreens
import Model
import ServiceDesk
import TerminalKit
import Wording

/// Plays people at the desk, at a person's pace, and films it. The desk's clock goes with the film: nothing waits, and the
/// same play makes the same film.
@MainActor
final class Player {
    private(set) var film: Asciicast
    /// The desk's time.
    private(set) var now: Instant
    let desk: ServiceDesk
    private let wordings: [Wording]
    private var painter = ANSIPainter(theme: ThemeName.dark.theme, depth: .palette)
    private var app: DeskApp?
    private var elapsed: Int64 = 0
    private var strokes = 0

    /// - Parameter wordings: the languages, the one shown first.
    init(_ desk: ServiceDesk, wordings: [Wording], film: Asciicast) {
        (self.desk, self.wordings, self.film) = (desk, wordings, film)
        now = film.at
    }

    /// The language shown.
    var wording: Wording { wordings[0] }

    /// The screen as it is now.
    var text: String { app?.canvas.text ?? "" }

    func say(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String { wording.say(key, facts) }

    /// What the desk calls something in the language shown.
    func text(_ label: Label) -> String { wording.text(label) }

    // MARK: Between the scenes

    /// A card before the next scene, at a later time of the desk.
    func card(_ title: String, _ line: String, at time: Instant) {
        now = max(now, time)
        var canvas = Canvas(size: film.size)
        let middle = canvas.bounds.centred(width: canvas.size.columns - 8, height: 3)
        let when = wording.moment(now)
        for (row, (text, style)) in [(title, Style.title), (line, .text), (when, .muted)].enumerated() {
            canvas.field(text, in: middle.line(row), style, .centre)
        }
        film.add(.marker(title), at: elapsed)
        paint(canvas)
        elapsed += 3_000
    }

    /// Someone sits down at a desk of their own.
    func sit(_ login: String) throws {
        let app = DeskApp(
            desk: desk, wordings: wordings, found: TerminalFound(type: "xterm-256color", depth: .palette),
            clock: { [unowned self] in now }, runner: ImmediateRunner())
        self.app = app
        app.onCanvas = { [unowned self] in paint($0) }
        app.start(as: try desk.actor(named: login), size: film.size)
        look(seconds: 2)
    }

    /// The last picture stays as long as it was looked at.
    func end() { film.add(.output(""), at: elapsed) }

    // MARK: What a person does

    /// Reads what is on the screen.
    func look(seconds: Double) { pass(Int64(seconds * 1000)) }

    /// Types, some three characters a second of Chinese, seven of others.
    func type(_ text: String) {
        for character in text {
            pass(character.isASCII ? 140 : 320, uneven: true)
            app?.handle(.key(.character(character)))
        }
    }

    func press(_ key: Key) {
        pass(450, uneven: true)
        app?.handle(.key(key))
    }

    /// Presses the key that does something now, by the action's name.
    /// - Throws: `Strayed` when there is no such key.
    func act(_ action: String) throws {
        guard let key = app?.key(for: action) else { throw strayed(looking: action) }
        press(key)
    }

    /// Tab, until the cursor stands in the field with this label.
    /// - Throws: `Strayed` when there is none.
    func go(to label: String) throws {
        for _ in 0..<20 {
            if line.contains(label) { return }
            pass(220, uneven: true)
            app?.handle(.key(.tab))
        }
        throw strayed(looking: label)
    }

    /// Looks whether the play is where it should be.
    func see(_ wanted: String) throws {
        if !text.contains(wanted) { throw strayed(looking: wanted) }
    }

    /// What the play left in the records, and goes on with.
    func found<T>(_ record: T?, _ wanted: String) throws(Strayed) -> T {
        guard let record else { throw strayed(looking: wanted) }
        return record
    }

    private func strayed(looking wanted: String) -> Strayed { Strayed(looking: wanted, screen: text) }

    /// The play went where it was not meant to: a mistake in it, or rules it was not written for.
    struct Strayed: Error, CustomStringConvertible {
        let looking: String
        let screen: String
        var description: String { "\(looking) is not on:\n\(screen)" }
    }

    // MARK: Time and film

    /// The line in which the cursor stands.
    private var line: String {
        guard let canvas = app?.canvas, let caret = canvas.caret else { return "" }
        return canvas.row(caret.row).reduce(into: "") { $0 += $1.text }
    }

    /// An even hand is no hand: shares of the usual time between two keys, one after the other.
    private static let rhythm: [Int64] = [80, 120, 95, 70, 150, 105, 85, 110, 60, 130]

    private func pass(_ milliseconds: Int64, uneven: Bool = false) {
        strokes += 1
        var left = uneven ? milliseconds * Self.rhythm[strokes % Self.rhythm.count] / 100 : milliseconds
        // As often as the program itself looks after the desk.
        while left > 0 {
            let step = min(left, 100)
            left -= step
            elapsed += step
            now = now + Model.Span(milliseconds: step)
            app?.tick()
        }
    }

    private func paint(_ canvas: Canvas) {
        let bytes = painter.paint(canvas)
        if !bytes.isEmpty { film.add(.output(bytes), at: elapsed) }
    }
}
