import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension QueueScreen {
    func actions(_ context: DeskContext) -> [DeskAction] {
        if filter.isOpen { return filter.actions(context) }
        let why = cases.rows.isEmpty ? context.say("queue.nothing") : nil
        let lack = why ?? context.lack(of: .doCase)
        var actions = [
            context.action(Self.open, [.enter], why: why),
            context.action(Self.take, [.character("t")], why: lack),
            context.action(Self.steps, [.character("d")], why: lack),
            context.action(FilterLine.open, [.character("/")]),
            context.action(Self.mark, [.character(" ")], why: why),
            context.action(
                Self.note, [.character("a")],
                why: why ?? (marks.count > 1 ? context.say("queue.oneNote") : context.lack(of: .addNote))),
            context.action(Self.order, [.character("s")], inFooter: false),
            context.columnsAction([.character("c")]),
            context.action(
                Self.keep, [.character("w")], inFooter: !list.filter.isEmpty,
                why: toKeep(context) == nil ? context.say("view.nothing") : nil),
            context.action(Self.down, [.character("J"), .alt("j")], inFooter: false, why: why),
            context.action(Self.up, [.character("K"), .alt("k")], inFooter: false, why: why),
        ]
        actions += bulkActions(context, why: why)
        // One level at a time: what is marked, then the filter, then the screen.
        if !marks.isEmpty {
            actions.append(Self.unmarking(context))
        } else if !list.filter.isEmpty {
            actions.append(FilterLine.clearing(context))
        }
        return actions + context.scopeActions
    }

    static func unmarking(_ context: DeskContext) -> DeskAction { context.action(unmark, [.escape]) }

    /// The kept view whose list this is, where it is this person's to change.
    private func kept(_ context: DeskContext) -> KeptView? {
        guard case .saved(let view) = list.scope else { return nil }
        return context.mayChange(view.kept) ? view.kept : nil
    }

    /// What `w` keeps: what the list looks through, and the filter in force; nil for every case there is. A queue by itself
    /// is kept for the order and the columns it is shown with.
    private func toKeep(_ context: DeskContext) -> String? {
        let scope: String? =
            switch list.scope {
            case .queue(let name): "queue:" + FilterWords.written(name)
            case .view(let name): context.rules.views.first { $0.name == name }?.filter.text
            case .saved(let view): view.kept.filter
            case .work, .everything: nil
            }
        if list.filter.isEmpty { return scope }
        return [scope, list.filter.text].compactMap { $0 }.joined(separator: " ")
    }

    /// What the form begins with: the list as it is shown now.
    private func draft(_ filter: String, _ context: DeskContext) -> ViewDraft {
        var draft = kept(context).map { ViewDraft($0) } ?? ViewDraft(name: "", filter: filter)
        (draft.filter, draft.order) = (filter, list.order.ofList)
        let (layout, columns) = (layout(context), context.caseColumns)
        draft.columns =
            layout.saysColumns
            ? layout.arranged(columns).map { columns[$0] }.filter(layout.isShown)
                .compactMap { CaseColumn(rawValue: $0.id) } : []
        let risk = context.rules.terms(of: list.scope).risk
        draft.risk = risk == ListTerms().risk ? "" : risk.text
        return draft
    }

    /// What the next action is for: in the order of the list, then what was marked beyond what is at hand.
    var targets: [CaseID] {
        if marks.isEmpty { return selected.map { [$0.id] } ?? [] }
        let shown = cases.ids.filter(marks.contains)
        return shown + marks.ids.subtracting(shown).sorted()
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.open: return openCase()
        case Self.take: return takeCases(context)
        case Self.steps: return [.push(StepsSheet(targets))]
        case Self.note: return targets.first.map { [.push(NoteSheet(Subject($0), context))] } ?? []
        case Self.mark: return handle(.key(.character(" ")), context) ?? []
        case Self.unmark: marks.clear()
        case Self.bulk: return pickBulk(targets)
        case Self.markAll: return markEverything()
        case Self.markRange: return markUpToHere(context)
        case Self.undo: return [.job(undoJob())]
        case Self.order:
            return sort(by: list.order == .urgency ? "age" : "due", context)
        case Self.columns: return [.push(chooser(context))]
        case Self.keep:
            return toKeep(context).map {
                [.push(ViewSheet(kept(context), draft($0, context), opens: true, context))]
            } ?? []
        case Self.down: return turn(.down, context)
        case Self.up: return turn(.up, context)
        default: return performOnFilter(action, context)
        }
        return []
    }

    private mutating func turn(_ key: Key, _ context: DeskContext) -> [DeskStep] {
        _ = scroll.handle(.key(key), context)
        return []
    }

    // MARK: The filter

    private mutating func performOnFilter(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case FilterLine.open: return beginFilter(context)
        case FilterLine.apply: return filter.apply().map { [.warn(context.say($0))] } ?? []
        case FilterLine.complete: return filter.complete() ? relist() : []
        case FilterLine.cancel: return filter.cancel() ? relist() : []
        case FilterLine.clear:
            filter.clear()
            return relist()
        default:
            return context.scope(of: action).map { context.opening($0) { .replace($0) } } ?? []
        }
    }

    mutating func beginFilter(_ context: DeskContext) -> [DeskStep] {
        filter.begin(context) { (screen: inout QueueScreen, words, context) in
            screen.filter.learn(words) ? screen.relist() : []
        }
    }

    /// The filter is another one: so is the list.
    mutating func relist() -> [DeskStep] {
        list.filter = filter.filter
        return restart()
    }

    // MARK: Taking

    private func takeCases(_ context: DeskContext) -> [DeskStep] {
        let ids = targets
        return [
            .job(
                .act("take") { work in
                    try work.each(ids) { _ = try work.claimCase($0) }
                } then: { (screen: inout QueueScreen, results, context) in
                    screen.marks.clear()
                    return [.refresh] + context.told(results) { $0.say("queue.step.take") }
                })
        ]
    }
}

