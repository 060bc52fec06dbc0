extension CellWidth {
    /// Pieces of a line in lines of at most `cells` cells; those after the first begin `hang` cells further right. A short
    /// piece goes to the next line whole; a longer one is broken as `wrap` breaks text.
    package func wrap(_ spans: [Span], _ cells: Int, hang: Int = 0) -> [[Span]] {
        let pieces = spans.map { Span(DisplayText.sanitise($0.text), $0.style) }
        let whole = pieces.reduce(0) { $0 + of($1.text) }
        guard whole > cells, cells >= hang + 2 else { return [pieces] }
        var lines: [[Span]] = [[]]
        var room = cells
        let goOn = {
            lines.append(hang == 0 ? [] : [Span(String(repeating: " ", count: hang))])
            room = cells - hang
        }
        for piece in pieces {
            var rest = piece.text[...]
            while !rest.isEmpty {
                let isAtStart = room == (lines.count == 1 ? cells : cells - hang)
                if isAtStart, lines.count > 1 { rest = rest.drop { $0 == " " } }
                let solid = of(String(rest).trimmingTrailingBlanks())
                if solid <= room {
                    lines[lines.count - 1].append(Span(String(rest), piece.style))
                    room = max(0, room - of(rest))
                    break
                }
                let isShort = solid <= min(Self.shortPiece, cells - hang)
                let firstWord = of(rest.drop { $0 == " " }.prefix { $0 != " " && of(String($0)) < 2 })
                if !isAtStart, isShort || room < 2 || firstWord > room {
                    goOn()
                    continue
                }
                let part = wrap(String(rest), room)[0]
                lines[lines.count - 1].append(Span(part, piece.style))
                // Blanks alone go, as at the end of a line.
                rest = part.isEmpty ? rest.drop { $0 == " " } : rest.dropFirst(part.count)
                if !rest.allSatisfy({ $0 == " " }) { goOn() } else { rest = "" }
            }
        }
        return lines
    }

    /// Up to so many cells a piece is a name, a time or a state, and read at one glance.
    private static var shortPiece: Int { 20 }
}
