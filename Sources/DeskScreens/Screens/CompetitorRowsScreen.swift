import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What was seen of a company on a day, and who entered it.
struct CompetitorRowItem: Identifiable, Sendable {
    let row: CompetitorRow
    let by: String
    var id: Int64 { row.id }
}

/// R261: what was seen of a company in one measure, dated, the newest first, with its source; what was withdrawn stays to be seen.
/// Enter shows one in full.
struct CompetitorRowsScreen: ColumnScreen {
    let id = "R261"
    private let company: Competitor
    private let item: CompetitorItem?
    private let side: CompetitorRow.Side
    private let day: Day
    var list = RecordList<CompetitorRowItem>()

    static let open = ActionID("competitorRows.open")
    static let observe = ActionID("competitorRows.observe")
    static let withdraw = ActionID("competitorRows.withdraw")

    /// - Parameter day: nothing later is shown.
    init(_ company: Competitor, _ item: CompetitorItem?, _ side: CompetitorRow.Side, until day: Day) {
        (self.company, self.item, self.side, self.day) = (company, item, side, day)
    }

    /// What is behind nothing: its actions are those of any.
    static let blank = CompetitorRowsScreen(Competitor(name: ""), nil, .promise, until: Day(number: 0))

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { String($0.id) } }

    func title(_ context: DeskContext) -> String {
        let said = context.say(
            "competitors.behind",
            [
                "company": .text(company.name), "measure": .text(item.map { context.name($0) } ?? ""),
                "side": .text(context.name(side)),
            ])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("competitors.noRows") : nil
        let gone = list.selected?.row.withdrawnAt == nil ? nil : context.say("competitors.isWithdrawn")
        let lack = context.lack(of: .keepAudit)
        return [
            context.action(Self.open, [.enter], why: nothing),
            context.action(Self.observe, [.character("a")], why: lack),
            context.action(Self.withdraw, [.character("w")], why: lack ?? nothing ?? gone),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let item else { return [] }
        let (company, side, day) = (company.id, side, day)
        return [
            .job(
                .read("rows") { reading, _ in
                    let people = try reading.names()
                    return try reading.observations(of: company, in: item.id, side, until: day).map {
                        CompetitorRowItem(row: $0, by: $0.by.flatMap { people[$0] } ?? "")
                    }
                } then: { (screen: inout CompetitorRowsScreen, rows, context) in
                    screen.fill(rows, context)
                    return []
                })
        ]
    }

    private mutating func fill(_ rows: [CompetitorRowItem], _ context: DeskContext) {
        list.show(rows, in: order(context)) { [item] in
            context.competitorRowCells($0, item?.measure).map(\.text)
        }
    }

    mutating func languageChanged(_ context: DeskContext) {
        if list.isRead { fill(list.all, context) }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        guard let item else { return [] }
        switch action {
        case Self.open: return list.selected.map { enter($0) } ?? []
        case Self.observe:
            return [
                .push(
                    ObserveSheet([company], company: company.name, measure: item.id, side: side, context))
            ]
        case Self.withdraw:
            return list.selected.map { [.push(WithdrawRowSheet($0.row, of: company.name, context))] } ?? []
        default: return []
        }
    }

    private func enter(_ row: CompetitorRowItem) -> [DeskStep] {
        [
            .push(
                ReadSheet({ [company] _ in company.name }) { [item] in Pane(row, of: item, $0) })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0) }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        list.draw(
            in: area, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("competitors.noRows"),
            context
        ) { [item] in context.competitorRowCells($0, item?.measure) }
    }

    func cells(_ row: CompetitorRowItem, _ context: DeskContext) -> [TableCell] {
        context.competitorRowCells(row, item?.measure)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("competitor.title.day", .fixed(12)),
            context.column("competitor.title.value", .fixed(14), .trailing),
            context.column("competitor.title.sample", .fixed(7), .trailing),
            context.column("competitors.title.deviation", .fixed(8), .trailing, dropOrder: 2),
            context.column("competitor.title.source", .fixed(14)),
            context.column("competitor.title.note", .flexible(least: 12, share: 1)),
            context.column("competitors.title.by", .fixed(10), dropOrder: 3),
        ]
    }
}

extension DeskContext {
    func competitorRowCells(_ item: CompetitorRowItem, _ measure: ServiceMeasure?) -> [TableCell] {
        let (row, isGone) = (item.row, item.row.withdrawnAt != nil)
        let role: TerminalKit.Role = isGone ? .muted : .text
        let note =
            !isGone
            ? row.note
            : row.note.isEmpty
                ? say("competitors.gone") : say("competitor.withdrawn", ["note": .text(row.note)])
        return [
            TableCell(wording.day(row.day), role).ranked(on: row.day),
            TableCell(said(row, measure), isGone ? .muted : .accent).ranked(row.value),
            TableCell(row.sample.map { wording.number($0) } ?? "", role).ranked(count: row.sample),
            TableCell(row.deviation.map { wording.number($0) } ?? "", .muted).ranked(row.deviation),
            TableCell(say("competitor.source.\(row.source.rawValue)"), role), TableCell(note, .muted),
            TableCell(item.by, .muted),
        ]
    }

    /// Its value in the measure's unit, or that nothing is promised.
    func said(_ row: CompetitorRow, _ measure: ServiceMeasure?) -> String {
        guard let value = row.value else { return say("competitor.noPromise") }
        return measure.map { say(.phrase($0.unit.said(value))) } ?? wording.number(value)
    }
}

extension Pane {
    /// A row in full.
    init(_ item: CompetitorRowItem, of measure: CompetitorItem?, _ context: DeskContext) {
        let row = item.row
        pair(context.say("competitor.title.measure"), measure.map { context.name($0) } ?? row.measure)
        pair(context.say("competitor.title.side"), context.name(row.side))
        pair(context.say("competitor.title.value"), context.said(row, measure?.measure), .accent)
        pair(context.say("competitor.title.sample"), row.sample.map { context.wording.number($0) } ?? "")
        pair(
            context.say("competitors.title.deviation"), row.deviation.map { context.wording.number($0) } ?? ""
        )
        pair(context.say("competitor.title.day"), context.wording.day(row.day))
        pair(context.say("competitor.title.source"), context.say("competitor.source.\(row.source.rawValue)"))
        pair(
            context.say("competitors.title.by"),
            [item.by, context.wording.moment(row.at)].filter { !$0.isEmpty }.joined(separator: "  "))
        row.withdrawnAt.map { pair(context.say("competitors.title.withdrawn"), context.wording.moment($0)) }
        add(.blank)
        add(.text(row.note, .text))
    }
}
