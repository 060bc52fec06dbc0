extension Canvas {
    /// The canvas as lines of text, blanks at the ends of lines and empty lines at the end left out.
    package var text: String {
        let lines = (0..<size.rows).map { index in
            var line = row(index).reduce(into: "") { $0 += $1.text }
            while line.last == " " { line.removeLast() }
            return line
        }
        let used = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        return lines.prefix(used).joined(separator: "\n")
    }

    /// The styles as lines of `column-column role`, one line per run that is not plain text:
    ///
    ///     0: 2-9 title, 20-23 missed*      (* in the selected row)
    package var styleText: String {
        (0..<size.rows).compactMap { index in
            let runs = styleRuns(in: index).filter { $0.style != .text }
            guard !runs.isEmpty else { return nil }
            let words = runs.map { run in
                "\(run.columns.lowerBound)-\(run.columns.upperBound - 1) \(run.style.role.rawValue)"
                    + (run.style.isSelected ? "*" : "")
            }
            return "\(index): " + words.joined(separator: ", ")
        }.joined(separator: "\n")
    }

    /// Neighbouring cells of one style in a row, from left to right.
    package func styleRuns(in index: Int) -> [(columns: Range<Int>, style: Style)] {
        var runs: [(columns: Range<Int>, style: Style)] = []
        for (column, cell) in row(index).enumerated() {
            if let last = runs.last, last.style == cell.style {
                runs[runs.count - 1].columns = last.columns.lowerBound..<(column + 1)
            } else {
                runs.append((column..<(column + 1), cell.style))
            }
        }
        return runs
    }

    /// Cells whose widths do not add up to the row's width, by row: always empty. For tests.
    package var brokenRows: [Int] {
        (0..<size.rows).filter { index in
            let cells = row(index)
            let measured = cells.reduce(0) { $0 + cellWidth.of($1.text) }
            return cells.reduce(0) { $0 + $1.width } != size.columns || measured != size.columns
        }
    }
}
