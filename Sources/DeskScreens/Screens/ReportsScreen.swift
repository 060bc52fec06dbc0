import Model
import ServiceDesk
import TerminalKit
import Wording

/// R210: how the service went, each figure beside the days before, for all and apart by a field; how it went before that, how
/// it is counted, and down to the very rows. Counted beside the keyboard; Esc ends it.
struct ReportsScreen: LookingScreen, DaysScreen, ColumnScreen {
    let id = "R210"
    var period = ReportDays.month
    var written: ClosedRange<Day>?
    private var field: ReportField?
    private var report: ServiceReport?
    /// Of each figure in the last periods, this one last.
    private var trends: [ServiceFigure: [FigureValue]] = [:]
    private var groups: [String: GroupName] = [:]
    var list = RecordList<ServiceReport.Line>()
    var search: Search?
    var reading = LongReading()

    static let open = ActionID("reports.open")
    static let define = ActionID("reports.define")
    static let hours = ActionID("reports.hours")
    static let period = ActionID("reports.period")
    static let days = ActionID("reports.days")
    static let grouping = ActionID("reports.grouping")
    // Where these go is said in `Places`.
    static let gaps = ActionID("reports.gaps")
    static let audit = ActionID("reports.audit")
    static let competitors = ActionID("reports.competitors")
    static let standard = ActionID("reports.standard")
    static let system = ActionID("reports.system")
    static let strategy = ActionID("reports.strategy")
    static let boards = ActionID("reports.boards")
    static let stop = ActionID("reports.stop")

