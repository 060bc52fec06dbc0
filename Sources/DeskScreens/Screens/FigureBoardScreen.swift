import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// R212: tables for whoever leads: what is open and how long, score cards of agents and other groups, technicians, faults,
/// batches out of line, and what became of follow-up calls. Left and right choose a figure, which is beside the days before and all together; Enter goes down to its
/// rows. Counted beside the keyboard; Esc ends it.
struct FigureBoardScreen: LookingScreen, DaysScreen {
    let id = "R212"

    enum Tab: String, CaseIterable, Sendable {
        case waiting, scores, technicians, faults, batches, calls

        var action: ActionID { ActionID("boards.tab.\(rawValue)") }
        /// By what its rows can be told apart; empty where that is settled.
        var fields: [ReportField] {
            switch self {
            case .waiting: Reading.backlogFields
            case .scores: ReportField.allCases
            case .calls: FollowUpReport.Grouping.fields
            case .technicians, .faults, .batches: []
            }
        }
    }

    private(set) var tab = Tab.waiting
    var period = ReportDays.month
    var written: ClosedRange<Day>?
    private var chosenField = ReportField.agent
    private(set) var board: FigureBoard?
    /// The figure that was chosen to be looked at; it may be one that is not shown (`looked`).
    var place = 0
    private var list = RecordList<FigureBoard.Row>()
    var search: Search?
    var reading = LongReading()

    static let open = ActionID("boards.open")
    static let define = ActionID("boards.define")
    static let next = ActionID("boards.next")
    static let previous = ActionID("boards.previous")
    static let sort = ActionID("boards.sort")
    static let period = ActionID("boards.period")
    static let days = ActionID("boards.days")
    static let grouping = ActionID("boards.grouping")
    static let stop = ActionID("boards.stop")

