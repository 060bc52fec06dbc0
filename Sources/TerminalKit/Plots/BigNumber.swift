/// A number in figures five rows high, to be read across a room. What is no figure, `+` or `-` is left blank.
///
///     BigNumber("42").draw(in: area, on: &canvas)
package struct BigNumber: Hashable, Sendable {
    package var text: String
    package var role: Role

    package init(_ text: String, role: Role = .text) {
        self.text = text
        self.role = role
    }

    package static let height = 5
    /// Of one figure, the blank behind it included.
    private static let pitch = 4

    package static func width(_ text: String) -> Int { max(0, text.count * pitch - 1) }

    /// In the middle of `rect`; in plain figures where it has no room.
    package func draw(in rect: Rect, on canvas: inout Canvas) {
        canvas.fill(rect)
        guard rect.height >= Self.height, rect.width >= Self.width(text) else {
            let middle = rect.line(max(0, rect.height / 2))
            return canvas.field(text, in: middle, Style(role), .centre)
        }
        let left = rect.column + (rect.width - Self.width(text)) / 2
        let top = rect.row + (rect.height - Self.height) / 2
        for (place, figure) in text.enumerated() {
            for (row, dots) in (Self.figures[figure] ?? []).enumerated() {
                for (column, dot) in dots.enumerated() where dot == "#" {
                    let cell = Rect(
                        column: left + place * Self.pitch + column, row: top + row, width: 1, height: 1)
                    canvas.fill(cell, with: canvas.glyphs.full, Style(role))
                }
            }
        }
    }

    private static let figures: [Character: [String]] = [
        "0": ["###", "# #", "# #", "# #", "###"], "1": [" # ", "## ", " # ", " # ", "###"],
        "2": ["###", "  #", "###", "#  ", "###"], "3": ["###", "  #", "###", "  #", "###"],
        "4": ["# #", "# #", "###", "  #", "  #"], "5": ["###", "#  ", "###", "  #", "###"],
        "6": ["###", "#  ", "###", "# #", "###"], "7": ["###", "  #", "  #", "  #", "  #"],
        "8": ["###", "# #", "###", "# #", "###"], "9": ["###", "# #", "###", "  #", "###"],
        "+": ["   ", " # ", "###", " # ", "   "], "-": ["   ", "   ", "###", "   ", "   "],
    ]
}
