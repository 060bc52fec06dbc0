import Model
import ServiceDesk
import TerminalKit
import Wording

/// V161: a week of all technicians, a cell a day. Enter goes to that day on the board.
struct WeekScreen: Screen {
    let id = "V161"
    /// A day of the week shown.
    private var day: Day
    private(set) var week: DispatchWeek?
    /// Nil in the row of what nobody has.
    private var technician: StaffID?
    private var isInTray = false

    static let open = ActionID("week.open")
    static let later = ActionID("week.later")
    static let earlier = ActionID("week.earlier")
    static let today = ActionID("week.today")

    init(_ day: Day, _ technician: StaffID? = nil) {
        (self.day, self.technician) = (day, technician)
    }

    /// The day on which the week begins where the language is spoken.
    private func first(_ context: DeskContext) -> Day {
        day - (day.weekday - context.wording.weekStart + 7) % 7
    }

    func title(_ context: DeskContext) -> String {
        let first = week?.first ?? first(context)
        return context.say(
            "week.title",
            [
                "from": .text(context.wording.dayOfWeek(first)),
                "to": .text(context.wording.dayOfWeek(first + (DispatchWeek.length - 1))),
            ])
    }

    var aim: String? { isInTray ? nil : chosen.map { "\($0) \(day)" } }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let first = first(context)
        return [
            .job(
                .read("week") { reading, context in
                    try reading.dispatchWeek(from: first, by: context.actor, at: context.now)
                } then: { (screen: inout WeekScreen, week, _) in
                    screen.week = week
                    return []
                })
        ]
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(Self.open, [.enter]),
            context.action(Self.later, [.character("+"), .character("=")]),
            context.action(Self.earlier, [.character("-")]),
            context.action(Self.today, [.character("t")]),
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.open: return [.pop, BoardScreen.look(at: day, isInTray ? nil : chosen)]
        case Self.later: day = day + DispatchWeek.length
        case Self.earlier: day = day - DispatchWeek.length
        default: day = context.rules.localDay(context.now)
        }
        return refresh(context)
    }

    // MARK: Where one is

    /// The row of the cursor, that of what nobody has being the last.
    var row: Int {
        guard let week else { return 0 }
        return isInTray ? week.rows.count : week.rows.firstIndex { $0.technician == technician } ?? 0
    }

    /// The column of the cursor.
    var column: Int { week.map { min(max(0, day - $0.first), DispatchWeek.length - 1) } ?? 0 }

    /// The first day of the week that the cursor is in: of the one shown, or of one that is still being read.
    private func begin(_ context: DeskContext) -> Day {
        let shown = week.map { $0.first..<$0.first + DispatchWeek.length }
        return shown.flatMap { $0.contains(day) ? $0.lowerBound : nil } ?? first(context)
    }

    private var chosen: StaffID? {
        week.flatMap { week in week.rows.indices.contains(row) ? week.rows[row].technician : nil }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard let week else { return nil }
        let last = week.rows.count
        if case .pick(let row) = event {
            go(to: row)
            return []
        }
        switch event.key?.command {
        case .up, .character("k"): go(to: row - 1)
        case .down, .character("j"): go(to: row + 1)
        case .pageUp: go(to: row - 10)
        case .pageDown: go(to: row + 10)
        case .home, .top: go(to: 0)
        case .end, .bottom: go(to: last)
        case .left, .character("h"): day = max(begin(context), day - 1)
        case .right, .character("l"): day = min(begin(context) + (DispatchWeek.length - 1), day + 1)
        default: return nil
        }
        return []
    }

    private mutating func go(to row: Int) {
        guard let week else { return }
        let row = min(max(0, row), week.rows.count)
        isInTray = row == week.rows.count
        if !isInTray { technician = week.rows[row].technician }
    }
}
