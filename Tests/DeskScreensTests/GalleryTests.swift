import Foundation
import FoundationXML
import TerminalKit
import Testing

@testable import DeskScreens

/// The pictures of the README: scenes as the desk draws them now. `make gallery` renews them.
@Suite("The gallery")
@MainActor
struct GalleryTests {
    nonisolated static let shown = ["C120", "W110", "C130", "V150", "F170", "merge"]
    nonisolated static let size = Scene.usual[0]
    static let folder = Folders.root.appendingPathComponent(".gallery")

    @Test("every picture is what its scene draws now", arguments: shown, Languages.shipped)
    func pictures(name: String, language: String) throws {
        let scene = try #require(Scenes.all.first { $0.name == name }, "there is no scene \(name)")
        let canvas = try scene.play(Stage(language: language, size: Self.size)).app.canvas
        let picture = Data(Picture(of: canvas).svg.utf8)
        #expect(picture.count < 60_000, "a picture is to load at once")
        #expect(XMLParser(data: picture).parse())
        let file = Self.folder.appendingPathComponent("\(name).\(language).svg")
        if Golden.isRecording {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try picture.write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
        } else {
            let kept = try? Data(contentsOf: file)
            #expect(kept == picture, "\(file.lastPathComponent) is out of date; renew it with: make gallery")
        }
    }

    @Test("the README shows pictures that are there, and none lies there that no scene draws")
    func readme() throws {
        let text = try String(contentsOf: Folders.root.appendingPathComponent("README.md"), encoding: .utf8)
        let linked = text.matches(of: /\.gallery\/([\w.\-]+\.svg)/).map { String($0.output.1) }
        #expect((4...6).contains(Set(linked).count))
        let drawn = Self.shown.flatMap { name in Languages.shipped.map { "\(name).\($0).svg" } }
        #expect(Set(linked).subtracting(drawn) == [])
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(drawn))
    }

    @Test("wide characters take two cells, each text is held to its own, and marks of XML are written out")
    func cells() {
        var canvas = Canvas(size: Size(columns: 20, rows: 2))
        canvas.text("a<维修&b", at: Point(column: 1, row: 0))
        canvas.text("逾期", at: Point(column: 0, row: 1), Style(.missed, selected: true))
        let svg = Picture(of: canvas).svg
        #expect(svg.contains(#"<text x="21" y="27" textLength="18">a&lt;</text>"#))
        #expect(svg.contains(#"<text x="39" y="27" textLength="36">维修</text>"#))
        #expect(svg.contains(#"<text x="75" y="27" textLength="18">&amp;b</text>"#))
        #expect(svg.contains(##"<rect x="12" y="32" width="36" height="20" fill="#d7d7ff"/>"##))
    }

    @Test("lines meet: a box is drawn, not written")
    func lines() {
        var canvas = Canvas(size: Size(columns: 4, rows: 3))
        canvas.box(canvas.bounds)
        let svg = Picture(of: canvas).svg
        #expect(!svg.contains("<text"))
        // The middle of the top line, and the left line of the middle row, over the whole of their cells.
        #expect(svg.contains(#"<rect x="21" y="22" width="18" height="1""#))
        #expect(svg.contains(#"<rect x="16" y="32" width="1" height="20""#))
    }
}
