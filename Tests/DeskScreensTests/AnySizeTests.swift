import DeskTesting
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

/// Every scene, in languages real and made up, in terminals of sizes drawn by lot.
@Suite("Any size, any language")
@MainActor
struct AnySizeTests {
    /// Printed with a failure; another one draws other sizes.
    nonisolated static let seed: UInt64 = 20_261_128

    /// The real ones first.
    private static func languages() throws -> [Wording] {
        let real = try Languages.first("en")
        return real + PseudoLocale.allCases.map { real[0].disguised(as: $0) }
    }

    @Test(
        "the frame is whole, the caret in its field, no word left of another language, and nothing lost on the way",
        arguments: Scenes.all)
    func looks(scene: Scene) throws {
        var lot = Lot(seed: Self.seed, scene)
        let stage = Stage(wordings: try Self.languages(), size: Scene.usual[1])
        let driver = try scene.play(stage).resize(stage.size.columns, stage.size.rows)
        let before = Self.shown(driver)
        for number in stage.wordings.indices {
            driver.press("F11")
            #expect(driver.app.wordings[0].language == (number == 0 ? "zh-Hans" : "en"))
            // After the last of those made up comes English again.
            if [0, stage.wordings.count - 1].contains(number) {
                let foreign = Self.foreign(driver, scene)
                #expect(foreign == [], "\(driver.text)")
            }
            for size in lot.sizes {
                driver.resize(size.columns, size.rows)
                let faults = Invariants(driver).faults
                #expect(faults == [], "seed \(Self.seed), \(size.columns)x\(size.rows)\n\(driver.text)")
            }
            driver.resize(stage.size.columns, stage.size.rows)
        }
        #expect(Self.shown(driver) == before)
    }

    /// The picture without the message line, where the last key speaks.
    private static func shown(_ driver: Driver) -> [String] {
        var lines = driver.lines
        if lines.count > 2 { lines.remove(at: lines.count - 2) }
        return lines
    }

    /// Words that are neither of the language on the screen nor from the records.
    private static func foreign(_ driver: Driver, _ scene: Scene) -> [String] {
        let known = Known(driver, speaks: scene.speaks)
        let isChinese = driver.app.wordings[0].language == "zh-Hans"
        return driver.lines.flatMap(Known.words).filter { word in
            word.contains(where: \.isASCII) == isChinese && !known.has(word)
        }
    }

    /// What is typed, picked and marked, a key at each size.
    struct Doing: Sendable, CustomTestStringConvertible {
        let scene: String
        let keys: [String]
        var testDescription: String { scene }

        init(_ scene: String, _ keys: String...) { (self.scene, self.keys) = (scene, keys) }
    }

    @Test(
        "a terminal resized between any two keys loses no text, selection, mark, focus, page or open sheet",
        arguments: [
            Doing("C120", "急", "x", "Left", "Tab", "Tab", "Up", "1"),
            Doing("C120.unknown", "9", "Tab", "何", "PgDn"),
            Doing("edit", "End", "急", "Tab", "Right", "Tab"), Doing("merge.typing", "，", "x", "Backspace"),
            Doing("C130.note", "急", "Enter", "Left", "x"), Doing("C130.fields", "无", "x"),
            Doing("C130.callBack", "Backspace", "5"), Doing("P200.refuse", "。", "Home", "x"),
            Doing("F170.typing", "Backspace", "8", "Enter", "3"), Doing("U100", "x", "Backspace", "Down"),
            Doing("palette", "Down", "Backspace", "Down"), Doing("help", "e", "Down", "Down"),
            Doing("calendar", "Right", "Down", "PgDn"), Doing("pick", "Down", "Down", "Up"),
            Doing("Q180", "Down", " ", "Down", " ", "End", "Up"), Doing("Q180.filter", "x", "Backspace", "l"),
            Doing("Q180.columns", "Down", "Space", "Down"), Doing("Q180.steps", "Down"),
            Doing("W110", "Down", "J", "Up", "Down"), Doing("P200", "Down", "Down", "Up"),
            Doing("N190", "Down", "/", "x"), Doing("D115", "Down", "Down"), Doing("F160", "Down", "Down"),
            Doing("U140.cases", "Down", "3", "2"), Doing("K220", "Backspace", "Down"),
            Doing("C130.along", "PgDn", "n", "x"),
            Doing("V150", "Down", "Down"), Doing("S190", "Down", "Right", "Down", "Left"),
            Doing("R210", "Down", "End", "Up"), Doing("R211", "Down", "/", "x"),
            Doing("R212", "Right", "Down", "s", "2"),
            Doing("A190", "x", "y"), Doing("settings", "Down", "Tab"),
        ])
    func resized(doing: Doing) throws {
        let scene = try #require(Scenes.all.first { $0.name == doing.scene }, "there is no \(doing.scene)")
        var lot = Lot(seed: Self.seed, scene)
        let stage = try Stage(language: "zh-Hans")
        let (steady, resized) = (try scene.play(stage), try scene.play(stage))
        for key in doing.keys {
            for size in lot.sizes { resized.resize(size.columns, size.rows) }
            resized.press(key)
            steady.press(key)
        }
        resized.resize(stage.size.columns, stage.size.rows)
        #expect(resized.lines == steady.lines)
        #expect(resized.seen.caret == steady.seen.caret)
        #expect(resized.app.top?.screen.unsavedDraft == steady.app.top?.screen.unsavedDraft)
    }
}

/// Sizes drawn by lot, others for every scene.
@MainActor
private struct Lot {
    private var chance: SeededGenerator

    init(seed: UInt64, _ scene: Scene) {
        chance = SeededGenerator(seed: scene.name.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    }

    /// One of use, mostly as terminals are, at times as wide as a wall; and one that is too small.
    var sizes: [Size] {
        mutating get {
            let most =
                Bool.random(using: &chance) ? Size(columns: 130, rows: 40) : Size(columns: 300, rows: 100)
            return [
                draw(from: DeskApp.least, to: most), draw(from: Size(columns: 8, rows: 3), to: DeskApp.least),
            ]
        }
    }

    private mutating func draw(from least: Size, to most: Size) -> Size {
        Size(
            columns: .random(in: least.columns...most.columns, using: &chance),
            rows: .random(in: least.rows...most.rows, using: &chance))
    }
}
