import Model
import ServiceDesk
import TerminalKit
import Wording

/// Which figures are shown, in which order, how wide, and by which the rows are sorted: kept for each table by itself.
extension FigureBoardScreen {
    private var tableID: String { "\(id) \(tab.rawValue)" }

    func layout(_ context: DeskContext) -> ColumnLayout {
        context.about.preferences.layout(of: tableID)
    }

    /// The figures shown, from the left, by their places among the board's.
    private func places(_ context: DeskContext) -> [Int] {
        board.map { layout(context).applied(to: $0.columns(context)).map { $0.index } } ?? []
    }

    /// The figure that is looked at: the chosen one, or the first where that is not shown.
    func looked(_ context: DeskContext) -> Int? {
        let places = places(context)
        return places.contains(place) ? place : places.first
    }

    mutating func step(by steps: Int, _ context: DeskContext) {
        let places = places(context)
        guard let here = looked(context).flatMap({ places.firstIndex(of: $0) }) else { return }
        place = places[(here + steps + places.count) % places.count]
    }

    // MARK: Order

    /// By the figure that is looked at: the greatest first, then the smallest, then as it was read.
    mutating func sortByLooked(_ context: DeskContext) -> [DeskStep] {
        guard let board, let place = looked(context) else { return [] }
        var layout = layout(context)
        let column = board.heads[place].id
        if let former = layout.sort, former.column == column {
            layout.sort = former.isDescending ? former.reversed : nil
        } else {
            layout.sort = Sort(column, descending: true)
        }
        return take(layout, context)
    }

    /// What a click on a heading does.
    mutating func sort(by figure: String, _ context: DeskContext) -> [DeskStep] {
        guard let place = board?.heads.firstIndex(where: { $0.id == figure }) else { return [] }
        self.place = place
        return sortByLooked(context)
    }

    // MARK: Choosing

    func chooseColumns(_ context: DeskContext) -> [DeskStep] {
        guard let board else { return [] }
        return [
            .push(
                ColumnsSheet(
                    { board.columns($0) }, layout(context), sortable: Set(board.heads.map(\.id)), context
                ) { layout in
                    Job.tell { (screen: inout FigureBoardScreen, context) in screen.take(layout, context) }
                })
        ]
    }

    /// Shows the table so from now on, and keeps the choice.
    private mutating func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        fill(by: layout.sort, context)
        return [.settings(context.about.preferences.keeping(layout, of: tableID))]
    }
}
