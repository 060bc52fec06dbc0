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
    }

    @Test(
        "rows that come above leave the selected record where it stands on the screen, but show at the top of the list"
    )
    func followed() {
        var table = Table(Self.english, count: 100)
        let old = Array(0..<100)
        table.select(50)
        let place = 50 - table.window(rows: 10).lowerBound
        let new = [-3, -2, -1] + old
        table.follow(from: old, to: new)
        #expect(table.selection == 53)
        #expect(53 - table.window(rows: 10).lowerBound == place)
        table.follow(from: new, to: old)
        #expect(50 - table.window(rows: 10).lowerBound == place)

        table.select(1)
        table.follow(from: old, to: new)
        #expect(table.selection == 4)
        #expect(table.window(rows: 10).lowerBound == 0)
    }

    @Test("the header stays while the rows scroll; Home and End go to the ends")
    func header() {
        var table = Table(Self.english, count: 1_000)
        let text = { (table: Table) in
            drawn(40, 4) { table.draw(in: $0, on: &$1) { rows in rows.map { [TableCell("C\($0)")] } } }.text
        }
        for (key, last) in [(Key.end, "C999"), (.pageUp, "C998"), (.home, "C2"), (.pageDown, "C3")] {
            _ = table.handle(.key(key), visibleRows: 3)
            #expect(text(table).hasPrefix("Case   Customer"), "\(key.name)")
            #expect(text(table).contains(last), "\(key.name)\n\(text(table))")
        }
    }

    @Test("a record that is gone leaves the selection on the next that is left, else on the one before")
    func gone() {
        var table = Table(Self.english, count: 5)
        table.select(2)
        table.follow(from: [1, 2, 3, 4, 5], to: [1, 5])
        #expect(table.selection == 1)
        table.follow(from: [1, 5], to: [1])
        #expect(table.selection == 0)
        table.follow(from: [1], to: [Int]())
        #expect(table.selection == nil && table.handle(.key(.down)) == .ignored)
        table.follow(from: [Int](), to: [1, 2])
        #expect(table.selection == 0)
    }

    @Test("whatever comes and goes, the selected row is in view")
    func inView() {
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            var table = Table(Self.english, count: 40)
            var ids = Array(0..<40)
            for step in 0..<20 {
                table.select(Int.random(in: 0..<max(1, ids.count), using: &generator))
                var changed = ids.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
                let more = (0..<Int.random(in: 0..<9, using: &generator)).map { 1000 + step * 10 + $0 }
                changed.insert(contentsOf: more, at: Int.random(in: 0...changed.count, using: &generator))
                table.follow(from: ids, to: changed)
                ids = changed
                for rows in [1, 2, 7, 15, 60] {
                    let window = table.window(rows: rows)
                    #expect(
                        ids.isEmpty || window.contains(table.selection ?? -1),
                        "seed \(seed), \(rows): \(window)")
                    #expect(window.upperBound <= ids.count && window.count == min(rows, ids.count))
                }
            }
        }
    }
}
