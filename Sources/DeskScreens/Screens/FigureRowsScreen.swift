import Model
import ServiceDesk
import TerminalKit
import Wording

/// R211: the very cases, visits and calls a figure of the reports is counted of. Enter opens one.
struct FigureRowsScreen: SlowRowsScreen {
    let id = "R211"
    private let figure: ServiceFigure
    private let days: ClosedRange<Day>
    private let field: ReportField?
    private let group: String?
    private let name: GroupName?
    private let now: Instant?
    var list = RecordList<FigureItem>()
    var reading = LongReading()

    static let open = ActionID("figureRows.open")

    /// - Parameters:
    ///   - group: the key of a group of `field`, and what it is called; nil for all.
    ///   - now: as of when the figure was counted, so that its rows are as many; nil for as of the reading.
    init(
        _ figure: ServiceFigure, _ days: ClosedRange<Day>, by field: ReportField?, group: String?,
        name: GroupName?, at now: Instant? = nil
    ) {
        (self.figure, self.days, self.field) = (figure, days, field)
        (self.group, self.name, self.now) = (group, name, now)
    }

    func title(_ context: DeskContext) -> String {
        let label = PhraseFact.phrase(figure.label)
        let said =
            name.map {
                context.say("figures.behindOf", ["figure": label, "group": .text(context.name($0))])
            } ?? context.say("figures.behind", ["figure": label])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("figures.noRows") : nil)
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        readRows(context) { [figure, days, field, group, now = now ?? context.now] reading in
            let rows = try reading.figureRows(
                figure, in: reading.rules.span(days), by: field, group: group, at: now, limit: Self.most)
            let about = try reading.about(rows)
            return rows.enumerated().map { place, row in
                let known = row.caseID.flatMap { about[$0] }
                return FigureItem(
                    row: row, kind: known?.kind, customer: known?.customer ?? "", place: place)
            }
        }
    }

    mutating func fill(_ items: [FigureItem], _ context: DeskContext) {
        list.show(items, in: order(context)) { [figure] in context.figureRowCells($0, figure).map(\.text) }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let said = context.say(
            "figures.firstRows", ["count": .count(Self.most), "figure": .text(figure.rawValue)])
        let body = drawLimit(said, in: area, on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("figures.noRows"),
            context
        ) {
            context.figureRowCells($0, figure)
        }
    }

    func cells(_ row: FigureItem, _ context: DeskContext) -> [TableCell] {
        context.figureRowCells(row, figure)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("figures.title.row", .fixed(9)),
            context.column("column.case", .fixed(9), dropOrder: 2),
            context.column("figures.title.kind", .fixed(12), dropOrder: 1),
            context.column("column.customer", .flexible(least: 12, share: 1)),
            context.column("figures.title.at", .fixed(18)),
            context.column("report.title.adds", .fixed(10), .trailing),
        ]
    }
}
