import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A score card laid out: headings, items with their answers, and below the item under the cursor what it may be answered with
/// and what was remarked on it. Answers of several stand side by side.
struct CardLines {
    private enum Row {
        case heading(String)
        case item([Span], points: String, place: Int, isCurrent: Bool)
        case below([Span])
        case field
    }

    private var rows: [Row] = []
    /// Where the item under the cursor begins, and ends.
    private var current = 0..<1

    init(_ screen: AssessScreen, _ context: DeskContext, width: Int, _ cellWidth: CellWidth) {
        guard let sheet = screen.sheet else { return }
        let part = screen.part(context)
        let scored = sheet.scores.map(\.score).filter { $0.scoredAt != nil }
        var place = 0
        for section in sheet.card.sections {
            rows.append(.heading(context.wording.text(section.label)))
            for item in section.items {
                let isCurrent = place == screen.current
                let start = rows.count
                add(item, screen, part, scored, place: place, isCurrent: isCurrent, context, width, cellWidth)
                if isCurrent { addChoices(item, screen, part, context, width, cellWidth) }
                addNotes(item, screen, part, scored, width, cellWidth)
                if isCurrent { current = start..<rows.count }
                place += 1
            }
        }
    }

    /// Its answers in brackets, and what it asks for, wrapped under itself.
    private mutating func add(
        _ item: ScoreCard.Item, _ screen: AssessScreen, _ part: AssessScreen.Part, _ scored: [ReviewScore],
        place: Int, isCurrent: Bool, _ context: DeskContext, _ width: Int, _ cellWidth: CellWidth
    ) {
        var answers = scored.map {
            Self.cell($0.answers[item.name], item, isOwn: false, context, cellWidth)
        }
        if part != .reading {
            answers.append(Self.cell(screen.given[item.name], item, isOwn: true, context, cellWidth))
        }
        let differs = Set(scored.prefix(2).map { $0.answers[item.name] }).count > 1
        let mark = Span(item.isFatal ? "! " : differs ? "~ " : "  ", item.isFatal ? .missed : .warning)
        let head = [mark] + answers
        let points =
            item.points == 0
            ? context.say("assess.isFatal")
            : context.say("assess.points", ["points": .number(Double(item.points))])
        let indent = head.reduce(0) { $0 + cellWidth.ofShown($1.text) }
        let room = max(10, width - indent - cellWidth.ofShown(points) - 2)
        for (row, text) in cellWidth.wrap(context.wording.text(item.label), room).enumerated() {
            let lead = row == 0 ? head : [Span(String(repeating: " ", count: indent))]
            rows.append(
                .item(
                    lead + [Span(text, isCurrent ? .title : .text)], points: row == 0 ? points : "",
                    place: place, isCurrent: isCurrent))
        }
    }

    private static func cell(
        _ word: String?, _ item: ScoreCard.Item, isOwn: Bool, _ context: DeskContext, _ cellWidth: CellWidth
    ) -> Span {
        guard let answer = word.flatMap(ScoreAnswer.init) else { return Span("[   ] ", .muted) }
        let said = cellWidth.fit(context.wording.shortAnswer(answer), 3)
        let lost =
            answer == .no
            || ScoreSheet.points(answer, item) < Double(item.points) / 2 && answer != .notApplicable
        let style: Style = lost ? (item.isFatal ? .missed : .warning) : isOwn ? .good : .text
        return Span("[\(said)] ", style)
    }

    /// What it may be answered with, by key, and what it means to answer no.
    private mutating func addChoices(
        _ item: ScoreCard.Item, _ screen: AssessScreen, _ part: AssessScreen.Part, _ context: DeskContext,
        _ width: Int, _ cellWidth: CellWidth
    ) {
        if item.isFatal {
            addBelow([Span(context.say("quality.isFatal"), .warning)], width, cellWidth)
        }
        guard part != .reading else { return }
        var spans: [Span] = []
        for answer in item.answers {
            let key = AssessScreen.keys(answer)[0].name
            let isGiven = screen.given[item.name] == answer.word
            spans.append(Span(isGiven ? "[\(key)]" : " \(key) ", isGiven ? .good : .key))
            spans.append(Span(context.meaning(of: answer, item) + "  ", .muted))
        }
        addBelow(spans, width, cellWidth)
    }

