import TerminalKit

/// A sheet that is a form: Enter in its last field, or its own key, takes what is typed; Esc leaves.
protocol FormSheet: Screen {
    associatedtype Field: Hashable & Sendable

    var form: Form<Field> { get set }
    /// Takes what is typed, or says beside the field why it cannot.
    mutating func submit(_ context: DeskContext) -> [DeskStep]
    /// A field says something else than before.
    mutating func typed(in field: Field, _ context: DeskContext)
}

extension FormSheet {
    var id: String { "" }
    var isSheet: Bool { true }
    var isTyping: Bool { true }

    mutating func typed(in field: Field, _ context: DeskContext) {}

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] { submit(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape || event.key == .f(12) { return [.pop] }
        switch form.handle(event) {
        case .submitted: return submit(context)
        case .ignored: return nil
        case .changed(let field): typed(in: field, context)
        case .focused, .moved: break
        }
        return []
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let width = area.sheetWidth(72)
        let rows = form.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, rows + 4))
        canvas.box(frame, title: title(context))
        form.draw(in: frame.inset(columns: 2, rows: 1).dropping(rows: 1), on: &canvas)
    }
}
