extension CalendarPicker {
    /// Cells of a day: a mark, its number, a blank.
    private static var dayCells: Int { 4 }

    /// The size of a frame around the month.
    package var size: Size { Size(columns: 7 * Self.dayCells + 4, rows: words.hint.isEmpty ? 9 : 10) }

    /// Draws a frame with the month into `rect`. Today is in brackets, a day off has `*` before it, the picked one
    /// stands out as a selected row does.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        let (year, month, _) = day.civil
        canvas.box(rect, title: words.month(year, month))
        let inside = rect.inset(columns: 2, rows: 1)
        guard !inside.isEmpty else { return }
        drawWeekdays(in: inside.line(0), on: &canvas)
        var shown = firstShown
        for week in 0..<6 {
            for place in 0..<7 {
                let cell = self.cell(place, in: inside.line(week + 1))
                if shown.civil.month == month { draw(shown, in: cell, on: &canvas) }
                canvas.mark(cell, as: .row(week * 7 + place))
                shown = shown + 1
            }
        }
        canvas.field(words.hint, in: inside.line(7), .muted)
    }

    private func drawWeekdays(in row: Rect, on canvas: inout Canvas) {
        for place in 0..<7 {
            let weekday = (weekStart - 1 + place) % 7
            guard words.weekdays.indices.contains(weekday) else { continue }
            let cell = cell(place, in: row)
            canvas.field(
                words.weekdays[weekday],
                in: Rect(column: cell.column, row: cell.row, width: min(3, cell.width), height: cell.height),
                .header, .trailing)
        }
    }

    private func cell(_ place: Int, in row: Rect) -> Rect {
        let rest = row.dropping(columns: place * Self.dayCells)
        return Rect(
            column: rest.column, row: rest.row, width: min(Self.dayCells, rest.width), height: rest.height)
    }

    private func draw(_ shown: Day, in cell: Rect, on canvas: inout Canvas) {
        guard !cell.isEmpty else { return }
        let number = shown.civil.day
        let isToday = shown == today
        let isOff = isHoliday(shown)
        let mark = isToday ? "[" : isOff ? "*" : " "
        let text = mark + (number < 10 ? " \(number)" : "\(number)") + (isToday ? "]" : " ")
        let role: Role = !isOffered(shown) ? .disabled : isOff ? .atRisk : isToday ? .accent : .text
        canvas.field(text, in: cell, Style(role, selected: shown == day))
        if shown == day { canvas.parkCaret(at: cell.origin, visible: false) }
    }
}
