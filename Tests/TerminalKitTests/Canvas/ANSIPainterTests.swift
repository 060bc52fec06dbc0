import TerminalKit
import Testing

@Suite("Painting as bytes")
struct ANSIPainterTests {
    private let size = Size(columns: 31, rows: 7)
    private let theme = ThemeName.dark.theme

    @Test("after every picture the terminal shows it, text and looks", arguments: [1, 29, 4_711] as [UInt64])
    func shows(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var painter = ANSIPainter(theme: theme, depth: .palette)
        var terminal = TerminalModel(size: size)
        var canvas = Canvas(size: size)
        for round in 0..<400 {
            for _ in 0..<Int.random(in: 0...3, using: &generator) { scribble(on: &canvas, &generator) }
            let bytes = painter.paint(canvas)
            let isUnderstood = terminal.read(bytes)
            #expect(isUnderstood, "seed \(seed), round \(round): \(bytes.debugDescription)")
            try compare(terminal, canvas, "seed \(seed), round \(round)")
        }
    }

    @Test("what stayed is not sent again, and a picture shown twice costs nothing")
    func difference() {
        var painter = ANSIPainter(theme: theme, depth: .palette)
        var canvas = Canvas(size: size)
        canvas.text("服务单 C1024", at: Point(column: 0, row: 0), .title)
        let whole = painter.paint(canvas)
        #expect(whole.hasPrefix("\u{1B}[?25l\u{1B}[0m\u{1B}[2J") && whole.contains("服务单 C1024"))
        #expect(painter.paint(canvas) == "")
        canvas.text("5", at: Point(column: 11, row: 0), .title)
        canvas.parkCaret(at: Point(column: 2, row: 3), visible: true)
        #expect(
            painter.paint(canvas)
                == "\u{1B}[?25l\u{1B}[1;12H\u{1B}[0;1;38;5;81m5\u{1B}[4;3H\u{1B}[?25h")
    }

    @Test("changed columns are joined over short gaps and never halve a wide character")
    func columns() {
        var before = Canvas(size: Size(columns: 40, rows: 1))
        before.text("维修中心", at: Point(column: 0, row: 0))
        var after = before
        after.text("x", at: Point(column: 2, row: 0))
        after.text("a", at: Point(column: 8, row: 0))
        after.text("b", at: Point(column: 39, row: 0))
        #expect(after.changedColumns(in: 0, since: before) == [2..<9, 39..<40])
        #expect(after.changedRows(since: before) == [0])
        #expect(after.changedRows(since: after) == [])
        #expect(after.changedRows(since: nil) == [0])
    }

    private func scribble(on canvas: inout Canvas, _ generator: inout SeededGenerator) {
        let words = ["维修", "abc", "한글", "e\u{301}", "─", " ", "，", "       ", "空调不制冷"]
        let style = Style(
            Role.allCases.randomElement(using: &generator) ?? .text, selected: .random(using: &generator))
        let place = Point(
            column: .random(in: -1..<size.columns, using: &generator),
            row: .random(in: 0..<size.rows, using: &generator))
        canvas.text(words.randomElement(using: &generator) ?? "", at: place, style)
        canvas.parkCaret(at: place, visible: .random(using: &generator))
    }

    private func compare(_ terminal: TerminalModel, _ canvas: Canvas, _ when: String) throws {
        var pens: [Rendition: String] = [:]
        for row in 0..<size.rows {
            for (cell, square) in zip(canvas.row(row), terminal.squares[row]) {
                try #require(cell.text == square.text, "\(when): row \(row)")
                let look = theme.rendition(of: cell.style, at: .palette)
                // What was cleared and never written is plain, like a plain blank that was.
                #expect(
                    pens.updateValue(square.pen, forKey: look) ?? square.pen == square.pen,
                    "\(when): row \(row)")
            }
        }
        #expect(Set(pens.values).count == pens.count, "\(when): two looks are painted alike")
        #expect(canvas.caret == nil || canvas.caret == terminal.cursor)
        #expect(canvas.caret == nil || canvas.caretIsVisible == terminal.cursorIsShown)
    }
}
