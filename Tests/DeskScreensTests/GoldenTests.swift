import DeskTesting
import Foundation
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// How each scene looks, as text and styles. What is wrong with a screen is easiest seen by reading these files.
@Suite("How the screens look")
@MainActor
struct GoldenTests {
    nonisolated static let languages = Languages.shipped

    @Test("as recorded", arguments: Scenes.all, languages)
    func looks(scene: Scene, language: String) throws {
        for size in scene.sizes {
            try Golden.expect(scene.play(Stage(language: language, size: size)), scene.name)
        }
    }

    @Test("no file is left of a scene that is no more, and no two scenes share a name")
    func leftOver() throws {
        let names = Scenes.all.flatMap { scene in
            scene.sizes.flatMap { size in Self.languages.map { Golden.fileName(scene.name, size, $0) } }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Golden.folder.path)
        #expect(Set(files).subtracting(names) == [])
        #expect(Set(names).count == names.count)
    }

    @Test(
        "every type of screen and sheet is on top in some scene, and a scene named by an id shows that screen"
    )
    func everyScreen() throws {
        var types = try Set(["Screens", "Sheets"].flatMap(Self.types))
        #expect(types.count > 15)
        for scene in Scenes.all {
            let app = try scene.play(Stage(language: "en")).app
            let stack = (app.stack + (app.lock.map { [$0] } ?? [])).map(\.screen)
            if let top = stack.last { types.remove("\(type(of: top))".prefix { $0 != "<" }.description) }
            // A sheet lies over the screen; a copy of it has no id.
            guard let id = scene.name.prefixMatch(of: /[A-Z][0-9]{3}/) else { continue }
            #expect(stack.contains { $0.id == id.output }, "\(scene.name) shows another screen")
        }
        #expect(types == [], "each needs a line in Scenes")
    }

    /// The types in a folder of DeskScreens that are declared as a screen.
    private static func types(in folder: String) throws -> [String] {
        let place = Folders.root.appendingPathComponent("Sources/DeskScreens/\(folder)")
        return try FileManager.default.contentsOfDirectory(atPath: place.path).flatMap { file in
            let text = try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
            return text.matches(of: /struct (\w+)(?:<[^>]*>)?: [^\n{]*Screen\b/).map {
                String($0.output.1)
            }
        }
    }
}
