import Model
import ServiceDesk
import TerminalKit

/// A row of a list that stands for a record.
protocol OpenableRow: Identifiable, Sendable where ID: Sendable {
    var subject: Subject { get }
}

/// The very rows behind a figure, so many at most; Enter opens one.
protocol RowsScreen: ColumnScreen where Row: OpenableRow {
    /// Shows rows that were read, to be found by what the language of the context says of them.
    mutating func fill(_ rows: [Row], _ context: DeskContext)
}

extension RowsScreen {
    /// What is beyond is had by the command alone.
    static var most: Int { 1_000 }

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.subject.description }

    mutating func languageChanged(_ context: DeskContext) {
        if list.isRead { fill(list.all, context) }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        return list.selected.map { open($0.subject) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { open($0.subject) }
    }

    /// Says above the rows that there may be more of them, where so many were read.
    /// - Parameter said: that these are the first, and where all are.
    /// - Returns: the place that is left for the rows.
    func drawLimit(_ said: String, in area: Rect, on canvas: inout Canvas) -> Rect {
        guard list.all.count >= Self.most else { return area }
        canvas.field(said, in: area.line(0), .warning)
        return area.dropping(rows: 1)
    }
}

/// Rows that take long to find.
protocol SlowRowsScreen: RowsScreen {
    var reading: LongReading { get set }
}

extension SlowRowsScreen {
    /// Reads the rows and shows them, where they are to be read now.
    mutating func readRows(
        _ context: DeskContext, _ read: @escaping @Sendable (Reading) throws -> [Row]
    ) -> [DeskStep] {
        guard reading.begins(isRead: list.isRead, context) else { return [] }
        return [
            .job(
                .read("rows") { reading, _ in
                    try read(reading)
                } then: { (screen: inout Self, rows, context) in
                    screen.reading.end()
                    screen.fill(rows, context)
                    return []
                } failed: { (screen: inout Self, error, context) in
                    screen.reading.end()
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }
}
