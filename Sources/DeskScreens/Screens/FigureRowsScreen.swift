import Model
import ServiceDesk
import TerminalKit
import Wording

/// R211: the very cases, visits, calls and reviews a figure of the reports is counted of. Enter opens one.
struct FigureRowsScreen: SlowRowsScreen {
    let id = "R211"
    private let behind: RowsBehind
    var list = RecordList<FigureItem>()
    var reading = LongReading()
    /// What is told of the rows that are shown. Kept, since the order of rows is made of the screen without them.
    private var parts: [FigureRowPart] = []

    static let open = ActionID("figureRows.open")

    init(_ behind: RowsBehind) { self.behind = behind }

    func title(_ context: DeskContext) -> String {
        behind.title(context) + (list.isRead ? " \(list.counted)" : "")
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
        readRows(context) { [behind, actor = context.actor] reading in
            let rows = try behind.read(reading, actor, Self.most)
            let about = try reading.about(rows)
            return rows.enumerated().map { place, row in
                let known = row.caseID.flatMap { about[$0] }
                return FigureItem(
                    row: row, kind: known?.kind, customer: known?.customer ?? row.customer, place: place)
            }
        }
    }

    mutating func fill(_ items: [FigureItem], _ context: DeskContext) {
        parts = Self.parts(of: items.map(\.row), behind)
        list.show(items, in: order(context)) { [behind] item in
            FigureRowPart.allCases.map { context.cell($0, item, behind).text }
        }
    }

    // MARK: Opening

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        return list.selected.map { enter($0) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0) }
    }

    /// What was scored by a review is opened beside it.
    private func enter(_ item: FigureItem) -> [DeskStep] {
        item.row.review.map { [.push(AssessScreen($0))] } ?? open(item.subject)
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let body = drawLimit(behind.first(Self.most, context), in: area, on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("figures.noRows"), context
        ) { item in
            cells(item, context)
        }
    }

    func columns(_ context: DeskContext) -> [Column] { parts.map { context.column($0, behind) } }

    func cells(_ item: FigureItem, _ context: DeskContext) -> [TableCell] {
        parts.map { context.cell($0, item, behind) }
    }

    /// What would say the same in every row is left out: the case of rows that are cases, and a promise where none counts.
    private static func parts(of rows: [ReportRow], _ behind: RowsBehind) -> [FigureRowPart] {
        FigureRowPart.allCases.filter { part in
            switch part {
            case .serviceCase: rows.contains { $0.review != nil || $0.subject.kind != .case }
            case .promise: rows.contains { !$0.promise.isEmpty }
            case .adds: behind.tellsAmounts
            case .counted, .kind, .customer, .at: true
            }
        }
    }
}
