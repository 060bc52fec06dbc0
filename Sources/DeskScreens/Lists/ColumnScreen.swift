import Model
import ServiceDesk
import TerminalKit
import Wording

/// A list in which people choose, order and widen the columns, and what it is sorted by; kept for each person and list.
/// A list that was not read to its end keeps the order of the records' index.
protocol ColumnScreen: Screen {
    associatedtype Row: Identifiable & Sendable where Row.ID: Sendable
    var list: RecordList<Row> { get set }
    /// Under which the choices are kept; another for other columns.
    func columnsID(_ context: DeskContext) -> String
    /// Whether the rows stand in an order that says something, which nobody changes.
    var keepsOrder: Bool { get }
    /// Ids of columns in which rows cannot be compared: figures of several units.
    var unordered: Set<String> { get }
    /// Which they are does not depend on `list`: rows are put in order by a screen without them.
    func columns(_ context: DeskContext) -> [Column]
    /// What stands in them.
    func cells(_ row: Row, _ context: DeskContext) -> [TableCell]
}

extension ColumnScreen {
    func columnsID(_ context: DeskContext) -> String { id }
    var keepsOrder: Bool { false }
    var unordered: Set<String> { [] }

    /// What people chose of the columns.
    func layout(_ context: DeskContext) -> ColumnLayout {
        context.about.preferences.layout(of: columnsID(context))
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

    /// - Returns: nil for any other action.
    func chooseColumns(_ action: ActionID, _ context: DeskContext) -> [DeskStep]? {
        guard action == QueueScreen.columns else { return nil }
        return [
            .push(
                ColumnsSheet(
                    { [screen = self] in screen.columns($0) }, layout(context), sortable: sortable(context),
                    unsorted: whyUnsorted, context
                ) { layout in
                    Job.tell { (screen: inout Self, context) in screen.take(layout, context) }
                })
        ]
    }

    /// A click on a header sorts by it, once more from the other end.
    /// - Returns: nil for any other event.
    func sort(on event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard case .header(let column) = event else { return nil }
        let offered = sortable(context)
        guard offered.contains(column) else {
            let why = context.sorting(columns(context), offered, unsorted: whyUnsorted)
            return [.warn(why ?? context.say(whyUnsorted))]
        }
        var layout = layout(context)
        layout.sort = Sort.choosing(column, after: list.sort)
        return take(layout, context)
    }

    private func sortable(_ context: DeskContext) -> Set<String> {
        keepsOrder || list.hasMore
            ? [] : Set(columns(context).map(\.id).filter { !$0.isEmpty }).subtracting(unordered)
    }

    private var whyUnsorted: String { keepsOrder ? "columns.ownOrder" : "columns.long" }

    /// Shows the list so from now on, and keeps the choice.
    private func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        let again = Job.tell { (screen: inout Self, context) in
            screen.list.put(in: screen.order(context))
            return []
        }
        return [.settings(context.about.preferences.keeping(layout, of: columnsID(context))), .tell(again)]
    }

    mutating func languageChanged(_ context: DeskContext) { list.put(in: order(context)) }
}

/// A table of which people choose the columns alone: its rows stand in an order of their own.
protocol OrderedScreen: Screen {
    func columns(_ context: DeskContext) -> [Column]
}

extension OrderedScreen {
    /// What people chose of the columns.
    func layout(_ context: DeskContext) -> ColumnLayout { context.about.preferences.layout(of: id) }

    /// - Returns: nil for any other action.
    func chooseColumns(_ action: ActionID, _ context: DeskContext) -> [DeskStep]? {
        guard action == QueueScreen.columns else { return nil }
        return [
            .push(
                ColumnsSheet(
                    { [screen = self] in screen.columns($0) }, layout(context), sortable: [], context
                ) { layout in
                    Job.tell { (screen: inout Self, context) in
                        [.settings(context.about.preferences.keeping(layout, of: screen.id))]
                    }
                })
        ]
    }

    /// A click on a header says that the rows keep their order.
    /// - Returns: nil for any other event.
    func sort(on event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard case .header = event else { return nil }
        return [.warn(context.say("columns.ownOrder"))]
    }
}

extension DeskContext {
    /// The same key in every list; where a small letter is free it is that one as well.
    func columnsAction(_ keys: [Key] = []) -> DeskAction {
        action(QueueScreen.columns, keys + [.character("C")], inFooter: false)
    }

    /// What a list cannot be sorted by; nil where it can by everything.
    /// - Parameter unsorted: says why it is sorted by nothing, where it is not.
    func sorting(_ columns: [Column], _ sortable: Set<String>, unsorted: String) -> String? {
        let chosen = columns.filter { !$0.id.isEmpty }
        let titles = chosen.filter { sortable.contains($0.id) }.map(\.title)
        if titles.isEmpty { return say(unsorted) }
        guard titles.count < chosen.count else { return nil }
        return say("columns.only", ["columns": .list(titles.map { .text($0) })])
    }
}
