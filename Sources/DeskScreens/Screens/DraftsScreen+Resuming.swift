import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Back to where a draft was typed: the screen, the sheet over it, and the words in it, so that Esc and saving lead where
/// they led then. The sheets find their own draft as they always do.
extension DraftsScreen {
    func resume(_ row: DraftRow, _ context: DeskContext) -> [DeskStep] {
        switch row.form {
        case .log: resumeLog(row.draft, context)
        case .call(let id): [.push(CallScreen(id))]
        case .survey(let id): [.push(CallScreen(id)), .push(SurveyScreen(id))]
        case .score(let id): [.push(AssessScreen(id))]
        case .coaching(let id):
            [.push(AssessScreen(id)), .push(CoachSheet(.coach(id), context))]
        case .acknowledging(let id): [.push(AssessScreen(id))]
        case .note(let subject): open(subject) + [.push(NoteSheet(subject, context))]
        case .edit(let subject): [.job(edit(subject))]
        case .reply(let purpose, let id): [.job(reply(purpose, to: id))]
        case .step(let subject, let name): [.job(step(name, of: subject))]
        case .other: [.warn(context.say("draft.noScreen"))]
        }
    }

    private func resumeLog(_ draft: Draft, _ context: DeskContext) -> [DeskStep] {
        [
            .push(LogScreen(context)),
            .tell(
                Job.tell { (screen: inout LogScreen, context) in
                    screen.restore(draft, context)
                }),
        ]
    }

    private func edit(_ subject: Subject) -> Job {
        .read("resume") { reading, context -> [any Screen] in
            switch subject.kind {
            case .case:
                let c = try reading.serviceCase(CaseID(subject.number))
                return [CaseScreen(c.id), EditSheet(c, context)]
            case .customer:
                let customer = try reading.customer(CustomerID(subject.number))
                return [CustomerScreen(customer.id), EditSheet(customer, context)]
            default: return []
            }
        } then: { (_: inout DraftsScreen, screens, context) in
            screens.isEmpty ? [.warn(context.say("draft.noScreen"))] : screens.map { .push($0) }
        }
    }

    private func reply(_ purpose: ReplySheet.Purpose, to id: ApprovalID) -> Job {
        .read("resume") { reading, context in
            (try reading.sheet(id, by: context.actor, at: context.now).item, try reading.result(of: id))
        } then: { (_: inout DraftsScreen, found, context) in
            if let result = found.1 { return [.warn(context.outcome(result))] }
            return [
                .push(ApprovalsScreen(mine: purpose == .answer)),
                .push(ReplySheet(purpose, found.0, context)),
            ]
        }
    }

    /// The sheet of a step, when it can still be taken; else the record, and why not.
    private func step(_ name: String, of subject: Subject) -> Job {
        .read("resume") { reading, context -> Stage in
            switch subject.kind {
            case .case:
                let sheet = try reading.sheet(CaseID(subject.number), by: context.actor, at: context.now)
                let offer = sheet.offers.first { $0.name == name }
                return Stage(
                    .serviceCase(sheet.serviceCase.id), CaseScreen(sheet.serviceCase.id), offer,
                    sheet.serviceCase.fields)
            case .visit:
                let visit = try reading.visit(VisitID(subject.number))
                let sheet = try reading.sheet(visit.caseID, by: context.actor, at: context.now)
                let isOpen = sheet.openVisit?.id == visit.id
                let offer = isOpen ? sheet.visitOffers.first { $0.name == name } : nil
                return Stage(.visit(visit.id), CaseScreen(visit.caseID), offer, visit.fields)
            default:
                let call = try reading.call(CallID(subject.number))
                return Stage(.call(call.id), CallScreen(call.id), nil, [:])
            }
        } then: { (_: inout DraftsScreen, stage, context) in
            stage.steps(context)
        }
    }

    /// A step with the screen it is taken on.
    private struct Stage: Sendable {
        let target: FieldSheet.Target
        let screen: any Screen
        let offer: Offer?
        let known: [String: FieldValue]

        init(
            _ target: FieldSheet.Target, _ screen: any Screen, _ offer: Offer?, _ known: [String: FieldValue]
        ) {
            (self.target, self.screen, self.offer, self.known) = (target, screen, offer, known)
        }

        func steps(_ context: DeskContext) -> [DeskStep] {
            // How a call went is picked on its own screen, after the questions.
            if case .call = target { return [.push(screen), .warn(context.say("draft.pickOutcome"))] }
            guard let offer else { return [.push(screen), .warn(context.say("draft.stepGone"))] }
            if let why = offer.refusal { return [.push(screen), .warn(context.wording.say(why))] }
            return [.push(screen), .push(FieldSheet(target, offer, known: known, context))]
        }
    }
}
