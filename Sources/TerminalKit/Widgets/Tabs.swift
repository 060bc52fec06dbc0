/// The headings of several pages in the same place, each with the key that shows its page, by which it can be clicked as
/// well. Where there is no room for all, counts are left out; where there is none for the names either, only the page shown
/// has its.
///
///     Tabs(["Cases", "Visits"], counts: ["(12)", "(3)"], selected: 0).draw(in: row, on: &canvas)
///     // 1 Cases (12)  2 Visits (3)
package struct Tabs: Hashable, Sendable {
    package struct Tab: Hashable, Sendable {
        package let key: Key
        package let name: String
        /// Empty where nothing is counted.
        package let count: String

        package init(key: Key, name: String, count: String = "") {
            self.key = key
            self.name = name
            self.count = count
        }
    }

    package let tabs: [Tab]
    package let selected: Int

    package init(_ tabs: [Tab], selected: Int) {
        self.tabs = tabs
        self.selected = selected
    }

    /// Tabs that the digits from 1 on show; at most nine.
    /// - Parameters:
    ///   - counts: of each tab; empty where nothing is counted.
    ///   - selected: nil for the first.
    package init(_ names: [String], counts: [String] = [], selected: Int?) {
        self.init(
            names.enumerated().map { place, name in
                Tab(
                    key: .character(Character("\(place + 1)")), name: name,
                    count: counts.isEmpty ? "" : counts[place])
            }, selected: selected ?? 0)
    }

    /// Draws into one row.
    package func draw(in row: Rect, on canvas: inout Canvas) {
        let counted = tabs.map { "\($0.name) \($0.count)" }
        let needed = counted.reduce(0) { $0 + canvas.cellWidth.ofShown($1) + 4 }
        let hasRoom = needed <= row.width
        let names = tabs.reduce(0) { $0 + canvas.cellWidth.ofShown($1.name) + 3 } - 1
        let isNamed = names <= row.width
        var column = row.column
        for (index, tab) in tabs.enumerated() where column < row.endColumn {
            let text = hasRoom && !tab.count.isEmpty ? counted[index] : tab.name
            let start = column
            let isShown = index == selected
            column = canvas.spans(
                [Span(tab.key.name, Style(.key, selected: isShown))]
                    + (isNamed || isShown
                        ? [Span(" " + text, Style(isShown ? .title : .text, selected: isShown))] : []),
                in: row.dropping(columns: column - row.column))
            canvas.mark(
                Rect(column: start, row: row.row, width: column - start, height: 1), as: .key(tab.key))
            column += hasRoom ? 2 : 1
        }
    }
}
