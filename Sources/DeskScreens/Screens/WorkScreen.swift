import Model
import ServiceDesk
import TerminalKit
import Wording

/// W110: what must I do next. One's open cases, visits and calls; the clock that runs out first is on top. From 110
/// columns the case under the selection is shown beside the list, from 180 its history too; on a high window the queues
/// stand below, and digits go to them.
struct WorkScreen: Screen {
    let id = "W110"
    private var sheet: WorkSheet?
    /// In the order the person chose.
    private var items: [WorkItem] = []
    private var table = Table([])
    private var everyones = false
    private var detail: CaseSheet?
    private var loads: [QueueLoad] = []
    private var filter = FilterLine()
    private var scroll = Scroll()

    static let next = ActionID("work.next")
    static let take = ActionID("work.take")
    static let open = ActionID("work.open")
    static let otherView = ActionID("work.otherView")

    init() {}

    var isAwaiting: Bool { sheet == nil }

    func title(_ context: DeskContext) -> String {
        let count = PhraseFact.text("\(sheet?.items.count ?? 0)" + (isCut ? "+" : ""))
        if !filter.filter.isEmpty {
            let facts = ["count": count, "filter": .text(filter.filter.text)]
            return context.say(everyones ? "work.title.all.filtered" : "work.title.mine.filtered", facts)
        }
        return everyones
            ? context.say("work.title.all", ["count": count])
            : context.say("work.title.mine", ["count": count])
    }

    var isTyping: Bool { filter.isOpen }

    func actions(_ context: DeskContext) -> [DeskAction] {
        if filter.isOpen { return filter.actions(context) }
        let why = items.isEmpty ? context.say("work.nothing") : nil
        return [
            context.action(WorkScreen.open, [.enter], why: why),
            context.action(WorkScreen.next, [.character("n")], why: why),
            context.action(WorkScreen.take, [.character("t")]),
            context.action(WorkScreen.otherView, [.character("m")]),
            context.action(FilterLine.open, [.character("/")]),
            context.columnsAction([.character("c")]),
            context.action(QueueScreen.down, [.character("J"), .alt("j")], inFooter: false, why: why),
            context.action(QueueScreen.up, [.character("K"), .alt("k")], inFooter: false, why: why),
        ] + (filter.filter.isEmpty ? [] : [context.action(FilterLine.clear, [.escape])])
            + context.scopeActions
    }

    /// More waits than was read: what comes first by another column nobody knows.
    private var isCut: Bool { sheet?.isCut == true }

    private var selected: WorkItem? { table.selection.map { items[$0] } }

