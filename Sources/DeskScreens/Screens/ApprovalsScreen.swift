import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// P200: what needs my decision, or, by `m`, what I asked for. What one has in hand is on top, then the oldest; from 110 columns
/// the request stands beside the list with its case and what this customer was granted before.
///
/// `n` takes the next as it does in every list, so it cannot be "no" here: `y` grants, `r` refuses, `c` grants something else,
/// `q` asks back, and whoever asked answers with `w`, or takes it back with `x`.
struct ApprovalsScreen: WorkListScreen {
    let id = "P200"
    let kind = WorkKind.approvals
    private static let page = 200

    var list = RecordList<ApprovalItem>()
    /// Behind which the next page begins.
    private var last: ApprovalKey?
    /// Whether one's own requests are listed.
    private var isMine: Bool
    private var detail: ApprovalSheet?
    /// Only those of this view.
    private(set) var scope: QueueScope?

    static let open = ActionID("approval.open")
    static let next = ActionID("approval.next")
    static let grant = ActionID("approval.grant")
    static let refuse = ActionID("approval.refuse")
    static let release = ActionID("approval.release")
    static let change = ActionID("approval.change")
    static let askBack = ActionID("approval.askBack")
    static let answer = ActionID("approval.answer")
    static let withdraw = ActionID("approval.withdraw")
    static let mine = ActionID("approval.mine")
    static let deputy = ActionID("approval.deputy")

    init(mine: Bool = false) { isMine = mine }

    /// - Parameter scope: a view of requests.
    init(_ scope: QueueScope) { (isMine, self.scope) = (false, scope) }

    var isAwaiting: Bool { !list.isRead }

    /// What is one's own stays so for whoever looks through the view.
    var basis: String? { isMine ? "asker:me" : nil }

    var talked: TalkedOf? { detail?.serviceCase.map { TalkedOf($0) } }

