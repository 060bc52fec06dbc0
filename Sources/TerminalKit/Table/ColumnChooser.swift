/// A sheet on which a person chooses a table's columns: which, in which order, how wide, sorted by what. The table
/// behind it may be drawn with `layout` while they choose.
///
/// Space shows and hides, Left/Right make narrower and wider, `0` gives a column its own width again, `u`/`d` move it,
/// `s` sorts by it, `r` takes everything back, Enter keeps, Esc leaves things as they were.
///
///     var chooser = ColumnChooser(columns, layout: table.layout, title: "列", hint: "空格 显示  ← → 宽度")
package struct ColumnChooser: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case changed
        case kept(ColumnLayout)
        case cancelled
        case ignored
    }

    package let title: String
    /// What the keys do, in the user's language.
    package let hint: String
    package private(set) var layout: ColumnLayout
    private let columns: [Column]
    /// Ids of columns that can be sorted by.
    private let sortable: Set<String>
    private var list: Table

    package init(
        _ columns: [Column], layout: ColumnLayout, title: String, hint: String, sortable: Set<String> = []
    ) {
        self.columns = columns.filter { !$0.id.isEmpty }
        self.layout = layout
        self.title = title
        self.hint = hint
        self.sortable = sortable
        list = Table(
            [
                Column("", .fixed(3)), Column("", .flexible(least: 4, share: 1)),
                Column("", .fixed(1)), Column("", .fixed(3), .trailing),
            ], count: self.columns.count)
    }

    private var arranged: [Column] { layout.arranged(columns).map { columns[$0] } }
    private var selected: Column? { list.selection.map { arranged[$0] } }

    /// The same columns in the words of another language.
    package mutating func reword(as other: ColumnChooser) {
        let was = self
        self = other
        (layout, list) = (was.layout, was.list)
    }

    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        if case .pick = event { return list.handle(event) == .ignored ? .ignored : .changed }
        guard case .key(let key) = event else { return .ignored }
        switch key.command {
        case .escape, .f(12): return .cancelled
        case .enter: return .kept(layout)
        case .character("r"): layout = ColumnLayout()
        default:
            if let selected, change(selected, key.command) { return .changed }
            return list.handle(event, visibleRows: visibleRows) == .moved ? .changed : .ignored
        }
        return .changed
    }

    private mutating func change(_ column: Column, _ key: Key) -> Bool {
        switch key {
        case .character(" "): layout.setShown(!layout.isShown(column), of: column.id)
        case .left, .character("-"): layout.setCells(cells(of: column) - 1, of: column.id)
        case .right, .character("+"): layout.setCells(cells(of: column) + 1, of: column.id)
        case .character("0"): layout.setCells(nil, of: column.id)
        case .character("u"): move(column, by: -1)
        case .character("d"): move(column, by: 1)
        case .character("s") where sortable.contains(column.id):
            layout.sort = Sort.choosing(column.id, after: layout.sort)
        default: return false
        }
        return true
    }

    private func cells(of column: Column) -> Int { layout.cells[column.id] ?? column.least }

    private mutating func move(_ column: Column, by step: Int) {
        layout.move(column.id, by: step, among: columns)
        arranged.firstIndex { $0.id == column.id }.map { list.select($0) }
    }

    /// Draws a frame with the columns and the hint into `rect`.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        canvas.box(rect, title: title)
        let inside = rect.inset(columns: 2, rows: 1)
        guard !inside.isEmpty else { return }
        let hintRows = min(
            canvas.cellWidth.wrap(hint, inside.width).count,
            max(inside.height / 3, inside.height - self.columns.count))
        let body = Rect(
            column: inside.column, row: inside.row, width: inside.width, height: inside.height - hintRows)
        let columns = arranged
        list.draw(in: body, on: &canvas) { rows in
            rows.map { row in
                let column = columns[row]
                let isShown = layout.isShown(column)
                return [
                    TableCell(isShown ? "[x]" : "[ ]", isShown ? .accent : .muted),
                    TableCell(column.title, isShown ? .text : .muted),
                    TableCell(layout.sort?.column == column.id ? layout.sort?.mark ?? "" : "", .accent),
                    TableCell("\(cells(of: column))", layout.cells[column.id] == nil ? .muted : .text),
                ]
            }
        }
        canvas.paragraph(hint, in: inside.dropping(rows: body.height), .muted)
    }

    /// Rows and columns a frame around all of it takes.
    package func size(_ cellWidth: CellWidth) -> Size {
        let columns = 46
        // A frame of one cell, and a blank on each side; an empty row before the hint.
        let hint = cellWidth.wrap(hint, columns - 4).count
        return Size(columns: columns, rows: self.columns.count + hint + 3)
    }
}
