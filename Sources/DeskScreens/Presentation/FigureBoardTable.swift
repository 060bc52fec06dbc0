import Model
import ServiceDesk
import TerminalKit
import Wording

/// Groups by figures at a width: the names stay, the figures move sideways so that the one looked at is seen.
struct FigureBoardTable {
    /// A figure with its marks: `>92%?+`
    private static let cell = 9
    private static let least = 16

    private let board: FigureBoard
    private let chosen: Int
    private let shown: Range<Int>
    let columns: [Column]

    init(
        _ board: FigureBoard, chosen: Int, sorted: (column: Int, isDescending: Bool)?, width: Int,
        _ context: DeskContext
    ) {
        (self.board, self.chosen) = (board, chosen)
        // Each column has a blank before it.
        let count = min(board.heads.count, max(1, (width - Self.least) / (Self.cell + 1)))
        let start = min(max(0, chosen - count + 1), board.heads.count - count)
        let window = start..<start + count
        shown = window
        let spare = count == 0 ? Self.cell : (width * 3 / 4) / count - 1
        let cell = min(14, max(Self.cell, spare))
        let titles = window.map { place in
            let order = sorted.map { $0.column == place ? ($0.isDescending ? "v" : "^") : "" } ?? ""
            return (place == start && start > 0 ? "<" : "") + context.wording.say(board.heads[place].short)
                + order + (place == window.upperBound - 1 && place + 1 < board.heads.count ? ">" : "")
        }
        columns =
            [Column(context.say("boards.title.name"), .flexible(least: Self.least, share: 1))]
            + titles.map { Column($0, .fixed(cell), .trailing) }
    }

    func cells(_ row: FigureBoard.Row, isSelected: Bool, _ context: DeskContext) -> [TableCell] {
        [TableCell(context.name(row.name), row.isAll ? .accent : .text)]
            + shown.map { context.cell(board, row, $0, isChosen: isSelected && $0 == chosen) }
    }
}

extension FigureBoard {
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
