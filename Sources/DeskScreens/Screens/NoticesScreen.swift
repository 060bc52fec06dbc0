import Model
import ServiceDesk
import TerminalKit
import Wording

/// N190: what the desk told me: promises missed and at risk, decisions on what I asked, notes that name me. What nobody
/// has seen is on top; seen means that someone of the role has seen to it.
struct NoticesScreen: ColumnScreen {
    let id = "N190"
    private static let page = 200

    var list = RecordList<NoticeItem>()
    /// As they were told, each by itself.
    private var told: [NoticeItem] = []
    /// Behind which the next page begins.
    private var last: NoticeKey?
    /// How many nobody has seen, also of those that were not read yet.
    private var unseen = 0
    private var detail: CaseSheet?

    static let open = ActionID("notice.open")
    static let seen = ActionID("notice.seen")
    static let allSeen = ActionID("notice.allSeen")

    init() {}

    var isAwaiting: Bool { !list.isRead }

    func title(_ context: DeskContext) -> String {
        context.say(
            "notice.title", ["count": .text(counted), "unseen": .text("\(unseen)")])
    }

    /// Those of one line are counted each, as the unseen ones are.
    private var counted: String {
        guard list.shown.count == list.all.count else { return list.counted }
        return "\(told.count)" + (list.hasMore ? "+" : "")
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "notice \($0.id)" } }

    var talked: TalkedOf? { detail.map { TalkedOf($0) } }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("notice.nothing") : nil
        let isSeen = list.selected?.notice.seenAt != nil
        return [
            context.action(NoticesScreen.open, [.enter], why: nothing),
            context.action(
                NoticesScreen.seen, [.character("r"), .character(" ")],
                why: nothing ?? (isSeen ? context.say("notice.isSeen") : nil)),
            context.action(
                NoticesScreen.allSeen, [.character("a")],
                why: unseen == 0 ? context.say("notice.noneUnseen") : nil),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        // At what others do a page is enough, unless one has gone further down and would lose one's place.
        let isBelow = told.dropFirst(Self.page).contains { $0.id == list.selected?.id }
        let limit = context.isUnasked && !isBelow ? Self.page : min(max(Self.page, told.count), 1000)
        return [
            .job(
                .read("notices") { reading, context in
                    let page = try reading.inbox(of: context.actor, limit: limit)
                    return (page, try reading.unseenNotices(for: context.actor, most: .max))
                } then: { (screen: inout NoticesScreen, found, context) in
                    (screen.last, screen.unseen) = (found.0.last, found.1)
                    return screen.show(found.0.items, more: found.0.hasMore, context)
                })
        ]
    }

    private mutating func show(_ items: [NoticeItem], more: Bool, _ context: DeskContext) -> [DeskStep] {
        told = items
        list.show(items.withRungsJoined, more: more, in: order(context)) { item in
            ([item] + item.earlier).map { context.says($0) } + [item.customer, item.summary]
                + [item.caseID?.description, item.notice.subject.description].compactMap { $0 }
        }
        return moved()
    }

    /// What the selection asks for: its detail, and the next page when it nears the end.
    private func moved() -> [DeskStep] { readDetail() + (list.wantsMore ? [.job(nextPage)] : []) }

    private var nextPage: Job {
        let last = last
        return .read("page") { reading, context in
            try reading.inbox(of: context.actor, after: last, limit: Self.page)
        } then: { (screen: inout NoticesScreen, page, context) in
            guard screen.last == last else { return [] }
            screen.last = page.last ?? last
            // One that was seen meanwhile has moved, and is not told twice.
            let known = Set(screen.told.map(\.id))
            return screen.show(
                screen.told + page.items.filter { !known.contains($0.id) }, more: page.hasMore, context)
        }
    }

    private func readDetail() -> [DeskStep] { [.job(Self.detail(of: list.selected?.caseID))] }

    private static func detail(of id: CaseID?) -> Job {
        .read("detail", of: id?.description) { reading, context in
            try id.map { try reading.sheet($0, by: context.actor, at: context.now) }
        } then: { (screen: inout NoticesScreen, sheet, _) in
            screen.detail = sheet
            return [.readAhead(screen.list.beside.map { Self.detail(of: $0.caseID) })]
        }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return moved() }
        guard let item = list.selected else { return [] }
        return switch action {
        case NoticesScreen.open: open(item)
        case NoticesScreen.seen: markSeen(item)
        case NoticesScreen.allSeen: [.push(allSeenSheet(context))]
        default: []
        }
    }

    /// The next is under the hand at once, so that the same key sees to one after the other.
    private mutating func markSeen(_ item: NoticeItem) -> [DeskStep] {
        list.stepOver()
        return [.job(seen(item))]
    }

    /// Opening it is seeing to it. What asks for an answer or a decision opens where that is given.
    private func open(_ item: NoticeItem) -> [DeskStep] {
        let steps: [DeskStep] =
            switch item.notice.kind {
            case .askedBack: [.push(ApprovalsScreen(mine: true))]
            case .answered, .waiting: [.push(ApprovalsScreen())]
            default: open(item.notice.subject)
            }
        return (item.notice.seenAt == nil ? [.job(seen(item))] : []) + steps
    }

    private func seen(_ item: NoticeItem) -> Job {
        .act("seen") { work in
            // A colleague of the same role may have seen to it in the same second; that is as good.
            try work.seen(
                ([item] + item.earlier).map(\.id).filter {
                    try work.reading.isUnseen($0, by: work.actor)
                })
        } then: { (screen: inout NoticesScreen, _: Void, context) in
            screen.refresh(context)
        }
    }

    /// What comes while the question is open stays.
    private func allSeenSheet(_ context: DeskContext) -> ConfirmSheet {
        let last = told.filter { $0.notice.seenAt == nil }.map(\.id).max() ?? 0
        let mark = Job.tell { (_: inout NoticesScreen, _) in
            [
                .job(
                    .act("seen") { work in
                        try work.seenAll(upTo: last)
                    } then: { (screen: inout NoticesScreen, count, context) in
                        screen.refresh(context) + [
                            .done(context.say("notice.allSeen.done", ["count": .count(count)]))
                        ]
                    })
            ]
        }
        let count = unseen
        return .ask(context, then: [.tell(mark)]) { context in
            (
                context.say("notice.allSeen.title"),
                context.say("notice.allSeen.ask", ["count": .count(count)])
            )
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return switch list.handle(event) {
        case .moved: moved()
        case .opened(let item): open(item)
        case .ignored: nil
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let selected = list.selected
        let places = selected.map { _ in ListDetail.places(in: area, on: &canvas) } ?? (area, nil)
        if let place = places.1, let selected {
            Pane(selected, detail, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.whenEmpty("notice.empty"),
            context
        ) {
            context.noticeCells($0)
        }
    }

    func cells(_ row: NoticeItem, _ context: DeskContext) -> [TableCell] { context.noticeCells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            Column("", .fixed(3)),
            context.column("column.told", .fixed(11)),
            context.column("column.id", .fixed(7)),
            context.column("column.notice", .flexible(least: 20, share: 4)),
            context.column("column.customer", .flexible(least: 8, share: 1), dropOrder: 1),
        ]
    }
}
