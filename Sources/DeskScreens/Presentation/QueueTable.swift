import Model
import ServiceDesk
import TerminalKit
import Wording

/// Queues with what waits in each, and how that compares, as a table.
struct QueueTable {
    let scopes: [QueueScope]
    /// One for each; nil for what is not counted yet.
    let loads: [QueueLoad?]

    /// - Parameter table: keeps the selection; without one there is none.
    func draw(
        in area: Rect, on canvas: inout Canvas, table: Table? = nil, layout: ColumnLayout = ColumnLayout(),
        _ context: DeskContext
    ) {
        var shown = table ?? Table([], count: scopes.count)
        shown.columns = Self.columns(context)
        shown.layout = layout
        // Beside another table its headers are not the ones to be clicked.
        if table == nil {
            shown.columns = shown.columns.map {
                Column($0.title, $0.width, $0.alignment, dropOrder: $0.dropOrder)
            }
        }
        let caret = (canvas.caret, canvas.caretIsVisible)
        shown.draw(in: area, on: &canvas, focused: table != nil) { range in
            range.map { context.cells(scopes[$0], loads[$0], number: $0 + 1) }
        }
        if table == nil { (canvas.caret, canvas.caretIsVisible) = caret }
        drawBars(shown, in: area, on: &canvas, focused: table != nil)
    }

    private func drawBars(_ shown: Table, in area: Rect, on canvas: inout Canvas, focused: Bool) {
        let last = shown.columns.count - 1
        guard let bar = shown.shownColumns(width: area.width).first(where: { $0.index == last }) else {
            return
        }
        let most = loads.compactMap { $0?.waiting.count }.max() ?? 0
        let body = area.dropping(rows: area.height - shown.visibleRows(in: area))
        for (offset, row) in shown.window(rows: body.height).enumerated() {
            guard loads.indices.contains(row), let load = loads[row] else { continue }
            let place = Rect(
                column: area.column + bar.column, row: body.line(offset).row, width: bar.width,
                height: 1)
            LoadBar(load: load, most: most).draw(
                in: place, on: &canvas, selected: focused && row == shown.selection)
        }
    }

    static func columns(_ context: DeskContext) -> [Column] {
        [
            Column("", .fixed(1)), context.column("column.queue", .flexible(least: 16, share: 4)),
            context.column("column.waiting", .fixed(7), .trailing),
            context.column("column.oldest", .fixed(9), .trailing, dropOrder: 1),
            context.column("column.free", .fixed(8), .trailing),
            context.column("column.overdue", .fixed(8), .trailing),
            context.column("column.atRisk", .fixed(8), .trailing),
            Column("", .flexible(least: 8, share: 1), dropOrder: 2),
        ]
    }
}

extension DeskContext {
    fileprivate func cells(_ scope: QueueScope, _ load: QueueLoad?, number: Int) -> [TableCell] {
        let digit = TableCell(number <= 9 ? "\(number)" : "", .key)
        let name = TableCell(scopeName(scope), .text)
        guard let load else { return [digit, name] }
        func cell(_ count: CappedCount, _ role: Role) -> TableCell {
            TableCell(count.count == 0 ? "-" : self.count(count), count.count == 0 ? .muted : role)
        }
        // By when requests are to be decided is not counted here: a dash would say that none is late; nor at risk, where no view says so.
        let isTimed = workKind(of: scope) != .approvals
        let hasRisk = isTimed || rules.workTerms(of: scope)?.riskText != nil
        return [
            digit, name, cell(load.waiting, .text),
            TableCell(load.oldest.map { age(since: $0) } ?? "", .muted), cell(load.free, .text),
            isTimed ? cell(load.overdue, .missed) : "", hasRisk ? cell(load.atRisk, .atRisk) : "", "",
        ]
    }
}
