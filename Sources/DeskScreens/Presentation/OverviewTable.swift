import TerminalKit

/// The sections of the overview below each other, as many lines as have room around the cursor.
struct OverviewTable {
    let grid: OverviewGrid
    /// Says that it goes on below.
    let more: String

    private enum Line {
        case blank
        case heads(Int)
        case row(Int, section: Int)
    }

    private var lines: [Line] {
        var lines: [Line] = []
        var number = 0
        for (index, section) in grid.sections.enumerated() {
            if index > 0 { lines.append(.blank) }
            lines.append(.heads(index))
            for _ in section.rows {
                lines.append(.row(number, section: index))
                number += 1
            }
        }
        return lines
    }

    func draw(in whole: Rect, row: Int, column: Int, on canvas: inout Canvas) {
        let lines = lines
        // What does not fit leaves its last line to the word that there is more.
        let area =
            whole.height > 0 && lines.count > whole.height
            ? Rect(column: whole.column, row: whole.row, width: whole.width, height: whole.height - 1)
            : whole
        let at = lines.firstIndex { if case .row(row, _) = $0 { true } else { false } } ?? 0
        let most = max(0, lines.count - area.height)
        // Half a window on, when the cursor leaves it: most moves repaint two rows.
        let step = max(1, area.height / 2)
        let top = at < area.height ? 0 : min(most, (at - area.height) / step * step + step)
        if area.height < whole.height, top + area.height < lines.count {
            canvas.field(more, in: whole.line(area.height), .muted, .trailing)
        }
        let rows = grid.rows
        let chosenIn = lines.lazy.compactMap { line -> Int? in
            if case .row(row, let section) = line { section } else { nil }
        }.first
        let layouts = grid.sections.enumerated().map { index, section in
            Layout(section, width: area.width, chosen: index == chosenIn ? column : nil, canvas.cellWidth)
        }
        for (offset, line) in lines.dropFirst(top).prefix(area.height).enumerated() {
            let place = area.line(offset)
            switch line {
            case .blank: break
            case .heads(let section): drawHeads(grid.sections[section], layouts[section], place, on: &canvas)
            case .row(let number, let section):
                let chosen = number == row ? column : nil
                draw(rows[number], layouts[section], in: place, chosen: chosen, on: &canvas)
                canvas.mark(place, as: .row(number))
            }
        }
    }

    /// Labels in front, then columns as wide as what they say; those without room are left out from the end, never the
    /// one the cursor stands in.
    private struct Layout {
        let label: Int
        let columns: [(index: Int, start: Int, width: Int)]

        init(_ section: OverviewGrid.Section, width: Int, chosen: Int?, _ cells: CellWidth) {
            let widths = section.heads.dropFirst().enumerated().map { index, head in
                let texts = section.rows.compactMap {
                    $0.cells.indices.contains(index) ? $0.cells[index].text : nil
                }
                return max(4, ([head] + texts).map { cells.ofShown($0) }.max() ?? 0)
            }
            // Labels give way to numbers.
            let labels = (section.rows.map(\.label) + [section.heads[0]]).map { cells.ofShown($0) }
            let room = width - widths.reduce(0) { $0 + $1 + 2 }
            label = min(labels.max() ?? 0, max(10, room))
            let chosen = chosen.map { min($0, widths.count - 1) }
            var kept = Array(widths.indices)
            while kept.count > 1, label + kept.reduce(0, { $0 + widths[$1] + 2 }) > width {
                kept.remove(at: kept.count - (kept.last == chosen ? 2 : 1))
            }
            var start = label
            columns = kept.map { index in
                defer { start += 2 + widths[index] }
                return (index, start + 2, widths[index])
            }
        }

        func places(in line: Rect) -> [(index: Int, place: Rect)] {
            columns.map { index, start, width in
                let most = max(0, min(width, line.width - start))
                return (index, Rect(column: line.column + start, row: line.row, width: most, height: 1))
            }
        }

        func labels(in line: Rect) -> Rect {
            Rect(column: line.column, row: line.row, width: label, height: 1)
        }
    }

    private func drawHeads(
        _ section: OverviewGrid.Section, _ layout: Layout, _ line: Rect, on canvas: inout Canvas
    ) {
        canvas.field(section.heads[0], in: layout.labels(in: line), .header)
        for (index, place) in layout.places(in: line) {
            canvas.field(section.heads[index + 1], in: place, .header, .trailing)
        }
    }

    private func draw(
        _ row: OverviewGrid.Row, _ layout: Layout, in line: Rect, chosen: Int?, on canvas: inout Canvas
    ) {
        canvas.field(row.label, in: layout.labels(in: line), chosen == nil ? .text : .accent)
        for (index, place) in layout.places(in: line) where row.cells.indices.contains(index) {
            let isChosen = chosen.map { min($0, row.cells.count - 1) == index } ?? false
            canvas.field(
                row.cells[index].text, in: place, Style(row.cells[index].role, selected: isChosen), .trailing)
            if isChosen { canvas.parkCaret(at: place.origin, visible: false) }
        }
    }
}
