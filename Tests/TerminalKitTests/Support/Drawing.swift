import TerminalKit
import Testing

/// Draws something at every small size, in both ambiguous widths and plain, beside a column of `|`, and expects rows that
/// are whole and nothing outside the rectangle.
func expectContained(
    _ what: String, sizes: [Size] = smallSizes, sourceLocation: SourceLocation = #_sourceLocation,
    draw: (Rect, inout Canvas) -> Void
) {
    for size in sizes {
        for (cellWidth, plain) in [(CellWidth.narrow, false), (.wide, false), (.narrow, true)] {
            var canvas = Canvas(
                size: Size(columns: size.columns + 4, rows: size.rows + 2), cellWidth: cellWidth, plain: plain
            )
            canvas.fill(canvas.bounds, with: "~")
            let rect = Rect(column: 2, row: 1, width: size.columns, height: size.rows)
            draw(rect, &canvas)
            let name = "\(what) at \(size.columns)x\(size.rows), ambiguous \(cellWidth.ambiguous)"
            let broken = canvas.brokenRows
            #expect(broken.isEmpty, "\(name)\n\(canvas.text)", sourceLocation: sourceLocation)
            let outside = (0..<canvas.size.rows).flatMap { row in
                (0..<canvas.size.columns).map { Point(column: $0, row: row) }.filter {
                    !rect.contains($0) && canvas[$0]?.text != "~"
                }
            }
            #expect(outside.isEmpty, "\(name)\n\(canvas.text)", sourceLocation: sourceLocation)
            if plain || cellWidth.ambiguous == 2 {
                let isASCII = canvas.chromeIsASCII
                #expect(isASCII, "\(name)\n\(canvas.text)", sourceLocation: sourceLocation)
            }
        }
    }
}

let smallSizes: [Size] = [
    (0, 0), (1, 1), (0, 3), (3, 0), (2, 1), (3, 2), (5, 3), (9, 2), (14, 5), (24, 8), (37, 12), (80, 24),
].map { Size(columns: $0.0, rows: $0.1) }

extension RandomText {
    /// Text of every kind but box drawing, which `expectContained` looks for.
    static func content(_ generator: inout SeededGenerator) -> String {
        string(&generator, pieces: 9).filter { !$0.unicodeScalars.contains("─") }
    }
}

extension Canvas {
    /// No box drawing, block or Braille character anywhere.
    var chromeIsASCII: Bool {
        (0..<size.rows).allSatisfy { index in
            row(index).allSatisfy { cell in
                cell.text.unicodeScalars.allSatisfy {
                    !(0x2500...0x259F).contains($0.value) && !(0x2800...0x28FF).contains($0.value)
                }
            }
        }
    }
}

/// Draws onto a canvas of its own and gives the text.
func drawn(
    _ columns: Int, _ rows: Int, cellWidth: CellWidth = .narrow, plain: Bool = false,
    _ draw: (Rect, inout Canvas) -> Void
) -> Canvas {
    var canvas = Canvas(size: Size(columns: columns, rows: rows), cellWidth: cellWidth, plain: plain)
    draw(canvas.bounds, &canvas)
    return canvas
}
