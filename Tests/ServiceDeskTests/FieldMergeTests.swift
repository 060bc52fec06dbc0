import DeskTesting
import Model
import Testing

@Suite("Two edits of one record")
struct FieldMergeTests {
    private static let names = ["a", "b", "c", "d", "e"]

    /// Few different texts, so that both often change a field, and often to the same.
    private static func texts(_ random: inout SeededGenerator) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: names.map { ($0, ["", "x", "y", "维修"].randomElement(using: &random)!) })
    }

    @Test("each side's own changes are kept, conflicts are what both changed apart, whatever the texts")
    func properties() {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let (base, mine, theirs) = (
                Self.texts(&random), Self.texts(&random), Self.texts(&random)
            )
            let merge = FieldMerge(Self.names, base: base, mine: mine, theirs: theirs)
            let clash = Self.names.filter {
                mine[$0] != base[$0] && theirs[$0] != base[$0] && mine[$0] != theirs[$0]
            }
            #expect(merge.conflicts.map(\.name) == clash, "seed \(seed)")
            #expect((merge.merged(choosing: [:]) == nil) == !clash.isEmpty, "seed \(seed)")

            let choices = Dictionary(uniqueKeysWithValues: clash.map { ($0, FieldMerge.Choice.mine) })
            let merged = merge.merged(choosing: choices) ?? [:]
            for name in Self.names {
                let wanted = mine[name] != base[name] ? mine[name] : theirs[name]
                #expect(merged[name] == wanted, "seed \(seed), \(name)")
            }
            // The other way round the same conflicts, and the other's choice.
            let turned = FieldMerge(Self.names, base: base, mine: theirs, theirs: mine)
            #expect(turned.merged(choosing: choices.mapValues { _ in .theirs }) == merged, "seed \(seed)")
            // One who changed nothing takes what the other made of it.
            let idle = FieldMerge(Self.names, base: base, mine: base, theirs: theirs)
            #expect(idle.merged(choosing: [:]) == theirs, "seed \(seed)")
        }
    }

    @Test("a choice wins over either side, and a text of one's own over both")
    func choices() {
        let merge = FieldMerge(
            ["a", "b"], base: ["a": "1", "b": "1"], mine: ["a": "2", "b": "2"], theirs: ["a": "3", "b": "1"])
        #expect(merge.merged(choosing: ["a": .theirs, "b": .theirs]) == ["a": "3", "b": "1"])
        #expect(merge.merged(choosing: ["a": .text("2 und 3")]) == ["a": "2 und 3", "b": "2"])
    }
}
