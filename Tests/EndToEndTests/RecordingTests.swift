import DeskTesting
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing
import Wording

@testable import aftercare

@Suite("The film of the main job, in a real terminal")
struct RecordingTests {
    @Test("played in a terminal, it ends with the very screen the desk drew", arguments: ["en", "zh-Hans"])
    func replay(language: String) async throws {
        let folder = try TemporaryFolder()
        let film = folder.file("film.cast")
        let made = try Program.json([
            "demo", "--record", film, "--lang", language, "--size", "100x30", "--customers", "60",
        ])
        #expect(made["recording"] as? String == film)
        let bytes = folder.file("bytes")
        try Data(Self.output(of: film).utf8).write(to: URL(fileURLWithPath: bytes))
        let terminal = try Terminal(showing: bytes, columns: 100, rows: 30)
        let wanted = try await Self.lastScreen(language)
        try terminal.waitUntil { try Self.trimmed(terminal.text()) == wanted }
    }

    /// What the terminal is sent, as a player of recordings reads it.
    private static func output(of film: String) throws -> String {
        let lines = try String(contentsOfFile: film, encoding: .utf8).split(separator: "\n").dropFirst()
        return try lines.map { line in
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
            return event?[1] as? String == "o" ? event?[2] as? String ?? "" : ""
        }.joined()
    }

    /// The same film played in this process: the text of its last canvas.
    @MainActor
    private static func lastScreen(_ language: String) throws -> String {
        let library = try ResourceLibrary()
        let rules = TemporaryDesk.rules
        let all = try ([language] + LanguageChoice.shipped.filter { $0 != language }).map {
            try Wording(language: $0, files: library.files(in: "locales/\($0)"), zone: rules.zone)
        }
        let reader = InstantReader(now: Samples.now, zone: rules.zone)
        let demo = RecordDemo(
            plan: DemoPlan(customers: 60, cases: 0), size: Size(columns: 100, rows: 30), wordings: all,
            rules: rules, now: try reader.instant(RecordDemo.usualMorning))
        return trimmed(try demo.play().text)
    }

    private static func trimmed(_ screen: String) -> String {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        return lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
    }
}
