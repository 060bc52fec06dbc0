import TerminalKit

/// A canvas as an SVG picture: a grid of cells on a dark ground of its own, so that it reads on any page. Text is held to
/// its cells whatever font the reader has (`textLength`), wide characters to two; lines and bars are drawn, so that they
/// meet.
///
///     try Data(Picture(of: canvas).svg.utf8).write(to: file)
struct Picture {
    /// Pixels.
    private static let cell = (width: 9, height: 20)
    private static let margin = 12
    private static let ground = "#16181d"
    private static let plainInk = "#d8dade"

    private let canvas: Canvas
    private let theme: Theme

    init(of canvas: Canvas, theme: Theme = ThemeName.dark.theme) {
        (self.canvas, self.theme) = (canvas, theme)
    }

    var svg: String {
        let width = canvas.size.columns * Self.cell.width + 2 * Self.margin
        let height = canvas.size.rows * Self.cell.height + 2 * Self.margin
        let rows = (0..<canvas.size.rows).map { index in
            pieces(in: index).map { draw($0, row: index) }.joined()
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            font-family="ui-monospace,'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',\
            'PingFang SC','Microsoft YaHei',monospace" font-size="15">
            <style>text{white-space:pre;fill:\(Self.plainInk)}</style>
            <rect width="\(width)" height="\(height)" rx="8" fill="\(Self.ground)"/>
            \(rows.filter { !$0.isEmpty }.joined(separator: "\n"))
            \(caret)</svg>

            """
    }

    // MARK: Pieces of a row

    /// Neighbouring cells of one look and one kind.
    private struct Piece {
        enum Kind {
            case blank, narrow, wide, line, bar
        }

        var start: Int
        var cells: Int
        var text: String
        var kind: Kind
        var look: Rendition
    }

    private func pieces(in index: Int) -> [Piece] {
        var pieces: [Piece] = []
        for (column, cell) in canvas.row(index).enumerated() where cell.width > 0 {
            let new = Piece(
                start: column, cells: cell.width, text: cell.text, kind: kind(of: cell),
                look: theme.rendition(of: cell.style, at: .truecolor))
            if var last = pieces.last, last.look == new.look, joins(last, new) {
                last.cells += new.cells
                last.text += new.text
                pieces[pieces.count - 1] = last
            } else {
                pieces.append(new)
            }
        }
        return pieces
    }

    private func kind(of cell: Cell) -> Piece.Kind {
        if cell.text == " " { return .blank }
        if cell.width == 2 { return .wide }
        let glyphs = canvas.glyphs
        if ([glyphs.horizontal, glyphs.vertical] + glyphs.corners).contains(cell.text), glyphs == .drawn {
            return .line
        }
        return [glyphs.full, glyphs.empty].contains(cell.text) ? .bar : .narrow
    }

    /// Words of one look are one text; lines and bars are joined only to their like.
    private func joins(_ last: Piece, _ new: Piece) -> Bool {
        switch (last.kind, new.kind) {
        case (.narrow, .narrow), (.wide, .wide), (.blank, .blank): true
        case (.line, .line), (.bar, .bar):
            last.text.last == new.text.last && new.text != canvas.glyphs.vertical
        default: false
        }
    }

    // MARK: Drawing

    private func draw(_ piece: Piece, row: Int) -> String {
        let (x, y) = (left(piece.start), top(row))
        let width = piece.cells * Self.cell.width
        let (ink, paper) = (ink(of: piece.look), paper(of: piece.look))
        var svg = paper.map { rect(x, y, width, Self.cell.height, $0) } ?? ""
        if piece.look.underline { svg += rect(x, y + 18, width, 1, ink) }
        switch piece.kind {
        case .blank: break
        case .line: svg += line(piece.text, x, y, width, ink)
        case .bar:
            let isFull = piece.text.hasPrefix(canvas.glyphs.full)
            svg += rect(x, y + 4, width, 12, ink, isFull ? "" : " opacity=\".25\"")
        case .narrow, .wide:
            let weight = piece.look.bold ? " font-weight=\"bold\"" : ""
            let fill = ink == Self.plainInk ? "" : " style=\"fill:\(ink)\""
            svg +=
                "<text x=\"\(x)\" y=\"\(y + 15)\" textLength=\"\(width)\"\(weight)\(fill)>\(Self.escape(piece.text))</text>"
        }
        return svg
    }

    /// Drawn lines: along the cell's middle, corners as two halves.
    private func line(_ text: String, _ x: Int, _ y: Int, _ width: Int, _ ink: String) -> String {
        let (middle, half) = (y + Self.cell.height / 2, Self.cell.width / 2)
        guard text != canvas.glyphs.vertical else { return rect(x + half, y, 1, Self.cell.height, ink) }
        guard let corner = canvas.glyphs.corners.firstIndex(of: text) else {
            return rect(x, middle, width, 1, ink)
        }
        let (isRight, isBottom) = (corner % 2 == 1, corner > 1)
        return rect(isRight ? x : x + half, middle, isRight ? half : Self.cell.width - half, 1, ink)
            + rect(x + half, isBottom ? y : middle, 1, Self.cell.height / 2, ink)
    }

    private func rect(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ fill: String, _ more: String = "")
        -> String
    {
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(more)/>"
    }

    private var caret: String {
        guard let caret = canvas.caret, canvas.caretIsVisible else { return "" }
        return rect(left(caret.column), top(caret.row) + 2, 2, 16, Self.plainInk) + "\n"
    }

    private func left(_ column: Int) -> Int { Self.margin + column * Self.cell.width }
    private func top(_ row: Int) -> Int { Self.margin + row * Self.cell.height }

    // MARK: Colours

    private func ink(of look: Rendition) -> String {
        look.reverse ? Self.ground : look.foreground.map(Self.hex) ?? Self.plainInk
    }

    private func paper(of look: Rendition) -> String? {
        look.reverse ? Self.plainInk : look.background.map(Self.hex)
    }

    private static func hex(_ colour: Colour) -> String {
        switch colour {
        case .palette(let index): hex(Colour.value(ofIndex: index))
        case .rgb(let red, let green, let blue):
            "#"
                + [red, green, blue].map { String($0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }
                .joined()
        }
    }

    private static func escape(_ text: String) -> String {
        text.reduce(into: "") { $0 += ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$1] ?? String($1) }
    }
}