    func title(_ context: DeskContext) -> String {
        if let scope {
            return context.say(
                "workView.title",
                ["view": .text(context.scopeName(scope)), "count": .text(list.counted)])
        }
        return context.say(
            isMine ? "approval.title.mine" : "approval.title", ["count": .text(list.counted)])
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id.description }
    var watched: Set<Subject> { Set(list.selected.map { [Subject($0.id)] } ?? []) }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("approval.nothing") : nil
        let isInHand = list.selected?.standing == .inHand
        let over = list.selected.flatMap { $0.approval.state.isOpen ? nil : context.say("approval.over") }
        let not = nothing ?? over ?? context.obstacle(list.selected, granting: false)
        return [
            context.action(
                ApprovalsScreen.grant, [.character("y")],
                why: nothing ?? over ?? context.obstacle(list.selected, granting: true)),
            context.action(ApprovalsScreen.refuse, [.character("r")], why: not),
            context.action(ApprovalsScreen.change, [.character("c")], why: not),
            context.action(ApprovalsScreen.askBack, [.character("q")], why: not),
            context.action(
                ApprovalsScreen.answer, [.character("w")],
                why: nothing ?? over ?? whyNoAnswer(context)),
            context.action(
                ApprovalsScreen.withdraw, [.character("x")], why: nothing ?? over ?? whyNotOwn(context)),
            context.action(ApprovalsScreen.next, [.character("n")]),
            context.action(
                ApprovalsScreen.release, [.character("b")],
                why: nothing ?? (isInHand ? nil : context.say("approval.notInHand"))),
            context.action(ApprovalsScreen.mine, [.character("m")]),
            context.action(
                ApprovalsScreen.deputy, [.character("d")], why: context.lack(of: .decideApproval)),
            context.action(ApprovalsScreen.open, [.enter], why: nothing),
            keeping([.character("v")], context),
        ] + filter
    }

    private func whyNoAnswer(_ context: DeskContext) -> String? {
        guard let item = list.selected, let asker = item.approval.askedBy,
            asker == context.actor.staffID, item.approval.state == .askedBack
        else { return context.say("approval.noQuestion") }
        return nil
    }

    private func whyNotOwn(_ context: DeskContext) -> String? {
        guard let item = list.selected else { return nil }
        let isOwn = item.approval.askedBy != nil && item.approval.askedBy == context.actor.staffID
        return isOwn ? nil : context.say(EmpowermentFault.notOwnRequest(item.id))
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (before, isMine) = (list.selected?.id, isMine)
        let limit = min(max(Self.page, list.all.count), 1000)
        let (view, filter) = (scope?.workName, list.filter.fields)
        return [
            .job(
                .read("approvals") { reading, context in
                    let page =
                        isMine
                        ? try reading.requests(of: context.actor, filter: filter, at: context.now)
                        : try reading.approvals(
                            for: context.actor, view: view, filter: filter, at: context.now, limit: limit)
                    let isGone = before.map { id in !page.items.contains { $0.id == id } } ?? false
                    return (page, isGone ? try before.flatMap { try reading.result(of: $0) } : nil)
                } then: { (screen: inout ApprovalsScreen, found, context) in
                    guard screen.list.filter.fields == filter else { return [] }
                    return screen.show(found.0, gone: found.1, context)
                })
        ]
    }

    /// - Parameter gone: how the selected request was decided meanwhile.
    private mutating func show(_ page: ApprovalPage, gone: ApprovalResult?, _ context: DeskContext)
        -> [DeskStep]
    {
        last = page.last
        list.show(page.items, more: page.hasMore, in: order(context)) { item in
            [
                item.id.description, item.customer, item.askedBy, item.summary, item.approval.reason,
                context.decision(item.approval),
            ]
        }
        if list.isEmpty { detail = nil }
        let isSurprise = gone.map { $0.approval.decidedBy != context.actor.staffID } ?? false
        let told = isSurprise ? gone.map { [DeskStep.warn(context.outcome($0))] } ?? [] : []
        return told + moved()
    }

    /// What the selection asks for: its detail, and the next page when it nears the end.
    private func moved() -> [DeskStep] { readDetail() + (list.wantsMore ? [.job(nextPage)] : []) }

    private var nextPage: Job {
        let (last, view, filter) = (last, scope?.workName, list.filter.fields)
        return .read("page") { reading, context in
            try reading.approvals(
                for: context.actor, view: view, filter: filter, at: context.now, after: last, limit: Self.page
            )
        } then: { (screen: inout ApprovalsScreen, page, _) in
            guard screen.last == last, screen.list.filter.fields == filter else { return [] }
            screen.last = page.last ?? last
            screen.list.append(page.items, more: page.hasMore)
            return screen.moved()
        }
    }

    private func readDetail() -> [DeskStep] { list.selected.map { [.job(Self.detail(of: $0.id))] } ?? [] }

    private static func detail(of id: ApprovalID) -> Job {
        .read("detail", of: id.description) { reading, context in
            try reading.sheet(id, by: context.actor, at: context.now)
        } then: { (screen: inout ApprovalsScreen, sheet, _) in
            // Another is selected by now, or none.
            guard screen.list.selected?.id == id else { return [] }
            screen.detail = sheet
            return [.readAhead(screen.list.beside.map { Self.detail(of: $0.id) })]
        }
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if let steps = filter(by: action, context) { return steps + moved() }
        switch action {
        case ApprovalsScreen.next: return takeNext(context)
        case ApprovalsScreen.mine: return turn(context)
        case ApprovalsScreen.deputy: return [.job(nameDeputy())]
        default: break
        }
        guard let item = list.selected else { return [] }
        return switch action {
        case ApprovalsScreen.open: open(item.approval.subject)
        case ApprovalsScreen.grant: [.push(grantSheet(item, context))]
        case ApprovalsScreen.refuse: [.push(ReplySheet(.refuse, item, context))]
        case ApprovalsScreen.askBack: [.push(ReplySheet(.askBack, item, context))]
        case ApprovalsScreen.answer: [.push(ReplySheet(.answer, item, context))]
        case ApprovalsScreen.withdraw: [.push(WithdrawRequestSheet(item.approval, context))]
        case ApprovalsScreen.change: [.push(ChangeTermsSheet(item, context))]
        case ApprovalsScreen.release: [.job(putBack(item.id))]
        default: []
        }
    }

    /// Between what waits for a decision and what one asked for.
    private mutating func turn(_ context: DeskContext) -> [DeskStep] {
        self = ApprovalsScreen(mine: scope == nil && !isMine)
        return refresh(context)
    }

    private func nameDeputy() -> Job {
        .read("people") { reading, context in
            try reading.colleagues(of: context.actor)
        } then: { (_: inout ApprovalsScreen, people, context) in
            [.push(DeputySheet(people, context))]
        }
    }

    private mutating func takeNext(_ context: DeskContext) -> [DeskStep] {
        (isMine, scope) = (false, nil)
        return [
            .job(
                .claim("next") { work in
                    try work.claimNextApproval().id
                } then: { (screen: inout ApprovalsScreen, id, context) in
                    screen.list.select(id)
                    return screen.refresh(context) + screen.readDetail() + [
                        .done(
                            context.say(
                                "approval.taken",
                                [
                                    "id": .text(id.description),
                                    "key": context.key(ApprovalsScreen.release, on: screen.id),
                                ]))
                    ]
                } failed: { (_: inout ApprovalsScreen, error, context) in
                    [.warn(context.say(error)), .refresh]
                })
        ]
    }

    private func grantSheet(_ item: ApprovalItem, _ context: DeskContext) -> ConfirmSheet {
        let grant = Job.tell { (screen: inout ApprovalsScreen, _) in [.job(screen.grant(item.approval))] }
        return .ask(context, then: [.tell(grant)]) { context in
            (context.say("approval.grant.title"), context.grantQuestion(item))
        }
    }

    /// As it was read: what has become something else meanwhile is to be read again.
    private func grant(_ asked: Approval) -> Job {
        .act("decide") { work in
            let approval = try work.decide(asked.id, grant: true, answer: "", seen: asked.terms)
            return try GrantedRequest(approval, work.reading)
        } then: { (_: inout ApprovalsScreen, granted, context) in
            [.refresh, context.granted(granted)]
        } failed: { (_: inout ApprovalsScreen, error, context) in
            [.refresh, .fail(context.say(error))]
        }
    }

    private func putBack(_ id: ApprovalID) -> Job {
        .act("release") { work in
            try work.releaseApproval(id).id
        } then: { (_: inout ApprovalsScreen, id, context) in
            [.refresh, .done(context.say("approval.putBack", ["id": .text(id.description)]))]
        } failed: { (_: inout ApprovalsScreen, error, context) in
            [.refresh, .fail(context.say(error))]
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        let (outcome, steps) = outcome(of: event, context)
        return switch outcome {
        case .moved: steps + moved()
        case .opened(let item): open(item.approval.subject)
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
            in: places.0, on: &canvas,
            columns: columns(context), layout: layout(context),
            empty: empty(context), context
        ) {
            cells($0, context)
        }
    }

    private func empty(_ context: DeskContext) -> String {
        if scope != nil || !list.filter.fields.isEmpty { return context.whenEmpty("approval.empty.part") }
        return isMine ? context.say("approval.empty.mine") : context.whenEmpty("approval.empty")
    }

    func ownColumnsID(_ context: DeskContext) -> String { isMine ? id + " mine" : id }

    func cells(_ item: ApprovalItem, _ context: DeskContext) -> [TableCell] {
        isMine ? context.requestCells(item) : context.approvalCells(item)
    }

    func columns(_ context: DeskContext) -> [Column] {
        isMine ? Self.ownColumns(context) : Self.othersColumns(context)
    }

    private static func ownColumns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(5)),
            context.column("column.asked", .fixed(13)),
            context.column("column.decision", .fixed(8)),
            context.column("column.amount", .fixed(10), .trailing),
            context.column("column.state", .fixed(10)),
            context.column("column.customer", .flexible(least: 8, share: 1)),
            context.column("column.lastWord", .flexible(least: 12, share: 3), dropOrder: 1),
        ]
    }

    private static func othersColumns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(5)),
            context.column("label.decideBy", .fixed(13)),
            context.column("column.decision", .fixed(8)),
            context.column("column.amount", .fixed(10), .trailing),
            context.column("column.whose", .flexible(least: 12, share: 2)),
            context.column("column.customer", .flexible(least: 8, share: 1)),
            context.column("column.askedBy", .fixed(8), dropOrder: 1),
            context.column("column.reason", .flexible(least: 12, share: 3), dropOrder: 2),
        ]
    }
}
