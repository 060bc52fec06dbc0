import Model
import TerminalKit

/// A sheet that asks why, and nothing else.
protocol ReasonSheet: SavingSheet where Field == ReasonField {
    /// What is done for the reason given.
    func job(_ reason: String) -> Job
}

enum ReasonField: Hashable, Sendable { case reason }

extension ReasonSheet {
    static func form(_ context: DeskContext) -> Form<ReasonField> {
        Form([.text(.reason, label: context.say("label.because"), required: true, rows: 3)])
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let reason = form.value(of: .reason).trimmed
        guard !reason.isEmpty else {
            form.errors[.reason] = context.say("field.required")
            return []
        }
        return [.job(job(reason))]
    }
}
