import Model
package import Workflow

extension Right {
    /// What it takes to step through the workflow of a case, a visit or a call at all.
    static func toStep(_ subject: SubjectKind) -> Right? {
        switch subject {
        case .case: .doCase
        case .visit: .doVisit
        case .call: .makeCall
        case .customer, .unit, .approval, .survey, .campaign, .audit, .calibration, .staff, .desk: nil
        }
    }
}

extension WorkflowDefinition {
    /// The steps that whoever holds only this role may take, as far as that hangs on who they are.
    package func steps(of role: Role) -> [Transition] {
        guard let right = Right.toStep(subject), role.rights.contains(right) else { return [] }
        return transitions.filter { $0.who.admits([role.name]) }
    }
}
