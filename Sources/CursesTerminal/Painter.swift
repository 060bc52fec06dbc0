import CNcurses
import TerminalKit

/// Puts canvases on ncurses' screen. Only rows that differ from the last painted canvas are given to ncurses,
/// and those whole: writing into the middle of a wide character would shift the rest of the row. ncurses then
/// sends what differs.
@MainActor
struct Painter {
    private var theme: Theme
    private let depth: ColourDepth
    private var painted: Canvas?
    private var looks: [Style: Look] = [:]
    private var pairs: [PairKey: Int32] = [:]
    private var cursorIsVisible: Bool?

    private struct Look {
        var attributes: attr_t
        var pair: Int32
    }

    private struct PairKey: Hashable {
        var foreground: Int32
        var background: Int32
    }

    init(theme: Theme, depth: ColourDepth) {
        self.theme = theme
        self.depth = depth
    }

    mutating func use(_ theme: Theme) {
        self.theme = theme
        looks.removeAll()
        invalidate()
    }

    /// Forgets what is on the screen, so that the next canvas is painted whole (after a resize, a suspension,
    /// Ctrl-L).
    mutating func invalidate() {
        painted = nil
        cursorIsVisible = nil
        clearok(cn_screen(), true)
    }

    mutating func paint(_ canvas: Canvas) {
        for row in canvas.changedRows(since: painted) { write(row, of: canvas) }
        painted = canvas
        park(canvas)
        wnoutrefresh(cn_screen())
        doupdate()
    }

    /// `wadd_wchnstr` neither wraps nor moves the cursor, so the last column and the last row are cells like
    /// others.
    private mutating func write(_ row: Int, of canvas: Canvas) {
        var shown: [cchar_t] = []
        shown.reserveCapacity(canvas.size.columns)
        // Cells beside each other mostly look the same.
        var last = (style: Style.text, look: look(of: .text))
        canvas.forEachPiece(in: row) { scalars, style in
            if style != last.style { last = (style, look(of: style)) }
            shown.append(Self.cell(scalars, last.look))
        }
        wmove(cn_screen(), Int32(row), 0)
        wadd_wchnstr(cn_screen(), shown, Int32(shown.count))
    }

    /// Isolated to nothing: for every cell, the closure in it would ask whether it runs on the main actor.
    private nonisolated static func cell(_ scalars: UnsafeBufferPointer<UInt32>, _ look: Look) -> cchar_t {
        var filled = cchar_t()
        let made = scalars.withMemoryRebound(to: wchar_t.self) {
            cn_set_cell(&filled, $0.baseAddress, look.attributes, look.pair)
        }
        if made == ERR { cn_set_cell(&filled, [wchar_t(0x3F), 0], look.attributes, look.pair) }
        return filled
    }

    private mutating func park(_ canvas: Canvas) {
        let isVisible = canvas.caret != nil && canvas.caretIsVisible
        if isVisible != cursorIsVisible {
            curs_set(isVisible ? 1 : 0)
            cursorIsVisible = isVisible
        }
        let caret = canvas.caret ?? Point(column: 0, row: max(0, canvas.size.rows - 1))
        wmove(cn_screen(), Int32(caret.row), Int32(caret.column))
    }

    private mutating func look(of style: Style) -> Look {
        if let look = looks[style] { return look }
        let rendition = theme.rendition(of: style, at: depth)
        var attributes = cn_normal()
        if rendition.bold { attributes |= cn_bold() }
        if rendition.dim { attributes |= cn_dim() }
        if rendition.underline { attributes |= cn_underline() }
        if rendition.reverse { attributes |= cn_reverse() }
        let key = PairKey(
            foreground: number(of: rendition.foreground), background: number(of: rendition.background))
        let look = Look(attributes: attributes, pair: pair(for: key))
        looks[style] = look
        return look
    }

    /// -1 is the terminal's own colour (`use_default_colors`).
    private func number(of colour: Colour?) -> Int32 {
        switch colour {
        case nil: -1
        case .palette(let index): Int32(index)
        case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }

    /// Pair 0 is the terminal's own colours; it also serves when the terminal has no more pairs.
    private mutating func pair(for key: PairKey) -> Int32 {
        if depth == .mono || key == PairKey(foreground: -1, background: -1) { return 0 }
        if let pair = pairs[key] { return pair }
        let next = Int32(pairs.count + 1)
        guard next < cn_colour_pairs(), init_extended_pair(next, key.foreground, key.background) == OK else {
            return 0
        }
        pairs[key] = next
        return next
    }
}