    init() {}

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String { context.say("figures.screen") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("figures.nothing") : nil
        let empty = list.selected?.now.count == 0 ? context.say("figures.noRows") : nil
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing ?? empty),
            context.action(Self.define, [.character("d")], why: nothing),
            context.action(Self.hours, [.character("h")], inFooter: false, why: nothing ?? empty),
            context.action(Self.period, [.character("p")]),
            context.action(Self.days, [.character("f")], inFooter: false),
            context.action(Self.grouping, [.character("g")]),
            context.action(Self.boards, [.character("b")]),
            context.action(Self.gaps, [.character("v")]),
            context.action(Self.audit, [.character("a")]),
            context.action(Self.competitors, [.character("c")]),
            context.action(Self.standard, [.character("s")]),
            context.action(Self.system, [.character("y")]),
            context.action(Self.strategy, [.character("t")]),
        ] + filter
    }

    // MARK: Reading

    /// Neither others' changes nor a look at what is behind begin it anew: on a large desk it takes seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: report != nil, context) else { return [] }
        let (days, field, now, actor) = (days(context), field, context.now, context.actor)
        return [
            look("report") { reading, reach in
                let report = try reading.serviceReport(days, by: field, at: now, for: actor) {
                    try reach($0)
                }
                let names = try reading.names()
                var groups: [String: GroupName] = [:]
                for line in report.lines {
                    guard let field, let group = line.group else { continue }
                    groups[line.id] = try reading.groupName(group, of: field, names)
                }
                return (report, groups)
            } then: { screen, found, context in
                (screen.report, screen.groups) = found
                screen.trends = [:]
                screen.fill(context)
                return screen.lookBack(found.0.days, now, actor)
            }
        ]
    }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (report, trends, groups, list) = (nil, [:], [:], RecordList())
        reading.forget()
        return refresh(context)
    }

    private mutating func lookBack(_ days: ClosedRange<Day>, _ now: Instant, _ actor: Actor) -> [DeskStep] {
        [
            look("trends") { reading, reach in
                try reading.figureTrends(days, at: now, for: actor, progress: reach)
            } then: { screen, trends, _ in
                screen.trends = trends
                return []
            }
        ]
    }

    private mutating func fill(_ context: DeskContext) {
        let groups = groups
        list.show(report?.lines ?? []) { line in
            [context.wording.say(line.figure.label), groups[line.id].map { context.name($0) } ?? ""]
        }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        switch action {
        case Self.stop: stopReading()
        case Self.open: return list.selected.map { enter($0) } ?? []
        case Self.define: return list.selected.map { [define($0.figure)] } ?? []
        case Self.hours: return list.selected.map { showHours($0) } ?? []
        case Self.period: return pickPeriod(context)
        case Self.days: return askDays(context)
        case Self.grouping:
            return pick(context, { $0.reportFieldPicker }) { $0.field = ReportField(rawValue: $1) }
        default: break
        }
        return []
    }

    private func define(_ figure: ServiceFigure) -> DeskStep {
        .push(
            ReadSheet({ $0.wording.say(figure.label) }) { Pane(defining: figure, $0) })
    }

    /// When the rows behind it come.
    private func showHours(_ line: ServiceReport.Line) -> [DeskStep] {
        guard let report else { return [] }
        let (days, at, field) = (report.days, report.at, line.group == nil ? nil : report.field)
        return [
            .push(
                HoursSheet({ $0.say("figures.byHour", ["figure": .phrase(line.figure.label)]) }) {
                    reading, actor in
                    try reading.figureHours(
                        line.figure, in: reading.rules.span(days), by: field, group: line.group, at: at,
                        for: actor)
                })
        ]
    }

    /// To the very rows behind it.
    private func enter(_ line: ServiceReport.Line) -> [DeskStep] {
        guard let report, line.now.count > 0 else { return [] }
        return [
            .push(
                FigureRowsScreen(
                    RowsBehind(
                        line.figure, report.days, by: line.group == nil ? nil : report.field,
                        group: line.group, name: groups[line.id].map { BoardName.group($0) }, at: report.at)))
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0) }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        canvas.spans(head(context), in: area.line(0))
        drawCourse(in: area.line(1), on: &canvas, context)
        guard let report else {
            canvas.paragraph(unread(context), in: area.dropping(rows: 2), .muted)
            return
        }
        let body = canvas.note(report.lack.map { context.wording.say($0) }, in: area.dropping(rows: 2))
        let parts = ListDetail.places(
            in: body, on: &canvas, [.share(11), .share(10)], below: .fixed(min(12, body.height / 3)))
        if let place = parts.1, let line = list.selected { draw(line, in: place, on: &canvas, context) }
        list.draw(
            in: parts.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("figures.nothing"), context
        ) { line in
            context.figureCells(line, group: groups[line.id].map { context.name($0) })
        }
    }

    private func head(_ context: DeskContext) -> [Span] {
        let days = report?.days ?? days(context)
        let said = context.say(
            "figures.since", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        let by = field.map {
            context.say("figures.grouped", ["field": .text(context.say("figures.field.\($0.rawValue)"))])
        }
        return (by.map { [Span($0 + "  ", .title)] } ?? []) + [Span(said, .accent)]
    }

    /// How the figure went, and how it is counted.
    private func draw(
        _ line: ServiceReport.Line, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        let rows = max(3, min(10, area.height / 2))
        let plot = Rect(column: area.column, row: area.row + 1, width: area.width, height: rows)
        canvas.field(
            context.wording.say(line.figure.label) + "  "
                + context.say("figures.lastPeriods", ["count": .count(ServiceReport.stretches)]),
            in: area.line(0), .header)
        if let trend = trends[line.figure] {
            let bins = trend.map { value in
                BarItem(
                    value.count == 0 ? "" : context.wording.number(value.count), value.value ?? 0,
                    text: line.figure.unit == .count ? "" : context.say(line.figure.unit.said(value.value)))
            }
            Histogram(bins, top: line.figure.unit.isPart ? 1 : nil).draw(in: plot, on: &canvas)
        }
        let below = area.dropping(rows: rows + 2)
        guard below.height > 0 else { return }
        Pane(defining: line.figure, context).draw(in: below, on: &canvas, more: context.say("list.more"))
    }

    func cells(_ row: ServiceReport.Line, _ context: DeskContext) -> [TableCell] {
        context.figureCells(row, group: groups[row.id].map { context.name($0) })
    }

    /// Each figure with its groups under it.
    var keepsOrder: Bool { true }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("figures.title.figure", .flexible(least: 18, share: 2)),
            context.column("figures.title.value", .fixed(13), .trailing),
            context.column("figures.title.spread", .fixed(22), dropOrder: 3),
            context.column("figures.title.count", .fixed(8), .trailing, dropOrder: 1),
            context.column("figures.title.before", .fixed(12), .trailing),
            context.column("figures.title.change", .fixed(16), .trailing, dropOrder: 2),
        ]
    }
}
