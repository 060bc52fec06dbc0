import ArgumentParser
import DeskScreens
import DeskTesting
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing
import Wording

@testable import aftercare

@Suite("Maps of workflows, drawn")
struct ProcessDrawingTests {
    private let output: Output
    private let map: ProcessMap

    /// One taken up and called off, one that waits.
    init() throws {
        let test = try TemporaryDesk()
        let options = try GlobalOptions.parse(["--lang", "en"])
        output = try Output(options, zone: TemporaryDesk.rules.zone, library: ResourceLibrary())
        let customer = try test.customer().id
        let cases = try (0..<2).map { _ in
            try test.as("li") { work in
                var draft = CaseDraft(
                    kind: CaseKind("complaint"), customer: customer, summary: "<漏水> & \"泡\"")
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase.id
            }
        }
        test.now = test.now + .minutes(30)
        try test.as("li") { _ = try $0.take("acknowledge", on: cases[0]) }
        try test.as("chen") {
            _ = try $0.take("cancel", on: cases[0], given: ["cancelReason": .text("duplicate")])
        }
        let day = test.desk.rules.localDay(test.now)
        map = try test.desk.read { try $0.processMap("complaint", on: day...day) }
    }

    @Test("each state that was come to is a box, and under it what left it, with its mark and figures")
    func terminal() throws {
        let lines = ProcessMapView(map, output).lines(output)
        #expect(lines.first?.contains("2 took a step") == true)
        #expect(lines.contains { $0.hasPrefix("│ Received │ came 2") })
        #expect(lines.contains { $0.hasPrefix("└──────────┘ one waits here, since") })
        #expect(lines.contains { $0.contains("╔") }, "what is over is double-lined")
        let acknowledge = try #require(lines.first { $0.contains("Acknowledge ") && $0.contains("→") })
        #expect(
            acknowledge.hasPrefix(" └─ ") && acknowledge.contains("100%") && acknowledge.contains("0.5 h"))
        #expect(lines.contains { $0.contains("×") && $0.contains("Cancelled") })
        #expect(!lines.contains { $0.contains("│ Investigating │") }, "where nobody was is not drawn")
    }

    @Test("for Graphviz each arrow has its figures, and is the thicker the more took it")
    func dot() {
        let text = ProcessDot(map, output).text
        #expect(text.hasPrefix("digraph \"complaint\" {") && text.hasSuffix("}\n"))
        #expect(
            text.contains(
                "\"received\" -> \"acknowledged\" [label=\"Acknowledge\\n1 · 100% · 0.5 h\", penwidth=6.0]"))
    }

    @Test("the picture has a card for each state drawn, a line for each arrow, and no text that breaks it")
    func picture() {
        let text = ProcessPicture(map, output).text
        func count(_ tag: String) -> Int { text.components(separatedBy: "<\(tag)").count - 1 }
        #expect(count("rect") == 1 + map.stations.count { !$0.isIdle })
        #expect(
            count("path") == map.arrows.count { $0.course != .stays } && count("polygon") == count("path"))
        #expect(
            text.hasSuffix("</svg>\n") && count("text") == text.components(separatedBy: "</text>").count - 1)
    }

    @Test("a tree has its branches where something follows on the same level")
    func tree() {
        let drawn = TreeLines.drawn([
            .init(depth: 0, lines: ["A"]), .init(depth: 1, lines: ["B", "b"]), .init(depth: 2, lines: ["C"]),
            .init(depth: 1, lines: ["D", "d"]),
        ])
        #expect(
            drawn == [
                "A", "├─ B", "│  │    b", "│  └─ C", "└─ D", "        d",
            ])
    }

    @Test("columns of the matrix are letters, beyond Z two of them")
    func letters() { #expect([0, 25, 26, 27].map(SkillMatrix.letter) == ["A", "Z", "AA", "AB"]) }
}
