import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// R220: the gaps of the service, attributes down and gaps across; of the one chosen how expectation leads to experience, how
/// sure it is, how it went and what it comes of, and down to the very cases. Told beside the keyboard; Esc ends it.
struct GapsScreen: LookingScreen, ChoosingScreen, ColumnScreen {
    let id = "R220"
    private var period = ReportDays.quarter
    private var line: String?
    private var segment: GapSegment?
    private var gap = ServiceGap.total
    private var isRelative = false
    private var report: GapReport?
    private var names: [GapCause: GroupName] = [:]
    var list = RecordList<GapReport.Line>()
    var search: Search?
    var reading = LongReading()

    static let open = ActionID("gaps.open")
    static let previous = ActionID("gaps.previous")
    static let next = ActionID("gaps.next")
    static let define = ActionID("gaps.define")
    static let period = ActionID("gaps.period")
    static let line = ActionID("gaps.line")
    static let segment = ActionID("gaps.segment")
    static let unit = ActionID("gaps.unit")
    static let stop = ActionID("gaps.stop")
    static let needs = ActionID("gaps.needs")

    /// How wide the column of a gap is.
    static let figureCells = 9

    init() {}

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "\($0.id) \(gap.rawValue)" } }

    func title(_ context: DeskContext) -> String { context.say("gap.screen") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("gap.nothing") : nil
        let empty = list.selected.flatMap { why(empty: $0, context) }
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing ?? empty),
            context.action(Self.next, [.tab, .right]),
            context.action(Self.previous, [.backTab, .left], inFooter: false),
            context.action(Self.define, [.character("d")], why: nothing),
            context.action(Self.period, [.character("p")]),
            context.action(Self.line, [.character("l")]),
            context.action(Self.segment, [.character("g")]),
            context.action(Self.unit, [.character("u")]),
            context.action(Self.needs, [.character("n")], inFooter: false),
        ] + filter
    }

    // MARK: Reading

    private func scope(_ context: DeskContext) -> GapScope {
        GapScope(period.days(context), line: line, segment: segment)
    }

    /// Neither others' changes nor a look at what is behind begin it anew: on a large desk it takes seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: report != nil, context) else { return [] }
        let (scope, now) = (self.scope(context), context.now)
        return [
            look("gaps") { reading, reach in
                let report = try reading.gapReport(scope, at: now) { try reach($0) }
                let people = try reading.names()
                var names: [GapCause: GroupName] = [:]
                for cause in report.lines.flatMap({ $0.causes.values.joined() }) {
                    names[cause] = try reading.groupName(cause.key, of: cause.field, people)
                }
                return (report, names)
            } then: { screen, found, context in
                (screen.report, screen.names) = found
                screen.fill(context)
                return []
            }
        ]
    }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (report, names, list) = (nil, [:], RecordList())
        reading.forget()
        return refresh(context)
    }

    private mutating func fill(_ context: DeskContext) {
        list.show(report?.lines ?? [], in: order(context)) { line in
            [context.wording.text(line.attribute.label), line.attribute.line ?? "", line.attribute.dimension]
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
        case Self.next: step(by: 1)
        case Self.previous: step(by: -1)
        case Self.unit: isRelative.toggle()
        case Self.define: return list.selected.map { [define($0)] } ?? []
        case Self.period:
            return pick(context, { $0.reportDaysPicker }) {
                $0.period = ReportDays(rawValue: $1) ?? .quarter
            }
        case Self.line: return pick(context, { $0.gapLinePicker }) { $0.line = $1 == "all" ? nil : $1 }
        case Self.segment:
            return pick(context, { $0.gapSegmentPicker }) { $0.segment = GapSegment(word: $1) }
        default: break
        }
        return []
    }

    /// Why nothing is behind it.
    private func why(empty line: GapReport.Line, _ context: DeskContext) -> String? {
        guard line.figures[gap] != nil else { return context.say("gap.noRows") }
        return line.attribute.hasRows(gap) ? nil : context.wording.say(line.attribute.lacksRows(gap))
    }

    private mutating func step(by steps: Int) {
        let place = ServiceGap.shown.firstIndex(of: gap) ?? 0
        gap = ServiceGap.shown[(place + steps + ServiceGap.shown.count) % ServiceGap.shown.count]
    }

    /// All that is known of the gap chosen, and what it lies between.
    private func define(_ line: GapReport.Line) -> DeskStep {
        .push(
            ReadSheet({ $0.wording.text(line.attribute.label) }) { [gap, names] context in
                var pane = Pane(gap, of: line, names: names, context)
                pane.add(.blank)
                pane.lines += Pane(defining: gap, of: line.attribute, context).lines
                return pane
            })
    }

    /// To the very cases and answers behind it.
    private func enter(_ line: GapReport.Line) -> [DeskStep] {
        guard let report, line.figures[gap] != nil, line.attribute.hasRows(gap) else { return [] }
        return [.push(GapRowsScreen(line.attribute, gap, report.scope, at: report.at))]
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
        guard report != nil else {
            canvas.paragraph(unread(context), in: body, .muted)
            return
        }
        let parts = ListDetail.places(
            in: body, on: &canvas, [.fixed(86), .share(1)], below: .fixed(min(16, body.height * 3 / 5)))
        if let place = parts.1, let line = list.selected { draw(line, in: place, on: &canvas, context) }
        let selected = list.selected?.id
        list.draw(
            in: parts.0, on: &canvas, columns: columns(context, canvas.cellWidth), layout: layout(context),
            empty: context.say("gap.nothing"), context
        ) { line in
            context.gapCells(line, chosen: line.id == selected ? gap : nil, isRelative: isRelative)
        }
    }

    private func head(_ context: DeskContext) -> [Span] {
        let days = report?.scope.days ?? period.days(context)
        let chosen = [line.map { context.gapLineName($0) }, segment.map { context.name($0) }].compactMap {
            $0
        }
        let said = context.say(
            "figures.since", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        return chosen.map { Span($0 + "  ", .title) } + [Span(said, .accent)]
    }

    /// How expectation leads to experience, and what is known of the gap chosen.
    private func draw(
        _ line: GapReport.Line, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        let rows = min(GapPicture.steps.count, max(0, area.height - 3))
        let plot = Rect(column: area.column, row: area.row, width: min(area.width, 100), height: rows)
        let picture = GapPicture(line)
        guard !picture.isEmpty else {
            canvas.paragraph(context.say("gap.noneOfIt"), in: area, .muted)
            return
        }
        picture.waterfall(context.wording).draw(in: plot, on: &canvas)
        let below = area.dropping(rows: rows + (area.height > 14 ? 1 : 0))
        guard below.height > 0 else { return }
        Pane(gap, of: line, names: names, context).draw(
            in: below, on: &canvas, more: context.say("gap.more", ["key": context.key(Self.define, on: id)]))
    }

    func columns(_ context: DeskContext) -> [Column] { columns(context, CellWidth()) }

    func cells(_ line: GapReport.Line, _ context: DeskContext) -> [TableCell] {
        context.gapCells(line, chosen: nil, isRelative: isRelative)
    }

    private func columns(_ context: DeskContext, _ cellWidth: CellWidth) -> [Column] {
        let signs = GapAttribute.Unit.allCases.map { cellWidth.of(context.say("gap.sign.\($0.word)")) }
        return [
            context.column("gap.title.attribute", .flexible(least: 13, share: 1)),
            // At 80 columns a language with longer signs has that much less for the names.
            context.column("gap.title.unit", .fixed(min(6, max(4, signs.max() ?? 0)))),
        ]
            + ServiceGap.shown.map {
                context.column("gap.short.\($0.rawValue)", .fixed(Self.figureCells), .trailing)
            }
    }
}
