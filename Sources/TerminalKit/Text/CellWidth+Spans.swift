extension CellWidth {
    /// Pieces of a line in lines of at most `cells` cells, broken as `wrap` breaks text; those after the first begin
    /// `hang` cells further right.
    package func wrap(_ spans: [Span], _ cells: Int, hang: Int = 0) -> [[Span]] {
        let pieces = spans.map { Span(DisplayText.sanitise($0.text), $0.style) }
        let text = pieces.map(\.text).joined()
        guard of(text) > cells, cells > hang else { return [pieces] }
        var letters = pieces.flatMap { piece in piece.text.map { ($0, piece.style) } }[...]
        var lines: [[Span]] = []
        while !letters.isEmpty {
            let room = lines.isEmpty ? cells : cells - hang
            let line = wrap(String(letters.map(\.0)), room)[0]
            var spans = lines.isEmpty || hang == 0 ? [] : [Span(String(repeating: " ", count: hang))]
            for (letter, style) in letters.prefix(max(1, line.count)) {
                if spans.last?.style == style, lines.isEmpty || spans.count > 1 {
                    spans[spans.count - 1].text.append(letter)
                } else {
                    spans.append(Span(String(letter), style))
                }
            }
            lines.append(spans)
            letters = letters.dropFirst(max(1, line.count)).drop { $0.0 == " " }
        }
        return lines
    }
}
