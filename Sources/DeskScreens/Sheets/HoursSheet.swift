import Model
import ServiceDesk
import TerminalKit
import Wording

/// At which hours of which weekdays the rows of a figure come, as a map whose shading is as dense as they are many.
struct HoursSheet: Screen {
    let id = ""
    let isSheet = true
    private let name: @Sendable (DeskContext) -> String
    private let read: @Sendable (Reading, Actor) throws -> WeekHours
    /// Nil until it is read.
    private var hours: WeekHours?

    /// - Parameters:
    ///   - name: of what, in the language of the context.
    ///   - read: for whoever asks.
    init(
        _ name: @escaping @Sendable (DeskContext) -> String,
        _ read: @escaping @Sendable (Reading, Actor) throws -> WeekHours
    ) {
        self.name = name
        self.read = read
    }

    func title(_ context: DeskContext) -> String { name(context) }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.reading(context) }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("hours") { [read] reading, context in
                    try read(reading, context.actor)
                } then: { (screen: inout HoursSheet, hours, _) in
                    screen.hours = hours
                    return []
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter: [.pop]
        default: nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let rows = hours?.hours.count ?? 0
        let frame = area.sheet(width: area.sheetWidth(84), height: min(area.height, max(6, rows + 5)))
        canvas.box(frame, title: name(context))
        let inside = frame.inset(columns: 2, rows: 1)
        canvas.parkCaret(at: inside.origin, visible: false)
        guard let hours, !hours.hours.isEmpty else {
            let why = hours == nil ? "figures.counting" : "figures.noRows"
            canvas.paragraph(context.say(why), in: inside, .muted)
            return
        }
        canvas.field(context.say("figures.byHour.what"), in: inside.line(inside.height - 1), .muted)
        let room = Rect(
            column: inside.column, row: inside.row, width: inside.width, height: inside.height - 2)
        map(hours, rows: room.height - 1, context).draw(in: room, on: &canvas)
    }

    /// Hours stand together where there are more than rows.
    private func map(_ hours: WeekHours, rows: Int, _ context: DeskContext) -> HeatMap {
        let wording = context.wording
        let span = hours.hours
        let step = [1, 2, 3, 4, 6].first { (span.count + $0 - 1) / $0 <= rows } ?? 12
        let weekdays = (0..<7).map { (wording.weekStart - 1 + $0) % 7 + 1 }
        return HeatMap(
            columns: weekdays.map { wording.weekday($0) },
            rows: stride(from: span.lowerBound, to: span.upperBound, by: step).map { hour in
                let part = hour..<min(hour + step, span.upperBound)
                return HeatMap.Row(
                    ClockText.of(minute: hour * 60),
                    weekdays.map { weekday in
                        let count = hours.count(on: weekday, part)
                        return HeatMap.Cell(
                            Double(count), text: wording.number(count), role: count == 0 ? .muted : .accent)
                    })
            })
    }
}
