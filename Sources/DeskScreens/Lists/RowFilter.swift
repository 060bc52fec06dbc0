import Model
import ServiceDesk
import TerminalKit
import Wording

/// What was typed after `/` to see fewer rows. It stays in view, and in force, until Esc. Words are looked for in the rows; in a
/// list whose filter knows fields, what names one is asked of the records, as in the queues of cases.
struct RowFilter: Sendable {
    private(set) var field = TextField()
    private(set) var isTyping = false
    /// Its words in small letters.
    private(set) var words: [String] = []
    /// What of it names fields; while its last word is not to be understood yet, what stands before that.
    private(set) var fields = WorkFilter()
    private var vocabulary: WorkWords?
    /// What is wrong with it.
    private(set) var fault: FilterFault?

    var isOn: Bool { isTyping || !field.isEmpty }

    mutating func begin() { isTyping = true }

    /// What is typed stays in force; letters are commands again. What cannot be understood stays to be mended.
    mutating func keep() { if fault == nil { isTyping = false } }

    mutating func clear() {
        let vocabulary = vocabulary
        self = RowFilter()
        self.vocabulary = vocabulary
    }

    /// - Returns: whether the text is another one; nil when the event is nothing to a field.
    mutating func handle(_ event: InputEvent) -> Bool? {
        guard isTyping else { return nil }
        switch field.handle(event) {
        case .changed:
            read()
            return true
        case .moved: return false
        case .ignored: return nil
        }
    }

    /// Whether a row of these texts fits: each word is part of one of them, or of its pinyin initials.
    func admits(_ texts: [String]) -> Bool {
        guard !words.isEmpty else { return true }
        let known = texts.map { $0.lowercased() } + texts.compactMap { SearchText.initials(of: $0) }
        return words.allSatisfy { word in known.contains { $0.contains(word) } }
    }

    // MARK: Fields

    var knowsFields: Bool { vocabulary != nil }

    /// From now on it knows fields.
    mutating func learn(_ vocabulary: WorkWords) {
        self.vocabulary = vocabulary
        read()
    }

    private mutating func read() {
        let text = field.text
        guard let vocabulary else {
            words = text.lowercased().split(separator: " ").map(String.init)
            return
        }
        do {
            (fields, words) = try WorkFilter.parts(of: text, words: vocabulary)
            fault = nil
        } catch {
            fault = error as? FilterFault
            let before = String(text.reversed().drop { !$0.isWhitespace }.reversed())
            if let parts = try? WorkFilter.parts(of: before, words: vocabulary) { (fields, words) = parts }
        }
    }

    private var completions: (replacing: Int, choices: [FilterWords.Completion]) {
        guard isTyping, !field.isEmpty, let vocabulary else { return (0, []) }
        return vocabulary.completions(of: field.text)
    }

    /// Tab: the first of what the last word may become.
    mutating func complete() {
        let (replacing, choices) = completions
        guard let first = choices.first else { return }
        field.setText(String(field.text.dropLast(replacing)) + first.text)
        read()
    }

    // MARK: Drawing

    /// Rows it takes above the list.
    var rows: Int { !isOn ? 0 : isTyping && knowsFields ? 2 : 1 }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let row = area.line(0)
        let start = canvas.spans([Span(context.say("list.filter") + " ", .label)], in: row)
        let place = row.dropping(columns: start - row.column)
        if isTyping, knowsFields { drawProposals(in: area.line(1), on: &canvas, context) }
        if isTyping {
            field.draw(in: place, on: &canvas, focused: true)
        } else {
            canvas.field(field.text, in: place, .accent)
        }
    }

    private func drawProposals(in row: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.fill(row)
        FilterProposals(choices: completions.choices, fault: fault).draw(in: row, on: &canvas, context)
    }
}
