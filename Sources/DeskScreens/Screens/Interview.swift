import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// The questions of a follow-up call: what the call's workflow may be told, in the order of its file.
struct Interview: Sendable {
    private(set) var questions: [FieldDefinition] = []
    private(set) var answers: [String: FieldValue] = [:]
    /// The question under the cursor; past the last when all are through.
    private var index = 0
    private var field = TextField()

    var current: FieldDefinition? { questions.indices.contains(index) ? questions[index] : nil }
    /// Whether the question is answered in words rather than by a digit.
    var isTyping: Bool { current.map { $0.choices.isEmpty && $0.type != .flag } ?? false }

    /// Takes up the questions that the possible outcomes can hold.
    /// - Parameter names: those that are asked in calls of this kind.
    mutating func ask(_ offers: [Offer], _ names: [String], _ context: DeskContext) {
        let possible = Set(offers.filter { $0.refusal == nil }.flatMap { $0.optional.map(\.name) })
        let all = context.rules.workflows["call"]?.fields ?? []
        let asked = current
        let (isFirst, wasThrough) = (questions.isEmpty, asked == nil && !questions.isEmpty)
        questions = all.filter { possible.contains($0.name) && names.contains($0.name) }
        if let asked, let place = questions.firstIndex(where: { $0.name == asked.name }) {
            index = place
        } else {
            // What was being typed for a question that is no longer asked stays in `answers` and in the draft.
            if let asked, !field.text.isEmpty {
                answers[asked.name] = context.value(typed: field.text, for: asked)
            }
            // Where there is only room for a remark, how it went comes first.
            let isTold = isFirst && !questions.contains { $0.type != .text }
            index = wasThrough || isTold ? questions.count : min(index, questions.count)
        }
    }

    /// To the outcomes; what is being typed counts.
    mutating func finish() { index = questions.count }

    /// Back to the last question.
    mutating func again(_ context: DeskContext) { move(to: questions.count - 1, context) }

    /// Answers a question of choices.
    mutating func choose(_ number: Int, _ context: DeskContext) {
        guard let current, current.choices.indices.contains(number) else { return }
        answers[current.name] = .text(current.choices[number].name)
        move(to: index + 1, context)
    }

    /// - Returns: nil when the event is not for the interview; else why an answer was not taken, or nothing.
    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> String?? {
        switch event.key {
        case .up, .backTab: move(to: index - 1, context)
        case .down, .tab: return .some(takeTyped(context))
        case .enter where current != nil: return .some(takeTyped(context))
        case .delete where !isTyping:
            if let current { answers[current.name] = nil }
        default:
            guard isTyping, case .changed = field.handle(event) else {
                return isTyping && event.key?.isText == true ? .some(nil) : nil
            }
        }
        return .some(nil)
    }

    private mutating func takeTyped(_ context: DeskContext) -> String? {
        if let current, isTyping {
            let text = field.text.trimmed
            if text.isEmpty {
                answers[current.name] = nil
            } else if let value = context.value(typed: text, for: current) {
                answers[current.name] = value
            } else {
                return context.say("field.wrong.\(current.type.rawValue)")
            }
        }
        move(to: index + 1, context)
        return nil
    }

    private mutating func move(to target: Int, _ context: DeskContext) {
        index = min(max(0, target), questions.count)
        let answer = current.flatMap { answers[$0.name] }
        var text = ""
        if let current, let answer, isTyping {
            text = current.type == .money ? answer.asMoney : answer.asTyped
        }
        field = TextField(text)
    }

    // MARK: Drafts

    /// The answers as they are typed, and what is being typed.
    var typed: [String: String] {
        var typed: [String: String] = [:]
        for question in questions {
            guard let answer = answers[question.name] else { continue }
            typed[question.name] = question.type == .money ? answer.asMoney : answer.asTyped
        }
        if let current, isTyping, !field.text.trimmed.isEmpty { typed[current.name] = field.text }
        return typed
    }

    mutating func restore(_ typed: [String: String], _ context: DeskContext) {
        for field in questions {
            if let text = typed[field.name], let value = context.value(typed: text, for: field) {
                answers[field.name] = value
            }
        }
        move(to: questions.firstIndex { answers[$0.name] == nil } ?? questions.count, context)
    }

    // MARK: Drawing

    func pane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("heading.questions")))
        for (number, question) in questions.enumerated() {
            let isCurrent = number == index
            let label = context.wording.text(question.label)
            var spans = [
                Span(isCurrent ? "> " : "  ", .accent),
                Span(label + "  ", isCurrent ? .labelFocused : .label),
            ]
            if let answer = answers[question.name] {
                spans.append(Span(context.text(answer, of: question), .good))
            }
            pane.add(.spans(spans))
            if isCurrent { pane.add(answerLine(question, context)) }
        }
        return pane
    }

    private func answerLine(_ question: FieldDefinition, _ context: DeskContext) -> Pane.Line {
        .spans(
            [Span("    ")]
                + question.choices.enumerated().flatMap { number, choice in
                    [Span("\(number + 1) ", .key), Span(context.wording.text(choice.label) + "  ")]
                })
    }

    /// The text field of the question under the cursor, in the line below it.
    func drawField(in area: Rect, on canvas: inout Canvas) {
        guard current != nil else { return }
        let line = area.line(index + 2).dropping(columns: 4)
        if isTyping {
            field.draw(in: line, on: &canvas, focused: true)
        } else {
            canvas.parkCaret(at: line.origin, visible: false)
        }
    }
}

extension FieldValue {
    /// As it was typed: numbers bare, flags as `yes` and `no`.
    fileprivate var asTyped: String {
        if case .flag(let flag) = self { flag ? "yes" : "no" } else { plain }
    }

    /// Hundredths as they are typed.
    fileprivate var asMoney: String {
        if case .number(let minor) = self { Money(minor: minor).description } else { plain }
    }
}
