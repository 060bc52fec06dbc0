import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// A card to fill in for a case or a call of a calibration session: what one finds oneself, or what was agreed once all scores were
/// seen, which begins with what everybody answered alike.
struct CalibrateSheet: SavingSheet {
    enum Purpose: Sendable, Hashable { case score, agree }

    enum Field: Hashable, Sendable {
        case item(String)
        case note
    }

    static let save = ActionID("calibration.save")

    private let purpose: Purpose
    private let session: CalibrationID
    private let subject: Subject
    private let card: ScoreCard
    private let alike: [String: String]
    var form: Form<Field>
    var keptUnder: String? { "\(session) \(subject) \(purpose)" }

    init(_ purpose: Purpose, _ subject: Subject, in sheet: CalibrationSheet, _ context: DeskContext) {
        (self.purpose, self.subject) = (purpose, subject)
        (session, card) = (sheet.session.id, sheet.card)
        alike = purpose == .agree ? sheet.scores(of: subject).alikeAnswers : [:]
        form = Form([])
        form = blank(context)
    }

    private func blank(_ context: DeskContext) -> Form<Field> {
        let items = card.items.map { item in
            FormField.choice(
                Field.item(item.name), label: context.wording.text(item.label),
                item.answers.map {
                    Choice(id: $0.word, label: context.words($0, of: item), keywords: [$0.word])
                }, selected: alike[item.name], required: true, cells: 24)
        }
        let note = FormField.text(
            Field.note, label: context.say(purpose == .agree ? "label.because" : "label.note"),
            required: purpose == .agree, rows: 2)
        return Form(items + [note])
    }

    func title(_ context: DeskContext) -> String {
        let facts: [String: PhraseFact] = [
            "matter": .text(subject.description), "id": .text(session.description),
        ]
        return purpose == .agree
            ? context.say("calibration.agree.title", facts) : context.say("calibration.score.title", facts)
    }

    func above(_ context: DeskContext) -> [String] {
        [context.say(purpose == .agree ? "calibration.agree.explain" : "calibration.score.explain")]
    }

    mutating func languageChanged(_ context: DeskContext) { reword(as: blank(context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require(card.items.map { .item($0.name) }, context)
        if purpose == .agree { require([.note], context) }
        guard !form.focusFirstError() else { return [] }
        let answers = Dictionary(
            uniqueKeysWithValues: card.items.map { ($0.name, form.value(of: .item($0.name))) })
        let note = form.value(of: .note)
        return [
            .job(
                .act("calibrate") { [purpose, session, subject] work in
                    switch purpose {
                    case .score: try work.scoreCalibration(session, subject, answers, note: note)
                    case .agree: try work.agree(on: subject, in: session, answers, note: note)
                    }
                } then: { (sheet: inout CalibrateSheet, score: CalibrationScore, context) in
                    [.pop, .refresh, .done(context.say("assess.done", sheet.facts(of: score, context)))]
                })
        ]
    }

    private func facts(of score: CalibrationScore, _ context: DeskContext) -> [String: PhraseFact] {
        let result = ScoreSheet.result(of: card, score.answers.compactMapValues(ScoreAnswer.init))
        return [
            "id": .text(subject.description), "share": .text(context.wording.percent(result.share)),
            "passed": .text(context.word(passed: result.isPassed)),
        ]
    }
}
