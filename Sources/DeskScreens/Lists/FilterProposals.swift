import ServiceDesk
import TerminalKit

/// The line below a filter that is being written: what its last word may become, else what is wrong with it.
struct FilterProposals {
    let choices: [FilterWords.Completion]
    let fault: FilterFault?

    func draw(in row: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        // A word that may still become something is not wrong yet.
        if let fault, choices.isEmpty {
            canvas.field(context.say(fault), in: row, .error)
        } else if !choices.isEmpty {
            let spans = choices.flatMap { choice in
                let label = choice.label == choice.text ? "" : " " + choice.label
                return [Span(choice.text, .key), Span(label + "  ", .muted)]
            }
            canvas.spans([Span("Tab  ", .muted)] + spans, in: row)
        }
    }
}
