import DeskTesting
import Foundation
import Testing

/// Quality control from the command line, on a desk full of demo data.
@Suite("Quality control, from the command line")
struct QualityJobTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.run([
            "--db", folder.file("desk.sqlite"), "--now", "2026-11-24T18:00", "demo", "--customers", "60",
            "--cases", "160", "--technicians", "3",
        ])
    }

    private func line(as login: String = "sun") -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", login, "--now", "2026-11-24T18:00", "quality"]
    }

    private func list(_ arguments: [String], as login: String = "sun") throws -> [[String: Any]] {
        let told = try Program.run(line(as: login) + arguments + ["--json"])
        #expect(told.status == 0, "\(told.error)")
        return try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]] ?? []
    }

    private static let review: Set<String> = [
        "review", "card", "version", "subject", "agent", "week", "state", "drawn", "traits", "double",
        "share",
        "passed", "finished",
    ]

    @Test("every list has its keys, and the demo desk fills it")
    func keys() throws {
        for (arguments, keys) in [
            (["list"], Self.review),
            (["differences"], ["review", "firstRater", "secondRater", "firstShare", "secondShare", "items"]),
            (["agents"], ["agent", "count", "share", "passed", "atRisk", "change"]),
            (["items"], ["card", "item", "label", "fatal", "missed", "agents"]),
            (
                ["agreement", "case-handling"],
                ["item", "label", "count", "small", "share", "plain", "linear", "quadratic"]
            ),
            (
                ["draw", "--week", "2026-11-10"],
                ["card", "week", "found", "drawn", "seed", "new", "at", "by"]
            ),
        ] as [([String], Set<String>)] {
            let rows = try list(arguments)
            #expect(!rows.isEmpty, "\(arguments)")
            for row in rows { #expect(Set(row.keys) == keys, "\(arguments)") }
        }
    }

    @Test("the demo's weak agent misses one item most, and the file of one's own work is kept from others")
    func weakness() throws {
        let items = try list(["items", "--card", "case-handling"])
        let informed = try #require(items.first { $0["item"] as? String == "informed" })
        let agents = informed["agents"] as? [[String: Any]] ?? []
        #expect(agents.first?["agent"] as? String == "he", "\(agents)")
        let mine = try Program.json(line(as: "he") + ["mine"])
        #expect(Set(mine.keys) == ["reviews", "coaching"])
        let refused = try Program.run(line(as: "li") + ["differences"])
        #expect(refused.status == 77, "\(refused.error)")
    }

    @Test(
        "the next is taken, scored with a remark on an item, and shown with its keys; wrong words leave nothing"
    )
    func scored() throws {
        let next = try Program.json(line() + ["next"])
        #expect(Set(next.keys) == ["review", "card", "scores", "coaching"])
        let id = try #require((next["review"] as? [String: Any])?["review"] as? String)
        let sections = (next["card"] as? [String: Any])?["sections"] as? [[String: Any]] ?? []
        let items = sections.flatMap { $0["items"] as? [[String: Any]] ?? [] }
        let answers = items.compactMap { item -> String? in
            let best = (item["answers"] as? [String])?.last { $0 != "na" }
            return (item["item"] as? String).flatMap { name in best.map { "\(name)=\($0)" } }
        }
        let first = try #require(items.first?["item"] as? String)
        let wrong = try Program.run(line() + ["score", id, "charm=yes"])
        #expect(wrong.status == 65, "\(wrong.error)")
        let scored = try Program.json(line() + ["score", id] + answers + ["--about", "\(first)=写得清楚"])
        let score = try #require((scored["scores"] as? [[String: Any]])?.first)
        #expect(
            Set(score.keys) == [
                "place", "rater", "scored", "got", "applicable", "share", "passed", "fatal", "note",
                "answers",
                "notes",
            ])
        #expect(score["notes"] as? [String: String] == [first: "写得清楚"] && score["share"] as? Double == 1)
        for language in ["en", "zh-Hans"] {
            let shown = try Program.run(["--lang", language] + line() + ["show", id])
            #expect(shown.status == 0 && shown.output.contains("写得清楚"), "\(shown.error)")
        }
    }
}
