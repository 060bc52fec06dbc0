import TerminalKit
import Testing

@Suite("Marked rows")
struct MarksTests {
    private let columns = [Column("单号", .fixed(5)), Column("客户", .flexible(least: 4, share: 1))]

    @Test("Space marks and goes on, * marks all or none, and marks stand before the rows")
    func marking() {
        var table = Table(columns, count: 3)
        var marks = Marks<Int>()
        let ids = [11, 12, 13]
        #expect(marks.handle(.key(.character(" ")), in: &table, ids: ids))
        #expect(marks.ids == [11] && table.selection == 1)
        let canvas = drawn(14, 4) {
            table.draw(in: $0, on: &$1, isMarked: { marks.contains(ids[$0]) }) { rows in
                rows.map { [TableCell("C\(ids[$0])"), "王芳"] }
            }
        }
        #expect(
            canvas.text == """
                  单号  客户
                * C11   王芳
                  C12   王芳
                  C13   王芳
                """)
        #expect(marks.handle(.key(.character("*")), in: &table, ids: ids))
        #expect(marks.ids == [11, 12, 13])
        #expect(marks.handle(.key(.ctrl("a")), in: &table, ids: ids) && marks.isEmpty)
        #expect(!marks.handle(.key(.down), in: &table, ids: ids))
    }

    @Test("marks stay on their records when the list is read again")
    func survive() {
        var table = Table(columns, count: 3)
        var marks = Marks<Int>()
        _ = marks.handle(.key(.character(" ")), in: &table, ids: [1, 2, 3])
        table.follow(from: [1, 2, 3], to: [9, 3, 1])
        #expect(marks.chosen(of: [9, 3, 1], selection: table.selection) == [1])
        marks.keep(in: [9, 3])
        #expect(marks.chosen(of: [9, 3], selection: 1) == [3])
        #expect(marks.chosen(of: [], selection: nil) == [])
    }
}
