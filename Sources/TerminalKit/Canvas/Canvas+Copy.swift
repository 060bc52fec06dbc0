extension Canvas {
    /// The text inside `rect` without its lines, to be copied: panes that stand side by side come one below the
    /// other, blanks at the ends of lines and repeated empty lines are left out.
    package func plainLines(in rect: Rect) -> [String] {
        let area = rect.intersection(bounds)
        let dividers = (area.column..<area.endColumn).filter { isDivider($0, in: area) }
        let edges = [area.column - 1] + dividers + [area.endColumn]
        let lines = zip(edges, edges.dropFirst()).flatMap { left, right in
            (area.row..<area.endRow).map { plainLine($0, columns: (left + 1)..<max(left + 1, right)) } + [""]
        }
        let kept = lines.enumerated().filter { index, line in
            !line.isEmpty || index > 0 && !lines[index - 1].isEmpty
        }
        return kept.map(\.element)
    }

    /// A column of which most is a drawn line.
    private func isDivider(_ column: Int, in area: Rect) -> Bool {
        let drawn = (area.row..<area.endRow).count { row in
            let cell = self[Point(column: column, row: row)]
            return cell?.style.role == .rule && cell?.text == glyphs.vertical
        }
        return drawn * 2 > area.height
    }

    private func plainLine(_ row: Int, columns: Range<Int>) -> String {
        var line = columns.reduce(into: "") { line, column in
            guard let cell = self[Point(column: column, row: row)] else { return }
            line += cell.style.role == .rule ? " " : cell.text
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
