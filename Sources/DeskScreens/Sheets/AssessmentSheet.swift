import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// Begins to judge the house by a standard, as of a day.
struct AssessmentSheet: SavingSheet {
    static let save = ActionID("assessment.begin")

    enum Field: Hashable, Sendable { case standard, title, day }

    private let standards: [Standard]
    private var fault: StandardFault?
    var form: Form<Field>
    var keptUnder: String? { "" }

    init(_ standards: [Standard], _ context: DeskContext) {
        self.standards = standards
        form = Self.form(standards, context)
        form.set(.day, to: context.rules.localDay(context.now).description)
    }

    private static func form(_ standards: [Standard], _ context: DeskContext) -> Form<Field> {
        let reader = DayReader(today: context.rules.localDay(context.now))
        return Form([
            .choice(
                .standard, label: context.say("standard.title.standard"),
                standards.map { context.choice($0.name, $0.label) }, selected: standards.first?.name,
                required: true),
            .text(
                .title, label: context.say("standard.title.title"), required: true, cells: 40, limit: 60),
            .date(.day, label: context.say("competitor.title.day"), required: true, cells: 20) { text in
                reader.read(text).map { .right(note: context.wording.dayOfWeek($0)) }
                    ?? .unfinished(context.say("competitors.notDay"))
            },
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("standards.begin.title") }
    func above(_ context: DeskContext) -> [String] { [context.say("standards.begin.explain")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(standards, context), context)
        fault.map { form.errors[.day] = context.say($0) }
    }

    mutating func typed(in field: Field, _ context: DeskContext) { if field == .day { fault = nil } }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, fault) = ([:], nil)
        form.finish()
        require([.standard, .title, .day], context)
        guard !form.focusFirstError(),
            let day = DayReader(today: context.rules.localDay(context.now)).read(form.value(of: .day))
        else { return [] }
        let (standard, title) = (form.value(of: .standard), form.value(of: .title))
        return [
            .job(
                .act("begin") { work in
                    try work.beginAssessment(standard, title: title, on: day)
                } then: { (_: inout AssessmentSheet, made, context) in
                    [
                        .pop, .tell(StandardScreen.begun(made.id)),
                        .done(context.say("standards.begun", ["title": .text(context.name(made))])),
                    ]
                } failed: { (sheet: inout AssessmentSheet, error, context) in
                    guard case .dayToCome? = error as? StandardFault else {
                        return [.fail(context.say(error))]
                    }
                    sheet.fault = error as? StandardFault
                    sheet.form.errors[.day] = context.say(error)
                    sheet.form.focusFirstError()
                    return []
                })
        ]
    }
}
