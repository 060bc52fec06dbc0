import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// Answers that were entered wrongly, each in a field by its question, and why they are corrected.
struct CorrectSheet: SavingSheet {
    static let save = ActionID("correct.save")
    /// No question's name begins so.
    private static let reason = "@reason"

    private let sheet: SurveySheet
    /// What each field said before anything was typed: of words in several lines, a field of one says them otherwise.
    private let made: [String: String]
    var form: Form<String>
    var keptUnder: String? { sheet.survey.id.description }

    init(_ sheet: SurveySheet, _ context: DeskContext) {
        self.sheet = sheet
        let form = Self.form(sheet, context)
        self.form = form
        made = Dictionary(
            sheet.questionnaire.questions.map { ($0.name, form.value(of: $0.name)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func form(_ sheet: SurveySheet, _ context: DeskContext) -> Form<String> {
        // A form of many fields has no room for words above it.
        let why = FormField<String>.text(
            reason, label: context.say("label.because"), placeholder: context.say("correct.explain"),
            required: true, limit: 300)
        return Form([why] + sheet.questionnaire.questions.map { field($0, sheet, context) })
    }

    private static func field(_ question: Question, _ sheet: SurveySheet, _ context: DeskContext)
        -> FormField<String>
    {
        let (label, answer) = (context.wording.text(question.ask), sheet.answers[question.name])
        let choices = question.kind.choices.map { context.choice($0.name, $0.label) }
        switch question.kind {
        case .single:
            return .choice(question.name, label: label, choices, selected: answer?.plain, cells: 30)
        case .multiple:
            var chosen: [String] = []
            if case .chosen(let names) = answer { chosen = names }
            return .choices(question.name, label: label, choices, chosen: chosen)
        case .scale, .nps, .ces, .csat, .number, .date, .text:
            var field = FormField<String>.text(question.name, label: label, answer?.plain ?? "")
            field.judge = { [wording = context.wording] text in
                guard (try? question.answer(typed: text)) == nil else { return .right() }
                return Verdict(wording.say(question.allowed))
            }
            return field
        }
    }

    func title(_ context: DeskContext) -> String {
        context.say("correct.title", ["id": .text(sheet.survey.id.description)])
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: Self.form(sheet, context))
        if form.errors[Self.reason] != nil { form.errors[Self.reason] = context.say("field.required") }
    }

    /// By question; nil for an answer taken back.
    /// - Throws: `SurveyFault.notAnAnswer`.
    private func changes() throws -> [String: Answer?] {
        var changes: [String: Answer?] = [:]
        for question in sheet.questionnaire.questions {
            var text = form.value(of: question.name)
            if text == made[question.name] { continue }
            // Several choices stand in the field with commas between them.
            if case .multiple = question.kind { text = text.replacing(",", with: ";") }
            let answer = try question.answer(typed: text)
            if answer != sheet.answers[question.name] { changes[question.name] = .some(answer) }
        }
        return changes
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let reason = form.value(of: Self.reason).trimmed
        form.finish()
        if reason.isEmpty { form.errors[Self.reason] = context.say("field.required") }
        if form.focusFirstError() { return [] }
        let changed: [String: Answer?]
        do { changed = try changes() } catch { return [.fail(context.say(error))] }
        let survey = sheet.survey
        return [
            .job(
                .act("correct") { work in
                    try work.correct(survey.id, changed, reason: reason, revision: survey.revision)
                } then: { (_: inout CorrectSheet, receipt, context) in
                    let records = receipt.setOff.flatMap {
                        [$0.caseID?.description, $0.call?.description].compactMap { $0 }
                    }
                    let facts: [String: PhraseFact] = [
                        "id": .text(receipt.survey.id.description),
                        "records": .text(records.joined(separator: " ")),
                    ]
                    let key =
                        !records.isEmpty
                        ? "correct.setOff" : receipt.stays.isEmpty ? "correct.done" : "correct.stays"
                    return [.pop, .refresh, .done(context.say(key, facts))]
                })
        ]
    }
}
