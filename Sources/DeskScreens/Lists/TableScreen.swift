import Model
import ServiceDesk
import TerminalKit
import Wording

/// A table of which people choose, order and widen the columns; kept for each person and table. Its rows stand in an order of their
/// own, unless it says by what they can be sorted (`ColumnScreen`).
protocol TableScreen: Screen {
    /// Under which the choices are kept; another for other columns.
    func columnsID(_ context: DeskContext) -> String
    func columns(_ context: DeskContext) -> [Column]
    /// What people chose of them, else as the table has them.
    func layout(_ context: DeskContext) -> ColumnLayout
    /// Ids of the columns it can be sorted by now.
    func sortable(_ context: DeskContext) -> Set<String>
    /// Which phrase says why it is sorted by none.
    var whyUnsorted: String { get }
    /// By what it is sorted now.
    var sorted: Sort? { get }
    /// Shows the table so from now on, and keeps the choice.
    func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep]
}

extension TableScreen {
    func columnsID(_ context: DeskContext) -> String { id }
    func sortable(_ context: DeskContext) -> Set<String> { [] }
    var whyUnsorted: String { "columns.ownOrder" }
    var sorted: Sort? { nil }
    func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] { [keep(layout, context)] }

    func layout(_ context: DeskContext) -> ColumnLayout {
        context.about.preferences.layout(of: columnsID(context))
    }

    func keep(_ layout: ColumnLayout, _ context: DeskContext) -> DeskStep {
        .settings(context.about.preferences.keeping(layout, of: columnsID(context)))
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

    /// A click on a header sorts by it, once more from the other end; or says why it does not.
    /// - Returns: nil for any other event.
    func sort(on event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard case .header(let column) = event else { return nil }
        let offered = sortable(context)
        guard offered.contains(column) else {
            let why = context.sorting(columns(context), offered, unsorted: whyUnsorted)
            return [.warn(why ?? context.say(whyUnsorted))]
        }
        var layout = layout(context)
        layout.sort = Sort.choosing(column, after: sorted)
        return take(layout, context)
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
