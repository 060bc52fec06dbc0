import Model
import ServiceDesk
import TerminalKit
import Wording

/// A list of visits, calls or requests for a decision: its filter knows their fields, and can be kept as a view.
protocol WorkListScreen: ColumnScreen {
    var kind: WorkKind { get }
    /// The view that it shows; nil where it shows none.
    var scope: QueueScope? { get }
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

    /// What the view that is shown asks, and the filter in force; nil where there is nothing to keep.
    private func toKeep(_ context: DeskContext) -> String? {
        let asked: String? =
            switch scope {
            case .work(let name): context.rules.workViews.first { $0.name == name }?.filterText
            case .saved(let view): view.kept.filter
            default: nil
            }
        let typed = list.filter.field.text.trimmed
        if typed.isEmpty { return kept(context) == nil ? nil : asked }
        return [asked, typed].compactMap { $0 }.joined(separator: " ")
    }

    private func keep(_ context: DeskContext) -> [DeskStep] {
        guard let text = toKeep(context) else { return [] }
        var draft = kept(context).map { ViewDraft($0) } ?? ViewDraft(name: "", filter: text)
        draft.filter = text
        return [.push(ViewSheet(kept(context), draft, of: kind, opens: true, context))]
    }
}
