import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// V150: book a visit. The free windows, best first; a digit picks one and Enter books it while the customer listens.
struct BookScreen: Screen {
    let id = "V150"
    private let caseID: CaseID
    private var sheet: CaseSheet?
    private var slots: [Slot] = []
    /// Why there is no slot.
    private var whyNone: String?
    private var table = Table([])
    /// Weeks ahead of today.
    private var weeks = 0

    static let book = ActionID("book.book")
    static let later = ActionID("book.later")
    static let earlier = ActionID("book.earlier")
    private static let daysShown = 7

    init(_ id: CaseID) { caseID = id }

    func title(_ context: DeskContext) -> String {
        context.say("book.title", ["id": .text(caseID.description)])
    }

    private func wish(_ now: Instant) -> VisitWish {
        var wish = VisitWish(caseID: caseID)
        wish.days = Self.daysShown
        if weeks > 0 { wish.from = now + .days(weeks * Self.daysShown) }
        return wish
    }

    var aim: String? { table.selection.map { Self.offer(slots[$0]) } }
    var watched: Set<Subject> { [Subject(caseID)] }

    /// What is offered; how far the way is may change without its being another offer.
    private static func offer(_ slot: Slot) -> String {
        "\(slot.technician) \(slot.promised.start.milliseconds)"
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (id, wish) = (caseID, wish(context.now))
        return [
            .job(
                .read("slots") { reading, context in
                    let sheet = try reading.sheet(id, by: context.actor, at: context.now)
                    do {
                        return (sheet, try reading.slots(wish, at: context.now), nil as String?)
                    } catch let fault as DeskFault {
                        return (sheet, [], context.wording.say(fault))
                    }
                } then: { (screen: inout BookScreen, found, _) in
                    let before = screen.slots.map(Self.offer)
                    (screen.sheet, screen.slots, screen.whyNone) = found
                    screen.table.follow(from: before, to: screen.slots.map(Self.offer))
                    return []
                })
        ]
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let digits = slots.indices.prefix(9).map { index in
            context.action(
                ActionID("book.pick.\(index)"), [.character(Character("\(index + 1)"))],
                label: context.wording.window(slots[index].promised), inFooter: false)
        }
        return [
            context.action(
                BookScreen.book, [.enter], why: slots.isEmpty ? context.say("book.nothing") : nil),
            context.action(BookScreen.later, [.character("+"), .character("="), .right]),
            context.action(
                BookScreen.earlier, [.character("-"), .left],
                why: weeks == 0 ? context.say("book.firstWeek") : nil),
        ] + digits
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case BookScreen.book: return book(context)
        case BookScreen.later, BookScreen.earlier:
            weeks = max(0, weeks + (action == BookScreen.later ? 1 : -1))
            return refresh(context)
        default:
            if let index = Int(action.name.split(separator: ".").last ?? "") { table.select(index) }
            return []
        }
    }

    private func book(_ context: DeskContext) -> [DeskStep] {
        guard let selection = table.selection else { return [] }
        let (wish, slot) = (wish(context.now), slots[selection])
        return [
            .job(
                .act("book") { work in
                    try work.book(wish, slot: slot)
                } then: { (screen: inout BookScreen, visit, context) in
                    let said = context.say(
                        "book.booked",
                        [
                            "id": .text(visit.id.description),
                            "window": .text(context.wording.window(visit.promised)),
                            "technician": .text(screen.technician(slot, context)),
                        ])
                    return [.pop, .refresh, .done(said)]
                } failed: { (screen: inout BookScreen, error, context) in
                    [.refresh] + Job.tellFault(&screen, error, context)
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if case .ignored = table.handle(event) { return nil }
        return []
    }

    // MARK: Drawing

    private func technician(_ slot: Slot, _ context: DeskContext) -> String {
        sheet?.names[slot.technician] ?? slot.technician.description
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let sheet else { return }
        var head = Pane()
        head.add(.spans(context.headSpans(sheet.serviceCase, owner: nil)))
        head.pair(context.say("label.matter"), sheet.serviceCase.summary)
        head.add(.pair(context.say("label.customer"), context.customerSpans(sheet.customer)))
        head.pair(
            context.say("label.address"), sheet.address?.line ?? context.say("book.noAddress"),
            sheet.address == nil ? .warning : .text)
        if let clock = context.inOrder(sheet.clocks).first(where: { $0.metric == "visit" }) {
            head.add(context.clockLine(clock))
        }
        let rows = min(head.rows(width: area.width, canvas.cellWidth), area.height / 2)
        let parts = area.split(rows: [.fixed(rows), .fixed(1), .share(1)])
        head.draw(in: parts[0], on: &canvas)
        let from = context.rules.localDay(max(context.now, wish(context.now).from ?? context.now))
        canvas.rule(
            parts[1],
            title: context.say(
                "book.range",
                [
                    "from": .text(context.wording.dayOfWeek(from)),
                    "to": .text(context.wording.dayOfWeek(from + Self.daysShown)),
                ]))
        if let whyNone {
            canvas.paragraph(whyNone, in: parts[2], .warning)
            canvas.parkCaret(at: parts[2].origin, visible: false)
            return
        }
        drawSlots(in: parts[2], on: &canvas, context)
    }

    private func drawSlots(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var shown = table
        shown.columns = [
            Column("", .fixed(2)),
            Column(context.say("column.window"), .fixed(26)),
            Column(context.say("column.technician"), .flexible(least: 10, share: 1)),
            Column(context.say("column.promise"), .fixed(10)),
            Column(context.say("column.planned"), .fixed(11), dropOrder: 2),
            Column(context.say("column.travel"), .fixed(10), .trailing, dropOrder: 1),
            Column("", .fixed(8), dropOrder: 3),
        ]
        shown.draw(in: area, on: &canvas) { range in
            range.map { index in
                let slot = slots[index]
                let planned =
                    "\(context.wording.time(slot.planned.start))-\(context.wording.time(slot.planned.end))"
                let travel = context.wording.span(.minutes(slot.addedTravel))
                return [
                    TableCell("\(index + 1)", .key), TableCell(context.wording.window(slot.promised)),
                    TableCell(technician(slot, context)), promise(slot, context), TableCell(planned, .muted),
                    TableCell("+" + travel, .muted),
                    TableCell(slot.isPreferred ? context.say("book.preferred") : "", .accent),
                ]
            }
        }
    }

    private func promise(_ slot: Slot, _ context: DeskContext) -> TableCell {
        switch slot.keepsPromise {
        case true?: TableCell(context.say("book.kept"), .good)
        case false?: TableCell(context.say("book.missed"), .missed)
        case nil: TableCell("")
        }
    }
}
