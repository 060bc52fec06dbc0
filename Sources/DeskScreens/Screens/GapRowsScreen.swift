import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// R221: the very cases and answers a gap is told from, those furthest short first. Enter opens one.
struct GapRowsScreen: SlowRowsScreen {
    let id = "R221"
    private let attribute: GapAttribute
    private let gap: ServiceGap
    private let scope: GapScope
    private let at: Instant
    var list = RecordList<GapItem>()
    var reading = LongReading()

    static let open = ActionID("gapRows.open")

    /// - Parameter at: as of when the gap was told, so that its rows are as many.
    init(_ attribute: GapAttribute, _ gap: ServiceGap, _ scope: GapScope, at: Instant) {
        (self.attribute, self.gap, self.scope, self.at) = (attribute, gap, scope, at)
    }

    /// What is behind nothing: its actions are those of any.
    static let blank = GapRowsScreen(
        GapAttribute(name: "", label: Label(["": ""]), unit: .hours), .total,
        GapScope(Day(number: 0)...Day(number: 0)), at: Instant(milliseconds: 0))

    func title(_ context: DeskContext) -> String {
        let said = context.say(
            "gap.behind", ["attribute": .label(attribute.label), "gap": .phrase(gap.label)])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("gap.noRows") : nil)
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        readRows(context) { [attribute, gap, scope, at] reading in
            let rows = try reading.gapRows(attribute, gap, scope, at: at, limit: Self.most)
            return rows.enumerated().map { GapItem(row: $1, place: $0) }
        }
    }

    mutating func fill(_ items: [GapItem], _ context: DeskContext) {
        list.show(items, in: order(context)) { [attribute] in
            context.gapRowCells($0.row, attribute).map(\.text)
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let facts: [String: PhraseFact] = [
            "count": .count(Self.most), "attribute": .text(attribute.name), "gap": .text(gap.rawValue),
        ]
        let body = drawLimit(context.say("gap.firstRows", facts), in: area, on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("gap.noRows"), context
        ) {
            context.gapRowCells($0.row, attribute)
        }
    }

    func cells(_ row: GapItem, _ context: DeskContext) -> [TableCell] {
        context.gapRowCells(row.row, attribute)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("figures.title.row", .fixed(9)),
            context.column("column.case", .fixed(9), dropOrder: 1),
            context.column("figures.title.at", .flexible(least: 16, share: 1)),
            context.column("gap.title.value", .fixed(13), .trailing),
            context.column("gap.title.against", .fixed(13), .trailing),
            context.column("report.title.adds", .fixed(14), .trailing),
        ]
    }
}
