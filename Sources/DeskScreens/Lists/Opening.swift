import Model
import ServiceDesk

/// The screen on which a record is read, from whatever list Enter was pressed in.
extension Screen {
    func open(_ subject: Subject) -> [DeskStep] {
        switch subject.kind {
        case .case: [.push(CaseScreen(CaseID(subject.number)))]
        case .customer: [.push(CustomerScreen(CustomerID(subject.number)))]
        case .unit: [.push(CustomerScreen(unit: UnitID(subject.number)))]
        case .call: [.push(CallScreen(CallID(subject.number)))]
        case .survey: [.push(AnswersScreen(SurveyID(subject.number)))]
        case .visit, .approval: [.job(openCase(of: subject))]
        case .campaign: [.push(CampaignsScreen())]
        case .audit: [.push(AuditScreen(AuditID(subject.number)))]
        case .calibration: [.push(CalibrationScreen(CalibrationID(subject.number)))]
        case .staff, .desk: []
        }
    }

    private func openCase(of subject: Subject) -> Job {
        .read("open") { reading, _ in
            try reading.caseID(of: subject)
        } then: { (_: inout Self, id, context) in
            id.map { [.push(CaseScreen($0))] }
                ?? [.warn(context.say("list.noCase", ["id": .text(subject.description)]))]
        }
    }
}
