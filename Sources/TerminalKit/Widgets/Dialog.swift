/// A question that must be answered before anything else. Its words come from outside, in the user's
/// language.
///
/// A question starts on Cancel, so that a key pressed blindly does no harm.
package struct Dialog: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case confirmed
        /// A prompt's answer.
        case answered(String)
        case cancelled
        case changed
        case ignored
    }

    private enum Focus: Hashable, Sendable {
        case input, cancel, confirm
    }

    package let title: String
    package let message: String
    package let confirmLabel: String
    package let cancelLabel: String
    /// Why the answer cannot be taken; the screen sets it.
    package var error: String?
    private var input: TextField?
    private var focus: Focus

    /// A yes-or-no question. `y` and `n` answer too.
    package static func confirm(title: String, message: String, confirm: String, cancel: String) -> Dialog {
        Dialog(title: title, message: message, confirmLabel: confirm, cancelLabel: cancel, input: nil)
    }

    /// A question answered with a text (a reason, a number).
    package static func prompt(
        title: String, message: String, confirm: String, cancel: String, text: String = "",
        placeholder: String = ""
    ) -> Dialog {
        let field = TextField(text, placeholder: placeholder)
        return Dialog(
            title: title, message: message, confirmLabel: confirm, cancelLabel: cancel, input: field)
    }

    private init(
        title: String, message: String, confirmLabel: String, cancelLabel: String, input: TextField?
    ) {
        self.title = title
        self.message = message
        self.confirmLabel = confirmLabel
        self.cancelLabel = cancelLabel
        self.input = input
        focus = input == nil ? .cancel : .input
    }

    /// The same question in the words of another language; what was typed stays, and what Enter takes.
    package mutating func reword(as other: Dialog) {
        let was = self
        self = other
        (input, focus) = (was.input, was.focus)
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        if case .key(.escape) = event { return .cancelled }
        if case .key(.f(12)) = event { return .cancelled }
        if focus == .input, let outcome = handleInput(event) { return outcome }
        guard case .key(let key) = event else { return .ignored }
        switch key.command {
        case .enter: return focus == .cancel ? .cancelled : confirmed
        case .tab, .right, .down: return moveFocus(by: 1)
        case .backTab, .left, .up: return moveFocus(by: -1)
        case .character("y") where input == nil, .character("Y") where input == nil: return .confirmed
        case .character("n") where input == nil, .character("N") where input == nil: return .cancelled
        default: return .ignored
        }
    }

    private var confirmed: Outcome { input.map { .answered($0.text) } ?? .confirmed }

    private mutating func handleInput(_ event: InputEvent) -> Outcome? {
        switch input?.handle(event) {
        case .changed:
            error = nil
            return .changed
        case .moved: return .changed
        case .ignored, nil: return nil
        }
    }

    private mutating func moveFocus(by step: Int) -> Outcome {
        let order: [Focus] = input == nil ? [.cancel, .confirm] : [.input, .cancel, .confirm]
        let index = order.firstIndex(of: focus) ?? 0
        focus = order[(index + step + order.count) % order.count]
        return .changed
    }

    /// Draws itself in the middle of `screen`, as large as its message needs.
    package func draw(over screen: Rect, on canvas: inout Canvas) {
        let width = min(max(screen.width * 3 / 5, 44), screen.width)
        let lines = canvas.cellWidth.wrap(message, width - 4)
        let extra = (input == nil ? 0 : 2) + (error == nil ? 0 : 1)
        let frame = screen.centred(width: width, height: min(lines.count + extra + 4, screen.height))
        canvas.box(frame, title: title)
        let inside = frame.inset(columns: 2, rows: 1)
        let buttons = inside.line(inside.height - 1)
        let text = Rect(
            column: inside.column, row: inside.row, width: inside.width,
            height: max(0, inside.height - 2 - extra))
        canvas.paragraph(message, in: text)
        drawButtons(in: buttons, on: &canvas)
        if let error { canvas.field("! " + error, in: inside.line(inside.height - 2), .error) }
        input?.draw(in: inside.line(text.height + 1), on: &canvas, focused: focus == .input)
    }

    private func drawButtons(in row: Rect, on canvas: inout Canvas) {
        var column = row.column
        for (label, button) in [(cancelLabel, Focus.cancel), (confirmLabel, .confirm)] {
            let place = Point(column: column, row: row.row)
            let style: Style = focus == button ? Style(.text, selected: true) : .accent
            column = canvas.text("[ \(label) ]", at: place, style, limit: row.endColumn - column) + 2
            if focus == button {
                canvas.parkCaret(at: Point(column: place.column + 2, row: place.row), visible: false)
            }
        }
    }
}
