import TerminalKit

/// The tabs of a screen, each with the digit that shows it. Where there is no room for all, counts are left out; where
/// there is none for the names either, only the tab shown has its.
struct TabLine: Sendable {
    struct Tab: Sendable {
        let key: Key
        let name: String
        /// Empty where nothing is counted.
        let count: String
    }

    let tabs: [Tab]
    let selected: Int

    func draw(in row: Rect, on canvas: inout Canvas) {
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
            let place = Rect(column: start, row: row.row, width: column - start, height: 1)
            canvas.mark(place, as: .key(tab.key))
            column += hasRoom ? 2 : 1
        }
    }
}

extension TabLine {
    /// Tabs that the digits from 1 on show.
    /// - Parameter counts: of each tab; empty where nothing is counted.
    init(_ names: [String], counts: [String] = [], selected: Int?) {
        tabs = names.enumerated().map { place, name in
            Tab(
                key: .character(Character("\(place + 1)")), name: name,
                count: counts.isEmpty ? "" : counts[place])
        }
        self.selected = selected ?? 0
    }
}

extension DeskContext {
    /// The actions that show tabs, by the digits from 1 on.
    func tabActions(_ tabs: [ActionID]) -> [DeskAction] {
        tabs.enumerated().map { place, tab in
            action(tab, [.character(Character("\(place + 1)"))], group: "group.tabs", inFooter: false)
        }
    }
}
