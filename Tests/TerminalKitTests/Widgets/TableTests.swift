import TerminalKit
import Testing

@Suite("Table")
struct TableTests {
    private static let chinese = [
        Column("单号", .fixed(6)), Column("客户", .flexible(least: 6, share: 1)),
        Column("产品", .fixed(8), dropOrder: 1), Column("剩余", .fixed(9), .trailing),
    ]
    private static let english = [
        Column("Case", .fixed(6)), Column("Customer", .flexible(least: 8, share: 1)),
        Column("Product", .fixed(8), dropOrder: 1), Column("Left", .fixed(9), .trailing),
    ]

    private func draw(_ table: Table, width: Int, height: Int, _ rows: [[TableCell]]) -> Canvas {
        var canvas = Canvas(size: Size(columns: width, rows: height))
        table.draw(in: canvas.bounds, on: &canvas) { Array(rows[$0]) }
        return canvas
    }

    @Test("a Chinese list keeps its columns under its headings")
    func chinese() {
        let rows: [[TableCell]] = [
            ["C1024", "上海浦东张江电器商行", "冰箱", TableCell("逾 3 小时", .missed)],
            ["C7", "王芳", "全自动洗衣机", TableCell("25 分", .atRisk)],
        ]
        let canvas = draw(Table(Self.chinese, count: 2), width: 40, height: 3, rows)
        #expect(
            canvas.text == """
                单号   客户           产品          剩余
                C1024  上海浦东张江.. 冰箱     逾 3 小时
                C7     王芳           全自动..     25 分
                """)
        #expect(canvas.styleText.contains("1: 0-30 text*, 31-39 missed*"))
        #expect(canvas.caret == Point(column: 0, row: 1))
    }

    @Test("an English list, the low columns dropped when it is narrow")
    func english() {
        let rows: [[TableCell]] = [
            ["C1024", "Pudong Appliances", "Fridge", "3 h late"], ["C7", "Wang", "TV", "25 min"],
        ]
        let table = Table(Self.english, count: 2)
        #expect(
            draw(table, width: 40, height: 3, rows).text == """
                Case   Customer       Product       Left
                C1024  Pudong Appli.. Fridge    3 h late
                C7     Wang           TV          25 min
                """)
        #expect(
            draw(table, width: 30, height: 3, rows).text == """
                Case   Customer           Left
                C1024  Pudong Appl..  3 h late
                C7     Wang             25 min
                """)
    }

    @Test("an empty list says what would fill it")
    func empty() {
        let table = Table(Self.chinese, emptyText: "没有待办服务单")
        let canvas = draw(table, width: 30, height: 3, [])
        #expect(canvas.text.hasSuffix("\n没有待办服务单"))
        #expect(canvas.caret == Point(column: 0, row: 1))
    }

    @Test("only the rows in view are asked for")
    func virtual() {
        var table = Table(Self.english, count: 1_000_000)
        table.select(500_000)
        var asked: [Range<Int>] = []
        var canvas = Canvas(size: Size(columns: 40, rows: 11))
        table.draw(in: canvas.bounds, on: &canvas) { range in
            asked.append(range)
            return range.map { [TableCell("C\($0)")] }
        }
        #expect(asked.count == 1 && asked[0].count == 10)
        #expect(asked[0].contains(500_000))
    }

    @Test("the selection is in view at every height, and the window never jumps back when moving down")
    func scrolling() {
        for height in 1...13 {
            var table = Table(Self.english, count: 60)
            var last = 0
            for row in 0..<60 {
                table.select(row)
                let window = table.window(rows: height)
                #expect(window.contains(row) && window.count == height, "height \(height) row \(row)")
                #expect(window.lowerBound >= last)
                last = window.lowerBound
            }
            #expect(last == 60 - height)
        }
    }

    @Test("keys move and open; paging moves by what is seen")
    func keys() {
        var table = Table(Self.english, count: 30)
        #expect(table.handle(.key(.character("j"))) == .moved)
        #expect(table.handle(.key(.pageDown), visibleRows: 10) == .moved)
        #expect(table.handle(.key(.enter)) == .opened(10))
        #expect(table.handle(.key(.end)) == .moved && table.selection == 29)
        table.setCount(5)
        #expect(table.selection == 4)
        table.setCount(0)
        #expect(table.selection == nil && table.handle(.key(.down)) == .ignored)
        table.setCount(3)
        #expect(table.selection == 0)
    }
}
