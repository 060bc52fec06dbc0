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
        let more = context.say("screen.more")
        guard area.width >= 110 else {
            let below = interview.current == nil ? self.below(context) : Below(head: interview.pane(context))
            let rows = min(below.rows(width: area.width, canvas.cellWidth), area.height * 3 / 4)
            let parts = area.split(rows: [.share(1), .fixed(rows)])
            pane.draw(in: parts[0], on: &canvas, scroll: scroll, more: more)
            guard interview.current == nil else { return drawQuestions(in: parts[1], on: &canvas, context) }
            below.draw(in: parts[1], on: &canvas)
            canvas.parkCaret(at: parts[1].line(1).origin, visible: false)
            return
        }
        let parts = area.split(columns: [.share(1), .share(1)], gap: 3)
        canvas.verticalRule(
            Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
        pane.draw(in: parts[0], on: &canvas, scroll: scroll, more: more)
        let halves = parts[1].split(rows: [.fixed(questionPane(context).lines.count + 1), .share(1)])
        drawQuestions(in: halves[0], on: &canvas, context)
        drawOutcomes(in: halves[1], on: &canvas, context)
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
            .item(String(Self.questionnaireKey), context.wording.text(questionnaire.label), .text))
        return pane
    }

    private func drawOutcomes(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        outcomePane(context).draw(in: area, on: &canvas)
        if interview.current == nil { canvas.parkCaret(at: area.line(1).origin, visible: false) }
    }

    /// What stands below where there is one column: the way to the questionnaire, and how the call can go, as far as a key
    /// says it; the rest is in the palette, and leaves room for the history.
    private func below(_ context: DeskContext) -> Below {
        var head = questionnaire == nil ? Pane() : questionPane(context)
        head.add(.heading(context.say("heading.outcomes")))
        let items = outcomeLines(context).filter { !$0.key.isEmpty }.map(\.line)
        let half = (items.count + 1) / 2
        return Below(
            head: head,
            halves: [Pane(lines: Array(items.prefix(half))), Pane(lines: Array(items.dropFirst(half)))])
    }

    private func outcomePane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("heading.outcomes")))
        // They are not to be chosen yet.
        if interview.current != nil {
            pane.add(.text(context.say("call.f6", ["key": context.key(CallScreen.outcomes, on: id)]), .muted))
            return pane
        }
        for outcome in outcomeLines(context) { pane.add(outcome.line) }
        return pane
    }

    /// How the call can go, each by its key; empty where it has none.
    private func outcomeLines(_ context: DeskContext) -> [(key: String, line: Pane.Line)] {
        let keys = keys
        return outcomes.map { offer in
            let key = keys[offer.name].map { String($0) } ?? ""
            return (key, .item(key, label(offer, context), .text))
        }
    }
}

/// What stands below the history in one column: the ways a call can go stand side by side, so that the history has room.
private struct Below {
    private static let gap = 2

    var head: Pane
    var halves: [Pane] = []

    func rows(width: Int, _ cellWidth: CellWidth) -> Int {
        let beside = halves.map { $0.rows(width: (width - Self.gap) / 2, cellWidth) }.max() ?? 0
        return head.rows(width: width, cellWidth) + beside
    }

    func draw(in area: Rect, on canvas: inout Canvas) {
        let parts = area.split(rows: [.fixed(head.rows(width: area.width, canvas.cellWidth)), .share(1)])
        head.draw(in: parts[0], on: &canvas)
        for (half, place) in zip(halves, parts[1].split(columns: [.share(1), .share(1)], gap: Self.gap)) {
            half.draw(in: place, on: &canvas)
        }
    }
}
