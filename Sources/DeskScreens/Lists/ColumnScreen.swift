import Model
import ServiceDesk
import TerminalKit
import Wording

/// A table whose rows people sort by its columns as well. A list that was not read to its end keeps the order of the records'
/// index.
protocol ColumnScreen: TableScreen {
    associatedtype Row: Identifiable & Sendable where Row.ID: Sendable
    var list: RecordList<Row> { get set }
    /// Whether the rows stand in an order that says something, which nobody changes.
    var keepsOrder: Bool { get }
    /// Ids of columns in which rows cannot be compared: figures of several units.
    var unordered: Set<String> { get }
    /// What stands in the columns. Neither they nor it depend on `list`: rows are put in order by a screen without them.
    func cells(_ row: Row, _ context: DeskContext) -> [TableCell]
}

extension ColumnScreen {
    var keepsOrder: Bool { false }
    var unordered: Set<String> { [] }
    var sorted: Sort? { list.sort }
    var whyUnsorted: String { keepsOrder ? "columns.ownOrder" : "columns.long" }

    func sortable(_ context: DeskContext) -> Set<String> {
        keepsOrder || list.hasMore
            ? [] : Set(columns(context).map(\.id).filter { !$0.isEmpty }).subtracting(unordered)
    }

    /// The person's order of the rows; nil where none was chosen.
    func order(_ context: DeskContext) -> RowOrder<Row>? {
        guard !keepsOrder, let sort = layout(context).sort, !unordered.contains(sort.column),
            let place = columns(context).firstIndex(where: { $0.id == sort.column })
        else { return nil }
        // Its rows are not kept with it, and those of an order before not with them.
        var screen = self
        screen.list = RecordList()
        return RowOrder(sort) { [screen] row in
            let cells = screen.cells(row, context)
            return cells.indices.contains(place) ? cells[place] : nil
        }
    }

    /// What can be done with the list besides: the filter's keys, and the columns.
    func listActions(_ context: DeskContext) -> [DeskAction] {
        list.actions(context) + (list.filter.isTyping ? [] : [context.columnsAction()])
    }

    func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        [keep(layout, context), sortAgain()]
    }

    /// Puts the rows in the order that was chosen.
    func sortAgain() -> DeskStep {
        .tell(
            Job.tell { (screen: inout Self, context) in
                screen.list.put(in: screen.order(context))
                return []
            })
    }

    mutating func languageChanged(_ context: DeskContext) { list.put(in: order(context)) }
}
