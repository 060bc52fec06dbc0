import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

extension Day: CalendarDay {}

/// A day picked from a month (F4 in a field for a day or a moment), days the desk is closed marked; told to the screen
/// below.
struct CalendarSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var calendar: CalendarPicker<Day>
    private let picked: @Sendable (Day) -> Job.Reply

    /// - Parameter day: the one it opens on; today when nil.
    init(_ day: Day?, _ context: DeskContext, picked: @escaping @Sendable (Day) -> Job.Reply) {
        let desk = context.rules.deskCalendar
        calendar = CalendarPicker(
            day: day, today: desk.localDay(of: context.now), words: Self.words(context),
            weekStart: context.wording.weekStart)
        calendar.isHoliday = { !desk.isWorkday($0) }
        self.picked = picked
    }

    private static func words(_ context: DeskContext) -> CalendarWords {
        let wording = context.wording
        return CalendarWords(
            weekdays: (1...7).map { wording.say("calendar.weekday.\($0)") },
            hint: context.say("calendar.hint")
        ) { wording.month(Day($0, $1, 1)) }
    }

    func title(_ context: DeskContext) -> String { context.wording.month(calendar.day) }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch calendar.handle(event) {
        case .picked(let day): [.pop, .tell(picked(day))]
        case .cancelled: [.pop]
        case .moved, .refused: []
        case .ignored: event.key == .f(4) ? [.pop] : nil
        }
    }

    mutating func languageChanged(_ context: DeskContext) {
        var anew = CalendarPicker(
            day: calendar.day, today: calendar.today, words: Self.words(context),
            weekStart: context.wording.weekStart)
        anew.isHoliday = calendar.isHoliday
        calendar = anew
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let size = calendar.size
        calendar.draw(in: area.centred(width: size.columns, height: size.rows), on: &canvas)
    }
}
