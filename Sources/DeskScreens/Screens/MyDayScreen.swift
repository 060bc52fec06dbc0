import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// V170: a technician's day. The stops in order, what the selected one needs, and its steps by letter; made for a phone
/// of 40 columns as well as for a desk.
struct MyDayScreen: TableScreen {
    let id = "V170"
    /// Another day than today's.
    private var turned: Day?
    private var day: OwnDay?
    private var isRead = false
    private var table = Table([])
    private var scroll = Scroll()

    static let open = ActionID("day.open")
    static let next = ActionID("day.next")
    static let previous = ActionID("day.previous")
    static let today = ActionID("day.today")

    init() {}

    private var stops: [VisitSheet.Stop] { day?.sheet.stops ?? [] }
    private var selected: VisitSheet.Stop? { table.selection.map { stops[$0] } }

    private func shown(_ context: DeskContext) -> Day { turned ?? context.rules.localDay(context.now) }

    var isAwaiting: Bool { !isRead }

    func title(_ context: DeskContext) -> String {
        context.say(
            "day.title",
            [
                "day": .text(context.wording.dayOfWeek(day?.sheet.day ?? shown(context))),
                "done": .count(day?.sheet.done ?? 0),
                "count": .count(stops.count),
            ])
    }

    var aim: String? { selected?.visit.id.description }
    var watched: Set<Subject> { Set(stops.map { Subject($0.visit.id) }) }

    var talked: TalkedOf? { selected.map { TalkedOf($0) } }

    private var steps: VisitSteps? {
        selected.map {
            VisitSteps(
                visit: $0.visit.id, offers: day?.offers[$0.visit.id] ?? [], known: $0.visit.fields,
                product: $0.serviceCase.product)
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let nothing = stops.isEmpty ? context.say("day.nothing") : nil
        return (steps?.actions(context) ?? []) + [
            context.action(MyDayScreen.open, [.enter], why: nothing),
            context.action(MyDayScreen.next, [.character("+"), .character("="), .right]),
            context.action(MyDayScreen.previous, [.character("-"), .left]),
            context.action(
                MyDayScreen.today, [.character("t")], inFooter: false,
                why: turned == nil ? context.say("day.isToday") : nil),
            context.action(QueueScreen.down, [.character("J"), .alt("j")], inFooter: false, why: nothing),
            context.action(QueueScreen.up, [.character("K"), .alt("k")], inFooter: false, why: nothing),
            context.columnsAction(),
        ]
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let wanted = shown(context)
        return [
            .job(
                .read("day") { reading, context in
                    try reading.ownDay(wanted, of: context.actor, at: context.now)
                } then: { (screen: inout MyDayScreen, day, context) in
                    screen.show(day, context)
                })
        ]
    }

    /// Takes the day read anew. The selection stays on its visit; a day just come to begins where there is work.
    private mutating func show(_ new: OwnDay?, _ context: DeskContext) -> [DeskStep] {
        let isAnother = new?.sheet.day != day?.sheet.day
        let before = stops.map(\.visit.id)
        let was = selected?.visit.id
        (day, isRead) = (new, true)
        table.follow(from: before, to: stops.map(\.visit.id))
        if isAnother {
            table.select(stops.firstIndex { $0.visit.category.isOpen } ?? 0)
            scroll = Scroll()
        } else if let was, !stops.contains(where: { $0.visit.id == was }) {
            scroll = Scroll()
            return [.notice(MessageLine(.warning, context.say("day.gone", ["id": .text(was.description)])))]
        }
        return []
    }

    private func emptyText(_ context: DeskContext) -> String {
        if day == nil { return context.say("day.notTechnician") }
        return context.say(
            "day.empty",
            [
                "next": context.key(MyDayScreen.next, on: id),
                "previous": context.key(MyDayScreen.previous, on: id),
            ])
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        switch action {
        case MyDayScreen.open: return selected.map { [.push(VisitScreen($0.visit.id))] } ?? []
        case MyDayScreen.next, MyDayScreen.previous, MyDayScreen.today:
            let day = shown(context) + (action == MyDayScreen.next ? 1 : -1)
            let isToday = action == MyDayScreen.today || day == context.rules.localDay(context.now)
            turned = isToday ? nil : day
            return refresh(context)
        case QueueScreen.down: _ = scroll.handle(.key(.down), context)
        case QueueScreen.up: _ = scroll.handle(.key(.up), context)
        default: return steps?.perform(action, from: self, context) ?? []
        }
        return []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        let before = table.selection
        switch table.handle(event) {
        case .ignored: return nil
        case .opened: return perform(MyDayScreen.open, context)
        case .moved:
            if table.selection != before { scroll = Scroll() }
            return []
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let (list, detail) = places(in: area, on: &canvas)
        var place = list
        if let sheet = day?.sheet, !sheet.stops.isEmpty {
            let totals = canvas.cellWidth.wrap(context.totals(sheet), place.width).prefix(2)
            for (row, text) in totals.enumerated() { canvas.field(text, in: place.line(row), .muted) }
            place = place.dropping(rows: totals.count)
        }
        // Where the list leaves room below, the day as a bar of hours.
        if let sheet = day?.sheet, area.width >= ListDetail.least,
            place.height >= stops.count + 2 + DayChart.rows
        {
            let parts = place.split(rows: [.fixed(stops.count + 2), .fixed(DayChart.rows), .share(1)])
            place = parts[0]
            DayChart(sheet: sheet, selected: table.selection).draw(in: parts[1], on: &canvas, context)
        }
        var shown = table
        shown.columns = columns(context)
        shown.layout = layout(context)
        shown.emptyText = !isRead ? "" : emptyText(context)
        shown.draw(in: place, on: &canvas) { range in range.map { context.stopCells(stops[$0]) } }
        guard let detail, let stop = selected else { return }
        let caret = (canvas.caret, canvas.caretIsVisible)
        Pane(stop, context).draw(
            in: detail, on: &canvas, scroll: scroll, more: context.moreBelow(on: id))
        if let at = caret.0 { canvas.parkCaret(at: at, visible: caret.1) }
    }

    /// The list beside the selected stop from 110 columns on; else above it, no higher than it is long.
    private func places(in area: Rect, on canvas: inout Canvas) -> (list: Rect, detail: Rect?) {
        if area.width >= ListDetail.least || stops.isEmpty {
            return stops.isEmpty ? (area, nil) : ListDetail.places(in: area, on: &canvas)
        }
        let rows = min(stops.count + 3, max(5, area.height / 2))
        let parts = area.split(rows: [.fixed(rows), .fixed(1), .share(1)])
        canvas.rule(parts[1])
        return (parts[0], parts[2].height > 2 ? parts[2] : nil)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.planned", .fixed(11)),
            context.column("column.state", .fixed(10)),
            context.column("column.customer", .flexible(least: 8, share: 1)),
            context.column("column.id", .fixed(5), dropOrder: 3),
            context.column("column.travel", .fixed(13), .trailing, dropOrder: 2),
            context.column("column.address", .flexible(least: 14, share: 2), dropOrder: 1),
        ]
    }
}
