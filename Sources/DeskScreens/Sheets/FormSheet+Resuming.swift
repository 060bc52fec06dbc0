import Model
import TerminalKit

extension FormSheet where Self: DraftingScreen {
    var keptUnder: String? { nil }
}

extension FormSheet {
    /// Whether one is in a field with a fixed set of answers.
    var isInChoice: Bool { form.focus.flatMap { form.choice($0) } != nil }
    /// Whether there is something in it that would be lost.
    var isTyped: Bool { !form.typed.isEmpty }
    /// Whether what was left in it stands there again.
    var isResumed: Bool { form.isResumed }

    /// Puts back what was typed into the same form before it was left, field by field as if it were typed now.
    /// - Returns: the labels of those fields that began with something else this time; nil where nothing was put back.
    mutating func resume(_ left: any FormSheet, _ context: DeskContext) -> [String]? {
        guard let left = left as? Self else { return nil }
        var changed: [String] = []
        for (field, before) in left.form.typed {
            let begun = form[field]?.value
            guard form.resume(field, from: left.form) else { continue }
            typed(in: field, context)
            if begun != before, let label = form[field]?.label { changed.append(label) }
        }
        guard isResumed else { return nil }
        form.resumeFocus(from: left.form)
        return changed
    }

    /// Every field as the form began; from below, since what a field above says may fill those under it.
    mutating func beginAnew(_ context: DeskContext) {
        for (field, before) in form.typed.reversed() {
            form.set(field, to: before)
            typed(in: field, context)
        }
        form.forgetTyped()
    }
}
