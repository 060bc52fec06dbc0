import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F173: whom a campaign has not reached, and why.
struct UnreachedScreen: ColumnScreen {
    let id = "F173"
    private let number: CampaignID
    private var campaign: Campaign?
    var list = RecordList<UnreachedCustomer>()

    static let open = ActionID("unreached.open")
    static let call = ActionID("unreached.call")
    static let account = ActionID("unreached.account")
    static let export = ActionID("unreached.export")

    init(_ id: CampaignID) { number = id }

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id.description }
    var watched: Set<Subject> { [Subject(number)] }

    func title(_ context: DeskContext) -> String {
        context.say(
            "unreached.title",
            [
                "id": .text(number.description), "name": .text(campaign?.name ?? ""),
                "count": .text(list.counted),
            ])
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let (selected, nothing) = (list.selected, context.say("unreached.nothing"))
        let isOpen = selected?.standing.isOpen ?? false
        return [
            context.action(Self.open, [.enter], why: selected == nil ? nothing : nil),
            context.action(
                Self.call, [.character("c")],
                why: selected == nil
                    ? nothing : selected?.member.call == nil ? context.say("unreached.noCall") : nil),
            context.action(
                Self.account, [.character("a")],
                why: context.lack(of: .runCampaigns)
                    ?? (selected == nil ? nothing : isOpen ? context.say("unreached.toCome") : nil)),
            context.action(Self.export, [.character("x")], why: context.lack(of: .export)),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let id = number
        return [
            .job(
                .read("unreached") { reading, _ in
                    (try reading.campaign(id), try reading.unreached(in: id))
                } then: { (screen: inout UnreachedScreen, found, context) in
                    let (campaign, items) = found
                    screen.campaign = campaign
                    screen.list.show(items, in: screen.order(context)) { item in
                        [item.id.description, item.name, item.phone, context.wording.say(item.why)]
                    }
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if action == Self.export { return [.push(CopyScreen(context, commands))] }
        guard let item = list.selected else { return [] }
        switch action {
        case Self.open: return open(Subject(item.id))
        case Self.call: return item.member.call.map { open(Subject($0)) } ?? []
        case Self.account: return [.push(AccountSheet(item, number, context))]
        default: return []
        }
    }

    /// What writes the list into a file.
    private func commands(_ context: DeskContext) -> [String] {
        [context.say("unreached.export"), ""]
            + ["--csv", "--json"].map { "aftercare campaign unreached \(number) \($0)" }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { open(Subject($0.id)) }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        list.draw(
            in: area, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("unreached.empty"),
            context
        ) {
            context.unreachedCells($0)
        }
    }

    func cells(_ row: UnreachedCustomer, _ context: DeskContext) -> [TableCell] {
        context.unreachedCells(row)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(7)),
            context.column("column.customer", .flexible(least: 8, share: 2)),
            context.column("column.phone", .fixed(13)),
            context.column("column.units", .flexible(least: 5, share: 1), dropOrder: 3),
            context.column("column.standing", .fixed(17), dropOrder: 2),
            context.column("column.why", .flexible(least: 40, share: 4)),
        ]
    }
}
