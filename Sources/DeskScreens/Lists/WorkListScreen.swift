import Model
import ServiceDesk
import TerminalKit
import Wording

/// A list of visits, calls or requests for a decision: its filter knows their fields, and can be kept as a view.
protocol WorkListScreen: ColumnScreen {
    var kind: WorkKind { get }
    /// The view that it shows; nil where it shows none.
    var scope: QueueScope? { get }
    /// What it shows where it shows no view, as a filter in the names of the rule files; nil of all that are open.
    var basis: String? { get }
    /// Under which choices of columns are kept where it shows no view.
    func ownColumnsID(_ context: DeskContext) -> String
}

// A view is shown as is said of it until somebody chooses other columns for themselves; these are kept for each view.
extension WorkListScreen {
    func ownColumnsID(_ context: DeskContext) -> String { id }

    func columnsID(_ context: DeskContext) -> String {
        switch scope {
        case .work(let name): "work \(name)"
        case .saved(let view): "view \(view.kept.id)"
        default: ownColumnsID(context)
        }
    }

    func layout(_ context: DeskContext) -> ColumnLayout {
        let chosen = context.about.preferences.layout(of: columnsID(context))
        guard !chosen.saysColumns else { return chosen }
        var layout = natural(context)
        layout.sort = chosen.sort
        return layout
    }

    /// As its view has it.
    private func natural(_ context: DeskContext) -> ColumnLayout {
        var layout = ColumnLayout()
        if let shown = scope.flatMap({ context.rules.workTerms(of: $0) })?.columns, !shown.isEmpty {
            layout.show(shown.map(\.rawValue), alone: columns(context))
        }
        return layout
    }

    func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        let isNatural = layout.showsColumns(of: natural(context))
        return [keep(isNatural ? ColumnLayout(sort: layout.sort) : layout, context), sortAgain()]
    }
}

extension WorkListScreen {
    /// Keeps the filter as a view.
    func keeping(_ keys: [Key], _ context: DeskContext) -> DeskAction {
        context.action(
            QueueScreen.keep, keys, inFooter: list.filter.isOn,
            why: toKeep(context) == nil ? context.say("view.nothing") : nil)
    }

    /// What people do with the filter. What it asks of the records is asked anew where it is another.
    /// - Returns: nil for any other action.
    mutating func filter(by action: ActionID, _ context: DeskContext) -> [DeskStep]? {
        if action == QueueScreen.keep { return keep(context) }
        let before = list.filter.fields
        guard list.perform(action) else { return nil }
        var steps = list.filter.fields == before ? [] : refresh(context)
        if action == FilterActions.begin, !list.filter.knowsFields { steps.append(.job(words(context))) }
        if action == FilterActions.keep, let fault = list.filter.fault {
            steps.append(.warn(context.say(fault)))
        }
        return steps
    }

    /// What an event is to the list, and what comes of another filter.
    mutating func outcome(of event: InputEvent, _ context: DeskContext) -> (
        outcome: RecordList<Row>.Outcome, steps: [DeskStep]
    ) {
        let before = list.filter.fields
        let outcome = list.handle(event)
        return (outcome, list.filter.fields == before ? [] : refresh(context))
    }

    private func words(_ context: DeskContext) -> Job {
        let (said, language) = (context.said, context.wording.language)
        return .read("words") { [kind] reading, _ in
            try reading.workWords(of: kind, in: language, said: said)
        } then: { (screen: inout Self, words, context) in
            screen.list.learn(words)
            return screen.list.filter.fields.isEmpty ? [] : screen.refresh(context)
        }
    }

    // MARK: Keeping it

    /// The kept view whose list this is, where it is this person's to change.
    private func kept(_ context: DeskContext) -> KeptView? {
        guard case .saved(let view) = scope, context.mayChange(view.kept) else { return nil }
        return view.kept
    }

    /// What the list shows, and the filter in force; nil where there is nothing to keep. A view by itself is kept for the order and
    /// the columns it is shown with.
    private func toKeep(_ context: DeskContext) -> String? {
        let asked: String? =
            switch scope {
            case .work(let name): context.rules.workViews.first { $0.name == name }?.filterText
            case .saved(let view): view.kept.filter
            default: basis
            }
        let parts = [asked, list.filter.field.text.trimmed].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// What the form begins with: the list as it is shown now.
    private func draft(_ filter: String, _ context: DeskContext) -> ViewDraft {
        var draft = kept(context).map { ViewDraft($0) } ?? ViewDraft(name: "", filter: filter)
        draft.filter = filter
        let (layout, columns) = (layout(context), columns(context))
        // One's own requests have columns that no view has.
        let known = WorkColumn.known(of: kind)
        draft.workColumns =
            layout.saysColumns
            ? layout.arranged(columns).map { columns[$0] }.filter(layout.isShown)
                .compactMap { column in known.first { $0.rawValue == column.id } } : []
        if let terms = scope.flatMap({ context.rules.workTerms(of: $0) }) {
            draft.order = terms.order
            draft.risk = terms.hasUsualRisk(of: kind) ? "" : terms.riskText ?? ""
        }
        return draft
    }

    private func keep(_ context: DeskContext) -> [DeskStep] {
        guard let text = toKeep(context) else { return [] }
        return [.push(ViewSheet(kept(context), draft(text, context), of: kind, opens: true, context))]
    }
}
