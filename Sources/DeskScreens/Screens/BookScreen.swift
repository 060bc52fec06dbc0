import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// V150: book a visit. The free windows, the cheapest for the desk first, and why; a digit picks one and Enter books it
/// while the customer listens.
struct BookScreen: TableScreen {
    let id = "V150"
    let caseID: CaseID
    private(set) var sheet: CaseSheet?
    private(set) var slots: [Slot] = []
    /// The technicians' days into which they fall.
    private(set) var days: [TechnicianDay] = []
    /// Why there is no slot, and what would free one.
    private(set) var scroll = Scroll()
    private(set) var none: (reasons: [Phrase], ways: [Phrase])?
    private(set) var table = Table([])
    /// The visit that this one follows.
    private(set) var owed: OwedVisit?
    /// Weeks ahead of today.
    private var weeks = 0

    static let book = ActionID("book.book")
    static let later = ActionID("book.later")
    static let earlier = ActionID("book.earlier")
    static let daysShown = 7

    /// More windows than these nobody reads out.
    private static let most = 40

    init(_ id: CaseID) { caseID = id }

    private struct Found: Sendable {
        var sheet: CaseSheet
        var slots: [Slot] = []
        var days: [TechnicianDay] = []
        var none: (reasons: [Phrase], ways: [Phrase])?
        var owed: OwedVisit?
    }

    var isAwaiting: Bool { sheet == nil }

    func title(_ context: DeskContext) -> String {
        context.say("book.title", ["id": .text(caseID.description)])
    }

    func wish(_ now: Instant) -> VisitWish {
        var wish = owed?.wish ?? VisitWish(caseID: caseID)
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
                    let owed = try reading.owed(by: id)
                    var wish = wish
                    wish.parent = owed?.parent.id
                    do {
                        let slots = try reading.slots(
                            wish, by: context.actor, at: context.now, limit: Self.most)
                        return Found(
                            sheet: sheet, slots: slots,
                            days: try reading.technicianDays(of: slots, by: context.actor), owed: owed)
                    } catch DeskFault.noSlot(let reasons, let ways) {
                        return Found(sheet: sheet, none: (reasons, ways), owed: owed)
                    }
                } then: { (screen: inout BookScreen, found: Found, _) in
                    let before = screen.slots.map(Self.offer)
                    (screen.sheet, screen.slots, screen.days) = (found.sheet, found.slots, found.days)
                    (screen.none, screen.owed) = (found.none, found.owed)
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
            context.columnsAction(),
        ] + digits
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
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
        if none != nil { return scroll.handle(event, context) ? [] : nil }
        if let steps = sort(on: event, context) { return steps }
        if case .ignored = table.handle(event) { return nil }
        return []
    }
}
