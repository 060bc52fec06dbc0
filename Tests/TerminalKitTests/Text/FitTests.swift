import TerminalKit
import Testing

@Suite("Fitting text into cells")
struct FitTests {
    @Test(
        "too long is cut with .., too short is padded",
        arguments: [
            ("维修中心", 8, Alignment.leading, "维修中心"), ("维修中心", 7, .leading, "维修.. "),
            ("维修中心", 6, .leading, "维修.."), ("abc", 5, .trailing, "  abc"), ("ab", 5, .centre, " ab  "),
            ("abcdef", 4, .leading, "ab.."), ("abcdef", 3, .leading, "abc"), ("维修", 3, .leading, "维 "),
            ("维修", 1, .leading, " "), ("abc", 0, .leading, ""), ("abc", -3, .leading, ""),
        ])
    func known(text: String, cells: Int, alignment: Alignment, expected: String) {
        #expect(CellWidth.narrow.fit(text, cells, alignment) == expected)
    }

    @Test("whatever the text, the field has exactly its cells", arguments: [1, 7, 20_260_601] as [UInt64])
    func exact(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<2_000 {
            let text =
                round.isMultiple(of: 2)
                ? RandomText.string(&generator, pieces: Int.random(in: 0...30, using: &generator))
                : RandomText.noise(&generator, scalars: Int.random(in: 0...30, using: &generator))
            let cells = Int.random(in: 0...40, using: &generator)
            for measure in [CellWidth.narrow, .wide] {
                for alignment in [Alignment.leading, .trailing, .centre] {
                    let fitted = measure.fit(text, cells, alignment)
                    #expect(
                        measure.of(fitted) == cells, "seed \(seed) round \(round): \(text.debugDescription)")
                }
                let lines = measure.wrap(text, max(cells, 2))
                #expect(lines.allSatisfy { measure.of($0) <= max(cells, 2) }, "seed \(seed) round \(round)")
            }
        }
    }
}

@Suite("Wrapping text")
struct WrapTests {
    @Test("breaks at blanks and between Han, never before closing punctuation")
    func breaks() {
        #expect(CellWidth.narrow.wrap("the water runs out", 10) == ["the water", "runs out"])
        #expect(CellWidth.narrow.wrap("冰箱不制冷，已三天。", 10) == ["冰箱不制", "冷，已三", "天。"])
        #expect(CellWidth.narrow.wrap("型号BCD-215坏了", 8) == ["型号", "BCD-215", "坏了"])
        #expect(CellWidth.narrow.wrap("（保修）期", 6) == ["（保", "修）期"])
    }

    @Test("cuts a word only when it is longer than a line")
    func longWords() {
        #expect(CellWidth.narrow.wrap("a 0123456789abc", 6) == ["a", "012345", "6789ab", "c"])
    }

    @Test("keeps the text's own line breaks and gives at least one line")
    func lineBreaks() {
        #expect(CellWidth.narrow.wrap("一\n\n二", 10) == ["一", "", "二"])
        #expect(CellWidth.narrow.wrap("", 10) == [""])
        #expect(CellWidth.narrow.wrap("abc", 0) == [""])
    }

    @Test("loses no character but the blanks at line ends", arguments: [3, 11] as [UInt64])
    func complete(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let text = DisplayText.sanitise(RandomText.string(&generator, pieces: 25))
            let cells = Int.random(in: 4...30, using: &generator)
            let joined = CellWidth.narrow.wrap(text, cells).joined().filter { $0 != " " }
            #expect(joined == text.filter { $0 != " " }, "seed \(seed): \(text.debugDescription)")
        }
    }
}