    /// What was remarked on it, or is being typed.
    private mutating func addNotes(
        _ item: ScoreCard.Item, _ screen: AssessScreen, _ part: AssessScreen.Part, _ scored: [ReviewScore],
        _ width: Int, _ cellWidth: CellWidth
    ) {
        for score in scored {
            if let note = score.notes[item.name] { addBelow([Span(note, .accent)], width, cellWidth) }
        }
        if screen.noting == .item(item.name) {
            rows.append(.field)
        } else if part != .reading, let note = screen.notes[item.name], !note.isEmpty {
            addBelow([Span(note, .accent)], width, cellWidth)
        }
    }

    private mutating func addBelow(_ spans: [Span], _ width: Int, _ cellWidth: CellWidth) {
        for line in cellWidth.wrap([Span("      ")] + spans, width, hang: 6) { rows.append(.below(line)) }
    }

    // MARK: Drawing

    /// How many rows lie above the place, so that the item under the cursor is in it.
    private func top(_ height: Int) -> Int {
        let wanted = current.lowerBound - max(0, (height - current.count) / 2)
        return max(0, min(wanted, rows.count - height))
    }

    func currentRow(in area: Rect) -> Int? { row(current.lowerBound, in: area) }

    /// Where a remark on the item under the cursor is typed.
    func noteRow(in area: Rect) -> Int? {
        rows.firstIndex { if case .field = $0 { true } else { false } }.flatMap { row($0, in: area) }
    }

    private func row(_ index: Int, in area: Rect) -> Int? {
        let row = index - top(area.height)
        return row >= 0 && row < area.height ? row : nil
    }

    func draw(in area: Rect, on canvas: inout Canvas) {
        for (offset, row) in rows.dropFirst(top(area.height)).prefix(max(0, area.height)).enumerated() {
            let line = area.line(offset)
            switch row {
            case .heading(let title): canvas.spans([Span(title, .header)], in: line)
            case .below(let spans): canvas.keyedSpans(spans, in: line)
            case .item(let spans, let points, let place, let isCurrent):
                canvas.mark(line, as: .row(place))
                if isCurrent { canvas.fill(line, Style.text.selected()) }
                canvas.spans(
                    spans.map { Span($0.text, isCurrent ? $0.style.selected() : $0.style) }, in: line)
                let cells = canvas.cellWidth.ofShown(points)
                canvas.field(
                    points, in: line.dropping(columns: line.width - cells),
                    isCurrent ? Style.muted.selected() : .muted, .trailing)
            case .field: break
            }
        }
    }
}

extension DeskContext {
    /// What a key answers; of the levels of a scale, which are digits themselves, only which end is the better one.
    fileprivate func meaning(of answer: ScoreAnswer, _ item: ScoreCard.Item) -> String {
        switch answer {
        case .level(1): say("assess.worst")
        case .level(let level): level == item.scale ? say("assess.best") : ""
        case .yes, .no, .notApplicable: words(answer, of: item)
        }
    }
}

extension Wording {
    /// At most three cells wide: `yes`, `no`, ` 4`.
    func shortAnswer(_ answer: ScoreAnswer) -> String {
        switch answer {
        case .yes, .no, .notApplicable: say("scoring.short.\(answer.word)")
        case .level(let level): level < 10 ? " \(level)" : "\(level)"
        }
    }
}

extension Pane {
    /// What is judged, as it happened.
    init(_ matter: ReviewedMatter, _ context: DeskContext) {
        switch matter {
        case .serviceCase(let sheet): self.init(whole: sheet, context)
        case .call(let call):
            self.init(call.sheet, script: false, context)
            let fields = context.filled(call.sheet.call.fields, of: "call")
            if !fields.isEmpty { add(.heading(context.say("heading.findings"))) }
            for field in fields { pair(field.label, field.text) }
            for sheet in call.answers {
                add(.heading("\(sheet.survey.id) \(context.wording.text(sheet.questionnaire.label))"))
                lines += Pane(answers: sheet, context).lines
            }
            add(.heading(context.say("heading.history")))
            add(
                call.history, context.rules.workflows["call"], names: call.names, people: call.people, context
            )
        }
    }
}
