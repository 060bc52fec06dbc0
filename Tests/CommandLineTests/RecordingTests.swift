import DeskTesting
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing
import Wording

@testable import aftercare

@Suite("The film of the main job")
@MainActor
struct RecordingTests {
    nonisolated static func demo(_ language: String, _ columns: Int, _ rows: Int) throws -> RecordDemo {
        let library = try ResourceLibrary()
        let wording = try Wording(
            language: language, files: library.files(in: "locales/\(language)"),
            zone: TemporaryDesk.rules.zone)
        return RecordDemo(
            plan: DemoPlan(customers: 60, cases: 0, technicians: 4), size: Size(columns: columns, rows: rows),
            wordings: [wording], rules: TemporaryDesk.rules, now: Samples.now)
    }

    @Test(
        "the same plan makes the same film, byte by byte, and it plays to the end",
        arguments: ["en", "zh-Hans"])
    func same(language: String) throws {
        let first = try Self.demo(language, 80, 24).play()
        let second = try Self.demo(language, 80, 24).play()
        #expect(try first.film.text() == second.film.text())
        let last = try first.desk.read { try $0.serviceCase(CaseID(5)) }
        #expect(last.reopened == 1)
        #expect(try first.desk.examine(at: first.now).flatMap(\.problems) == [])
    }

    @Test("the file is asciicast 2: a header, then events whose times never go back")
    func format() throws {
        let text = try Self.demo("zh-Hans", 120, 36).play().film.text()
        let lines = text.split(separator: "\n").map { Data($0.utf8) }
        let header = try #require(JSONSerialization.jsonObject(with: lines[0]) as? [String: Any])
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 120 && header["height"] as? Int == 36)
        #expect(header["timestamp"] as? Int == Int(Samples.now.milliseconds / 1000))
        var before = 0.0
        var markers = 0
        for line in lines.dropFirst() {
            let event = try #require(JSONSerialization.jsonObject(with: line) as? [Any])
            let time = try #require(event[0] as? Double)
            #expect(event.count == 3 && time >= before)
            before = time
            if event[1] as? String == "m" { markers += 1 } else { #expect(event[1] as? String == "o") }
        }
        #expect(markers == 5)
        #expect((60...240).contains(before), "a film one can sit through")
    }

    @Test("sizes are read as people write them, and only those a screen can do with")
    func sizes() {
        #expect(PictureSize(argument: "120x36")?.size == Size(columns: 120, rows: 36))
        #expect(PictureSize(argument: "80X24")?.size == Size(columns: 80, rows: 24))
        for wrong in ["", "x", "80", "80x", "59x24", "80x17", "301x50", "80x24x2", "-80x24"] {
            #expect(PictureSize(argument: wrong) == nil, "\(wrong)")
        }
    }

    @Test("where nobody owns what the play needs, it is said so")
    func nobody() throws {
        var demo = try Self.demo("en", 80, 24)
        demo.plan = DemoPlan(customers: 1, cases: 0, technicians: 1)
        #expect(throws: SceneOfAction.NobodyCalls.self) { try demo.play() }
    }
}
