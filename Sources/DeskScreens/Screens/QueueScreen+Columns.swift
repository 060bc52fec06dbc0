import Model
import ServiceDesk
import TerminalKit
import Wording

/// The columns of a queue, and what it is sorted by: kept for each queue and view by itself.
extension QueueScreen {
    /// Under which the person's choice for this list is kept.
    var listID: String {
        switch list.scope {
        case .queue(let name): "queue \(name)"
        case .view(let name): "view \(name)"
        case .saved(let view): "view \(view.kept.id)"
        case .work(let name): "work \(name)"
        case .everything: "queue"
        }
    }

    /// The columns as they were chosen, with the order the list is read in.
    func layout(_ context: DeskContext) -> ColumnLayout {
        var layout = context.about.preferences.layout(of: listID)
        if !layout.saysColumns { layout = natural(context) }
        layout.sort = Sort(list.order == .age ? "age" : "due", descending: list.isReversed)
        return layout
    }

    /// As the rules would have it, where nobody chose.
    private func natural(_ context: DeskContext) -> ColumnLayout {
        let terms = context.rules.terms(of: list.scope)
        var layout = ColumnLayout(sort: Sort(terms.order == .age ? "age" : "due"))
        if !terms.columns.isEmpty {
            layout.show(terms.columns.map(\.rawValue), alone: context.caseColumns)
        }
        return layout
    }

    /// What the list is sorted by as it is opened: as the person chose, else as the rules say.
    func opening(_ context: DeskContext) -> Sort? {
        context.about.preferences.layout(of: listID).sort ?? natural(context).sort
    }

    /// What lists can be sorted by: one may be a million cases long, and is read by its order's index.
    private var sortable: Set<String> { ["due", "age"] }

    /// - Parameter sort: by what this list cannot be sorted, it is not.
    mutating func put(inOrder sort: Sort?) {
        let sort = sort.flatMap { sortable.contains($0.column) ? $0 : nil }
        (list.order, list.isReversed) = (sort?.column == "age" ? .age : .urgency, sort?.isDescending == true)
    }

    /// Sorts by a column; by the one it is sorted by, from the other end.
    mutating func sort(by column: String, _ context: DeskContext) -> [DeskStep] {
        guard sortable.contains(column) else {
            return [.warn(context.say("queue.onlyOrders"))]
        }
        var layout = layout(context)
        layout.sort = Sort.choosing(column, after: layout.sort)
        return take(layout, context) + [.message(MessageLine(.info, orderName(context)))]
    }

    /// Shows the list so from now on, and keeps the choice.
    private mutating func take(_ chosen: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        let (before, preferences) = (list, context.about.preferences)
        let natural = natural(context)
        // Everything taken back is as the rules have it.
        let layout = chosen == ColumnLayout() ? natural : chosen
        var kept = layout
        // The order may be the one that whoever opened the list asked for: unchanged, it is not the person's.
        if layout.sort == self.layout(context).sort { kept.sort = preferences.layout(of: listID).sort }
        put(inOrder: layout.sort)
        if kept.showsColumns(of: natural) { kept = ColumnLayout(sort: kept.sort) }
        return [.settings(preferences.keeping(kept, of: listID, natural: natural.sort))]
            + (list == before ? [] : restart())
    }

    private func orderName(_ context: DeskContext) -> String {
        switch (list.order, list.isReversed) {
        case (.age, false): context.say("queue.byAge", ["key": context.key(Self.order, on: id)])
        case (.age, true): context.say("queue.byAge.reversed")
        case (_, false): context.say("queue.byUrgency", ["key": context.key(Self.order, on: id)])
        case (_, true): context.say("queue.byUrgency.reversed")
        }
    }

    /// Which columns, in which order, how wide, sorted by what.
    func chooser(_ context: DeskContext) -> ColumnsSheet {
        ColumnsSheet({ $0.caseColumns }, layout(context), sortable: sortable, context) { layout in
            Job.tell { (screen: inout QueueScreen, context) in screen.take(layout, context) }
        }
    }
}
