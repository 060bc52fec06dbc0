import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F160: whom do we owe a call. What is mine to make, or everyone's; the first to be late on top.
struct CallsScreen: WorkListScreen {
    let id = "F160"
    let kind = WorkKind.calls
    private static let page = 200

    var list = RecordList<CallItem>()
    private var detail: CallSheet?
    private var everyones = false
    /// Of everyone's only these; nil all.
    private var part: CallPart?
    /// Only those of this view.
    private(set) var scope: QueueScope?
    /// Most rows to read; grows as the selection nears the end.
    private var limit = Self.page

    static let open = ActionID("calls.open")
    static let next = ActionID("calls.next")
    static let release = ActionID("calls.release")
    static let otherView = ActionID("calls.otherView")
    static let campaigns = ActionID("calls.campaigns")
    static let lend = ActionID("calls.lend")

    /// - Parameters:
    ///   - everyones: opens with the calls of all.
    ///   - part: only these of them.
    init(everyones: Bool = false, part: CallPart? = nil) {
        (self.everyones, self.part) = (everyones, part)
    }

    /// - Parameter scope: a view of calls.
    init(_ scope: QueueScope) { (everyones, self.scope) = (true, scope) }

    var isAwaiting: Bool { !list.isRead }

    /// What is one's own stays so for whoever looks through the view.
    var basis: String? {
        switch part {
        case .overdue: "due:late"
        case .inHand: "caller:any"
        // What is later today no filter says.
        case .later: "starts>0m"
        case .now: "starts<0m -due:late"
        case nil: everyones ? nil : "for:me"
        }
    }

    func title(_ context: DeskContext) -> String {
        if let scope {
            return context.say(
                "workView.title",
                ["view": .text(context.scopeName(scope)), "count": .text(list.counted)])
        }
        if let part {
            return context.say(
                "calls.title.part", ["part": .text(context.name(part)), "count": .text(list.counted)])
        }
        return context.say(everyones ? "calls.title.all" : "calls.title.mine", ["count": .text(list.counted)])
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id.description }
    var watched: Set<Subject> { Set(list.selected.map { [Subject($0.id)] } ?? []) }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("calls.nothing") : nil
        let isMine = list.selected?.standing == .inHand
        return [
            context.action(CallsScreen.open, [.enter], why: nothing),
            context.action(CallsScreen.next, [.character("n")], why: context.lack(of: .makeCall)),
            context.action(CallsScreen.otherView, [.character("m")]),
            context.action(CallsScreen.campaigns, [.character("g")]),
            keeping([.character("w")], context),
            context.action(
                CallsScreen.lend, [.character("l")], why: context.lack(of: .runCampaigns) ?? nothing),
            context.action(
                CallsScreen.release, [.character("b")],
                why: nothing ?? (isMine ? nil : context.say("calls.notInHand"))),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (everyones, part, view, limit) = (everyones, part, scope?.workName, limit)
        let filter = list.filter.fields
        return [
            .job(
                .read("calls") { reading, context in
                    try reading.callList(
                        for: context.actor, everyones: everyones, part: part, view: view, filter: filter,
                        at: context.now, limit: limit)
                } then: { (screen: inout CallsScreen, items, context) in
                    guard screen.list.filter.fields == filter else { return [] }
                    screen.list.show(items, more: items.count >= limit, in: screen.order(context)) { item in
                        [
                            item.id.description, item.customer, item.phone, item.summary,
                            context.callReason(item.call), item.call.caseID?.description ?? "",
                        ]
                    }
                    if items.isEmpty { screen.detail = nil }
                    return screen.readDetail()
                })
        ]
    }

    private func readDetail() -> [DeskStep] { list.selected.map { [.job(Self.detail(of: $0.id))] } ?? [] }

    private static func detail(of id: CallID) -> Job {
        .read("detail", of: id.description) { reading, context in
            try reading.sheet(id, by: context.actor, at: context.now)
        } then: { (screen: inout CallsScreen, sheet, _) in
            // Another is selected by now, or none.
            guard screen.list.selected?.id == id else { return [] }
            screen.detail = sheet
            return [.readAhead(screen.list.beside.map { Self.detail(of: $0.id) })]
        }
    }

