package import Model
import Records
import Workflow

/// Whether somebody may grant so much of a decision in one case, by which limit, and who may if not.
package struct EmpowermentExplanation: Sendable {
    package enum Verdict: Sendable, Hashable {
        /// Within their own limit.
        case alone
        /// It was approved already, up to a sum where one belongs to it.
        case approved(Money?)
        /// A request must be made; why.
        case ask(Phrase)
    }

    package var caseID: CaseID
    package var terms: Approval.Terms
    package var verdict: Verdict
    package var power: Power
    /// What was granted of it in this case without asking.
    package var alone: Money
    package var needsTwo: Bool
    /// Who may grant it at request now, by name, with whose limit.
    package var deciders: [Decider]

    /// Two must grant it, and only one could now.
    package var lacksSecond: Bool { needsTwo && deciders.count == 1 }

    package struct Decider: Sendable, Hashable {
        package var person: Staff
        package var mandate: Mandate
    }
}

extension Reading {
    package func explainEmpowerment(_ id: CaseID, _ terms: Approval.Terms, by actor: Actor, at now: Instant)
        throws
        -> EmpowermentExplanation
    {
        guard let person = actor.staff else { throw DeskFault.unknownStaff(actor.login) }
        let subject = Subject(try serviceCase(id).id)
        let decision = try decision(terms.decision)
        if decision.isMoney, terms.amount == nil { throw EmpowermentFault.sumNeeded(decision.label) }
        if !decision.isMoney, terms.amount != nil { throw EmpowermentFault.sumNotWanted(decision.label) }
        let amount = terms.amount?.minor ?? 0
        let alone = try empowerments.alone(decision.name, in: subject)
        let power = try power(of: person, decision, at: now)
        let requests = try approvals.of(subject)
        let approved = requests.most(of: decision.name)
        let isApproved =
            decision.isMoney
            ? (approved ?? -1) >= amount
            : requests.contains { $0.state == .granted && $0.decision == decision.name }
        var verdict = EmpowermentExplanation.Verdict.alone
        if isApproved {
            verdict = .approved(approved.map { rules.empowerment.money($0) })
        } else if let why = power.refusalAlone(of: amount, more: max(0, amount - alone), rules.empowerment) {
            verdict = .ask(why.phrase)
        }
        return EmpowermentExplanation(
            caseID: id, terms: terms, verdict: verdict, power: power,
            alone: rules.empowerment.money(alone), needsTwo: decision.needsTwo(terms.amount),
            deciders: try deciders(terms, askedBy: person.id, at: now))
    }

    /// Everybody who may grant it if this person asked.
    private func deciders(_ terms: Approval.Terms, askedBy asker: StaffID, at now: Instant) throws
        -> [EmpowermentExplanation.Decider]
    {
        let asked = Approval(
            id: ApprovalID(0), subject: .desk, decision: terms.decision, amount: terms.amount, reason: "",
            askedBy: asker, askedAt: now)
        return try staff.all().filter(\.active).compactMap { person in
            do {
                let mandate = try mandate(of: .staff(person), granting: terms, of: asked, at: now)
                return EmpowermentExplanation.Decider(person: person, mandate: mandate)
            } catch is any Fault { return nil }
        }
    }
}
