import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// V162: the map of a day, with what is being tried out on the board. The ways of all, those of one technician in front;
/// what is too far away is said in words beside it. A stop is looked at by a click, or from one to the next.
struct MapScreen: Screen {
    let id = "V162"
    private(set) var book: DayBook?
    private(set) var plan: DayPlan?
    private(set) var technician: StaffID?
    /// The stop that is looked at: of the technician, or what nobody has.
    private(set) var visit: VisitID?
    private(set) var scroll = Scroll()

    static let open = ActionID("map.open")

    init(_ book: DayBook? = nil, _ plan: DayPlan? = nil, technician: StaffID? = nil) {
        (self.book, self.plan) = (book, plan)
        self.technician = technician ?? plan?.day.technicians.first?.id
    }

    var aim: String? { visit?.description }
    var watched: Set<Subject> { Set(visit.map { [Subject($0)] } ?? []) }

    func title(_ context: DeskContext) -> String {
        guard let book else { return context.say("map.title") }
        return context.say(
            "map.titleOf",
            [
                "day": .text(context.wording.dayOfWeek(book.date)),
                "name": .text(technician.map { book.names[$0] ?? $0.description } ?? ""),
            ])
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let date = book?.date else { return [] }
        return [
            .job(
                .read("map") { reading, context in
                    try reading.dayBook(date, by: context.actor, at: context.now)
                } then: { (screen: inout MapScreen, book, _) in
                    screen.plan = screen.plan?.renewed(on: book.day)
                    screen.book = book
                    screen.visit = screen.visit.flatMap { book.day.visit[$0]?.id }
                    return []
                })
        ]
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(
                Self.open, [.enter], why: technician == nil ? context.say("board.noTechnician") : nil)
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let book else { return [] }
        return [.pop, BoardScreen.look(at: book.date, technician, visit)]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if case .pick(let row) = event {
            choose(row)
            return []
        }
        switch event.key?.command {
        case .up, .character("k"): turn(-1)
        case .down, .character("j"): turn(1)
        case .left: along(-1)
        case .right: along(1)
        default: return scroll.handle(event, context) ? [] : nil
        }
        return []
    }

    private mutating func turn(_ step: Int) {
        let people = (plan?.day.technicians ?? []).map(\.id)
        guard !people.isEmpty else { return }
        let now = technician.flatMap { people.firstIndex(of: $0) } ?? 0
        technician = people[min(max(0, now + step), people.count - 1)]
        (visit, scroll) = (nil, Scroll())
    }

    /// From stop to stop of the technician's day.
    private mutating func along(_ step: Int) {
        let stops = technician.flatMap { plan?.routes[$0]?.stops.map(\.visit) } ?? []
        guard !stops.isEmpty else { return }
        let now = visit.flatMap { stops.firstIndex(of: $0) }
        visit = now.map { stops[min(max(0, $0 + step), stops.count - 1)] } ?? stops.first
    }

    /// The visit that was pointed at, and whose it is; the map stays where it is for one that nobody has.
    private mutating func choose(_ row: Int) {
        guard let plan, plan.day.visits.indices.contains(row) else { return }
        visit = plan.day.visits[row].id
        if let who = visit.flatMap({ plan.assignments[$0]?.technician }) { technician = who }
    }
}
