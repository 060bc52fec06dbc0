import Foundation
import TerminalKit
import Testing

@Suite("Columns a person chose")
struct ColumnLayoutTests {
    private static let columns = [
        Column("", .fixed(1)), Column("单号", .fixed(6), id: "id"),
        Column("客户", .flexible(least: 6, share: 1), id: "customer"),
        Column("剩余", .fixed(9), .trailing, id: "left"),
        Column("电话", .fixed(11), id: "phone", isExtra: true),
    ]
    private static let row: [TableCell] = ["!", "C7", "王芳", "25 分", "13800001111"]

    private func text(_ layout: ColumnLayout, width: Int = 40) -> String {
        var table = Table(Self.columns, count: 1)
        table.layout = layout
        return drawn(width, 2) { table.draw(in: $0, on: &$1) { _ in [Self.row] } }.text
    }

    @Test("without a choice the columns stand as declared, extra ones left out")
    func declared() {
        #expect(
            text(ColumnLayout()) == """
                  单号   客户                       剩余
                ! C7     王芳                      25 分
                """)
    }

    @Test("columns are hidden, shown, moved and made wider")
    func chosen() {
        var layout = ColumnLayout()
        layout.setShown(false, of: "left")
        layout.setShown(true, of: "phone")
        layout.move("phone", by: -2, among: Self.columns)
        layout.setCells(13, of: "phone")
        #expect(
            text(layout) == """
                  单号   电话          客户
                ! C7     13800001111   王芳
                """)
    }

    @Test(
        "where there is no room, columns go by their own order, and those that were put in one from its end")
    func narrow() {
        let columns = [
            Column("单号", .fixed(4), id: "id"), Column("状态", .fixed(8), dropOrder: 2, id: "state"),
            Column("类型", .fixed(8), dropOrder: 1, id: "kind"),
            Column("电话", .fixed(8), id: "phone", isExtra: true),
        ]
        func shown(_ layout: ColumnLayout, _ width: Int) -> [Int] {
            var table = Table(columns, count: 0)
            table.layout = layout
            return table.shownColumns(width: width).map(\.index)
        }
        #expect(shown(ColumnLayout(), 22) == [0, 1, 2])
        #expect(shown(ColumnLayout(), 14) == [0, 2])
        var chosen = ColumnLayout()
        chosen.show(["phone", "state", "id", "kind"], alone: columns)
        #expect(shown(chosen, 31) == [3, 1, 0, 2])
        #expect(shown(chosen, 22) == [3, 1, 0])
        #expect(shown(chosen, 14) == [3, 0])
        #expect(shown(chosen, 4) == [0])
    }

    @Test("the header marks the sort, to the right of the title, never cut away")
    func sorted() {
        var layout = ColumnLayout(sort: Sort("left", descending: true))
        #expect(text(layout).hasPrefix("  单号   客户                      剩余v"))
        layout.sort = Sort("id")
        layout.setCells(4, of: "id")
        #expect(text(layout).hasPrefix("  单 ^ 客户"))
    }

    @Test("choosing a column sorts by it, choosing it again turns it round")
    func choosing() {
        #expect(Sort.choosing("a", after: nil) == Sort("a"))
        #expect(Sort.choosing("a", after: Sort("b", descending: true)) == Sort("a"))
        #expect(Sort.choosing("a", after: Sort("a")) == Sort("a", descending: true))
        #expect(Sort.choosing("a", after: Sort("a", descending: true)) == Sort("a"))
    }

    @Test("the header can be clicked where a column has a name, and only there")
    func clicks() {
        let canvas = drawn(40, 2) { rect, canvas in
            Table(Self.columns, count: 1).draw(in: rect, on: &canvas) { _ in [Self.row] }
        }
        #expect(canvas.spot(at: Point(column: 3, row: 0))?.target == .header("id"))
        #expect(canvas.spot(at: Point(column: 36, row: 0))?.target == .header("left"))
        #expect(canvas.spot(at: Point(column: 0, row: 0)) == nil)
        #expect(canvas.spot(at: Point(column: 3, row: 1))?.target == .row(0))
    }

    @Test("one key turns through columns and directions")
    func turns() {
        var sort: Sort?
        let seen = (0..<5).map { _ -> String in
            sort = Sort.next(after: sort, among: ["a", "b"])
            return sort.map { $0.column + $0.mark } ?? ""
        }
        #expect(seen == ["a^", "av", "b^", "bv", "a^"])
        #expect(Sort.next(after: nil, among: []) == nil)
        #expect(Sort.next(after: Sort("gone"), among: ["a"]) == Sort("a"))
    }

    @Test("a width kept beyond all bounds is brought within them")
    func bounds() throws {
        let kept = #"{"order": [], "shown": {"customer": false}, "cells": {"left": 9000000000}}"#
        var widest = ColumnLayout()
        widest.setShown(false, of: "customer")
        widest.setCells(ColumnLayout.cellRange.upperBound, of: "left")
        let read = try JSONDecoder().decode(ColumnLayout.self, from: Data(kept.utf8))
        #expect(text(read, width: 80) == text(widest, width: 80))
    }

    @Test("a choice is kept as JSON, and holds when columns came and went")
    func kept() throws {
        var layout = ColumnLayout(sort: Sort("left"))
        layout.move("left", by: -5, among: Self.columns)
        layout.setCells(99, of: "customer")
        let read = try JSONDecoder().decode(ColumnLayout.self, from: JSONEncoder().encode(layout))
        #expect(read == layout)
        #expect(read.cells["customer"] == ColumnLayout.cellRange.upperBound)
        let later = [Column("新", .fixed(2), id: "new")] + Self.columns.filter { $0.id != "id" }
        let arranged = read.arranged(later).map { later[$0].id }
        #expect(Set(arranged) == Set(later.map(\.id)) && arranged.count == later.count)
        #expect(arranged.firstIndex(of: "left")! < arranged.firstIndex(of: "customer")!)
    }

    @Test("the sheet shows and hides, widens, moves and sorts, and Esc leaves all as it was")
    func sheet() {
        var chooser = ColumnChooser(
            Self.columns, layout: ColumnLayout(), title: "列", hint: "空格 显示", sortable: ["left"])
        for key: Key in [.down, .character(" "), .down, .right, .character("s"), .character("u")] {
            #expect(chooser.handle(.key(key)) == .changed)
        }
        let canvas = drawn(30, 8) { chooser.draw(in: $0, on: &$1) }
        #expect(
            canvas.text == """
                ┌ 列 ────────────────────────┐
                │ [x] 单号                 6 │
                │ [x] 剩余             ^  10 │
                │ [ ] 客户                 6 │
                │ [ ] 电话                11 │
                │                            │
                │ 空格 显示                  │
                └────────────────────────────┘
                """)
        #expect(chooser.handle(.key(.enter)) == .kept(chooser.layout))
        #expect(chooser.handle(.key(.escape)) == .cancelled)
        #expect(chooser.handle(.key(.character("r"))) == .changed && chooser.layout == ColumnLayout())
    }

    @Test("tables and the sheet keep to their rectangle, whatever is in them")
    func contained() {
        for seed in UInt64(1)...6 {
            var generator = SeededGenerator(seed: seed)
            let columns = (0..<4).map {
                Column(
                    RandomText.content(&generator), .fixed(Int.random(in: 0..<9, using: &generator)),
                    id: "\($0)")
            }
            let cells = columns.map { _ in TableCell(RandomText.content(&generator)) }
            var table = Table(columns, count: 5)
            table.layout.sort = Sort("2")
            expectContained("seed \(seed)") { rect, canvas in
                table.draw(in: rect, on: &canvas, isMarked: { $0 < 2 }) { $0.map { _ in cells } }
                if rect.width > 0 {
                    ColumnChooser(columns, layout: table.layout, title: cells[0].text, hint: cells[1].text)
                        .draw(in: rect, on: &canvas)
                }
            }
        }
    }
}
