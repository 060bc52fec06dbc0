import TerminalKit
import Testing

@Suite("Canvas")
struct CanvasTests {
    private func canvas(_ columns: Int, _ rows: Int = 1, _ measure: CellWidth = .narrow) -> Canvas {
        Canvas(size: Size(columns: columns, rows: rows), cellWidth: measure)
    }

    @Test("a wide character that does not fit at the right edge becomes a blank, not half of itself")
    func rightEdge() {
        var canvas = canvas(5)
        #expect(canvas.text("abcd中x", at: Point(column: 0, row: 0)) == 5)
        #expect(canvas.text == "abcd")
        #expect(canvas.brokenRows.isEmpty)
    }

    @Test("drawing over half of a wide character blanks its other half")
    func halves() {
        var canvas = canvas(8)
        canvas.text("中文测试", at: Point(column: 0, row: 0))
        canvas.text("X", at: Point(column: 1, row: 0))
        #expect(canvas.text == " X文测试")
        canvas.text("Y", at: Point(column: 4, row: 0))
        #expect(canvas.text == " X文Y 试")
        canvas.text("界", at: Point(column: 5, row: 0))
        #expect(canvas.text == " X文Y界")
    }

    @Test("text is clipped on every side")
    func clipping() {
        var canvas = canvas(4, 2)
        canvas.text("abcdef", at: Point(column: -2, row: 0))
        canvas.text("abcdef", at: Point(column: 2, row: 1))
        canvas.text("no", at: Point(column: 0, row: 2))
        canvas.text("no", at: Point(column: 0, row: -1))
        canvas.text("no", at: Point(column: 9, row: 0))
        #expect(canvas.text == "cdef\n  ab")
        canvas.text("中", at: Point(column: -1, row: 0))
        #expect(canvas.text == " def\n  ab")
    }

    @Test("a limit stops text before its neighbour")
    func limit() {
        var canvas = canvas(8)
        #expect(canvas.text("维修中心", at: Point(column: 1, row: 0), limit: 3) == 4)
        #expect(canvas.text == " 维")
    }

    @Test("fields, boxes and rules draw as told, in ASCII where lines are of uncertain width")
    func chrome() {
        var drawn = canvas(12, 3)
        drawn.box(drawn.bounds, title: "客户")
        drawn.field("维修中心服务", in: Rect(column: 1, row: 1, width: 10, height: 1))
        #expect(drawn.text == "┌ 客户 ────┐\n│维修中心..│\n└──────────┘")
        var plain = canvas(8, 2, .wide)
        plain.box(plain.bounds)
        #expect(plain.text == "+------+\n+------+")
        #expect(plain.brokenRows.isEmpty)
    }

    @Test("pieces of a line follow each other, the one that has no room is cut")
    func spans() {
        var canvas = canvas(14)
        let spans = [Span("逾 3 h ", .missed), Span("维修中心"), Span("x", .muted)]
        #expect(canvas.spans(spans, in: Rect(column: 1, row: 0, width: 12, height: 1)) == 13)
        #expect(canvas.text == " 逾 3 h 维..")
        #expect(canvas.styleText == "0: 1-7 missed")
    }

    @Test("the style dump names roles by column, a star in the selected row")
    func styles() {
        var canvas = canvas(10, 2)
        canvas.text("超时", at: Point(column: 2, row: 1), Style(.missed, selected: true))
        canvas.text("ok", at: Point(column: 6, row: 1), .good)
        #expect(canvas.styleText == "1: 2-5 missed*, 6-7 good")
    }

    @Test("the picture of the styles has a letter a cell, capitals in the selected row")
    func stylePicture() {
        var canvas = canvas(12, 5)
        canvas.text("逾期", at: Point(column: 0, row: 0), .missed)
        for row in 3...4 { canvas.text("C1", at: Point(column: 1, row: row), .muted) }
        canvas.text("逾期 C1", at: Point(column: 0, row: 2), Style(.missed, selected: true))
        canvas.text("C1", at: Point(column: 5, row: 2), Style(.text, selected: true))
        canvas.parkCaret(at: Point(column: 0, row: 2), visible: false)
        #expect(
            canvas.stylePicture == """
                caret 0,2 parked | m muted, o missed, x text
                    0 oooo
                    2 OOOOOXX
                  3-4  mm
                """)
        #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    }

    @Test("the caret is parked only inside the canvas")
    func caret() {
        var canvas = canvas(4)
        canvas.parkCaret(at: Point(column: 4, row: 0), visible: true)
        #expect(canvas.caret == nil)
        canvas.parkCaret(at: Point(column: 3, row: 0), visible: true)
        #expect(canvas.caret == Point(column: 3, row: 0))
    }

    @Test("no row ever comes apart, whatever is drawn where", arguments: [2, 42, 4_711] as [UInt64])
    func integrity(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for measure in [CellWidth.narrow, .wide] {
            var canvas = canvas(23, 6, measure)
            for round in 0..<3_000 {
                let place = Point(
                    column: Int.random(in: -4...25, using: &generator),
                    row: Int.random(in: -1...6, using: &generator))
                let text = RandomText.string(&generator, pieces: Int.random(in: 0...6, using: &generator))
                if round.isMultiple(of: 3) {
                    let width = Int.random(in: 0...12, using: &generator)
                    canvas.field(
                        text, in: Rect(column: place.column, row: place.row, width: width, height: 1))
                } else {
                    canvas.text(text, at: place, limit: Int.random(in: 0...30, using: &generator))
                }
                #expect(canvas.brokenRows.isEmpty, "seed \(seed) round \(round): \(text.debugDescription)")
            }
        }
    }
}