    init() {}

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "\($0.id) \(place)" } }

    func title(_ context: DeskContext) -> String { context.say("boards.screen") }

    private var field: ReportField { tab.fields.contains(chosenField) ? chosenField : .agent }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = list.actions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("figures.nothing") : nil
        let empty = chosenCell(context)?.behind == nil ? context.say("figures.noRows") : nil
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing ?? empty),
            context.action(Self.next, [.right], why: nothing),
            context.action(Self.previous, [.left], inFooter: false, why: nothing),
            context.action(Self.define, [.character("d")], why: nothing),
            context.action(Self.sort, [.character("s")], why: nothing),
            context.action(Self.period, [.character("p")]),
            context.action(Self.days, [.character("f")], inFooter: false),
            context.action(
                Self.grouping, [.character("g")],
                why: tab.fields.isEmpty ? context.say("boards.noGrouping") : nil),
            context.columnsAction(),
        ] + context.tabActions(Tab.allCases.map(\.action)) + filter
    }

    private func chosenCell(_ context: DeskContext) -> FigureBoard.Cell? {
        guard let row = list.selected, let place = looked(context) else { return nil }
        return row.cells[place]
    }

    // MARK: Reading

    /// Neither others' changes nor a look at what is behind begin it anew: on a large desk it takes seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: board != nil, context) else { return [] }
        let (tab, field, days) = (tab, field, days(context))
        let (now, actor) = (context.now, context.actor)
        return [
            look("board") { reading, reach in
                try Self.board(tab, field, days, at: now, for: actor, reading, reach)
            } then: { screen, board, context in
                screen.board = board
                screen.fill(by: screen.layout(context).sort, context)
                return []
            }
        ]
    }

    private static func board(
        _ tab: Tab, _ field: ReportField, _ days: ClosedRange<Day>, at now: Instant, for actor: Actor,
        _ reading: Reading, _ reach: (Double) throws -> Void
    ) throws -> FigureBoard {
        switch tab {
        case .waiting: return try FigureBoard(reading.backlog(by: field, days, at: now), reading)
        case .scores:
            let report = try reading.serviceReport(days, by: field, at: now, for: actor) { try reach($0) }
            return try FigureBoard(report, by: field, reading)
        case .technicians:
            let report = try reading.dispatchReport(
                reading.rules.span(days), by: .technician, at: now)
            try reach(0.5)
            let before = try reading.dispatchReport(
                reading.rules.span(days.before), by: .technician, at: now)
            return try FigureBoard(report, before: before, days, at: now, reading)
        case .faults:
            let report = try reading.faultReport(days)
            try reach(0.5)
            return FigureBoard(faults: report, before: try reading.faultReport(days.before))
        case .batches: return FigureBoard(batches: try reading.faultReport(days))
        case .calls:
            let (grouping, span) = (FollowUpReport.Grouping(field), reading.rules.span(days))
            let report = try reading.followUps(due: span, by: grouping, at: now)
            try reach(0.5)
            let before = try reading.followUps(due: reading.rules.span(days.before), by: grouping, at: now)
            return try FigureBoard(report, before: before, by: grouping, days, at: now, reading)
        }
    }

    mutating func fill(by sort: Sort?, _ context: DeskContext) {
        guard let board else { return }
        list.show(board.sorted(by: sort)) { [context.name($0.name)] }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(by: layout(context).sort, context) }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (board, list) = (nil, RecordList())
        reading.forget()
        return refresh(context)
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) {
            guard tab != self.tab else { return [] }
            (self.tab, place) = (tab, 0)
            return chosen(context)
        }
        switch action {
        case Self.stop: stopReading()
        case Self.open: return enter(context)
        case Self.define: return define(context)
        case Self.next: step(by: 1, context)
        case Self.previous: step(by: -1, context)
        case Self.sort: return sortByLooked(context)
        case QueueScreen.columns: return chooseColumns(context)
        case Self.period: return pickPeriod(context)
        case Self.days: return askDays(context)
        case Self.grouping:
            let fields = tab.fields
            return pick(context, { $0.picker(of: fields) }) {
                ($0.chosenField, $0.place) = (ReportField(rawValue: $1) ?? .agent, 0)
            }
        default: break
        }
        return []
    }

    private func define(_ context: DeskContext) -> [DeskStep] {
        guard let board, let place = looked(context) else { return [] }
        let head = board.heads[place]
        return [
            .push(
                ReadSheet({ $0.wording.say(head.label) }) { context in
                    Pane(defining: head, notes: board.notes, context)
                })
        ]
    }

    /// To the very rows behind it.
    private func enter(_ context: DeskContext) -> [DeskStep] {
        chosenCell(context)?.behind.map { [.push(FigureRowsScreen($0))] } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if case .header(let figure) = event { return sort(by: figure, context) }
        return list.handle(event).steps { _ in enter(context) }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        canvas.spans(head(context, width: area.width), in: area.line(0))
        Tabs(
            Tab.allCases.map { context.say("boards.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        drawCourse(in: area.line(2), on: &canvas, context)
        guard let board else {
            canvas.paragraph(unread(context), in: area.dropping(rows: 3), .muted)
            return
        }
        let body = canvas.note(board.lack.map { context.wording.say($0) }, in: area.dropping(rows: 3))
        let parts = ListDetail.places(
            in: body, on: &canvas, [.share(3), .share(2)], below: .fixed(min(12, body.height * 2 / 5)))
        let looked = looked(context)
        if let place = parts.1, let row = list.selected, let looked {
            draw(row, board, looked, in: place, on: &canvas, context)
        }
        let table = FigureBoardTable(
            board, layout(context), chosen: looked, width: parts.0.width, context)
        let selected = list.selected?.id
        list.draw(
            in: parts.0, on: &canvas, columns: table.columns, layout: ColumnLayout(),
            empty: context.say("figures.nothing"), context
        ) { row in
            table.cells(row, isSelected: row.id == selected, context)
        }
    }

    /// What the signs mean is said where there are some, and room; beside the chosen number it always is.
    private func head(_ context: DeskContext, width: Int) -> [Span] {
        let days = days(context)
        let key = tab == .waiting ? "boards.flow" : "figures.since"
        let said = context.say(
            key, ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        let label = PhraseFact.text(context.say("figures.field.\(field.rawValue)"))
        let by = tab.fields.isEmpty ? "" : context.say("figures.grouped", ["field": label]) + "  "
        let isJudged = board?.heads.contains { $0.moreIsBetter != nil } == true
        return [Span(by, .title), Span(said + "  ", .accent)]
            + (isJudged && width >= 110 ? [Span(context.say("boards.signs"), .muted)] : [])
    }

    /// The number that is looked at, and where there is room how its row stands among the others.
    private func draw(
        _ row: FigureBoard.Row, _ board: FigureBoard, _ place: Int, in area: Rect, on canvas: inout Canvas,
        _ context: DeskContext
    ) {
        canvas.field(
            context.name(row.name) + "  " + context.wording.say(board.heads[place].label),
            in: area.line(0), .header)
        let pane = Pane(board, row, place, context)
        let rest = area.dropping(rows: 1)
        let bars = board.bars(place, of: list.shown, selected: row.id, context)
        let rows = pane.rows(width: rest.width, canvas.cellWidth)
        guard rest.height - rows > 5, bars.items.count > 1 else {
            let more = context.say("boards.more", ["key": context.key(Self.define, on: id)])
            return pane.draw(in: rest, on: &canvas, more: more)
        }
        pane.draw(in: rest, on: &canvas)
        bars.draw(in: rest.dropping(rows: rows + 1), on: &canvas)
    }
}
