package import Model
package import Workflow

/// What certain answers set off, once for a sheet: as data of the questionnaire, judged by the conditions of workflows over
/// the answers and what was recorded (`Consequence.recorded`).
package struct Consequence: Sendable, Hashable {
    /// Unique in its questionnaire; the journal names it.
    package var name: String
    /// What it is called on screens and in reports.
    package var label: Label?
    package var when: Condition
    /// The case it is about is told that the customer is dissatisfied, and does what its workflow says; where it does
    /// nothing, `open` applies.
    package var reopens = false
    /// A case linked to the one it is about. Without `reopens` it is opened whatever that one does.
    package var open: Opening?
    /// Consequences of one sheet that name the same matter share a case.
    package var matter: String?
    /// Everyone who holds the role.
    package var notify: Notification?
    /// Stands in the technician's record, and is told them in these words.
    package var praise: Label?
    /// What the customer says is otherwise than what was recorded; counted by technician (`Honesty`).
    package var differs = false
    /// A call-back promised to the customer, which runs against the clock.
    package var callBack: TimedAmount?

    /// Whether it does anything, beside being counted.
    package var acts: Bool { reopens || praise != nil || open != nil || notify != nil || callBack != nil }

    package struct Opening: Sendable, Hashable {
        package var kind: String
        package var severity: Severity
        /// With `{survey}`, and each question's name for its answer.
        package var summary: Label
    }

    package struct Notification: Sendable, Hashable {
        package var role: String
        package var message: Label
    }
}

extension Consequence {
    /// What was recorded of the visit, beside the answers: the fee as charged, whether somebody signed, how the customer rated
    /// it at the door, and the kind of the case.
    package static let recorded: [String: FactType] = [
        "recordedFee": .money, "recordedSignature": .flag, "recordedRating": .text, "kind": .text,
    ]
}

extension Questionnaire {
    /// Which of its consequences these answers have.
    /// - Parameter recorded: by the names of `Consequence.recorded`.
    package func consequences(of answers: [String: Answer], recorded: [String: FieldValue]) -> [Consequence] {
        let facts = facts(answers, recorded)
        return consequences.filter { $0.when.holds(facts) }
    }

    /// How a call that asked it is closed, by the name of the transition; nil for one that no call asks.
    package func closing(of answers: [String: Answer], brokeOff: Bool = false) -> String? {
        if brokeOff { return calls?.brokenOff }
        let facts = facts(answers, [:])
        return calls?.closings.first { $0.when?.holds(facts) ?? true }?.transition
    }

    private func facts(_ answers: [String: Answer], _ recorded: [String: FieldValue]) -> Facts {
        var facts = Facts(now: Instant(milliseconds: 0), recorded)
        for question in questions {
            if let answer = answers[question.name] { facts[question.name] = answer.fact(question.kind) }
        }
        return facts
    }
}
