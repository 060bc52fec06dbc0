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
                + roles.map { $0.cell(right, output) } + [TextCell(right.label)]
        }
        let heads = zip(numbers, roles).map { "\($0)  \($1.label) (\($1.name))" }
        let used = Set(roles.flatMap(\.reaches.values))
        let told = Reach.allCases.filter(used.contains).map {
            output.pair(output.wording.say($0.word), output.wording.say($0.phrase))
        }
        return table.lines(rows) + [""] + heads + (told.isEmpty ? [] : [""] + told)
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
    /// Of those that do not reach every case, how far they do.
    let reaches: [String: Reach]
    let steps: [StepView]
    private let said: [HeldRightView]

    struct StepView: Encodable {
        let workflow: String
        let workflowLabel: String
        let step: String
        let label: String
    }

    private enum CodingKeys: String, CodingKey { case name, label, limit, limits, rights, reaches, steps }

    init(_ role: Role, _ rules: Rules, _ output: Output) {
        (name, label) = (role.name, output.wording.text(role.label))
        limits = LimitView.of(role, rules, output)
        let highest = rules.empowerment.decisions.compactMap {
            rules.empowerment.limit(of: role.name, for: $0.name)?.perCase
        }.max()
        limit = output.wording.money(rules.empowerment.money(highest ?? 0))
        let held = Right.allCases.filter(role.rights.contains)
        rights = held.map(\.rawValue)
        reaches = Dictionary(uniqueKeysWithValues: role.reaches.map { ($0.key.rawValue, $0.value) })
        said = held.map { HeldRightView($0, role.reach(of: $0) ?? .all, output) }
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

    /// Whether it has a right, and where not on every case, how far.
    fileprivate func cell(_ right: DeskRightView, _ output: Output) -> TextCell {
        if let reach = reaches[right.name] { return TextCell(output.wording.say(reach.word)) }
        return rights.contains(right.name) ? TextCell("x") : TextCell("-", .faint)
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

/// A right as a role has it: with the cases it reaches.
struct HeldRightView: Tabular {
    let right: String
    let reach: String
    let label: String

    init(_ right: Right, _ reach: Reach, _ output: Output) {
        let view = DeskRightView(right, output)
        // What is used on no case has no reach.
        let word = Right.ofCases.contains(right) ? output.wording.say(reach.word) : ""
        (self.right, self.reach, label) = (view.name, word, view.label)
    }

    static let titles = ["role.right", "role.reach", "role.allows"]
    func cells(_ output: Output) -> [TextCell] {
        [TextCell(right, .strong), TextCell(reach), TextCell(label)]
    }
}

/// Sound roles; where a right reaches only some cases, what that refuses whole and what it leaves open.
struct RoleCheckView: Showable {
    let sound = true
    let problems: [CheckView.Problem] = []
    /// Roles with a right of some cases only.
    let reaching: [String]
    let refused: [String]
    let unparted: [String]
    private let labels: [Label]

    init(_ roles: Roles, _ output: Output) {
        let bounded = roles.all.filter { !$0.reaches.isEmpty }
        (reaching, labels) = (bounded.map(\.name), bounded.map(\.label))
        refused = reaching.isEmpty ? [] : [output.words("reach.refused")]
        unparted =
            reaching.isEmpty
            ? [] : ["customers", "calls", "others"].map { output.words("reach.open.\($0)") }
    }

    private enum CodingKeys: String, CodingKey { case sound, problems, reaching, refused, unparted }

    func lines(_ output: Output) -> [String] {
        let head = output.words("role.sound")
        guard !reaching.isEmpty else { return [head, output.words("reach.none")] }
        let roles = output.words("reach.roles", ["roles": .list(labels.map { .label($0) })])
        return [head, roles] + refused + [output.words("reach.open")] + unparted.map { "  " + $0 }
    }
}
