import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F172: campaigns of follow-up calls and how far they have come; those that run on top.
struct CampaignsScreen: ColumnScreen {
    let id = "F172"
    private static let most = 100

    var list = RecordList<CampaignProgress>()

    static let open = ActionID("campaigns.open")
    static let begin = ActionID("campaigns.begin")
    static let stop = ActionID("campaigns.stop")

    init() {}

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id.description }
    var watched: Set<Subject> { Set(list.selected.map { [Subject($0.id)] } ?? []) }

    func title(_ context: DeskContext) -> String {
        context.say("campaigns.title", ["count": .text(list.counted)])
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("campaigns.nothing") : nil
        let isOver = list.selected.map { $0.campaign.state != .running } ?? false
        let lack = context.lack(of: .runCampaigns)
        return [
            context.action(Self.open, [.enter], why: nothing),
            context.action(Self.begin, [.character("n")], why: lack),
            context.action(
                Self.stop, [.character("s")],
                why: lack ?? nothing ?? (isOver ? context.say("campaigns.isOver") : nil)),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("campaigns") { reading, context in
                    try reading.campaignList(at: context.now, limit: Self.most)
                } then: { (screen: inout CampaignsScreen, items, context) in
                    screen.list.show(items, in: screen.order(context)) { item in
                        [item.id.description, item.campaign.name, context.reason(of: item.campaign)]
                    }
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        switch action {
        case Self.begin: return [.push(CampaignSheet(context))]
        case Self.open: return list.selected.map { [.push(UnreachedScreen($0.id))] } ?? []
        case Self.stop: return list.selected.map { [.push(StopCampaignSheet($0.campaign, context))] } ?? []
        default: return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { [.push(UnreachedScreen($0.id))] }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let selected = list.selected
        let places = selected.map { _ in ListDetail.places(in: area, on: &canvas) } ?? (area, nil)
        if let place = places.1, let selected {
            Pane(selected, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        let glyphs = canvas.glyphs
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("campaigns.empty", ["key": context.key(Self.begin, on: id)]),
            context
        ) {
            context.campaignCells($0, glyphs)
        }
    }

    func cells(_ row: CampaignProgress, _ context: DeskContext) -> [TableCell] {
        context.campaignCells(row, .drawn)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(5)),
            context.column("column.campaign", .flexible(least: 12, share: 3)),
            context.column("column.state", .fixed(9)),
            context.column("column.settled", .fixed(20)),
            context.column("column.toCome", .fixed(7), .trailing),
            context.column("column.expectedEnd", .fixed(13), dropOrder: 1),
        ]
    }
}
