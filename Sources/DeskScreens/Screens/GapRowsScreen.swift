import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// R221: the very cases and answers a gap is told from, those furthest short first. Enter opens one.
struct GapRowsScreen: Screen {
    let id = "R221"
    private let attribute: GapAttribute
    private let gap: ServiceGap
    private let scope: GapScope
    private var list = RecordList<GapItem>()
    /// `DeskContext.changes` when the rows were read.
    private var readAfter = 0

    static let open = ActionID("gapRows.open")
    /// What is beyond is had by the command alone.
    private static let most = 1_000

    init(_ attribute: GapAttribute, _ gap: ServiceGap, _ scope: GapScope) {
        (self.attribute, self.gap, self.scope) = (attribute, gap, scope)
    }

    /// What is behind nothing: its actions are those of any.
    static let blank = GapRowsScreen(
        GapAttribute(name: "", label: Label(["": ""]), unit: .hours), .total,
        GapScope(Day(number: 0)...Day(number: 0)))

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.row.subject.description }

    func title(_ context: DeskContext) -> String {
        let said = context.say(
            "gap.behind", ["attribute": .label(attribute.label), "gap": .phrase(gap.label)])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = list.actions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("gap.noRows") : nil)
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard !list.isRead || !context.spares(readAfter: readAfter) else { return [] }
        readAfter = context.changes
        let (attribute, gap, scope, now) = (attribute, gap, scope, context.now)
        return [
            .job(
                .read("rows") { reading, _ in
                    let rows = try reading.gapRows(attribute, gap, scope, at: now, limit: Self.most)
                    return rows.enumerated().map { GapItem(row: $1, place: $0) }
                } then: { (screen: inout GapRowsScreen, items, context) in
                    screen.fill(items, context)
                    return []
                })
        ]
    }

    private mutating func fill(_ items: [GapItem], _ context: DeskContext) {
        list.show(items) { [attribute] in context.gapRowCells($0.row, attribute).map(\.text) }
    }

    mutating func languageChanged(_ context: DeskContext) {
        if list.isRead { fill(list.all, context) }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if list.perform(action) { return [] }
        return list.selected.map { open($0.row.subject) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch list.handle(event) {
        case .moved: []
        case .opened(let item): open(item.row.subject)
        case .ignored: nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        list.draw(
            in: area, on: &canvas, columns: Self.columns(context), empty: context.say("gap.noRows"), context
        ) {
            context.gapRowCells($0.row, attribute)
        }
    }

    private static func columns(_ context: DeskContext) -> [Column] {
        [
            Column(context.say("figures.title.row"), .fixed(9)),
            Column(context.say("column.case"), .fixed(9), dropOrder: 1),
            Column(context.say("figures.title.at"), .flexible(least: 16, share: 1)),
            Column(context.say("gap.title.value"), .fixed(13), .trailing),
            Column(context.say("gap.title.against"), .fixed(13), .trailing),
            Column(context.say("report.title.adds"), .fixed(14), .trailing),
        ]
    }
}
