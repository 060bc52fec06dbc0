/// Something a menu offers.
package struct MenuItem<ID: Hashable & Sendable>: Hashable, Sendable {
    package let id: ID
    package let label: String
    /// Takes it at once; shown before the label.
    package let key: Key?
    /// Why it cannot be taken now; then it is grey, and the reason stands below the menu while it is selected.
    package let whyDisabled: String?

    package init(_ id: ID, _ label: String, key: Key? = nil, whyDisabled: String? = nil) {
        self.id = id
        self.label = label
        self.key = key
        self.whyDisabled = whyDisabled
    }
}

/// A drop-down list of things to do, by arrows and Enter or by their own keys.
///
///     var menu = Menu([MenuItem(Act.move, "改派", key: .character("m")), MenuItem(.lock, "锁定", key: .f(6), whyDisabled: "已锁定")])
///     menu.draw(below: anchor, within: screen, on: &canvas)
package struct Menu<ID: Hashable & Sendable>: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case picked(ID)
        /// One that cannot be taken now, with the reason.
        case refused(String)
        case cancelled
        case moved
        case ignored
    }

    package private(set) var title: String
    package private(set) var items: [MenuItem<ID>]
    private var list: Table

    package init(_ items: [MenuItem<ID>], title: String = "") {
        self.items = items
        self.title = title
        list = Table([], count: items.count)
    }

    /// The same in the words of another language; the selection stays on its item.
    package mutating func reword(as other: Menu) {
        list.follow(from: items.map(\.id), to: other.items.map(\.id))
        (title, items) = (other.title, other.items)
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        if case .key(let key) = event {
            switch key.command {
            case .escape, .f(12), .left: return .cancelled
            case .up, .down, .home, .end, .pageUp, .pageDown, .enter: break
            case let command:
                if let row = items.firstIndex(where: { $0.key == command }) {
                    list.select(row)
                    return take(row)
                }
            }
        }
        switch list.handle(event, visibleRows: items.count) {
        case .moved: return .moved
        case .opened(let row): return take(row)
        case .ignored: return .ignored
        }
    }

    private func take(_ row: Int) -> Outcome {
        items[row].whyDisabled.map(Outcome.refused) ?? .picked(items[row].id)
    }

    /// Draws a frame below `anchor`, or above it when there is more room.
    package func draw(below anchor: Rect, within screen: Rect, on canvas: inout Canvas) {
        let reason = list.selection.flatMap { items[$0].whyDisabled }
        let labels = items.map(\.label).map { canvas.cellWidth.ofShown($0) }.max() ?? 0
        let others = [title, reason ?? ""].map { canvas.cellWidth.ofShown($0) }.max() ?? 0
        let cells = max(keyCells(canvas) + labels, others)
        let width = min(cells + 4, screen.width)
        let wanted = items.count + 2 + (reason == nil ? 0 : 1)
        let below = screen.endRow - anchor.endRow
        let above = anchor.row - screen.row
        let isBelow = below >= min(wanted, above)
        let height = min(wanted, max(0, isBelow ? below : above))
        let frame = Rect(
            column: max(screen.column, min(anchor.column, screen.endColumn - width)),
            row: isBelow ? anchor.endRow : anchor.row - height, width: width, height: height)
        draw(in: frame.intersection(screen), reason: reason, on: &canvas)
    }

    /// Those before the labels.
    private func keyCells(_ canvas: Canvas) -> Int {
        items.compactMap(\.key).map { canvas.cellWidth.ofShown($0.name) + 2 }.max() ?? 0
    }

    private func draw(in frame: Rect, reason: String?, on canvas: inout Canvas) {
        canvas.box(frame, title: title)
        let inside = frame.inset(columns: 2, rows: 1)
        let hasReason = reason != nil && inside.height > 1
        let body = Rect(
            column: inside.column, row: inside.row, width: inside.width,
            height: inside.height - (hasReason ? 1 : 0))
        var list = list
        let keys = keyCells(canvas)
        list.columns =
            (keys > 0 ? [Column("", .fixed(keys - 1))] : []) + [Column("", .flexible(least: 0, share: 1))]
        list.draw(in: body, on: &canvas) { rows in
            rows.map { row in
                let item = items[row]
                let label = TableCell(item.label, item.whyDisabled == nil ? .text : .disabled)
                return keys > 0 ? [TableCell(item.key?.name ?? "", .key), label] : [label]
            }
        }
        if hasReason { canvas.field(reason ?? "", in: inside.line(inside.height - 1), .warning) }
    }
}
