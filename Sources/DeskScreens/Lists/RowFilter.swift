import Model
import TerminalKit

/// What was typed after `/` to see fewer rows. It stays in view, and in force, until Esc.
struct RowFilter: Sendable, Hashable {
    private(set) var field = TextField()
    private(set) var isTyping = false

    var isOn: Bool { isTyping || !field.isEmpty }
    var words: [String] { field.text.lowercased().split(separator: " ").map(String.init) }

    mutating func begin() { isTyping = true }
    /// What is typed stays in force; letters are commands again.
    mutating func keep() { isTyping = false }
    mutating func clear() { self = RowFilter() }

    /// - Returns: whether the text is another one; nil when the event is nothing to a field.
    mutating func handle(_ event: InputEvent) -> Bool? {
        guard isTyping else { return nil }
        return switch field.handle(event) {
        case .changed: true
        case .moved: false
        case .ignored: nil
        }
    }

    /// Whether a row of these texts fits: each word is part of one of them, or of its pinyin initials.
    func admits(_ texts: [String]) -> Bool {
        let words = words
        guard !words.isEmpty else { return true }
        let known = texts.map { $0.lowercased() } + texts.compactMap { SearchText.initials(of: $0) }
        return words.allSatisfy { word in known.contains { $0.contains(word) } }
    }

    /// - Parameter label: in front of the field.
    func draw(in row: Rect, on canvas: inout Canvas, label: String) {
        let start = canvas.spans([Span(label + " ", .label)], in: row)
        let place = row.dropping(columns: start - row.column)
        if isTyping {
            field.draw(in: place, on: &canvas, focused: true)
        } else {
            canvas.field(field.text, in: place, .accent)
        }
    }
}