extension DeskContext {
    /// Comes to a list; a view that is no longer understood is to be mended first.
    func opening(_ scope: QueueScope, by step: (QueueScreen) -> DeskStep = { .push($0) }) -> [DeskStep] {
        if case .saved(let view) = scope, !view.isUnderstood {
            let fault = ViewFault.notUnderstood(view.kept.name, view.kept.filter)
            let sheet: [DeskStep] =
                mayChange(view.kept) ? [.push(ViewSheet(view.kept, opens: false, self))] : []
            return sheet + [.warn(say(fault))]
        }
        return workKind(of: scope).map { [.push(screen(of: scope, $0))] } ?? [step(QueueScreen(scope))]
    }

    /// The list of a queue or view.
    func screen(of scope: QueueScope) -> any Screen {
        workKind(of: scope).map { screen(of: scope, $0) } ?? QueueScreen(scope)
    }

    private func screen(of scope: QueueScope, _ kind: WorkKind) -> any Screen {
        switch kind {
        case .visits: DayVisitsScreen(scope)
        case .calls: CallsScreen(scope)
        case .approvals: ApprovalsScreen(scope)
        }
    }

    /// Of what a list is; nil of cases.
    func workKind(of scope: QueueScope) -> WorkKind? {
        switch scope {
        case .work(let name): rules.workViews.first { $0.name == name }?.kind
        case .saved(let view): view.kept.of
        case .queue, .view, .everything: nil
        }
    }

    /// One's own; of those offered, whoever may offer them.
    func mayChange(_ view: KeptView) -> Bool { view.owner == actor.staffID || lack(of: .shareViews) == nil }

    /// Going to a queue or view by its digit.
    var scopeActions: [DeskAction] { madeScopeActions ?? makeScopeActions() }

    func makeScopeActions() -> [DeskAction] {
        let numbered = scopes.enumerated().map { index, scope in
            action(
                Self.action(of: scope), index < 9 ? [.character(Character("\(index + 1)"))] : [],
                label: scopeName(scope), group: "group.queues", inFooter: false)
        }
        let everything = action(
            Self.action(of: .everything), [.character("0")], label: scopeName(.everything),
            group: "group.queues", inFooter: false)
        return numbered + [everything]
    }

    /// What names a list, whatever it is called.
    static func action(of scope: QueueScope) -> ActionID {
        switch scope {
        case .queue(let name): ActionID("queue.go.\(name)")
        case .view(let name): ActionID("queue.view.\(name)")
        case .saved(let view): ActionID("queue.view.\(view.kept.id)")
        case .work(let name): ActionID("queue.work.\(name)")
        case .everything: ActionID("queue.everything")
        }
    }

    func scope(of action: ActionID) -> QueueScope? {
        (scopes + [.everything]).first { Self.action(of: $0) == action }
    }

    /// `queue 维修`, `队列 wx`: a queue or view named in the palette, by its beginning or its initials.
    func scope(named text: String) -> QueueScope? {
        let words = text.trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        let command = ([wording] + otherWordings).map { $0.say("queue.command") } + ["queue"]
        guard words.count == 2, command.contains(words[0].lowercased()) else { return nil }
        let wanted = words[1].lowercased()
        func names(_ scope: QueueScope) -> [String] {
            let names: [String] =
                switch scope {
                case .queue(let name):
                    [name]
                        + (rules.settings.queues.first { $0.name == name }.map { keywords($0.label) } ?? [])
                case .view(let name):
                    [name] + (rules.views.first { $0.name == name }.map { keywords($0.label) } ?? [])
                case .saved(let view):
                    [view.kept.id.description, view.kept.name] + Pinyin.keys(of: view.kept.name)
                case .work(let name):
                    [name] + (rules.workViews.first { $0.name == name }.map { keywords($0.label) } ?? [])
                case .everything: []
                }
            return names.map { $0.lowercased() }
        }
        return scopes.first { names($0).contains(wanted) }
            ?? scopes.first { names($0).contains { $0.hasPrefix(wanted) } }
    }

    /// What became of each case: one on the message line, several in a list of their own.
    func told(_ results: [EachResult], step: @escaping @Sendable (DeskContext) -> String) -> [DeskStep] {
        guard results.count == 1, let only = results.first else {
            return [.push(ResultsSheet(results, step: step))]
        }
        if let fault = only.fault { return [.warn(say(fault))] }
        return [.done(say("queue.done", ["id": .text(only.id.description), "step": .text(step(self))]))]
    }
}
