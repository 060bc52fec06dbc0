import Testing

@testable import TerminalKit

@Suite("Cell width")
struct CellWidthTests {
    @Test(
        "text takes the cells a terminal gives it",
        arguments: [
            ("", 0), ("abc", 3), ("维修", 4), ("维修 repair", 11), ("，。", 4), ("ＡＢ", 4), ("한국", 4), ("ｶﾅ", 2),
            ("𠀀", 2), ("é", 1), ("e\u{301}", 1), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("─│█", 3),
            ("\u{303F}", 1),
        ])
    func known(text: String, cells: Int) {
        #expect(CellWidth.narrow.of(text) == cells)
    }

    @Test("ambiguous characters take what the terminal was found to give them")
    func ambiguous() {
        for text in ["…", "“", "①", "─", "★", "α", "Я"] {
            #expect(CellWidth.narrow.of(text) == 1)
            #expect(CellWidth.wide.of(text) == 2)
        }
        #expect(CellWidth.wide.of("abc é中") == 4 + 2 + 2, "é is ambiguous too")
        #expect(CellWidth(ambiguous: 7).ambiguous == 1)
    }

    @Test("the tables are sorted and do not overlap")
    func tables() {
        for table in [CellWidthTable.wide, CellWidthTable.ambiguous] {
            for (range, next) in zip(table, table.dropFirst()) { #expect(range.upperBound < next.lowerBound) }
        }
        let both = CellWidthTable.ambiguous.filter {
            CellWidthTable.contains($0.lowerBound, in: CellWidthTable.wide)
        }
        #expect(both.isEmpty)
    }
}
