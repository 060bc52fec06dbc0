import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

extension SurveyScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let call, let sheet else { return }
        var right = area
        if area.width >= 110 {
            let parts = area.split(columns: [.share(2), .share(3)], gap: 3)
            canvas.verticalRule(
                Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
            Pane(call, script: sheet.questionnaire.opening == nil, context).draw(in: parts[0], on: &canvas)
            right = parts[1]
        }
        if area.width < 110 {
            let who = [Span(call.customer.name + "  ", .title), Span(context.phones(call.customer), .accent)]
            canvas.spans(who, in: right.line(0))
            right = Rect(
                column: right.column, row: right.row + 1, width: right.width, height: right.height - 1)
        }
        let pane = question.map { questionPane($0, sheet, context) } ?? endPane(sheet, context)
        let rows = pane.rows(width: right.width, canvas.cellWidth)
        let halves = right.split(rows: [.fixed(min(rows + 2, right.height)), .share(1)])
        pane.draw(in: halves[0], on: &canvas)
        let line = halves[0].line(min(rows, halves[0].height - 1)).dropping(columns: 2)
        if isTyping {
            field.draw(in: line, on: &canvas, focused: true)
        } else {
            canvas.parkCaret(at: line.origin, visible: false)
        }
        if halves[1].height > 1 { answeredPane(sheet, context).draw(in: halves[1], on: &canvas) }
    }

    /// Where one is, what is said first, and the question with its keys.
    private func questionPane(_ question: Question, _ sheet: AnswerSheet, _ context: DeskContext) -> Pane {
        var pane = Pane()
        let number = (asked.firstIndex { $0.name == question.name } ?? 0) + 1
        pane.add(.heading(place(number, context)))
        if number == 1, let customer = call?.customer { pane.addLanguage(of: customer, context) }
        if number == 1, let opening = sheet.questionnaire.opening { speak(opening, in: &pane, context) }
        if let lead = sheet.lead(before: question.name) { speak(lead, in: &pane, context) }
        let mark = question.isRequired ? " *" : ""
        let ask = Label(question.ask.texts.mapValues { $0 + mark })
        pane.addSpoken(ask, to: call?.customer, .title, explains: true, context) { _, _ in nil }
        let answer = sheet.answers[question.name]
        if question.kind.scale != nil {
            pane.add(.spans(scaleSpans(question, answer, context)))
        } else {
            for (key, label) in keyed(question, context) {
                pane.add(.item(key, label, isChosen(key, question, answer) ? .good : .text))
            }
        }
        if let unit = question.unit { pane.add(.text(context.wording.text(unit), .muted)) }
        if isTyping { pane.add(.text(context.wording.say(question.allowed), .muted)) }
        return pane
    }

    /// Which question it is, and for how long the call has been in hand.
    private func place(_ number: Int, _ context: DeskContext) -> String {
        let since = call.map { context.now - ($0.call.begunAt ?? $0.call.stateSince) } ?? .zero
        return context.say(
            "survey.place", ["number": .count(number), "count": .count(asked.count), "span": .span(since)])
    }

    /// A scale on one line, what its ends mean beside them.
    private func scaleSpans(_ question: Question, _ answer: Answer?, _ context: DeskContext) -> [Span] {
        keyed(question, context).flatMap { key, label -> [Span] in
            let isIt = isChosen(key, question, answer)
            let head = isIt ? "[\(key)]" : " \(key) "
            return [Span(head, isIt ? .good : .key), Span(label.isEmpty ? " " : label + "  ", .muted)]
        }
    }

    private func isChosen(_ key: String, _ question: Question, _ answer: Answer?) -> Bool {
        switch answer {
        case .number(let number): key == "x" ? number == 10 : Double(key) == number
        case .chosen(let names):
            Int(key).map { place in
                question.kind.choices.indices.contains(place - 1)
                    && names.contains(question.kind.choices[place - 1].name)
            } ?? false
        case .day, .text, nil: false
        }
    }

    /// What is spoken, its placeholders filled from the call.
    private func speak(_ text: Label, in pane: inout Pane, _ context: DeskContext) {
        pane.addSpoken(text, to: call?.customer, .accent, context) { word, language in
            switch Questionnaire.Spoken(rawValue: word) {
            case .customer: call?.customer.name ?? ""
            case .agent: context.actor.staff?.name ?? ""
            case .case: about?.caseID?.description ?? ""
            case .product: about.map { context.product($0.product, in: language) } ?? ""
            case nil: nil
            }
        }
        pane.add(.blank)
    }

    /// What is still owed, or that all is there and how the call will be closed.
    private func endPane(_ sheet: AnswerSheet, _ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("survey.through")))
        let faults = sheet.faults
        if faults.isEmpty {
            if let closing = sheet.questionnaire.closing { speak(closing, in: &pane, context) }
            let step = sheet.questionnaire.closing(of: sheet.answers).flatMap { name in
                context.rules.workflows["call"]?.transition(name)?.label
            }
            pane.add(
                .text(context.say("survey.closes", ["step": step.map { .label($0) } ?? .text("")]), .text))
        }
        for fault in faults { pane.add(.text(Self.told(fault, context), .missed)) }
        return pane
    }

    private func answeredPane(_ sheet: AnswerSheet, _ context: DeskContext) -> Pane {
        var pane = Pane()
        let answered = asked.filter { sheet.answers[$0.name] != nil }
        guard !answered.isEmpty else { return pane }
        pane.add(.heading(context.say("survey.answered")))
        for question in answered.reversed() {
            guard let answer = sheet.answers[question.name] else { continue }
            pane.add(
                .spans([
                    Span(words(answer, question, context) + "  ", .good),
                    Span(context.wording.text(question.ask), .muted),
                ]))
        }
        return pane
    }

    private func words(_ answer: Answer, _ question: Question, _ context: DeskContext) -> String {
        guard case .chosen(let names) = answer else { return answer.plain }
        return context.wording.list(
            question.kind.choices.filter { names.contains($0.name) }.map { context.wording.text($0.label) })
    }
}
