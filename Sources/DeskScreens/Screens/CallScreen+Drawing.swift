import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension CallScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let sheet else { return }
        var pane = Pane(sheet, context)
        if let about { pane.addHistory(about, context) } else { pane.addEarlier(sheet.earlier, context) }
        let isWide = area.width >= 110
        let parts: [Rect]
        if isWide {
            parts = area.split(columns: [.share(1), .share(1)], gap: 3)
            canvas.verticalRule(
                Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
        } else {
            let wanted = interview.current == nil ? below(context) : interview.pane(context)
            let below = min(wanted.lines.count, area.height * 3 / 4)
            parts = area.split(rows: [.share(1), .fixed(below)])
        }
        pane.draw(in: parts[0], on: &canvas, scroll: scroll, more: context.say("screen.more"))
        if isWide {
            let halves = parts[1].split(rows: [.fixed(questionPane(context).lines.count + 1), .share(1)])
            drawQuestions(in: halves[0], on: &canvas, context)
            drawOutcomes(in: halves[1], on: &canvas, context)
        } else if interview.current == nil {
            below(context).draw(in: parts[1], on: &canvas)
            canvas.parkCaret(at: parts[1].line(1).origin, visible: false)
        } else {
            drawQuestions(in: parts[1], on: &canvas, context)
        }
    }

    private func drawQuestions(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        questionPane(context).draw(in: area, on: &canvas)
        interview.drawField(in: area, on: &canvas)
    }

    private func questionPane(_ context: DeskContext) -> Pane {
        guard let questionnaire else { return interview.pane(context) }
        var pane = Pane()
        pane.add(.heading(context.say("heading.questions")))
        pane.add(
            .item("1", context.wording.text(questionnaire.label), .text))
        return pane
    }

    private func drawOutcomes(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        outcomePane(context).draw(in: area, on: &canvas)
        if interview.current == nil { canvas.parkCaret(at: area.line(1).origin, visible: false) }
    }

    /// What stands below where there is one column: the way to the questionnaire, and how the call can go, as far as a digit
    /// says it; the rest is in the palette, and leaves room for the history.
    private func below(_ context: DeskContext) -> Pane {
        var pane = outcomePane(context, most: 9)
        if questionnaire != nil { pane.lines = questionPane(context).lines + pane.lines }
        return pane
    }

    private func outcomePane(_ context: DeskContext, most: Int = .max) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("heading.outcomes")))
        // They are not to be chosen yet.
        if interview.current != nil {
            pane.add(.text(context.say("call.f6", ["key": context.key(CallScreen.outcomes, on: id)]), .muted))
            return pane
        }
        let digits = digits
        for offer in outcomes where offer.key == nil {
            let digit = digits[offer.name].map { String($0) } ?? ""
            if most == .max || !digit.isEmpty { pane.add(.item(digit, label(offer, context), .text)) }
        }
        // What is rarer has a letter, and half a line.
        let lettered = outcomes.compactMap { offer in offer.key.map { (String($0), label(offer, context)) } }
        for start in stride(from: 0, to: lettered.count, by: 2) {
            let both = lettered[start..<min(start + 2, lettered.count)]
            pane.add(.spans(both.flatMap { [Span($0.0 + " ", .key), Span($0.1 + "  ")] }))
        }
        return pane
    }
}
