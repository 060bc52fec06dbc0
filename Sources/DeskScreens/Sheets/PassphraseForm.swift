import Model
import ServiceDesk
import TerminalKit

/// A passphrase being typed and looked at: what A100 and the locked screen have in common. What is typed is shown as
/// stars, kept in no draft, and forgotten as soon as it was looked at.
struct PassphraseForm: Sendable {
    private static let longest = 256
    private(set) var isLookedAt = false
    /// Why the last one was not taken.
    private var refusal: (any Error)?
    private var field: TextField

    init() { field = Self.empty }

    private static var empty: TextField {
        var field = TextField(limit: longest)
        field.isSecret = true
        return field
    }

    var isEmpty: Bool { field.isEmpty }

    /// - Returns: false for what is no key of a field.
    mutating func handle(_ event: InputEvent) -> Bool {
        // What is typed while the last is looked at would be lost without a word.
        guard !isLookedAt else { return event.key?.isText ?? true }
        switch field.handle(event) {
        case .changed:
            refusal = nil
            return true
        case .moved: return true
        case .ignored: return false
        }
    }

    /// Takes what was typed, to be looked at.
    mutating func take() -> String {
        defer { field = Self.empty }
        (isLookedAt, refusal) = (true, nil)
        return field.text
    }

    mutating func refused(_ why: any Error) { (isLookedAt, refusal) = (false, why) }
    mutating func accepted() { self = PassphraseForm() }

    /// Label, field, and what came of the last one, in three rows and more.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let label = context.say("label.passphrase") + "  "
        let cells = canvas.cellWidth.ofShown(label)
        canvas.spans([Span(label, .label)], in: area.line(0))
        field.draw(
            in: Rect(column: area.column + cells, row: area.row, width: area.width - cells, height: 1),
            on: &canvas, focused: !isLookedAt)
        let rest = area.dropping(rows: 2)
        if isLookedAt {
            canvas.paragraph(context.say("passphrase.checking"), in: rest, .muted)
        } else {
            canvas.paragraph(refusal.map(context.say) ?? "", in: rest, .error)
        }
    }
}

extension Job {
    /// Looks at a passphrase, beside the keyboard as it takes a while.
    static func prove<S: Screen>(
        _ actor: Actor, by passphrase: String, then: @escaping @Sendable (inout S, DeskContext) -> [DeskStep],
        refused: @escaping @Sendable (inout S, any Error) -> Void
    ) -> Job {
        Job(tag: "passphrase", kind: .write) { desk, context in
            let result = Result { try desk.prove(actor, by: passphrase, at: context.now) }
            return tell { (screen: inout S, context) in
                switch result {
                case .success: return then(&screen, context)
                case .failure(let error):
                    refused(&screen, error)
                    return []
                }
            }
        }
    }
}
