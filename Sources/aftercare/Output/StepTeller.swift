import Model
import ServiceDesk
import Wording
import Workflow

/// Tells the facts of a journal entry in the words of its workflow: `Finish: On site → Done  Result: Fixed`.
struct StepTeller {
    let viewer: Viewer
    let workflow: WorkflowDefinition?

    private var wording: Wording { viewer.output.wording }

    func tell(_ facts: [String: FieldValue]) -> String {
        let rest = facts.filter { !["did", "from", "to"].contains($0.key) && !$0.value.isEmpty }
        let others = rest.sorted { $0.key < $1.key }.map {
            viewer.output.pair(name($0.key), value($0.value, of: $0.key))
        }
        return ([move(facts)].compactMap { $0 } + others).joined(separator: "  ")
    }

    private func move(_ facts: [String: FieldValue]) -> String? {
        guard let to = facts["to"]?.plain else { return nil }
        guard let workflow, workflow.state(to) != nil else { return to }
        guard let did = facts["did"]?.plain, let from = facts["from"]?.plain else { return state(to) }
        let step = workflow.transition(did).map { wording.text($0.label) } ?? did
        return from == to ? step : viewer.output.pair(step, "\(state(from)) → \(state(to))")
    }

    private func state(_ name: String) -> String {
        workflow?.state(name).map { wording.text($0.label) } ?? name
    }

    private func name(_ fact: String) -> String {
        workflow?.field(fact).map { wording.text($0.label) } ?? wording.name(fact, of: "fact")
    }

    private func value(_ value: FieldValue, of fact: String) -> String {
        if let said = JournalEntry.said(fact, value) { return wording.say(said) }
        if let field = workflow?.field(fact) { return viewer.said(value, of: field) }
        if fact == "kind", let kind = viewer.reading.rules.workflows[value.plain] {
            return wording.text(kind.label)
        }
        if ["technician", "owner", "owner.before", "insteadOf", "deputy", "staff"].contains(fact),
            let id = StaffID(value.plain),
            let login = try? viewer.login(id)
        {
            return login
        }
        if fact == "reason" { return wording.name(value.plain, of: "callReason") }
        if ["decision", "decision.before"].contains(fact) {
            return wording.text(viewer.reading.rules.empowerment.label(of: value.plain))
        }
        // Words of the model's own have names: severities, metrics.
        return ["severity", "severity.before", "metric"].contains(fact)
            ? wording.name(value.plain, of: String(fact.prefix { $0 != "." })) : wording.say(value)
    }
}
