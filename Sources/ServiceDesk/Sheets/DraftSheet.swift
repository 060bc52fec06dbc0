package import Model
import Records

extension Reading {
    /// All that someone left unfinished, the latest first. Nobody reads what others are typing.
    package func drafts(of actor: Actor) throws -> [Draft] {
        try actor.staffID.map { try drafts.of($0) } ?? []
    }

    /// Whose record it is; nil for what belongs to no customer, or is no longer there.
    package func customerName(of subject: Subject) throws -> String? {
        switch subject.kind {
        case .customer: try customers.find(CustomerID(subject.number))?.name
        case .unit: try units.find(UnitID(subject.number)).map { try customers.name($0.customer) }
        case .call: try calls.find(CallID(subject.number)).map { try customers.name($0.customer) }
        case .case, .visit, .approval:
            try caseID(of: subject).flatMap { try cases.find($0) }.map { try customers.name($0.customer) }
        case .survey:
            try surveys.find(SurveyID(subject.number))?.customer.map { try customers.name($0) }
        case .campaign, .audit, .calibration, .staff, .desk: nil
        }
    }
}
