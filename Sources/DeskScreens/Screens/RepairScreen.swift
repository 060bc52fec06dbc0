import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// V165: a day that cannot go as booked, and the repair of the least pain: what moves, who must be called, what it costs.
/// It is looked for beside the keyboard; Enter carries it out whole and queues the calls.
struct RepairScreen: SearchingScreen {
    let id = "V165"
    let upset: Upset
    private(set) var day: UpsetDay?
    private(set) var mended: MendedDay?
    var search: Search?
    /// Others were faster: what is shown cannot be had any more.
    private var isOutdated = false
    private(set) var scroll = Scroll()

    static let apply = ActionID("repair.apply")
    static let stop = ActionID("repair.stop")

    /// How long the machine looks for a better repair.
    private static let seconds = 1.5

    /// - Parameter day: the day that it falls on, where that was read already.
    init(_ upset: Upset, _ day: UpsetDay? = nil) { (self.upset, self.day) = (upset, day) }

    func title(_ context: DeskContext) -> String {
        switch upset {
        case .late(_, let name, let minutes, _):
            context.say(
                "repair.title.late", ["name": .text(name), "span": .span(.minutes(minutes))])
        case .away(_, let name, let date, _, _):
            context.say(
                "repair.title.away",
                ["name": .text(name), "day": .text(context.wording.dayOfWeek(date))])
        case .emergency(let id, _, _): context.say("repair.title.emergency", ["id": .text(id.description)])
        }
    }

    var watched: Set<Subject> { Set((mended?.changes ?? []).map { Subject($0.visit) }) }

    // MARK: Reading and searching

    mutating func appear(_ context: DeskContext) -> [DeskStep] { day.map { begin($0) } ?? refresh(context) }

    /// Others' changes do not begin the search anew under the reader's eyes; they are told when it is carried out.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard !context.isUnasked || day == nil else { return [] }
        return [
            .job(
                .read("upset") { [upset] reading, context in
                    try UpsetDay(upset, reading, at: context.now)
                } then: { (screen: inout RepairScreen, day, _) in
                    screen.begin(day)
                } failed: { (screen: inout RepairScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    private mutating func begin(_ day: UpsetDay) -> [DeskStep] {
        (self.day, mended, isOutdated, scroll) = (day, nil, false, Scroll())
        guard day.isHurt else {
            (search, mended) = (nil, MendedDay(day, day.left))
            return []
        }
        return [
            search("search", seconds: Self.seconds) { options, course in
                MendedDay(day, day.book.repaired(options) { course.reach($0.part, cost: $0.cost) })
            } then: { screen, mended, isEnded, context in
                screen.mended = mended
                return isEnded ? [.message(MessageLine(.info, context.say("repair.stopped")))] : []
            }
        ]
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let isSearching = search.map { !$0.course.isOver } ?? false
        return (isSearching ? [Self.stopping(context)] : [])
            + [context.action(Self.apply, [.enter], why: obstacle(context))]
    }

    static func stopping(_ context: DeskContext) -> DeskAction {
        context.action(stop, [.escape, .f(12)])
    }

    /// Why it cannot be carried out now.
    private func obstacle(_ context: DeskContext) -> String? {
        if let lack = context.lack(of: .planVisits) { return lack }
        if isOutdated {
            return context.say("repair.outdated", ["key": context.key(Everywhere.reload, on: id)])
        }
        guard let mended else { return context.say("repair.searching") }
        return mended.isHopeless ? context.say("repair.nobody") : nil
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard action == Self.apply else {
            search?.course.end()
            return []
        }
        return mended.map { [.job(carryOut($0))] } ?? []
    }

    private func carryOut(_ mended: MendedDay) -> Job {
        let changes = mended.plan.changes
        return .act("repair") { work in
            switch mended.day.matter {
            case .disruption(let disruption):
                (nil, try work.disrupt(disruption, changes).calls.count)
            case .emergency(let emergency):
                try { ($0.visit.id, $0.calls.count) }(work.bookEmergency(emergency, changes))
            }
        } then: { (screen: inout RepairScreen, done: (visit: VisitID?, calls: Int), context) in
            let said = [
                done.visit.map { context.say("repair.booked", ["id": .text($0.description)]) },
                context.say("repair.applied", ["count": .count(mended.changes.count)]),
                context.say("repair.queued", ["count": .count(done.calls)]),
            ]
            return [.pop, .done(said.compactMap { $0 }.joined(separator: " "))]
        } failed: { (screen: inout RepairScreen, error, context) in
            screen.isOutdated = error is DeskFault
            return [.fail(context.say(error))]
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }
}
