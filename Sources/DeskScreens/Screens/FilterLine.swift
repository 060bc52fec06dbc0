import Model
import ServiceDesk
import TerminalKit
import Wording

/// The filter of a list: the line it is written in (`/`), what is in force, and what is wrong with what is written.
/// While it is being written the list follows as far as it can be understood.
struct FilterLine: Sendable {
    static let open = ActionID("filter.open")
    static let apply = ActionID("filter.apply")
    static let complete = ActionID("filter.complete")
    static let cancel = ActionID("filter.cancel")
    static let clear = ActionID("filter.clear")

    private(set) var filter = CaseFilter()
    private var field: TextField?
    /// What is in force again when writing is given up.
    private var before = CaseFilter()
    private var fault: FilterFault?
    private var words: FilterWords?

    init(_ filter: CaseFilter = CaseFilter()) { (self.filter, before) = (filter, filter) }

    var isOpen: Bool { field != nil }

    /// While it is being written.
    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(Self.apply, [.enter]), context.action(Self.complete, [.tab]),
            context.action(Self.cancel, [.escape, .f(12)]),
        ]
    }

    static func clearing(_ context: DeskContext) -> DeskAction { context.action(clear, [.escape]) }

    /// Opens the line on what is in force; its words are read once.
    /// - Parameter learnt: puts the words into the screen's line; true when its list is another one by that.
    mutating func begin<S: Screen>(
        _ context: DeskContext, learnt: @escaping @Sendable (inout S, FilterWords, DeskContext) -> [DeskStep]
    ) -> [DeskStep] {
        before = filter
        field = TextField(filter.isEmpty ? "" : filter.text + " ", placeholder: context.say("filter.hint"))
        guard words == nil else { return [] }
        let (said, language) = (context.said, context.wording.language)
        return [
            .job(
                .read("words") { reading, _ in
                    try reading.filterWords(in: language, said: said)
                } then: { (screen: inout S, words, context) in
                    learnt(&screen, words, context)
                })
        ]
    }

    /// - Returns: whether the filter is another one.
    mutating func learn(_ words: FilterWords) -> Bool {
        self.words = words
        return read()
    }

    /// - Returns: whether the filter is another one; nil when the key is nothing to the line.
    mutating func handle(_ event: InputEvent) -> Bool? {
        switch field?.handle(event) {
        case .changed: read()
        case .moved: false
        case .ignored, nil: nil
        }
    }

    /// Understands what is written; while its last word is not to be understood yet, what stands before that.
    private mutating func read() -> Bool {
        guard let text = field?.text, let words else { return false }
        var new = filter
        do {
            new = try CaseFilter(text, words: words)
            fault = nil
        } catch {
            fault = error as? FilterFault
            let before = String(text.reversed().drop { !$0.isWhitespace }.reversed())
            if let known = try? CaseFilter(before, words: words) { new = known }
        }
        defer { filter = new }
        return new != filter
    }

    /// Enter: the filter stays. What cannot be understood stays to be mended.
    /// - Returns: what is wrong.
    mutating func apply() -> FilterFault? {
        if let fault { return fault }
        field = nil
        return nil
    }

    /// Esc: as before.
    /// - Returns: whether the filter is another one.
    mutating func cancel() -> Bool {
        (field, fault) = (nil, nil)
        defer { filter = before }
        return filter != before
    }

    mutating func clear() { (filter, before, field, fault) = (CaseFilter(), CaseFilter(), nil, nil) }

    private var completions: (replacing: Int, choices: [FilterWords.Completion]) {
        guard let text = field?.text, let words else { return (0, []) }
        return words.completions(of: text)
    }

    /// Tab: the first of what the word may become.
    /// - Returns: whether the filter is another one.
    mutating func complete() -> Bool {
        let (replacing, choices) = completions
        guard let text = field?.text, let first = choices.first else { return false }
        field?.setText(String(text.dropLast(replacing)) + first.text)
        return read()
    }

    /// Rows it takes above the list.
    var rows: Int { isOpen ? 2 : 0 }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let field else { return }
        canvas.field("/", in: Rect(column: area.column, row: area.row, width: 1, height: 1), .key)
        canvas.fill(area.line(1))
        FilterProposals(choices: completions.choices, fault: fault).draw(
            in: area.line(1), on: &canvas, context)
        field.draw(in: area.line(0).dropping(columns: 2), on: &canvas, focused: true)
    }
}
