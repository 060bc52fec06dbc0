import Model
import Records
import ServiceDesk
import ServiceTime
import Wording
import Workflow

/// Words of the rule files, told to people.
extension Viewer {
    /// A value in the words of its field: the label of a choice, a sum as money.
    func said(_ value: FieldValue, of field: FieldDefinition?) -> String {
        if let choice = field?.choices.first(where: { $0.name == value.plain }) {
            return output.wording.text(choice.label)
        }
        if field?.type == .money, case .number(let minor) = value {
            return output.wording.money(Money(minor: minor))
        }
        return output.wording.say(value)
    }

    /// Why a clock of a subject moved: the step or the state that ordered it, or what the desk did to it. A missed
    /// target says it all itself.
    func clockReason(_ event: ClockEvent, of subject: Subject) throws -> String {
        if event.kind == .breach || event.kind == .internalBreach { return "" }
        let workflow = try workflow(of: subject)
        let label = workflow?.transition(event.reason)?.label ?? workflow?.state(event.reason)?.label
        return label.map { output.wording.text($0) } ?? output.wording.name(event.reason, of: "clockReason")
    }

    /// The workflow a subject keeps to; nil for what has none.
    private func workflow(of subject: Subject) throws -> WorkflowDefinition? {
        switch subject.kind {
        case .case:
            try reading.rules.workflow(of: reading.serviceCase(CaseID(subject.number)))
        case .visit: try reading.rules.workflow(of: reading.visit(VisitID(subject.number)))
        case .call: try reading.rules.workflow(of: reading.call(CallID(subject.number)))
        default: nil
        }
    }
}

extension Output {
    /// `3 个工作日` for `3 working days`; the text itself when it is no such length, nothing for none.
    func target(_ text: String?) -> String {
        guard let text else { return "" }
        return (try? Target(parsing: text)).map { wording.say($0.phrase) } ?? text
    }
}

/// Products and their faults as people call them.
extension Viewer {
    func productName(_ product: String) -> String {
        reading.rules.product(product).map { output.wording.text($0.label) } ?? product
    }

    func faultName(_ fault: String, of product: String) -> String {
        reading.rules.product(product)?.faults.first { $0.name == fault }
            .map { output.wording.text($0.label) } ?? fault
    }
}
