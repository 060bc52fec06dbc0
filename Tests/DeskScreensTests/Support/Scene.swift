import DeskTesting
import Foundation
import Model
import Records
import Resources
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

/// A picture of the desk worth keeping an eye on: its name, how to get there, and the sizes it is looked at.
///
///     Scene("V150") { try $0.driver(Desks.filled()).press(":").type("c2").press("Enter", "v") }
///
/// `Scenes.all` is the one table of them. Golden screens, the gallery and whoever tests a property of every screen walk
/// it: `for scene in Scenes.all { let driver = try scene.play(Stage(language: "en")) … }`. A driver that was played to a
/// scene may be resized, told of the terminal, and looked at by its `app.canvas`.
struct Scene: Sendable, CustomTestStringConvertible {
    /// The screen's id, or a word for a sheet that has none; then what is special about it: `C120.unknown`.
    let name: String
    let sizes: [Size]
    /// Opens a desk of its own on the stage and goes there by keys. Keys are the same in every language; a word that must
    /// be typed is asked of the stage (`say`).
    let play: @MainActor @Sendable (Stage) throws -> Driver

    init(
        _ name: String, sizes: [Size] = Scene.usual,
        play: @escaping @MainActor @Sendable (Stage) throws -> Driver
    ) {
        self.name = name
        self.sizes = sizes
        self.play = { stage in
            try PassphraseHash.$rounds.withValue(1) {
                try SearchLength.$rounds.withValue(200) { try play(stage) }
            }
        }
    }

    /// The terminal every screen must do with, and one on a desk of today.
    static let usual = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)]
    /// With the widest layout, of three panes.
    static let upToThreePanes = usual + [Size(columns: 200, rows: 60)]

    var testDescription: String { name }
}

/// What a scene is played on: a language and a size of the terminal.
@MainActor
struct Stage {
    /// The language shown, then the others that are there.
    let wordings: [Wording]
    let size: Size

    /// - Parameter wordings: any, also ones made up for a test (a pseudo-locale).
    init(wordings: [Wording], size: Size = Scene.usual[0]) {
        self.wordings = wordings
        self.size = size
    }

    init(language: String, size: Size = Scene.usual[0]) throws {
        self.init(wordings: try Languages.first(language), size: size)
    }

    /// Someone at a desk in this language at this size; nil has not signed in.
    func driver(_ place: TemporaryDesk, as login: String? = "li") throws -> Driver {
        try Driver(place, as: login, wordings: wordings, size: size)
    }

    /// What the desk calls something here: `action.log.short`.
    func say(_ key: String) -> String { wordings[0].say(key) }
}

/// The shipped languages, each read once for all tests.
enum Languages {
    static let shipped = LanguageChoice.shipped

    private static let wordings = Result {
        let library = try ResourceLibrary()
        return try Dictionary(
            uniqueKeysWithValues: shipped.map {
                let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
                return ($0, try Wording(language: $0, files: library.files(in: "locales/\($0)"), zone: zone))
            })
    }

    /// All of them, the one named first.
    static func first(_ language: String) throws -> [Wording] {
        let all = try wordings.get()
        return ([language] + shipped.filter { $0 != language }).compactMap { all[$0] }
    }
}
