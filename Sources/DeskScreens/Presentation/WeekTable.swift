import Model
import ServiceDesk
import TerminalKit
import Wording

/// A week as a table: a row for each technician and one for what nobody has, a column a day. What a colour says a sign says
/// too: `!2` two visits are wrong, `?3` nobody has three, `~` away for a part of it, `-` no shift.
struct WeekTable {
    let week: DispatchWeek
    let context: DeskContext

    private struct Text {
        var text: String
        var role: Role
    }

    /// Rows above what nobody has, with which it is in view.
    func draw(in area: Rect, row: Int, column: Int, on canvas: inout Canvas) {
        let share = aligned(canvas.cellWidth)
        let cells = week.rows.map { $0.cells.map { text(share, of: $0) } }
        let layout = Layout(self, cells, width: area.width, column: column, canvas.cellWidth)
        drawHeads(layout, in: area.line(0), on: &canvas)
        let room = max(0, area.height - 2)
        let step = max(1, room / 2)
        let rows = week.rows.count
        let at = min(row, rows - 1)
        let top = at < room ? 0 : min((at - room) / step * step + step, max(0, rows - room))
        for index in top..<max(top, min(rows, top + room)) {
            let person = week.rows[index]
            draw(
                person.name, cells[index], in: area.line(index - top + 1), layout,
                chosen: index == row ? column : nil, on: &canvas)
            canvas.mark(area.line(index - top + 1), as: .row(index))
        }
        let tray = min(rows - top, room) + 1
        draw(
            context.say("week.nobodys"), week.unplaced.map(text), in: area.line(tray), layout,
            chosen: row >= rows ? column : nil, on: &canvas)
    }

    // MARK: Cells

    private func text(_ share: (Double) -> String, of cell: DispatchWeek.Cell) -> Text {
        if cell.shift == 0, cell.visits == 0 { return Text(text: "-", role: .muted) }
        let wrong = cell.wrong > 0 ? " !\(cell.wrong)" : ""
        // Away all day: what is booked all the same is wrong.
        if cell.isAway {
            let booked = cell.visits > 0 ? " \(cell.visits)" : ""
            return Text(text: context.say("week.away") + booked + wrong, role: .warning)
        }
        let share = cell.share.map { " " + share($0) } ?? ""
        let away = cell.away > 0 ? " ~" : ""
        return Text(
            text: "\(cell.visits)\(share)\(wrong)\(away)",
            role: cell.wrong > 0 ? .missed : cell.away > 0 ? .warning : cell.visits == 0 ? .muted : .text)
    }

    /// How shares are written so that the figures of a column stand below each other.
    private func aligned(_ cellWidth: CellWidth) -> (Double) -> String {
        func percent(_ share: Double) -> String { context.wording.percent(share, decimals: 0) }
        let widest = week.rows.flatMap(\.cells).compactMap(\.share).map { cellWidth.ofShown(percent($0)) }
            .max()
        return { share in
            let text = percent(share)
            return String(repeating: " ", count: max(0, (widest ?? 0) - cellWidth.ofShown(text))) + text
        }
    }

    private func text(_ unplaced: Int) -> Text {
        unplaced == 0 ? Text(text: "-", role: .muted) : Text(text: "?\(unplaced)", role: .warning)
    }

    /// A cell in words.
    func told(row: Int, column: Int) -> String {
        let day = context.wording.dayOfWeek(week.first + column)
        guard week.rows.indices.contains(row) else {
            let count = week.unplaced[column]
            let told =
                count == 0
                ? context.say("week.allPlaced") : context.say("week.unplaced", ["count": .count(count)])
            return "\(day)  \(told)"
        }
        let person = week.rows[row]
        let cell = person.cells[column]
        var parts = [person.name, day]
        if cell.shift == 0 { parts.append(context.say("week.off")) }
        if let share = cell.share {
            parts.append(
                context.say(
                    "week.cell",
                    [
                        "count": .count(cell.visits),
                        "share": .text(context.wording.percent(share, decimals: 0)),
                    ]))
        }
        if cell.away > 0 { parts.append(context.say("week.isAway", ["span": .span(.minutes(cell.away))])) }
        if cell.wrong > 0 { parts.append(context.say("week.wrong", ["count": .count(cell.wrong)])) }
        return parts.joined(separator: "  ")
    }

    // MARK: Layout

    /// As many days as have room, that of the cursor among them, each as wide as the widest cell asks for and no wider than
    /// its heading needs.
    private struct Layout {
        let names: Int
        let cells: Int
        let days: Range<Int>
        let heads: [String]

        init(_ table: WeekTable, _ texts: [[Text]], width: Int, column: Int, _ cellWidth: CellWidth) {
            let (week, context) = (table.week, table.context)
            let named =
                week.rows.map(\.name) + [context.say("week.technician"), context.say("week.nobodys")]
            let all = texts.joined() + week.unplaced.map(table.text)
            let least = (all.map { cellWidth.ofShown($0.text) }.max() ?? 0) + 1
            names = min(named.map { cellWidth.ofShown($0) }.max() ?? 0, max(8, width - least))
            let room = max(0, width - names)
            let shown = min(DispatchWeek.length, max(1, room / max(1, least)))
            let heads = Self.heads(week.days, context)
            // No wider than the longest names of days, so that rows are read across with ease.
            let most = max(least, (heads[0].map { cellWidth.ofShown($0) }.max() ?? 0) + 2)
            let cells = min(max(least, room / shown), most)
            let first = min(max(0, column - shown + 1), DispatchWeek.length - shown)
            (self.cells, days) = (cells, first..<first + shown)
            self.heads =
                heads.first { $0.allSatisfy { cellWidth.ofShown($0) < cells } } ?? heads[heads.count - 1]
        }

        /// Names of the days, the longest first.
        private static func heads(_ days: [Day], _ context: DeskContext) -> [[String]] {
            let wording = context.wording
            return [
                days.map(wording.dayOfWeek), days.map(wording.dayOfMonth),
                days.map { wording.weekday($0.weekday) }, days.map { String($0.civil.day) },
            ]
        }

        func place(of day: Int, in line: Rect) -> Rect {
            Rect(
                column: line.column + names + (day - days.lowerBound) * cells, row: line.row,
                width: min(cells, line.endColumn - line.column - names - (day - days.lowerBound) * cells),
                height: 1)
        }
    }

    private func drawHeads(_ layout: Layout, in line: Rect, on canvas: inout Canvas) {
        let names = Rect(column: line.column, row: line.row, width: layout.names, height: line.height)
        canvas.field(context.say("week.technician"), in: names, .header)
        for day in layout.days {
            let isToday = week.first + day == context.rules.localDay(context.now)
            canvas.field(
                (isToday ? ">" : "") + layout.heads[day], in: layout.place(of: day, in: line),
                isToday ? .accent : .header, .trailing)
        }
    }

    private func draw(
        _ name: String, _ cells: [Text], in line: Rect, _ layout: Layout, chosen: Int?,
        on canvas: inout Canvas
    ) {
        guard !line.isEmpty else { return }
        canvas.field(
            name, in: Rect(column: line.column, row: line.row, width: layout.names, height: 1))
        for day in layout.days where cells.indices.contains(day) {
            let place = layout.place(of: day, in: line).dropping(columns: 1)
            let isChosen = chosen == day
            canvas.field(
                cells[day].text, in: place, Style(cells[day].role, selected: isChosen), .trailing)
            if isChosen { canvas.parkCaret(at: place.origin, visible: false) }
        }
    }
}
