import DeskTesting
import Foundation
import Model
import Records
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

/// Every scene in languages made up for the purpose.
@Suite("Text of other lengths")
@MainActor
struct PseudoLocaleTests {
    nonisolated static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 60, rows: 18),
        Size(columns: 40, rows: 18),
    ]
    /// Scenes in which nothing is drawn but a sentence; and those that type a word of the language.
    nonisolated static let scenes = Scenes.all.filter { $0.name != "tooSmall" }

    /// Played once, and looked at in each size.
    private func play(_ scene: Scene, _ locale: PseudoLocale) throws -> Driver {
        let wordings = try Languages.first("en").map { $0.disguised(as: locale) }
        return try scene.play(Stage(wordings: wordings, size: Self.sizes[0]))
    }

    @Test(
        "every word on a screen is from the language's files, or from the records",
        // What the knowledge base says is an organisation's own text, in the person's language.
        arguments: scenes.filter { !$0.name.hasPrefix("K220") })
    func hardWired(scene: Scene) throws {
        // On a phone the message line cuts keys in the middle.
        let driver = try play(scene, .accented)
        let known = Known(driver, speaks: scene.speaks)
        for size in Self.sizes where size.columns >= 60 {
            driver.resize(size.columns, size.rows)
            for (row, line) in driver.lines.enumerated() {
                let foreign = Known.words(in: line).filter { !known.has($0) }
                #expect(foreign.isEmpty, "\(size.columns)x\(size.rows), row \(row): \(foreign) in \(line)")
            }
        }
    }

    /// What stands in a table, in a placeholder or behind a label may be cut, with `..`: the record shows it whole. What
    /// names a thing may not.
    private static let whole: Set<Role> = [.label, .labelFocused, .title, .keyLabel]

    @Test(
        "no label, title or name of a key is cut, though all are a third longer",
        arguments: scenes)
    func cut(scene: Scene) throws {
        let driver = try play(scene, .accented)
        for size in Self.sizes.filter({ $0.columns >= 80 }) {
            // Only what is on top: a sheet covers what lies below it where it will.
            let app = driver.resize(size.columns, size.rows).app
            var canvas = Canvas(size: size, cellWidth: app.appearance.cellWidth)
            app.stack.last?.screen.draw(in: DeskApp.parts(of: canvas).body, on: &canvas, app.context)
            // A long one may go on in the next row: what was opened anywhere is closed somewhere.
            let named = (1..<size.rows).flatMap { row -> [String] in
                let cells = Array(canvas.row(row))
                return canvas.styleRuns(in: row).filter { Self.whole.contains($0.style.role) }.map { run in
                    cells[run.columns].map(\.text).joined()
                }
            }
            let text = named.joined(separator: "\n")
            let opened = text.components(separatedBy: PseudoLocale.opening).count
            let closed = text.components(separatedBy: PseudoLocale.closing).count
            #expect(opened == closed, "\(size.columns)x\(size.rows):\n\(text)")
        }
    }

    @Test(
        "words as long as German ones, and letters two cells wide, break no row and hide no key",
        arguments: scenes)
    func longAndWide(scene: Scene) throws {
        for locale in [PseudoLocale.long, .wide] {
            let driver = try play(scene, locale)
            for size in Self.sizes {
                let canvas = driver.resize(size.columns, size.rows).app.canvas
                #expect(canvas.brokenRows == [], "\(locale) \(size)")
                let first = driver.app.actions.footer.labels.first
                #expect(
                    first.map { driver.lines.last?.hasPrefix($0.key) == true } ?? true, "\(locale) \(size)")
                if canvas.caretIsVisible { #expect(canvas.caret.map(canvas.bounds.contains) == true) }
            }
        }
    }
}
