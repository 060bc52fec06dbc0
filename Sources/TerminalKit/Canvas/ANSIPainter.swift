/// Paints canvases as the bytes that a terminal of the xterm family understands (ECMA-48), for recordings and pipes. Where
/// a terminal is at hand, CursesTerminal paints, which knows many more.
///
///     var painter = ANSIPainter(theme: .dark, depth: .palette)
///     write(painter.paint(canvas))     // whole the first time, then what changed
package struct ANSIPainter: Sendable {
    private let theme: Theme
    private let depth: ColourDepth
    private var painted: Canvas?
    /// What the terminal now writes in; nil when it is not known.
    private var current: Rendition?

    package init(theme: Theme, depth: ColourDepth) {
        self.theme = theme
        self.depth = depth
    }

    /// The bytes that turn the last painted picture into this one, the cursor where its caret is; empty when nothing
    /// changed. The first, and one of another size, clears the terminal before.
    package mutating func paint(_ canvas: Canvas) -> String {
        guard canvas != painted else { return "" }
        var bytes = "\u{1B}[?25l"
        if painted?.size != canvas.size {
            bytes += "\u{1B}[0m\u{1B}[2J"
            current = Rendition()
        }
        for row in canvas.changedRows(since: painted) {
            for columns in canvas.changedColumns(in: row, since: painted) {
                bytes += move(to: Point(column: columns.lowerBound, row: row))
                for cell in canvas.row(row).dropFirst(columns.lowerBound).prefix(columns.count) {
                    bytes += write(cell)
                }
            }
        }
        painted = canvas
        if let caret = canvas.caret {
            bytes += move(to: caret)
            if canvas.caretIsVisible { bytes += "\u{1B}[?25h" }
        }
        return bytes
    }

    private func move(to point: Point) -> String { "\u{1B}[\(point.row + 1);\(point.column + 1)H" }

    /// The second half of a wide character is written with the first.
    private mutating func write(_ cell: Cell) -> String {
        guard cell.width > 0 else { return "" }
        let look = theme.rendition(of: cell.style, at: depth)
        guard look != current else { return cell.text }
        current = look
        return look.selectGraphicRendition + cell.text
    }
}

extension Rendition {
    /// SGR: everything off, then what is on.
    fileprivate var selectGraphicRendition: String {
        var codes = ["0"]
        if bold { codes.append("1") }
        if dim { codes.append("2") }
        if underline { codes.append("4") }
        if reverse { codes.append("7") }
        if let foreground { codes.append(foreground.code(first: 38)) }
        if let background { codes.append(background.code(first: 48)) }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }
}

extension Colour {
    /// - Parameter first: 38 for what is written, 48 for the ground.
    fileprivate func code(first: Int) -> String {
        switch self {
        case .palette(let index): "\(first);5;\(index)"
        case .rgb(let red, let green, let blue): "\(first);2;\(red);\(green);\(blue)"
        }
    }
}
