/// An entry of a picker.
package struct PickerItem<ID: Hashable & Sendable>: Hashable, Sendable {
    package let id: ID
    package var label: String
    /// To the right of the label: the key, a code, a count.
    package var detail: String
    /// Also found by these: the other language, pinyin initials.
    package var keywords: [String]
    /// Why it cannot be chosen now; shown instead of the detail, in grey.
    package var whyDisabled: String?

    package init(
        id: ID, label: String, detail: String = "", keywords: [String] = [], whyDisabled: String? = nil
    ) {
        self.id = id
        self.label = label
        self.detail = detail
        self.keywords = keywords
        self.whyDisabled = whyDisabled
    }
}

extension PickerItem {
    fileprivate var searched: [FuzzyText] { ([label] + keywords).map { FuzzyText($0) } }
}

/// A list found by typing: pick lists (F4), the palette, the help sheet. The input line is above the list,
/// where an input method's window does not cover it; the entry Enter takes is the selected one.
package struct Picker<ID: Hashable & Sendable>: Sendable {
    package enum Outcome: Hashable, Sendable {
        case picked(ID)
        /// Enter on an entry that cannot be chosen, with the reason.
        case refused(String)
        /// Enter when nothing matches: what was typed (palette commands such as `case 10234`).
        case typed(String)
        case cancelled
        case changed
        case ignored
    }

    package var title: String
    /// Said when nothing matches.
    package var emptyText: String
    package private(set) var items: [PickerItem<ID>] { didSet { searched = items.map(\.searched) } }
    /// What each item is found by.
    private var searched: [[FuzzyText]]
    package private(set) var query: TextField
    /// Indices into `items`, best match first.
    package private(set) var matches: [Int]
    package private(set) var selection = 0

    package init(
        _ items: [PickerItem<ID>], title: String = "", placeholder: String = "", emptyText: String = "",
        query: String = ""
    ) {
        self.items = items
        searched = items.map(\.searched)
        self.title = title
        self.emptyText = emptyText
        self.query = TextField(query, placeholder: placeholder)
        matches = []
        filter()
    }

    package var selected: PickerItem<ID>? {
        matches.indices.contains(selection) ? items[matches[selection]] : nil
    }

    /// Other entries (found meanwhile for the query); the selection stays on the same id when it is still
    /// there.
    package mutating func setItems(_ items: [PickerItem<ID>]) {
        let kept = selected?.id
        self.items = items
        filter()
        if let index = matches.firstIndex(where: { self.items[$0].id == kept }) { selection = index }
    }

    /// The same list in the words of another language; what was typed and what is selected stay.
    package mutating func reword(as other: Picker) {
        (title, emptyText) = (other.title, other.emptyText)
        query.placeholder = other.query.placeholder
        setItems(other.items)
    }

    /// - Parameter visibleRows: rows of the list in view, for paging.
    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        switch event {
        case .key(.escape), .key(.f(12)): return .cancelled
        case .pick(let row): return move(by: row - selection)
        case .key(.enter): return take()
        case .key(.up), .key(.ctrl("p")), .key(.backTab): return move(by: -1)
        case .key(.down), .key(.ctrl("n")), .key(.tab): return move(by: 1)
        case .key(.pageUp): return move(by: -max(1, visibleRows - 1))
        case .key(.pageDown): return move(by: max(1, visibleRows - 1))
        default: break
        }
        switch query.handle(event) {
        case .changed:
            filter()
            return .changed
        case .moved: return .changed
        case .ignored: return .ignored
        }
    }

    private func take() -> Outcome {
        guard let selected else { return query.isEmpty ? .ignored : .typed(query.text) }
        return selected.whyDisabled.map(Outcome.refused) ?? .picked(selected.id)
    }

    private mutating func move(by step: Int) -> Outcome {
        selection = min(max(0, selection + step), max(0, matches.count - 1))
        return .changed
    }

    /// Best first; entries that match alike keep their order.
    private mutating func filter() {
        let query = FuzzyQuery(query.text)
        let scored = items.indices.compactMap { index -> (index: Int, score: Int)? in
            query.score(inAny: searched[index]).map { (index, $0) }
        }
        matches = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
        selection = 0
    }
}

extension Picker {
    /// Draws a frame with the title, the input line and the matches into `rect`; the caret is in the input
    /// line.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        canvas.box(rect, title: title)
        let inside = rect.inset(columns: 2, rows: 1)
        guard inside.height >= 2 else { return }
        let count = query.isEmpty ? "\(items.count)" : "\(matches.count)/\(items.count)"
        let countCells = count.count + 1
        canvas.field(
            count, in: inside.line(0).dropping(columns: inside.width - countCells), .muted, .trailing)
        let input = Rect(
            column: inside.column, row: inside.row, width: inside.width - countCells - 1, height: 1)
        let list = inside.dropping(rows: 1)
        if matches.isEmpty { canvas.paragraph(emptyText, in: list, .muted) }
        let top = min(max(0, selection - list.height / 2), max(0, matches.count - list.height))
        for (offset, index) in matches.dropFirst(top).prefix(list.height).enumerated() {
            draw(items[index], in: list.line(offset), on: &canvas, selected: top + offset == selection)
            canvas.mark(list.line(offset), as: .row(top + offset))
        }
        query.draw(in: input, on: &canvas, focused: true)
    }

    /// Rows of the list when drawn in `rect`.
    package func visibleRows(in rect: Rect) -> Int { max(0, rect.height - 3) }

    private func draw(_ item: PickerItem<ID>, in row: Rect, on canvas: inout Canvas, selected: Bool) {
        let isDisabled = item.whyDisabled != nil
        let detail = item.whyDisabled ?? item.detail
        let wanted = canvas.cellWidth.ofShown(detail)
        let detailCells = min(wanted, row.width / 2)
        canvas.fill(row, Style(.text, selected: selected))
        let labelCells = row.width - detailCells - (detailCells > 0 ? 1 : 0)
        let label = Rect(column: row.column, row: row.row, width: labelCells, height: 1)
        canvas.field(item.label, in: label, Style(isDisabled ? .disabled : .text, selected: selected))
        canvas.field(
            detail, in: row.dropping(columns: row.width - detailCells), Style(.muted, selected: selected),
            .trailing)
    }
}
