import Foundation
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

/// Screens as text files beside the tests: what is written on them, and below it how, a letter a cell
/// (`Canvas.stylePicture`). `RECORD_SNAPSHOTS=1` writes them anew, and fails while it does.
enum Golden {
    static let folder = Folders.tests.appendingPathComponent("Golden")

    /// `C120.unknown.80x24.zh-Hans.txt`.
    static func fileName(_ scene: String, _ size: Size, _ language: String) -> String {
        "\(scene).\(size.columns)x\(size.rows).\(language).txt"
    }

    /// Compares the screen with the file of its scene, size and language.
    @MainActor
    static func expect(
        _ driver: Driver, _ scene: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let canvas = driver.app.canvas
        let name = fileName(scene, canvas.size, driver.app.context.wording.language)
        let file = folder.appendingPathComponent(name)
        let seen = "\(canvas.text)\n\n\(canvas.stylePicture)\n"
        if isRecording {
            try Data(seen.utf8).write(to: file)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record(
                "there is no \(name); record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
            return
        }
        #expect(
            seen == wanted, "\(name) looks otherwise:\n\(difference(seen, wanted))",
            sourceLocation: sourceLocation)
    }

    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil }

    private static func difference(_ seen: String, _ wanted: String) -> String {
        let (a, b) = (seen.split(separator: "\n"), wanted.split(separator: "\n"))
        return (0..<max(a.count, b.count)).compactMap { row in
            let (left, right) = (row < a.count ? a[row] : "", row < b.count ? b[row] : "")
            return left == right ? nil : "\(row): seen   \(left)\n\(row): wanted \(right)"
        }.joined(separator: "\n")
    }
}

/// Where things lie in the project.
enum Folders {
    /// `Tests/DeskScreensTests`.
    static let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
}
