import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// R260: our services beside those of competitors as of a day, measures down and companies across, ourselves first: what each
/// promises and what each delivers, our rank, and how it went over the year; down to the very rows. Told beside the keyboard; Esc
/// ends it.
struct CompetitorsScreen: LookingScreen, ColumnScreen {
    let id = "R260"
    /// Nil for today.
    private var day: Day?
    private var side = CompetitorRow.Side.promise
    /// Whose figures are looked at: 0 is ourselves, then the companies in their order.
    private var place = 0
    private var report: CompetitorReport?
    /// By measure and side.
    private var courses: [CompetitorRow.Side: [String: [CompetitorTide]]] = [:]
    var list = RecordList<CompetitorItem>()
    var search: Search?
    var reading = LongReading()

    static let open = ActionID("competitors.open")
    static let side = ActionID("competitors.side")
    static let next = ActionID("competitors.next")
    static let previous = ActionID("competitors.previous")
    static let lessons = ActionID("competitors.lessons")
    static let observe = ActionID("competitors.observe")
    static let company = ActionID("competitors.company")
    static let day = ActionID("competitors.day")
    static let stop = ActionID("competitors.stop")

    init() {}

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "\($0.id) \(side.rawValue) \(company ?? 0)" } }

    func title(_ context: DeskContext) -> String { context.say("competitors.screen") }

    /// Nil is ourselves.
    private var company: Int64? {
        guard let companies = report?.companies, place > 0, place <= companies.count else { return nil }
        return companies[place - 1].id
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("competitors.nothing") : nil
        let alone = report?.companies.isEmpty ?? true ? context.say("competitors.alone") : nil
        let lack = context.lack(of: .keepAudit)
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing),
            context.action(Self.side, [.tab]),
            context.action(Self.next, [.right], why: alone),
            context.action(Self.previous, [.left], inFooter: false, why: alone),
            context.action(Self.lessons, [.character("l")], why: alone),
            context.action(Self.observe, [.character("a")], why: lack ?? alone),
            context.action(Self.company, [.character("c")], why: lack),
            context.action(Self.day, [.character("d")]),
        ] + filter
    }

    // MARK: Reading

    /// Neither others' changes nor a look at what is behind begin it anew: on a large desk it takes seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: report != nil, context) else { return [] }
        let (day, now) = (asOf(context), context.now)
        return [
            look("competitors") { reading, _ in
                try reading.compareServices(on: day, at: now)
            } then: { screen, report, context in
                screen.report = report
                screen.courses = [:]
                screen.place = min(screen.place, report.companies.count)
                screen.fill(context)
                return [screen.lookBack(report, now)]
            }
        ]
    }

    private func asOf(_ context: DeskContext) -> Day { day ?? context.rules.localDay(context.now) }

    /// The courses of what anything was seen in.
    private mutating func lookBack(_ report: CompetitorReport, _ now: Instant) -> DeskStep {
        look("courses") { reading, reach in
            let lines = report.lines.filter { !$0.rows.isEmpty }
            var found: [CompetitorRow.Side: [String: [CompetitorTide]]] = [:]
            for (index, line) in lines.enumerated() {
                try reach(Double(index) / Double(lines.count))
                found[line.side, default: [:]][line.measure.id] = try reading.competitorTide(
                    line.measure, line.side, among: report.companies, until: report.day, at: now)
            }
            return found
        } then: { screen, courses, _ in
            screen.courses = courses
            return []
        }
    }

    private mutating func fill(_ context: DeskContext) {
        list.show(report.map(CompetitorItem.all) ?? [], in: order(context)) { [context.name($0), $0.id] }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        switch action {
        case Self.stop: stopReading()
        case Self.open: return list.selected.map { enter($0) } ?? []
        case Self.side:
            side = side == .promise ? .delivered : .promise
            list.put(in: order(context))
        case Self.next: step(by: 1)
        case Self.previous: step(by: -1)
        case Self.lessons: return report.map { [lessons($0)] } ?? []
        case Self.observe: return report.map { [observe($0, context)] } ?? []
        case Self.company: return [.push(CompanySheet(context))]
        case Self.day: return [.push(CalendarSheet(asOf(context), context) { Self.picked($0) })]
        default: break
        }
        return []
    }

    private mutating func step(by steps: Int) {
        let count = (report?.companies.count ?? 0) + 1
        place = (place + steps + count) % count
    }

    /// As it was on a day; of a day to come nothing is known.
    private static func picked(_ day: Day) -> Job.Reply {
        Job.tell { (screen: inout CompetitorsScreen, context) in
            let today = context.rules.localDay(context.now)
            guard day <= today else { return [.warn(context.say(CompetitorFault.dayToCome(day)))] }
            screen.day = day == today ? nil : day
            (screen.report, screen.courses, screen.list) = (nil, [:], RecordList())
            screen.reading.forget()
            return screen.refresh(context)
        }
    }

    private func lessons(_ report: CompetitorReport) -> DeskStep {
        .push(
            ReadSheet({ $0.say("competitors.lessons") }) { context in
                Pane(lessons: report, context)
            })
    }

    /// What was seen of the company, in the measure and on the side that are looked at.
    private func observe(_ report: CompetitorReport, _ context: DeskContext) -> DeskStep {
        .push(
            ObserveSheet(
                report.companies, company: company.map { report.name(of: $0) }, measure: list.selected?.id,
                side: side, context))
    }

    /// To the very rows behind it; of our own figure, to where it comes from.
    private func enter(_ item: CompetitorItem) -> [DeskStep] {
        guard let report else { return [] }
        guard let company, let found = report.companies.first(where: { $0.id == company }) else {
            return [
                .push(
                    ReadSheet({ $0.name(item) }) { [side] in Pane(ours: item, side, report, $0) })
            ]
        }
        return [.push(CompetitorRowsScreen(found, item, side, until: report.day))]
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
        let body = area.dropping(rows: 2)
        guard let report else {
            canvas.paragraph(unread(context), in: body, .muted)
            return
        }
        let wanted = report.companies.count + (body.height > 24 ? 8 : 4)
        let parts = ListDetail.places(
            in: body, on: &canvas, [.share(9), .share(7)], below: .fixed(min(wanted, body.height / 2)))
        if let place = parts.1, let item = list.selected {
            draw(item, report, in: place, on: &canvas, context)
        }
        let table = CompetitorTable(
            report.companies, chosen: place, width: parts.0.width, context, canvas.cellWidth)
        let selected = list.selected?.id
        list.draw(
            in: parts.0, on: &canvas, columns: table.columns, layout: layout(context),
            empty: context.say("competitors.nothing"),
            context
        ) { [side] item in
            table.cells(item, side, isSelected: item.id == selected, context)
        }
    }

    /// Measures are in hours, in percent or in points.
    var unordered: Set<String> { ["us"] }

    /// Those of companies come and go with the width, and are nobody's to choose.
    func columns(_ context: DeskContext) -> [Column] {
        CompetitorTable([], chosen: 0, width: 0, context, CellWidth()).columns
    }

    func cells(_ item: CompetitorItem, _ context: DeskContext) -> [TableCell] {
        CompetitorTable([], chosen: 0, width: 0, context, CellWidth())
            .cells(item, side, isSelected: false, context)
    }

    private func head(_ context: DeskContext) -> [Span] {
        let said = context.say("competitors.asOf", ["day": .day(report?.day ?? asOf(context))])
        return [Span(context.name(side), .title), Span("  " + said + "  ", .accent)]
            + [Span(context.say("competitors.signs"), .muted)]
    }

    /// Everybody in the measure chosen, and above it, where the terminal is wide, how both sides went over the year.
    private func draw(
        _ item: CompetitorItem, _ report: CompetitorReport, in area: Rect, on canvas: inout Canvas,
        _ context: DeskContext
    ) {
        var rest = area
        if area.width >= 60, area.height >= 12, let course = courses[side]?[item.id] {
            CompetitorCourse(course, item.measure, until: report.day).draw(
                in: rest, on: &canvas, context)
            rest = rest.dropping(rows: CompetitorCourse.rows + 1)
        }
        Pane(item, company: company, report, context).draw(
            in: rest, on: &canvas, more: context.say("competitors.wider"))
    }
}
