import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// R290: the strategy step by step with what goes into it and what was answered, the promises in force by segment with how often
/// they are kept, and those proposed beside them, which somebody else than their author puts in force.
struct StrategyScreen: ColumnScreen {
    let id = "R290"

    enum Tab: String, CaseIterable, Sendable {
        case steps, promises, drafts
        var action: ActionID { ActionID("strategy.tab.\(rawValue)") }
    }

    private(set) var tab = Tab.steps
    private var pages: [Tab: [StrategyRow]] = [:]
    /// Those that could not be read.
    private var failed: Set<Tab> = []
    private var names: [StaffID: String] = [:]
    var list = RecordList<StrategyRow>()
    private var readings: [Tab: LongReading] = [:]

    static let open = ActionID("strategy.open")
    static let change = ActionID("strategy.change")
    static let approve = ActionID("strategy.approve")
    static let withdraw = ActionID("strategy.withdraw")
    static let propose = ActionID("strategy.propose")
    static let simulate = ActionID("strategy.simulate")

    init() {}

    var isAwaiting: Bool { pages[tab] == nil && !failed.contains(tab) }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String { context.say("strategy.screen") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("strategy.none") : nil),
            context.action(Self.change, [.character("e")], why: whyNoChange(context)),
            context.action(
                Self.approve, [.character("a")],
                why: context.lack(of: .approvePromises) ?? whyNoDraft(context) ?? whyOwn(context)),
            context.action(
                Self.withdraw, [.character("w")],
                why: context.lack(of: .draftPromises) ?? whyNotWithdrawn(context)),
            context.action(Self.propose, [.character("n")], why: context.lack(of: .draftPromises)),
            context.action(
                Self.simulate, [.character("s")],
                why: context.lack(of: .draftPromises) ?? whyNoDraft(context)),
        ] + context.tabActions(Tab.allCases.map(\.action)) + filter
    }

    private var draft: DraftedPromises? {
        if case .draft(let draft) = list.selected { draft } else { nil }
    }

    /// What a draft is begun with; nil for none.
    private var promise: Promise? {
        if case .promise(let promise) = list.selected { promise.promise } else { nil }
    }

    private func whyNoChange(_ context: DeskContext) -> String? {
        if let lack = context.lack(of: .draftPromises) { return lack }
        if case .step = list.selected { return nil }
        return whyNoDraft(context)
    }

    private func whyNoDraft(_ context: DeskContext) -> String? {
        draft?.isOpen == true ? nil : context.say("strategy.noDraft")
    }

    private func whyOwn(_ context: DeskContext) -> String? {
        guard let by = draft?.draft.by, by == context.actor.staffID else { return nil }
        return context.say(PromiseDraftFault.ownDraft)
    }

    /// An approved one can be taken back until its day comes.
    private func whyNotWithdrawn(_ context: DeskContext) -> String? {
        guard let draft = draft?.draft else { return context.say("strategy.noDraft") }
        switch draft.state {
        case .open: return nil
        case .withdrawn: return context.say("strategy.noDraft")
        case .approved:
            guard let since = draft.since, since > context.rules.localDay(context.now) else {
                return context.say(PromiseDraftFault.inForce(draft.id))
            }
            return context.lack(of: .approvePromises)
        }
    }

    // MARK: Reading

    /// Neither others' changes nor a look at what is behind begin it anew: kept promises take long to count.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let tab = tab
        guard readings[tab, default: LongReading()].begins(isRead: pages[tab] != nil, context) else {
            return []
        }
        failed.remove(tab)
        // What one changed here, or asked for anew, may show on the others.
        if pages[tab] != nil {
            for other in Tab.allCases where other != tab { pages[other] = nil }
        }
        return [
            .job(
                .read("strategy \(tab.rawValue)") { reading, context in
                    try reading.requireWhole(.read, context.actor)
                    return (try Self.read(tab, reading, context.now), try reading.names())
                } then: { (screen: inout StrategyScreen, found, context) in
                    screen.readings[tab]?.end()
                    screen.pages.merge(found.0) { $1 }
                    // What came along was read as of the same moment.
                    for other in found.0.keys { screen.readings[other] = screen.readings[tab] }
                    screen.names = found.1
                    if screen.tab == tab { screen.fill(context) }
                    return []
                } failed: { (screen: inout StrategyScreen, error, context) in
                    screen.readings[tab]?.end()
                    screen.failed.insert(tab)
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    /// What is told of a tab. The promises kept are counted once for both that show them.
    private static func read(_ tab: Tab, _ reading: Reading, _ now: Instant) throws -> [Tab: [StrategyRow]] {
        switch tab {
        case .steps, .promises:
            let promises = try SegmentPromise.all(reading, at: now)
            return [
                .steps: try AnsweredStep.all(reading, beside: promises).map { .step($0) },
                .promises: promises.map { .promise($0) },
            ]
        case .drafts:
            let drafts = try reading.promiseDrafts().map { try DraftedPromises($0, reading, at: now) }
            return [.drafts: drafts.map { .draft($0) }]
        }
    }

    private mutating func fill(_ context: DeskContext) {
        guard let rows = pages[tab] else { return }
        let names = names
        list.show(rows) { context.strategyCells($0, names).map(\.text) }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    private mutating func turn(to tab: Tab, _ context: DeskContext) -> [DeskStep] {
        (self.tab, list) = (tab, RecordList())
        guard pages[tab] == nil else {
            fill(context)
            return []
        }
        readings[tab]?.forget()
        return refresh(context)
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) { return turn(to: tab, context) }
        if action == Self.propose { return [.push(NewDraftSheet(promise, context))] }
        guard let row = list.selected else { return [] }
        switch (action, row) {
        case (Self.open, _): return enter(row)
        case (Self.change, .step(let step)): return [.push(AnswerStepSheet(step, context))]
        case (Self.change, .draft(let draft)):
            if let sheet = NewDraftSheet(changing: draft.draft, context) { return [.push(sheet)] }
            return [.push(ChangeDraftSheet(draft.draft, context))]
        case (Self.approve, .draft(let draft)): return [.push(ApproveDraftSheet(draft.draft, context))]
        case (Self.simulate, .draft(let draft)): return [.push(DraftTrialScreen(draft.draft))]
        case (Self.withdraw, .draft(let draft)): return [.push(WithdrawDraftSheet(draft.draft, context))]
        default: return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0) }
    }

    private func enter(_ row: StrategyRow) -> [DeskStep] {
        [
            .push(
                ReadSheet({ [tab] in $0.say("strategy.tab.\(tab.rawValue)") }) { [names] in
                    Pane(row, names, isWhole: true, $0)
                })
        ]
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        Tabs(
            Tab.allCases.map { context.say("strategy.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(0), on: &canvas)
        canvas.rule(area.line(1))
        let body = area.dropping(rows: 2)
        guard pages[tab] != nil else {
            let said = failed.contains(tab) ? context.lookEnded(on: id) : context.say("figures.counting")
            canvas.paragraph(said, in: body, .muted)
            return
        }
        let places = list.selected == nil ? (body, nil) : ListDetail.places(ofWide: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, names, isWhole: false, context).draw(
                in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("strategy.empty", ["key": context.key(Self.propose, on: id)]), context
        ) { [names] in context.strategyCells($0, names) }
    }

    /// Steps follow each other, promises stand by segment, drafts by age.
    var keepsOrder: Bool { true }
    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }
    func columns(_ context: DeskContext) -> [Column] { context.columns(of: tab) }
    func cells(_ row: StrategyRow, _ context: DeskContext) -> [TableCell] {
        context.strategyCells(row, names)
    }
}
