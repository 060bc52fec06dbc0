import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// Of whom needs are looked at, within an audience; nil for all of it.
struct NeedGroup: Sendable, Hashable {
    var segment: GapSegment?
    var region: String?
}

/// R250: what customers or dealers need, all of them or those of a segment and of a place, and beside each need the promise that
/// answers it; of the one chosen all that is known. Enter opens what is behind it.
struct NeedsScreen: ChoosingScreen, ColumnScreen {
    let id = "R250"
    private var audience = NeedAudience.customers
    private var group = NeedGroup()
    private var period = ReportDays.year
    private var table: NeedsTable?
    var list = RecordList<NeedsTable.Line>()
    private var reading = LongReading()

    static let open = ActionID("needs.open")
    static let audience = ActionID("needs.audience")
    static let period = ActionID("needs.period")
    static let segment = ActionID("needs.segment")
    static let region = ActionID("needs.region")

    init() {}

    var isAwaiting: Bool { table == nil }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String { context.say("need.screen.\(audience.rawValue)") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("need.noneHere") : nil),
            context.action(Self.audience, [.tab, .backTab]),
            context.action(Self.period, [.character("p")]),
            context.action(Self.segment, [.character("g")]),
            context.action(Self.region, [.character("r")]),
        ] + filter
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: table != nil, context) else { return [] }
        let (audience, group, days) = (audience, group, period.days(context))
        return [
            .job(
                .read("needs") { reading, _ in
                    try reading.needs(
                        audience, on: days, segment: group.segment, region: group.region)
                } then: { (screen: inout NeedsScreen, table, context) in
                    screen.reading.end()
                    screen.table = table
                    screen.fill(context)
                    return []
                } failed: { (screen: inout NeedsScreen, error, context) in
                    screen.reading.end()
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    private mutating func fill(_ context: DeskContext) {
        list.show(table?.lines ?? [], in: order(context)) { line in
            [context.wording.text(line.need.label), line.need.name, line.need.line]
        }
    }

    mutating func languageChanged(_ context: DeskContext) { if table != nil { fill(context) } }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (table, list) = (nil, RecordList())
        reading.forget()
        return refresh(context)
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        switch action {
        case Self.open: return list.selected.map { enter($0) } ?? []
        case Self.audience:
            audience = audience == .customers ? .dealers : .customers
            if let segment = group.segment, !audience.holds(segment) { group.segment = nil }
            return chosen(context)
        case Self.segment:
            return pick(context, { [audience] in $0.needSegmentPicker(audience) }) {
                $0.group.segment = GapSegment(word: $1)
            }
        case Self.region: return [.job(offerRegions())]
        case Self.period:
            return pick(context, { $0.reportDaysPicker }) {
                $0.period = ReportDays(rawValue: $1) ?? .year
            }
        default: return []
        }
    }

    /// The cities there are, read when asked for.
    private func offerRegions() -> Job {
        .read("regions") { [audience] reading, _ in
            try reading.needCities(of: audience)
        } then: { (screen: inout NeedsScreen, cities, context) in
            screen.pick(context, { $0.needRegionPicker(cities) }) {
                $0.group.region = $1.isEmpty ? nil : $1
            }
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0) }
    }

    private func enter(_ line: NeedsTable.Line) -> [DeskStep] {
        guard let table else { return [] }
        return [.push(NeedRowsScreen(line.need, table.days, of: group))]
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        let days = table?.days ?? period.days(context)
        canvas.spans(
            [
                Span(
                    context.say(
                        "need.days", ["from": .day(days.lowerBound), "until": .day(days.upperBound)]),
                    .accent),
                Span("  " + context.said(group), .title),
            ], in: area.line(0))
        canvas.rule(area.line(1))
        let body = area.dropping(rows: 2)
        guard table != nil else {
            canvas.paragraph(context.say("figures.counting"), in: body, .muted)
            return
        }
        let parts = ListDetail.places(
            in: body, on: &canvas, [.fixed(92), .share(1)], below: .fixed(min(11, body.height / 2)))
        if let place = parts.1, let line = list.selected {
            Pane(line, context).draw(in: place, on: &canvas, more: context.say("screen.more"))
        }
        list.draw(
            in: parts.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("need.noneHere"),
            context
        ) { context.needCells($0) }
    }

    /// Needs are met in hours, in percent, or not at all.
    var unordered: Set<String> { ["wanted"] }

    func cells(_ row: NeedsTable.Line, _ context: DeskContext) -> [TableCell] { context.needCells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("need.title.need", .flexible(least: 17, share: 1)),
            context.column("need.title.importance", .fixed(7), .trailing),
            context.column("need.title.kano", .fixed(8)),
            // `≤ 1.95 working d`
            context.column("need.title.wanted", .fixed(16), .trailing),
            context.column("need.short.said", .fixed(5), .trailing, dropOrder: 1),
            context.column("need.short.fulfils", .fixed(8), .trailing),
            context.column("need.title.promise", .flexible(least: 11, share: 1)),
        ]
    }
}
