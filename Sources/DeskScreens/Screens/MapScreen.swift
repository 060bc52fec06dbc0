import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// V162: the map of a day, with what is being tried out on the board. The ways of all, those of one technician in front;
/// what is too far away is said in words beside it.
struct MapScreen: Screen {
    let id = "V162"
    private(set) var book: DayBook?
    private(set) var plan: DayPlan?
    private(set) var technician: StaffID?
    private(set) var scroll = Scroll()

    static let open = ActionID("map.open")

    init(_ book: DayBook? = nil, _ plan: DayPlan? = nil, technician: StaffID? = nil) {
        (self.book, self.plan) = (book, plan)
        self.technician = technician ?? plan?.day.technicians.first?.id
    }

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
                    try reading.dayBook(date, at: context.now)
                } then: { (screen: inout MapScreen, book, _) in
                    screen.plan = screen.plan?.renewed(on: book.day)
                    screen.book = book
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
        return [.pop, BoardScreen.look(at: book.date, technician)]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .up, .character("k"): turn(-1)
        case .down, .character("j"): turn(1)
        default: return scroll.handle(event, context) ? [] : nil
        }
        return []
    }

    private mutating func turn(_ step: Int) {
        let people = (plan?.day.technicians ?? []).map(\.id)
        guard !people.isEmpty else { return }
        let now = technician.flatMap { people.firstIndex(of: $0) } ?? 0
        technician = people[min(max(0, now + step), people.count - 1)]
        scroll = Scroll()
    }
}
