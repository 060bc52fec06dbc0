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

    /// The styles as a picture: under the caret's place and a legend, a letter a cell for each row that is not plain
    /// text; rows that look alike and follow each other are one. Capitals are the selected row, blanks plain text.
    ///
    ///     caret 0,2 parked | k key, n keyLabel, o missed, t title, x text
    ///         0 ttttttt
    ///         2 OOOOXXXXXXXX
    ///     3-22          u
    package var stylePicture: String {
        let place = caret.map { "caret \($0.column),\($0.row) \(caretIsVisible ? "shown" : "parked")" }
        let roles = Set((0..<size.rows).flatMap { row($0).map(\.style) }).subtracting([.text]).map(\.role)
        let legend = Set(roles).map { "\($0.letter) \($0.rawValue)" }.sorted().joined(separator: ", ")
        var rows: [(first: Int, last: Int, letters: String)] = []
        for index in 0..<size.rows {
            var letters = row(index).reduce(into: "") { $0 += $1.style.letter }
            while letters.last == " " { letters.removeLast() }
            if let above = rows.last, above.letters == letters {
                rows[rows.count - 1].last = index
            } else {
                rows.append((index, index, letters))
            }
        }
        let lines = rows.filter { !$0.letters.isEmpty }.map { row in
            let number = row.first == row.last ? "\(row.first)" : "\(row.first)-\(row.last)"
            return String(repeating: " ", count: max(0, 5 - number.count)) + number + " " + row.letters
        }
        return (["\(place ?? "no caret") | \(legend)"] + lines).joined(separator: "\n")
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

extension Style {
    /// In a picture of the styles.
    fileprivate var letter: String {
        isSelected ? role.letter.uppercased() : self == .text ? " " : role.letter
    }
}

extension Role {
    /// In a picture of the styles; no two share one.
    package var letter: String {
        switch self {
        case .text: "x"
        case .muted: "m"
        case .accent: "a"
        case .title: "t"
        case .header: "h"
        case .missed: "o"
        case .atRisk: "r"
        case .good: "g"
        case .error: "e"
        case .warning: "w"
        case .key: "k"
        case .keyLabel: "n"
        case .label: "l"
        case .labelFocused: "f"
        case .input: "i"
        case .inputFocused: "j"
        case .placeholder: "p"
        case .rule: "u"
        case .match: "c"
        case .disabled: "d"
        }
    }
}
