import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Q180: what waits in each queue and each kept view, how old, how much of it is late or soon will be. A digit or Enter
/// opens one, also those of visits and calls; `/` looks through all open cases.
struct QueuesScreen: TableScreen {
    let id = "Q180"
    private var loads: [QueueScope: QueueLoad] = [:]
    private var table = Table([])
    /// As they stand in the table.
    private var scopes: [QueueScope] = []
    /// What is on top of the one under the selection.
    private var first: [FirstRow]?
    /// When the views were counted last: that takes longer, and a second is soon enough.
    private var viewsCounted: Instant?

    static let open = ActionID("queues.open")
    static let change = ActionID("queues.change")
    static let drop = ActionID("queues.drop")

    init() {}

    func title(_ context: DeskContext) -> String {
        let all = context.scopes.compactMap { scope in
            if case .queue = scope { loads[scope]?.waiting } else { nil }
        }.reduce(CappedCount.zero, +)
        return context.say("queues.title", ["waiting": .text(context.count(all))])
    }

    var aim: String? { table.selection.map { "\($0)" } }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(Self.open, [.enter]), context.action(FilterLine.open, [.character("/")]),
            context.action(
                Self.change, [.character("e")], inFooter: toChange(context) == nil, why: toChange(context)),
            context.action(
                Self.drop, [.character("x")], inFooter: toDrop(context) == nil, why: toDrop(context)),
            context.columnsAction([.character("c")]),
        ] + context.scopeActions
    }

    private var scope: QueueScope? {
        table.selection.flatMap { scopes.indices.contains($0) ? scopes[$0] : nil }
    }

    /// The kept view under the selection.
    private var saved: KeptView? {
        if case .saved(let view) = scope { view.kept } else { nil }
    }

    /// What keeps it from being changed.
    private func toChange(_ context: DeskContext) -> String? {
        guard let view = saved else { return context.lack(of: .setQueues) }
        return context.mayChange(view) ? nil : context.lack(of: .shareViews)
    }

    /// What keeps it from being dropped, or reset where it is one of the rules.
    private func toDrop(_ context: DeskContext) -> String? {
        if let why = toChange(context) { return why }
        guard saved == nil, let list = listOfRules else { return nil }
        return context.rules.ownLists[list] == nil
            ? context.say(ViewFault.asRules(context.name(of: list))) : nil
    }

    /// The list of the rules under the selection.
    private var listOfRules: ListOfRules? {
        switch scope {
        case .queue(let name): .queue(name)
        case .view(let name), .work(let name): .view(name)
        case .saved, .everything, nil: nil
        }
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        refresh(context)
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        table.follow(
            from: scopes.map(DeskContext.action), to: context.scopes.map(DeskContext.action))
        scopes = context.scopes
        return [
            .job(
                .read("loads") { reading, context in
                    try reading.loads(by: context.actor, at: context.now)
                } then: { (screen: inout QueuesScreen, loads, context) in
                    for load in loads { screen.loads[.queue(load.queue)] = load }
                    return []
                })
        ] + countViews(context) + readFirst(context)
    }

    private mutating func countViews(_ context: DeskContext) -> [DeskStep] {
        if context.isUnasked, let last = viewsCounted, context.now - last < .seconds(5), last <= context.now {
            return []
        }
        viewsCounted = context.now
        let views = context.scopes.filter { $0.isView && $0.isUsable }
        return [
            .job(
                .read("views") { reading, context in
                    try views.map { ($0, try reading.load(of: $0, by: context.actor, at: context.now)) }
                } then: { (screen: inout QueuesScreen, found, _) in
                    for (scope, load) in found { screen.loads[scope] = load }
                    return []
                })
        ]
    }

    /// What is on top of the queue or view under the selection, for the pane beside the list.
    private mutating func readFirst(_ context: DeskContext) -> [DeskStep] {
        guard let scope, scope.isUsable else {
            first = nil
            return []
        }
        return [
            .job(
                .read("first") { reading, context in
                    try FirstRow.of(scope, reading, context)
                } then: { (screen: inout QueuesScreen, rows, _) in
                    screen.first = rows
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        switch action {
        case Self.open: return scope.map { context.opening($0) } ?? []
        case Self.change:
            let kept = saved ?? listOfRules.flatMap(context.rules.kept)
            return kept.map { [.push(ViewSheet($0, opens: false, context))] } ?? []
        case Self.drop:
            return saved.map { dropping($0, context) } ?? listOfRules.map { resetting($0, context) } ?? []
        case FilterLine.open: return [.push(QueueScreen(.everything, filtering: true))]
        default: return context.scope(of: action).map { context.opening($0) } ?? []
        }
    }

    private func dropping(_ view: KeptView, _ context: DeskContext) -> [DeskStep] {
        let drop = Job.tell { (_: inout QueuesScreen, _) in
            [
                .job(
                    .act("drop") { work in
                        try work.dropView(view.id)
                    } then: { (_: inout QueuesScreen, view, context) in
                        [.refresh, .done(context.say("view.dropped", ["name": .text(view.name)]))]
                    })
            ]
        }
        return [
            .push(
                ConfirmSheet.ask(context, then: [.tell(drop)]) { context in
                    (context.say("view.drop.title"), context.say("view.drop.ask", ["name": .text(view.name)]))
                })
        ]
    }

    private func resetting(_ list: ListOfRules, _ context: DeskContext) -> [DeskStep] {
        let version = context.rules.ownLists[list]?.version
        let reset = Job.tell { (_: inout QueuesScreen, _) in
            [
                .job(
                    .act("reset") { work in
                        try work.resetQueue(list, version: version)
                    } then: { (_: inout QueuesScreen, _, context) in
                        [.refresh, .done(context.say(ViewFault.asRules(context.name(of: list))))]
                    })
            ]
        }
        return [
            .push(
                ConfirmSheet.ask(context, then: [.tell(reset)]) { context in
                    let name = context.name(of: list)
                    return (
                        context.say("queue.reset.title"),
                        context.say("queue.reset.ask", ["name": .text(name)])
                    )
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return switch table.handle(event) {
        case .moved: readFirst(context)
        case .opened: scope.map { context.opening($0) } ?? []
        case .ignored: nil
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        // Names of views are long.
        let panes = area.width < 110 ? [area] : area.split(columns: [.share(3), .share(2)], gap: 2)
        if panes.count > 1 {
            canvas.verticalRule(
                Rect(column: panes[1].column - 1, row: area.row, width: 1, height: area.height))
            drawFirst(in: panes[1], on: &canvas, context)
        }
        QueueTable(scopes: scopes, loads: scopes.map { loads[$0] }).draw(
            in: panes[0], on: &canvas, table: table, layout: layout(context), context)
    }

    func columns(_ context: DeskContext) -> [Column] { QueueTable.columns(context) }

    private func drawFirst(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let first else { return }
        var pane = Pane()
        if let scope { pane.add(.heading(context.scopeName(scope))) }
        for row in first { pane.add(.spans(context.spans(row))) }
        if first.isEmpty { pane.add(.text(context.say("queue.empty"), .muted)) }
        pane.draw(in: area, on: &canvas, more: context.say("list.more"))
    }
}