    var talked: TalkedOf? { detail.map { TalkedOf($0) } }
    var aim: String? { selected?.subject.description }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (everyones, wanted) = (everyones, filter.filter)
        return [
            .job(
                .read("work") { reading, context in
                    try reading.work(
                        of: context.actor, everyones: everyones, filter: wanted, at: context.now)
                } then: { (screen: inout WorkScreen, sheet, context) in
                    screen.filter.filter == wanted ? screen.show(sheet, context) : []
                }),
            .job(
                .read("loads") { reading, context in
                    try reading.loads(by: context.actor, at: context.now)
                } then: { (screen: inout WorkScreen, loads, _) in
                    screen.loads = loads
                    return []
                }),
        ]
    }

    /// Takes a new list; the selection stays on its record.
    private mutating func show(_ sheet: WorkSheet, _ context: DeskContext) -> [DeskStep] {
        let before = items
        self.sheet = sheet
        return sortItems(before: before, context)
    }

    /// Names of kinds and states are sorted as they read.
    mutating func languageChanged(_ context: DeskContext) { _ = sortItems(before: items, context) }

    /// Puts the rows in the person's order; the selection stays on its record.
    private mutating func sortItems(before: [WorkItem], _ context: DeskContext) -> [DeskStep] {
        items = context.sorted(sheet?.items ?? [], by: isCut ? nil : layout(context).sort)
        table.follow(from: before.map(\.subject), to: items.map(\.subject))
        if items.isEmpty { detail = nil }
        return readDetail()
    }

    private func layout(_ context: DeskContext) -> ColumnLayout {
        context.about.preferences.layout(of: id)
    }

    private func sort(by column: String, _ context: DeskContext) -> [DeskStep] {
        if isCut { return [.warn(context.say("columns.long"))] }
        guard Self.sortable.contains(column) else { return [.warn(context.say("work.onlyOrders"))] }
        var layout = layout(context)
        layout.sort = Sort.choosing(column, after: layout.sort ?? Sort("due"))
        return take(layout, context)
    }

    /// Shows the list so from now on, and keeps the choice.
    private func take(_ layout: ColumnLayout, _ context: DeskContext) -> [DeskStep] {
        let settings = context.about.preferences.keeping(layout, of: id, natural: Sort("due"))
        let again = Job.tell { (screen: inout WorkScreen, context) in
            screen.sortItems(before: screen.items, context)
        }
        return [.settings(settings), .tell(again)]
    }

    /// Which columns, in which order, how wide, sorted by what.
    private func chooser(_ context: DeskContext) -> ColumnsSheet {
        var shown = layout(context)
        if shown.sort == nil { shown.sort = Sort("due") }
        return ColumnsSheet(
            { Self.columns($0) }, shown, sortable: isCut ? [] : Self.sortable, unsorted: "columns.long",
            context
        ) { layout in
            Job.tell { (screen: inout WorkScreen, context) in screen.take(layout, context) }
        }
    }

    private func readDetail() -> [DeskStep] { selected.map { [.job(Self.detail(of: $0.subject))] } ?? [] }

    private static func detail(of subject: Subject) -> Job {
        .read("detail", of: subject.description) { reading, context -> CaseSheet? in
            try Self.caseID(of: subject, reading).map {
                try reading.sheet($0, by: context.actor, at: context.now)
            }
        } then: { (screen: inout WorkScreen, sheet, _) in
            if screen.detail?.serviceCase.id != sheet?.serviceCase.id { screen.scroll = Scroll() }
            screen.detail = sheet
            return [.readAhead(screen.table.beside.map { Self.detail(of: screen.items[$0].subject) })]
        }
    }

    private static func caseID(of subject: Subject, _ reading: Reading) throws -> CaseID? {
        switch subject.kind {
        case .case: CaseID(subject.number)
        case .visit: try reading.visit(VisitID(subject.number)).caseID
        case .call: try reading.call(CallID(subject.number)).caseID
        default: nil
        }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case WorkScreen.open: return open(selected)
        case WorkScreen.next: return open(sheet?.items.first)
        case WorkScreen.take: return takeNext()
        case WorkScreen.otherView:
            everyones.toggle()
            return refresh(context)
        case QueueScreen.columns: return [.push(chooser(context))]
        case QueueScreen.down: _ = scroll.handle(.key(.down), context)
        case QueueScreen.up: _ = scroll.handle(.key(.up), context)
        default: return performOnFilter(action, context)
        }
        return []
    }

    private mutating func performOnFilter(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case FilterLine.open:
            return filter.begin(context) { (screen: inout WorkScreen, words, context) in
                screen.filter.learn(words) ? screen.refresh(context) : []
            }
        case FilterLine.apply: return filter.apply().map { [.warn(context.say($0))] } ?? []
        case FilterLine.complete: return filter.complete() ? refresh(context) : []
        case FilterLine.cancel: return filter.cancel() ? refresh(context) : []
        case FilterLine.clear:
            filter.clear()
            return refresh(context)
        default: return context.scope(of: action).map { context.opening($0) } ?? []
        }
    }

    /// The most urgent case nobody has becomes this person's, and opens.
    private func takeNext() -> [DeskStep] {
        [
            .job(
                .claim("take") { work in
                    try work.claimNextCase().id
                } then: { (_: inout WorkScreen, id, context) in
                    [.push(CaseScreen(id)), .done(Self.taken(id, context))]
                } failed: { (_: inout WorkScreen, error, context) in
                    [.warn(context.say(error))]
                })
        ]
    }

    private static func taken(_ id: CaseID, _ context: DeskContext) -> String {
        context.say(
            "work.taken",
            ["id": .text(id.description), "key": context.key(CaseScreen.release, on: "C130")])
    }

    private func open(_ item: WorkItem?) -> [DeskStep] {
        guard let subject = item?.subject else { return [] }
        switch subject.kind {
        case .case: return [.push(CaseScreen(CaseID(subject.number)))]
        case .call: return [.push(CallScreen(CallID(subject.number)))]
        case .visit:
            return [
                .job(
                    .read("open") { reading, _ in
                        try reading.visit(VisitID(subject.number)).caseID
                    } then: { (_: inout WorkScreen, id, _) in
                        [.push(CaseScreen(id))]
                    })
            ]
        default: return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let isOther = filter.handle(event) { return isOther ? refresh(context) : [] }
        if case .header(let column) = event { return sort(by: column, context) }
        return switch table.handle(event) {
        case .moved: readDetail()
        case .opened(let index): open(items[index])
        case .ignored: nil
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let panes = detail == nil ? [area] : QueueScreen.panes(of: area)
        for pane in panes.dropFirst() {
            canvas.verticalRule(
                Rect(column: pane.column - 1, row: area.row, width: 1, height: area.height))
        }
        if panes.count > 1, let detail {
            let pane = panes.count > 2 ? Pane(detail, rights: [], context) : Pane(whole: detail, context)
            pane.draw(in: panes[1], on: &canvas, scroll: scroll, more: context.moreBelow(on: id))
        }
        if panes.count > 2, let detail {
            var history = Pane()
            history.addHistory(detail, context)
            history.draw(in: panes[2], on: &canvas, scroll: scroll, more: context.moreBelow(on: id))
        }
        drawLists(in: panes[0], on: &canvas, context)
    }

    /// The work, and how much waits in each queue: on one line above, or below where there is room.
    private func drawLists(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var list = area
        if area.height >= 36, !loads.isEmpty {
            let parts = area.split(rows: [.share(1), .fixed(loads.count + 2)])
            list = parts[0]
            drawLoads(in: parts[1], on: &canvas, context)
        } else {
            drawQueues(in: list.line(0), on: &canvas, context)
            list = list.dropping(rows: 1)
        }
        var shown = table
        shown.columns = Self.columns(context)
        shown.layout = layout(context)
        if shown.layout.sort == nil || isCut { shown.layout.sort = Sort("due") }
        shown.emptyText = emptyText(context)
        shown.draw(in: list.dropping(rows: filter.rows), on: &canvas) { range in
            range.map { context.cells(items[$0]) }
        }
        filter.draw(in: list, on: &canvas, context)
    }

    private func emptyText(_ context: DeskContext) -> String {
        if sheet == nil { return "" }
        if !filter.filter.isEmpty { return context.say("queue.emptyFilter") }
        let log = context.key(Everywhere.log, on: id)
        if everyones { return context.whenEmpty("work.empty.all", ["log": log]) }
        return context.say(
            "work.empty.mine",
            [
                "log": log, "call": context.key(Everywhere.nextCall, on: id),
                "all": context.key(WorkScreen.otherView, on: id),
            ])
    }

    /// How much waits in each queue.
    private func drawQueues(in row: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let spans = loads.filter { $0.waiting.count > 0 }.flatMap { load in
            [Span(context.queueName(load.queue) + " ", .muted), Span(context.count(load.waiting) + "  ")]
        }
        canvas.spans(spans, in: row)
    }

    private func drawLoads(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        QueueTable(scopes: loads.map { .queue($0.queue) }, loads: loads).draw(
            in: area.dropping(rows: 1), on: &canvas, context)
    }

    /// What is read whole can be sorted by what it shows.
    private static let sortable: Set<String> = ["due", "id", "kind", "state", "customer", "owner"]

    private static func columns(_ context: DeskContext) -> [Column] {
        [
            Column("", .fixed(2)),
            Column(context.say("column.due"), .fixed(12), id: "due"),
            Column(context.say("column.id"), .fixed(7), id: "id"),
            Column(context.say("column.kind"), .fixed(9), dropOrder: 3, id: "kind"),
            Column(context.say("column.state"), .fixed(12), dropOrder: 2, id: "state"),
            Column(context.say("column.customer"), .flexible(least: 8, share: 1), id: "customer"),
            Column(context.say("column.matter"), .flexible(least: 18, share: 3), id: "matter"),
            Column(context.say("column.owner"), .fixed(8), dropOrder: 4, id: "owner"),
        ]
    }
}

extension DeskContext {
    /// A row of work: how pressing, by when, what, whose.
    fileprivate func cells(_ item: WorkItem) -> [TableCell] {
        let state = standing(of: item.due)
        return [
            TableCell(item.due == nil ? "" : mark(state), state.role),
            TableCell(item.due.map { wording.deadline($0, now: now) } ?? "", state.role),
            TableCell(item.subject.description, .accent), TableCell(kindName(of: item)),
            TableCell(stateName(item.kind, item.workflowVersion, item.state), style(item.severity).role),
            TableCell(item.customer), TableCell(matter(item)), TableCell(item.owner, .muted),
        ]
    }

    /// What it is about, with how bad it is in front where that matters.
    private func matter(_ item: WorkItem) -> String {
        item.severity < .urgent ? item.summary : wording.name(item.severity) + "  " + item.summary
    }
}
