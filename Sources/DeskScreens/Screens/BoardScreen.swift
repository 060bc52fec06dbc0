import Dispatching
import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// V160: the dispatch board. Technicians down, hours across; what nobody has stands below. Whatever is moved here is a
/// plan to look at, with what it would save and break, until it is carried out.
struct BoardScreen: SearchingScreen {
    let id = "V160"
    private(set) var date: Day?
    private(set) var book: DayBook?
    /// What is being tried out.
    private(set) var plan: DayPlan?
    /// The day as it is booked, to compare it with.
    private(set) var booked: DayPlan?
    /// How the plan was before each change, for taking it back.
    private var past: [DayPlan] = []
    private(set) var cursor = BoardCursor()
    private(set) var moving: Moving?
    /// For a better plan, while it goes on.
    var search: Search?

    /// A visit in the hand of whoever plans.
    struct Moving: Sendable {
        var visit: VisitID
        /// Put where the cursor is, or exchanged with what is there.
        var isExchange: Bool
        /// The plan without it.
        var from: DayPlan
        /// How many minutes it was put off, or brought forward when below 0, from where it fits.
        var minutes = 0
    }

    static let move = ActionID("board.move")
    static let exchange = ActionID("board.exchange")
    static let take = ActionID("board.take")
    static let lock = ActionID("board.lock")
    static let undo = ActionID("board.undo")
    static let improve = ActionID("board.improve")
    static let stop = ActionID("board.stop")
    static let apply = ActionID("board.apply")
    static let open = ActionID("board.open")
    static let later = ActionID("board.later")
    static let earlier = ActionID("board.earlier")
    static let today = ActionID("board.today")
    static let put = ActionID("board.put")
    static let cancel = ActionID("board.cancel")
    static let late = ActionID("board.late")
    static let away = ActionID("board.away")
    static let emergency = ActionID("board.emergency")
    static let callOff = ActionID("board.callOff")
    static let split = ActionID("board.split")
    static let map = ActionID("board.map")
    static let week = ActionID("board.week")

    /// How long the machine looks for a better plan.
    private static let seconds = 2.0

    init(_ date: Day? = nil) { self.date = date }

    func title(_ context: DeskContext) -> String {
        guard let book, let plan else { return context.say("board.title") }
        return context.say(
            "board.titleOf",
            [
                "day": .text(context.wording.dayOfWeek(book.date)), "count": .count(book.day.visits.count),
                "cost": .money(Money(minor: plan.cost.total, currency: book.day.prices.currency)),
            ])
    }

