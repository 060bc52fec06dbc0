import Model
import TerminalKit

/// A sheet that is a form: Enter in its last field, or its own key, takes what is typed; Esc leaves, and what was typed stands
/// there again when the same form is opened again.
protocol FormSheet: Screen {
    associatedtype Field: Hashable & Sendable

    var form: Form<Field> { get set }
    /// What it is about, and began with: forms of one kind are the same form where this is the same. Nil for one whose text is
    /// not kept when it is left, or by other means, as a draft is.
    var keptUnder: String? { get }
    /// Takes what is typed, or says beside the field why it cannot.
    mutating func submit(_ context: DeskContext) -> [DeskStep]
    /// A field says something else than before.
    mutating func typed(in field: Field, _ context: DeskContext)
    /// Comes before each event, for fields whose judge goes by the clock.
    mutating func timeWent(_ context: DeskContext)
    /// What stands above the fields, and below them, a paragraph each.
    func above(_ context: DeskContext) -> [String]
    func below(_ context: DeskContext) -> [String]
}

extension FormSheet {
    var id: String { "" }
    var isSheet: Bool { true }
    var isTyping: Bool { true }

    mutating func typed(in field: Field, _ context: DeskContext) {}
    mutating func timeWent(_ context: DeskContext) {}
    func above(_ context: DeskContext) -> [String] { [] }
    func below(_ context: DeskContext) -> [String] { [] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        action == EditActions.pick ? pickText(context) : submit(context)
    }

    /// Says beside each of these that is empty that it is needed.
    mutating func require(_ fields: [Field], _ context: DeskContext) {
        for field in fields where form.value(of: field).trimmed.isEmpty {
            form.errors[field] = context.say("field.required")
        }
    }

    /// The sum in a number field; nil where nothing is typed, and where that is no sum, which is said beside the field.
    mutating func sum(in field: Field, _ currency: String, _ context: DeskContext) -> Money? {
        guard case .number(let typed)? = form[field]?.content, !typed.text.isEmpty else { return nil }
        if let minor = typed.number { return Money(minor: Int64(minor), currency: currency) }
        form.errors[field] = context.say("field.wrong.money")
        return nil
    }

    /// The form in the words of another language, and in them as well what is said to be needed. What is said of a text
    /// that stands there goes, rather than stand in the former language: it is said again when the sheet is sent.
    mutating func reword(as other: Form<Field>, _ context: DeskContext) {
        form.reword(as: other)
        let empty = form.errors.keys.filter { form.value(of: $0).trimmed.isEmpty }
        form.errors = [:]
        require(empty, context)
    }

    /// F4 in a choice: the list of all; nil in any other field, which the sheet knows more of.
    func pickChoice(_ context: DeskContext) -> [DeskStep]? {
        guard let focus = form.focus, let choice = form.choice(focus) else { return nil }
        return [
            .push(
                PickSheet.choices(choice, of: self, context, { $0.form.choice(focus) }) { id in
                    Job.tell { (sheet: inout Self, context) in
                        sheet.form.enter(id, in: focus)
                        sheet.form.errors[focus] = nil
                        sheet.typed(in: focus, context)
                        return []
                    }
                })
        ]
    }

    /// F4 in a text: the canned answers, filled from what the screen below is about.
    func pickText(_ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus, case .text? = form[focus]?.content else {
            return [.warn(context.say("log.nothingToPick"))]
        }
        return [.run(Everywhere.knowledge)]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape || event.key == .f(12) { return [.leave] }
        timeWent(context)
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
        var room = max(0, area.height - rows - 4)
        /// Lines with an empty one between them and the fields, as far as there is room.
        func wrapped(_ paragraphs: [String]) -> [String] {
            let lines = paragraphs.flatMap { canvas.cellWidth.wrap($0, width - 4) }.prefix(max(0, room - 1))
            room -= lines.isEmpty ? 0 : lines.count + 1
            return Array(lines)
        }
        let (above, below) = (wrapped(above(context)), wrapped(below(context)))
        let head = above.isEmpty ? 0 : above.count + 1
        let foot = below.isEmpty ? 0 : below.count + 1
        let frame = area.sheet(width: width, height: min(area.height, head + rows + foot + 4))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1).dropping(rows: 1)
        for (row, line) in above.enumerated() { canvas.field(line, in: inside.line(row), .accent) }
        for (row, line) in below.enumerated() {
            canvas.field(line, in: inside.line(head + rows + 1 + row), .accent)
        }
        let fields = inside.dropping(rows: head)
        form.draw(
            in: Rect(
                column: fields.column, row: fields.row, width: fields.width,
                height: min(fields.height, foot == 0 ? fields.height : rows)), on: &canvas)
    }
}
