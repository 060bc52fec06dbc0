/// A key and what it does, as the footer and the help sheet show it.
package struct KeyLabel: Hashable, Sendable {
    package let key: String
    package let label: String
    /// What a click presses.
    package let press: Key?

    package init(_ key: String, _ label: String, press: Key? = nil) {
        self.key = key
        self.label = label
        self.press = press
    }
}

/// The row of keys at the bottom: what this mode needs first, then this screen, then everywhere. Cut between
/// entries by cells, never inside one; an entry that has no room is left out with all after it.
package struct KeyFooter: Hashable, Sendable {
    package var labels: [KeyLabel]

    package init(_ labels: [KeyLabel]) { self.labels = labels }

    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        canvas.fill(rect.line(0))
        var column = rect.column
        for label in shown(in: rect.width, canvas.cellWidth) {
            let start = column
            column = canvas.text(label.key, at: Point(column: column, row: rect.row), .key) + 1
            column = canvas.text(label.label, at: Point(column: column, row: rect.row), .keyLabel) + 2
            if let key = label.press {
                canvas.mark(
                    Rect(column: start, row: rect.row, width: column - 2 - start, height: 1), as: .key(key))
            }
        }
    }

    /// The entries that fit into so many cells.
    package func shown(in cells: Int, _ cellWidth: CellWidth = .narrow) -> [KeyLabel] {
        var used = 0
        return Array(
            labels.prefix { label in
                used += cellWidth.ofShown(label.key)
                used += 1 + cellWidth.ofShown(label.label)
                defer { used += 2 }
                return used <= cells
            })
    }
}
