import Model
import ServiceDesk
import Wording
import Workflow

/// A right, by the name rule files and refusals give it, and by what it allows.
struct DeskRightView: Encodable {
    let name: String
    let label: String

    init(_ right: Right, _ output: Output) {
        (name, label) = (right.rawValue, output.words("deskRight.\(right.rawValue)"))
    }
}

/// All rights by all roles.
struct RoleMatrixView: Showable {
    let rights: [DeskRightView]
    let roles: [RoleView]

    init(_ rules: Rules, _ output: Output) {
        rights = Right.allCases.map { DeskRightView($0, output) }
        roles = rules.roles.all.map { RoleView($0, rules, output) }
    }

    /// A column a role, headed by a number that is told below, since names are long and roles many.
    func lines(_ output: Output) -> [String] {
        let numbers = roles.indices.map { String($0 + 1) }
        var table = TextTable(
            titles: [output.words("role.right")] + numbers + [""], colours: output.colours,
            columns: StandardStream.out.columns)
        let rows = rights.map { right in
            [TextCell(right.name, .strong)]
                + roles.map { role in
                    role.rights.contains(right.name) ? TextCell("x") : TextCell("-", .faint)
                } + [TextCell(right.label)]
        }
        let heads = zip(numbers, roles).map { "\($0)  \($1.label) (\($1.name))" }
        return table.lines(rows) + [""] + heads
    }
}

struct RoleView: Showable {
    let name: String
    let label: String
    /// The highest of its limits for one case.
    let limit: String
    /// What it may grant a customer alone.
    let limits: [LimitView]
    let rights: [String]
    let steps: [StepView]
    private let said: [DeskRightView]

    struct StepView: Encodable {
        let workflow: String
        let workflowLabel: String
        let step: String
        let label: String
    }

    private enum CodingKeys: String, CodingKey { case name, label, limit, limits, rights, steps }

    init(_ role: Role, _ rules: Rules, _ output: Output) {
        (name, label) = (role.name, output.wording.text(role.label))
        limits = LimitView.of(role, rules, output)
        let highest = rules.empowerment.decisions.compactMap {
            rules.empowerment.limit(of: role.name, for: $0.name)?.perCase
        }.max()
        limit = output.wording.money(rules.empowerment.money(highest ?? 0))
        let held = Right.allCases.filter(role.rights.contains)
        rights = held.map(\.rawValue)
        said = held.map { DeskRightView($0, output) }
        // What is under way by an older version keeps its steps; what begins today has these.
        let flows = [SubjectKind.case, .visit, .call].flatMap(rules.workflows.kinds(of:))
        steps = flows.flatMap { workflow in
            workflow.steps(of: role).map { step in
                StepView(
                    workflow: workflow.name, workflowLabel: output.wording.text(workflow.label),
                    step: step.name, label: output.wording.text(step.label))
            }
        }
    }

    func lines(_ output: Output) -> [String] {
        let head =
            output.facts([("role.role", "\(label) (\(name))")]) + [output.words("role.limit")]
            + (limits.isEmpty
                ? ["  " + output.words("empowerment.nothing")]
                : limits.map { "  " + output.pair($0.label, $0.said) })
        let table = output.table(said)
        let flows = steps.map(\.workflow).reduce(into: [String]()) { names, name in
            if names.last != name { names.append(name) }
        }
        let told = flows.map { flow in
            let own = steps.filter { $0.workflow == flow }
            return output.pair(own[0].workflowLabel, output.wording.list(own.map(\.label)))
        }
        let none = told.isEmpty ? [output.words("role.noSteps")] : []
        return head + [""] + table + ["", output.words("role.steps")] + told + none
    }
}

extension DeskRightView: Listable {
    static let titles = ["role.right", "role.allows"]
    func cells(_ output: Output) -> [TextCell] { [TextCell(name, .strong), TextCell(label)] }
}
