import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// Makes of records what is shown of them, inside one look at the desk: names for numbers, labels for words.
final class Viewer {
    let reading: Reading
    let output: Output
    let now: Instant
    private var logins: [StaffID: String]?
    private var companies: [Int64: String]?
    private var stranded: Set<CallID>?

    init(_ reading: Reading, _ output: Output, at now: Instant) {
        (self.reading, self.output, self.now) = (reading, output, now)
    }

    /// Whether a call is due and everybody who makes calls is barred from it.
    func isStranded(_ call: FollowUpCall) throws -> Bool {
        guard call.category.isOpen, !call.barred.isEmpty else { return false }
        let found = try stranded ?? Set(reading.strandedCalls(at: now).map(\.id))
        stranded = found
        return found.contains(call.id)
    }

    /// Who works here is shown by sign-in name.
    func login(_ id: StaffID?) throws -> String? {
        guard let id else { return nil }
        if logins == nil {
            logins = Dictionary(
                try reading.staff.all().map { ($0.id, $0.login) }, uniquingKeysWith: { a, _ in a })
        }
        return logins?[id] ?? id.description
    }

    /// A competitor by its name.
    func company(_ id: Int64) throws -> String {
        if companies == nil {
            companies = Dictionary(
                try reading.competitors.all().map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        }
        return companies?[id] ?? ""
    }

    func customerName(_ id: CustomerID) throws -> String { try reading.customers.name(id) }

    /// What a customer's rank is called; empty for the usual one.
    func distinction(of id: CustomerID) throws -> String {
        let rank = reading.rules.settings.distinction(try reading.customers.rank(id))
        return rank.map { output.wording.text($0) } ?? ""
    }

    /// What a state is called; its bare name when no kept version of the workflow knows it.
    func stateLabel(_ workflow: String, _ version: Int, _ state: String) -> String {
        let workflows = reading.rules.workflows
        let definition = workflows.definition(workflow, version: version) ?? workflows[workflow]
        return definition?.state(state).map { output.wording.text($0.label) } ?? state
    }

    func json(_ value: FieldValue) -> JSONValue {
        switch value {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .instant(let instant): .text(output.iso(instant))
        }
    }

    func json(_ fields: [String: FieldValue]) -> [String: JSONValue] { fields.mapValues { json($0) } }
}