    var aim: String? { cursor.visit?.description }
    var watched: Set<Subject> { Set(cursor.visit.map { [Subject($0)] } ?? []) }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let date = date ?? context.rules.localDay(context.now)
        return [
            .job(
                .read("day") { reading, context in
                    try reading.dayBook(date, by: context.actor, at: context.now)
                } then: { (screen: inout BoardScreen, book, context) in
                    screen.show(book)
                    return []
                })
        ]
    }

    /// What was tried out stays, as far as nobody changed the same.
    private mutating func show(_ book: DayBook) {
        let isSame = self.book?.date == book.date
        (self.book, date) = (book, book.date)
        booked = DayPlan(book.day)
        plan = isSame ? plan?.renewed(on: book.day) : booked
        past = isSame ? past.map { $0.renewed(on: book.day) } : []
        if let moving, isSame, book.day.visit[moving.visit]?.isFixed == false {
            self.moving?.from = moving.from.renewed(on: book.day)
        } else {
            moving = nil
        }
        if let plan { cursor.settle(in: plan) }
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        if moving != nil { return Self.moves(context) }
        let nothing = nothing(context)
        let lack = context.lack(of: .planVisits)
        let held = cursor.visit.flatMap { plan?.day.visit[$0] }?.isFixed == true
        let fixed = nothing ?? lack ?? (held ? context.say("board.fixed") : nil)
        let untaken = fixed ?? (cursor.technician == nil ? context.say("board.noTechnician") : nil)
        let unchanged = plan?.changes.isEmpty == false ? nil : context.say("board.unchanged")
        return [
            context.action(Self.open, [.enter], why: nothing),
            context.action(Self.move, [.character("m")], why: fixed),
            context.action(Self.exchange, [.character("w")], why: untaken),
            context.action(Self.take, [.character("x")], why: untaken),
            context.action(Self.lock, [.character("l")], why: nothing ?? lack),
            search == nil
                ? context.action(Self.improve, [.character("o")], why: lack) : Self.stopping(context),
            context.action(Self.apply, [.character("a")], why: unchanged ?? lack),
            context.action(
                Self.undo, [.character("z")], why: past.isEmpty ? context.say("board.unchanged") : nil),
        ] + upsets(context) + [
            context.action(Self.later, [.character("+"), .character("=")]),
            context.action(Self.earlier, [.character("-")]),
            context.action(Self.today, [.character("t")], inFooter: false),
            context.action(Self.map, [.character("v")], why: book == nil ? context.say("map.nowhere") : nil),
            context.action(Self.week, [.character("g")]),
        ]
    }

    /// While a better plan is looked for.
    static func stopping(_ context: DeskContext) -> DeskAction {
        context.action(stop, [.escape, .f(12), .character("o")])
    }

    /// With a visit in hand.
    static func moves(_ context: DeskContext) -> [DeskAction] {
        [context.action(put, [.enter]), context.action(cancel, [.f(12), .escape])]
    }

    /// Why there is nothing to be done with what the cursor is on; nil where there is.
    func nothing(_ context: DeskContext) -> String? {
        guard let visit = cursor.visit else { return context.say("board.nothing") }
        return book?.isConcealed(visit) == true ? context.say("board.concealed") : nil
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.later, Self.earlier, Self.today: return turn(action, context)
        case Self.move, Self.exchange:
            guard let visit = cursor.visit, let plan else { return [] }
            moving = Moving(visit: visit, isExchange: action == Self.exchange, from: plan)
        case Self.put: put()
        case Self.cancel:
            if let moving {
                (plan, self.moving) = (moving.from, nil)
                cursor.settle(in: moving.from, on: moving.visit)
            }
        case Self.take:
            guard let visit = cursor.visit else { return [] }
            change { $0.take(visit) }
        case Self.undo: if let before = past.popLast() { plan = before }
        case Self.lock: return lock(context)
        case Self.improve: return improve(context)
        // What was found by now will do.
        case Self.stop: search?.course.end()
        case Self.apply: return apply(context)
        case Self.open:
            guard let visit = cursor.visit, let about = book?.about[visit] else { return [] }
            return [.push(CaseScreen(about.caseID))]
        case Self.map: return [.push(MapScreen(book, plan, technician: cursor.technician))]
        case Self.week:
            return [.push(WeekScreen(date ?? context.rules.localDay(context.now), cursor.technician))]
        default: return upset(action, context)
        }
        if let plan { cursor.settle(in: plan) }
        return []
    }

    private mutating func turn(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        let today = context.rules.localDay(context.now)
        guard plan?.changes.isEmpty ?? true else { return [.warn(context.say("board.applyFirst"))] }
        date = action == Self.today ? today : (date ?? today) + (action == Self.later ? 1 : -1)
        return refresh(context)
    }

    /// For who comes back from the week or the map: a day, whose row, and which visit; no row is what nobody has.
    static func look(at day: Day, _ technician: StaffID?, _ visit: VisitID? = nil) -> DeskStep {
        .tell(
            Job.tell { (screen: inout BoardScreen, context) in
                guard screen.plan?.changes.isEmpty ?? true || screen.date == day else {
                    return [.warn(context.say("board.applyFirst"))]
                }
                screen.date = day
                screen.cursor.go(to: technician)
                if let plan = screen.plan, screen.book?.date == day {
                    screen.cursor.settle(in: plan, on: visit)
                }
                return screen.refresh(context)
            })
    }

    // MARK: Trying out

    private mutating func change(_ body: (inout DayPlan) -> Void) {
        guard var plan else { return }
        let before = plan
        body(&plan)
        guard plan.assignments != before.assignments else { return }
        past.append(before)
        self.plan = plan
        cursor.settle(in: plan)
    }

    private mutating func put() {
        guard let moving else { return }
        self.moving = nil
        guard plan?.assignments != moving.from.assignments else { return }
        past.append(moving.from)
        if let plan { cursor.settle(in: plan, on: moving.visit) }
    }

    /// The visit in hand goes where the cursor is, or changes places with what is there.
    private mutating func carry() {
        guard let moving else { return }
        var tried = moving.from
        if moving.isExchange {
            if let other = cursor.visit, other != moving.visit { tried.exchange(moving.visit, other) }
        } else if let who = cursor.technician {
            if who != moving.from.assignments[moving.visit]?.technician { tried.give(moving.visit, to: who) }
        } else {
            tried.take(moving.visit)
        }
        if !moving.isExchange, moving.minutes != 0 {
            tried.shift(moving.visit, by: .minutes(moving.minutes))
        }
        plan = tried
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard let plan, let key = event.key?.command else { return nil }
        if let moving, !moving.isExchange, [.left, .right].contains(key) {
            self.moving?.minutes += key == .left ? -5 : 5
            carry()
            return []
        }
        let before = cursor
        // In hand: among the visits as they lay before.
        guard cursor.handle(key, in: moving?.from ?? plan, visits: moving?.isExchange ?? true) else {
            return nil
        }
        // With another technician it lies where it fits there.
        if cursor.technician != before.technician { moving?.minutes = 0 }
        carry()
        return []
    }

    // MARK: The records

    private func lock(_ context: DeskContext) -> [DeskStep] {
        guard let visit = cursor.visit, let about = book?.about[visit] else { return [] }
        return [
            .job(
                .act("lock") { work in
                    try work.lock(visit, !about.isLocked)
                } then: { (_: inout BoardScreen, visit, context) in
                    let key = visit.isLocked ? "board.locked" : "board.unlocked"
                    return [.refresh, .done(context.say(key, ["id": .text(visit.id.description)]))]
                })
        ]
    }

    private mutating func improve(_ context: DeskContext) -> [DeskStep] {
        guard let day = book?.day, let date = book?.date else { return [] }
        return [
            search("improve", seconds: Self.seconds) { options, course in
                DayPlanner(day, options).plan { course.reach($0.part, cost: $0.cost) }
            } then: { screen, found, _, context in
                // Of a day that was turned over meanwhile nothing is said.
                screen.book?.date == date ? screen.take(found, context) : []
            }
        ]
    }

    /// The plan found, in place of the one tried out, on the day as it is by now.
    private mutating func take(_ found: DayProposal, _ context: DeskContext) -> [DeskStep] {
        guard let book, let plan else { return [] }
        // What is in hand goes back: the plan it was taken from is not the one any more.
        if let moving { (self.plan, self.moving) = (moving.from, nil) }
        let better = found.after.renewed(on: book.day)
        guard !better.changes.isEmpty, better.cost.total < plan.cost.total else {
            return [.message(MessageLine(.info, context.say("board.nothingBetter")))]
        }
        change { $0 = better }
        return [.done(context.say("board.found", ["count": .count(better.changes.count)]))]
    }

    private func apply(_ context: DeskContext) -> [DeskStep] {
        guard let book, let booked, let plan else { return [] }
        let changes = plan.changes
        let carry = Job.tell { (screen: inout BoardScreen, _) in [.job(screen.carryOut(changes))] }
        let effect = PlanEffect(from: booked, to: plan)
        let currency = book.day.prices.currency
        return [
            .push(
                ConfirmSheet.ask(context, then: [.tell(carry)]) { context in
                    let lines = context.effectLines(effect, currency)
                    return (
                        context.say("board.apply.title"),
                        context.say(
                            "board.apply.question",
                            [
                                "count": .count(changes.count),
                                "effect": .list(lines.map { .text($0) }),
                            ])
                    )
                })
        ]
    }

    private func carryOut(_ changes: [VisitChange]) -> Job {
        .act("carryOut") { work in
            try work.carryOut(changes)
        } then: { (screen: inout BoardScreen, _, context) in
            screen.past = []
            return [.refresh, .done(context.say("board.applied", ["count": .count(changes.count)]))]
        } failed: { (_: inout BoardScreen, error, context) in
            [.refresh, .fail(context.say(error))]
        }
    }
}