    /// What the selection asks for: its detail, and more of the list when it nears the end.
    private mutating func moved(_ context: DeskContext) -> [DeskStep] {
        guard list.all.count >= limit, list.isNearEnd else { return readDetail() }
        limit += Self.page
        return readDetail() + refresh(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if let steps = filter(by: action, context) { return steps + moved(context) }
        switch action {
        case CallsScreen.open: return list.selected.map { open(Subject($0.id)) } ?? []
        case CallsScreen.next: return [.push(CallScreen(nil))]
        case CallsScreen.campaigns: return [.push(CampaignsScreen())]
        case CallsScreen.otherView:
            // From a part of everyone's to all of them, then to one's own.
            everyones = part != nil || scope != nil || !everyones
            (part, scope) = (nil, nil)
            limit = Self.page
            return refresh(context)
        case CallsScreen.release: return list.selected.map { [.job(putBack($0.id))] } ?? []
        case CallsScreen.lend: return list.selected.map { [.job(lend($0))] } ?? []
        default: return []
        }
    }

    private func putBack(_ id: CallID) -> Job {
        .act("release") { work in
            try work.releaseCall(id).id
        } then: { (_: inout CallsScreen, id, context) in
            [.refresh, .done(context.say("calls.putBack", ["id": .text(id.description)]))]
        }
    }

    private func lend(_ item: CallItem) -> Job {
        .read("people") { reading, context in
            try reading.borrowers(of: item.id)
        } then: { (_: inout CallsScreen, people, context) in
            [.push(LendSheet(item, people, context))]
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        let (outcome, steps) = outcome(of: event, context)
        return switch outcome {
        case .moved: steps + moved(context)
        case .opened(let item): open(Subject(item.id))
        case .ignored: nil
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let places = detail.map { _ in ListDetail.places(in: area, on: &canvas) } ?? (area, nil)
        if let place = places.1, let detail {
            Pane(detail, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: part != nil || scope != nil || !list.filter.fields.isEmpty
                ? context.whenEmpty("calls.empty.part")
                : everyones
                    ? context.whenEmpty("calls.empty.all")
                    : context.whenEmpty("calls.empty.mine", ["key": context.key(Self.otherView, on: id)]),
            context
        ) {
            context.callCells($0)
        }
    }

    func cells(_ row: CallItem, _ context: DeskContext) -> [TableCell] { context.callCells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            Column("", .fixed(2)),
            context.column("column.due", .fixed(12)),
            context.column("column.id", .fixed(6)),
            context.column("column.customer", .flexible(least: 8, share: 2)),
            context.column("column.phone", .fixed(13)),
            context.column("column.callReason", .flexible(least: 13, share: 2)),
            context.column("column.attempts", .fixed(5), .trailing, dropOrder: 2),
            context.column("column.caller", .fixed(9), dropOrder: 1),
            context.column("column.matter", .flexible(least: 12, share: 3), dropOrder: 3),
        ]
    }
}

extension DeskContext {
    /// As the overview calls it.
    fileprivate func name(_ part: CallPart) -> String {
        switch part {
        case .overdue: say("overview.callsLate")
        case .now: say("overview.callsNow")
        case .later: say("overview.callsLater")
        case .inHand: say("overview.inHand")
        }
    }

    fileprivate func callReason(_ call: FollowUpCall) -> String {
        wording.name(call.reason, of: "callReason")
    }

    /// A row: how pressing, by when, whom, why, tried how often, in whose hands.
    fileprivate func callCells(_ item: CallItem) -> [TableCell] {
        let state = standing(of: item.call.dueBy)
        return [
            TableCell(mark(state), state.role),
            TableCell(wording.deadline(item.call.dueBy, now: now), state.role).ranked(at: item.call.dueBy),
            TableCell(item.id.description, .accent).ranked(id: item.id), TableCell(item.customer),
            item.mayCall ? TableCell(item.phone) : TableCell(say("customer.doNotCall"), .missed),
            TableCell(callReason(item.call)),
            TableCell(item.call.attempts == 0 ? "" : "\(item.call.attempts)").ranked(
                count: item.call.attempts),
            caller(item),
            TableCell(item.summary),
        ]
    }

    private func caller(_ item: CallItem) -> TableCell {
        switch item.standing {
        case .inHand: TableCell(say("calls.standing.mine"), .accent)
        case .open: TableCell("")
        case .heldBy(let name), .meantFor(let name): TableCell(name, .muted)
        case .barred: TableCell(say("calls.standing.barred"), .muted)
        case .stranded: TableCell(say("calls.standing.stranded"), .missed)
        case .notYet: TableCell(say("calls.standing.notYet"), .muted)
        case .noNumber: TableCell(say("calls.standing.noNumber"), .warning)
        }
    }
}
