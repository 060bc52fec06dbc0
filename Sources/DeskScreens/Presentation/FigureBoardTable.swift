import Model
import ServiceDesk
import TerminalKit
import Wording

/// Groups by figures at a width: the names stay, the figures move sideways so that the one looked at is seen.
struct FigureBoardTable {
    /// A figure with its marks: `>92%?+`
    fileprivate static let cell = 9
    private static let least = 16

    private let board: FigureBoard
    private let chosen: Int?
    /// The figures in view, from the left.
    private let shown: [Int]
    let columns: [Column]

    /// - Parameters:
    ///   - layout: what the person made of the figures (`FigureBoard.columns`), and what the rows are sorted by.
    ///   - chosen: the figure looked at, which is one of those shown.
    init(
        _ board: FigureBoard, _ layout: ColumnLayout, chosen: Int?, width: Int, _ context: DeskContext
    ) {
        (self.board, self.chosen) = (board, chosen)
        let figures = layout.applied(to: board.columns(context))
        // Each column has a blank before it.
        let window = Self.window(
            of: figures.map { $0.column.least + 1 },
            around: figures.firstIndex { $0.index == chosen } ?? 0, in: width - Self.least)
        shown = figures[window].map { $0.index }
        let spare = window.isEmpty ? Self.cell : (width * 3 / 4) / window.count - 1
        let wide = min(14, max(Self.cell, spare))
        let hasOwnWidths = figures.contains { layout.cells[$0.column.id] != nil }
        columns =
            [Column(context.say("boards.title.name"), .flexible(least: Self.least, share: 1))]
            + window.map { place in
                let (index, column) = figures[place]
                let before = place == window.lowerBound && place > 0 ? "<" : ""
                let after = place == window.upperBound - 1 && place + 1 < figures.count ? ">" : ""
                let mark = layout.sort.flatMap { $0.column == column.id ? $0.mark : nil } ?? ""
                let title = before + context.wording.say(board.heads[index].short) + mark + after
                return Column(
                    title, hasOwnWidths ? column.width : .fixed(wide), .trailing, id: column.id)
            }
    }

    /// As many as have room, to the left of the one looked at first; that one always.
    private static func window(of widths: [Int], around chosen: Int, in room: Int) -> Range<Int> {
        guard widths.indices.contains(chosen) else { return 0..<0 }
        var (start, end, used) = (chosen, chosen + 1, widths[chosen])
        while start > 0, used + widths[start - 1] <= room {
            start -= 1
            used += widths[start]
        }
        while end < widths.count, used + widths[end] <= room {
            used += widths[end]
            end += 1
        }
        return start..<end
    }

    func cells(_ row: FigureBoard.Row, isSelected: Bool, _ context: DeskContext) -> [TableCell] {
        [TableCell(context.name(row.name), row.isAll ? .accent : .text)]
            + shown.map { context.cell(board, row, $0, isChosen: isSelected && $0 == chosen) }
    }
}

extension FigureBoard {
    /// The figures as columns to choose from, by their whole names.
    func columns(_ context: DeskContext) -> [Column] {
        heads.map {
            Column(context.wording.say($0.label), .fixed(FigureBoardTable.cell), .trailing, id: $0.id)
        }
    }

    /// One figure of all rows, in their order.
    func bars(_ column: Int, of rows: [Row], selected: String, _ context: DeskContext) -> BarChart {
        let known = rows.filter { !$0.isAll && $0.cells[column].amount.value != nil }
        let isPart = known.contains { if case .part = $0.cells[column].amount { true } else { false } }
        return BarChart(
            known.map { row in
                let cell = row.cells[column]
                return BarItem(
                    context.name(row.name), cell.amount.value ?? 0, text: cell.amount.short(context.wording),
                    role: row.id == selected ? .accent : .muted)
            }, top: isPart ? 1 : nil)
    }
}

extension Pane {
    /// How a figure of a board is counted.
    init(defining head: FigureBoard.Head, notes: [Phrase], _ context: DeskContext) {
        add(.text(context.wording.say(head.definition), .text))
        for note in notes {
            add(.blank)
            add(.text(context.wording.say(note), .muted))
        }
    }
}
