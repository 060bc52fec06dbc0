import Model
import ServiceDesk
import TerminalKit
import Wording

/// Promising a customer something sooner than the standard has it: what, by when, and why. Of who may not promise it alone it
/// becomes a request.
struct SoonerSheet: MomentSheet, SavingSheet {
    static let save = ActionID("sooner.save")
    static let momentField = Field.at

    enum Field: Hashable, Sendable { case metric, at, reason }

    private let caseID: CaseID
    /// What may be promised sooner: the clocks of the case that are open.
    private let clocks: [Clock]
    var form: Form<Field>
    var keptUnder: String? { caseID.description }

    init(_ caseID: CaseID, _ clocks: [Clock], _ context: DeskContext) {
        (self.caseID, self.clocks) = (caseID, clocks)
        form = Self.form(clocks, context)
    }

    private static func form(_ clocks: [Clock], _ context: DeskContext) -> Form<Field> {
        Form([
            .choice(
                .metric, label: context.say("label.soonerWhat"),
                clocks.map { Choice(id: $0.metric, label: context.standard($0)) },
                selected: clocks.first?.metric ?? "", required: true),
            .text(
                .at, label: context.say("label.soonerBy"), placeholder: context.say("field.moment"),
                required: true, cells: 28),
            .text(.reason, label: context.say("label.because"), required: true, rows: 2),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("sooner.title", ["id": .text(caseID.description)])
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(clocks, context), context)
        showMoment(context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.metric, .reason], context)
        let moment = moment(context)
        if moment == nil { form.errors[.at] = context.say("callBack.wrong") }
        guard let moment, form.errors.isEmpty else {
            form.focusFirstError()
            return []
        }
        let (id, metric, reason) = (caseID, form.value(of: .metric), form.value(of: .reason))
        return [
            .job(
                .act("sooner") { work in
                    try work.promiseSooner(metric, of: id, by: moment, reason: reason)
                } then: { (_: inout SoonerSheet, outcome, context) in
                    [.pop, .refresh, .done(context.told(outcome))]
                } failed: { (sheet: inout SoonerSheet, error, context) in
                    sheet.refuse(error, context)
                })
        ]
    }

    /// Beside the field it is about.
    private mutating func refuse(_ error: any Error, _ context: DeskContext) -> [DeskStep] {
        switch error {
        case SoonerPromiseFault.past, SoonerPromiseFault.notSooner: form.errors[.at] = context.say(error)
        case SoonerPromiseFault.notCounted: form.errors[.metric] = context.say(error)
        default: return [.fail(context.say(error))]
        }
        form.focusFirstError()
        return []
    }
}

extension DeskContext {
    /// What a clock measures, and until when by the standard.
    func standard(_ clock: Clock) -> String {
        say(
            "sooner.choice",
            ["metric": .text(metricName(clock.metric)), "due": .text(nearAndFar(clock.due))])
    }

    func told(_ outcome: SoonerPromise) -> String {
        switch outcome {
        case .made(let clock):
            say(
                "sooner.made",
                ["metric": .text(metricName(clock.metric)), "due": .text(nearAndFar(clock.due))])
        case .asked(let approval): say("request.done", facts(approval))
        }
    }
}
