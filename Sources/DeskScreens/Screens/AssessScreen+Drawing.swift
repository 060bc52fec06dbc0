import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// How R231 looks: the case or call on the left and the card on the right from 110 columns on, else one of both.
extension AssessScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        guard let sheet, let matter else { return }
        let more = context.say("screen.more")
        guard area.width >= ListDetail.least else {
            if readsMatter {
                Pane(matter, context).draw(in: area, on: &canvas, scroll: scroll, more: more)
            } else {
                draw(card: sheet, in: area, on: &canvas, context)
            }
            return
        }
        let parts = area.split(columns: [.share(10), .share(11)], gap: 3)
        canvas.verticalRule(
            Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
        Pane(matter, context).draw(in: parts[0], on: &canvas, scroll: scroll, more: more)
        draw(card: sheet, in: parts[1], on: &canvas, context)
        if readsMatter { canvas.parkCaret(at: parts[0].origin, visible: false) }
    }

    /// The items as far as there is room around the one under the cursor, and what they come to below.
    private func draw(card sheet: ReviewSheet, in area: Rect, on canvas: inout Canvas, _ context: DeskContext)
    {
        let lines = CardLines(self, context, width: area.width, canvas.cellWidth)
        let foot = footPane(sheet, context)
        let footRows = min(foot.rows(width: area.width, canvas.cellWidth), area.height / 2)
        let body = Rect(
            column: area.column, row: area.row, width: area.width, height: area.height - footRows - 1)
        lines.draw(in: body, on: &canvas)
        canvas.rule(Rect(column: area.column, row: body.endRow, width: area.width, height: 1))
        let place = Rect(
            column: area.column, row: body.endRow + 1, width: area.width, height: footRows)
        foot.draw(in: place, on: &canvas, more: context.say("screen.below"))
        drawField(lines, in: body, whole: place, on: &canvas)
    }

    /// The remark that is typed stands where it will be read.
    private func drawField(_ lines: CardLines, in body: Rect, whole: Rect, on canvas: inout Canvas) {
        switch noting {
        case .item:
            guard let row = lines.noteRow(in: body) else { return }
            field.draw(in: body.line(row).dropping(columns: 6), on: &canvas, focused: true)
        case .whole: field.draw(in: whole.line(0), on: &canvas, focused: true)
        case nil:
            guard !readsMatter, let row = lines.currentRow(in: body) else { return }
            canvas.parkCaret(at: body.line(row).origin, visible: false)
        }
    }

    /// What it comes to so far or came to, by whom, and what was said of it.
    private func footPane(_ sheet: ReviewSheet, _ context: DeskContext) -> Pane {
        var pane = Pane()
        let part = part(context)
        if noting == .whole { pane.add(.blank) }
        if part != .reading {
            if noting != .whole, !note.isEmpty { pane.add(.text(note, .accent)) }
            pane.add(.spans(context.soFar(sheet.card, given)))
        }
        for (score, rater) in sheet.scores where score.scoredAt != nil {
            pane.add(.spans(context.scoreSpans(score, rater.flatMap { names[$0] }, isWhole: sheet.isWhole)))
        }
        if sheet.review.state == .finished {
            let word = context.word(passed: sheet.review.isPassed)
            pane.pair(
                context.say("assess.result"),
                context.wording.percent(sheet.review.share ?? 0) + "  " + word,
                sheet.review.isPassed == true ? .good : .missed)
        }
        if sheet.review.state != .open, sheet.review.agent != context.actor.staffID {
            pane.addDrawn(sheet.review, context)
        }
        for note in sheet.coaching { pane.add(coaching: note, by: names, context) }
        return pane
    }
}

extension DeskContext {
    /// `62.5 of 90 points, 69.4 %, not passed; 3 to answer`
    fileprivate func soFar(_ card: ScoreCard, _ given: [String: String]) -> [Span] {
        let result = ScoreSheet.result(of: card, given.compactMapValues(ScoreAnswer.init))
        let open = card.items.count { given[$0.name] == nil }
        let facts: [String: PhraseFact] = [
            "got": .number((result.got * 10).rounded() / 10),
            "applicable": .number(Double(result.applicable)),
            "share": .text(wording.percent(result.share)),
            "pass": .text(wording.percent(card.pass, decimals: 0)),
        ]
        var spans = [Span(say("assess.soFar", facts) + "  ", result.isPassed ? .good : .text)]
        if !result.fatal.isEmpty { spans.append(Span(say("assess.fatal") + "  ", .missed)) }
        if open > 0 { spans.append(Span(say("assess.open", ["count": .count(open)]), .muted)) }
        return spans
    }

    /// Who scored is not told to the agent.
    fileprivate func scoreSpans(_ score: ReviewScore, _ rater: String?, isWhole: Bool) -> [Span] {
        let place =
            !isWhole
            ? say("assess.yours")
            : score.place == ReviewScore.settled
                ? say("assess.settled") : say("assess.place", ["number": .number(Double(score.place))])
        let passed = word(passed: score.isPassed)
        return [
            Span(place + "  ", .label), Span((rater ?? "") + "  ", .muted),
            Span(
                wording.percent(score.share ?? 0) + "  " + passed + "  ",
                score.isPassed == true ? .good : .missed),
            Span(score.note, .text),
        ]
    }
}
