package import Model

/// Why somebody may not grant, ask, decide or stand in, as facts.
package enum EmpowermentFault: Fault, Hashable {
    /// What somebody may grant in a day or a month is used up, but for what is left.
    case overPeriod(amount: Money, left: Money, period: GrantPeriod)
    /// Their limits have nothing of this decision.
    case nothingOfThis(Label, name: String)
    case unknownDecision(String, known: [String])
    /// A sum where none belongs, or none where one does.
    case sumNeeded(Label)
    case sumNotWanted(Label)
    /// Only these roles decide on it.
    case notDecider(ApprovalID, roles: [Label])
    /// Two must grant it, and this person is the first of them.
    case secondPerson(ApprovalID)
    /// It is not any more what the one who decides has read.
    case termsChanged(ApprovalID, now: Approval.Terms, label: Label)
    /// Whoever asked must answer first.
    case waitsForAnswer(ApprovalID, name: String)
    /// Whoever asked does not work here any more.
    case nobodyToAsk(ApprovalID)
    /// There is no question, or it is another's to answer.
    case notAskedBack(ApprovalID)
    /// Only whoever asked takes a request back.
    case notOwnRequest(ApprovalID)
    case changesNothing(ApprovalID)
    case ownDeputy
    /// Who stands in for somebody hands that on to nobody, and who has a deputy stands in for nobody.
    case deputyOfDeputy(name: String)
    /// Somebody has a deputy on some of these days already.
    case hasDeputy(name: String)
    case daysOver
    case daysBackwards(from: Day, until: Day)
    /// No such exception or deputy, or it has ended.
    case notInForce(String)

    package var kind: FaultKind {
        switch self {
        case .overPeriod, .nothingOfThis, .notDecider, .secondPerson, .deputyOfDeputy, .ownDeputy,
            .notOwnRequest:
            .notAllowed
        case .termsChanged: .tryAgain
        case .unknownDecision, .notInForce: .noSuchThing
        case .sumNeeded, .sumNotWanted, .waitsForAnswer, .nobodyToAsk, .notAskedBack, .changesNothing,
            .hasDeputy, .daysOver, .daysBackwards:
            .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .overPeriod(let amount, let left, let period):
            Phrase(
                period == .day ? "empowerment.overDay" : "empowerment.overMonth",
                ["amount": .money(amount), "left": .money(left)])
        case .nothingOfThis(let decision, let name):
            Phrase("empowerment.nothingOfThis", ["decision": .label(decision), "name": .text(name)])
        case .unknownDecision(let name, let known):
            Phrase(
                "empowerment.unknownDecision",
                ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .sumNeeded(let decision): Phrase("empowerment.sumNeeded", ["decision": .label(decision)])
        case .sumNotWanted(let decision):
            Phrase("empowerment.sumNotWanted", ["decision": .label(decision)])
        case .notDecider(let id, let roles):
            Phrase(
                "empowerment.notDecider",
                ["id": .text(id.description), "roles": .list(roles.map { .label($0) })])
        case .secondPerson(let id): Phrase("empowerment.secondPerson", ["id": .text(id.description)])
        case .termsChanged(let id, let terms, let label):
            Phrase(
                "empowerment.termsChanged",
                ["id": .text(id.description), "what": .phrase(terms.phrase(label))])
        case .waitsForAnswer(let id, let name):
            Phrase("empowerment.waitsForAnswer", ["id": .text(id.description), "name": .text(name)])
        case .nobodyToAsk(let id): Phrase("empowerment.nobodyToAsk", ["id": .text(id.description)])
        case .notAskedBack(let id): Phrase("empowerment.notAskedBack", ["id": .text(id.description)])
        case .notOwnRequest(let id): Phrase("empowerment.notOwnRequest", ["id": .text(id.description)])
        case .changesNothing(let id): Phrase("empowerment.changesNothing", ["id": .text(id.description)])
        case .ownDeputy: Phrase("empowerment.ownDeputy")
        case .deputyOfDeputy(let name): Phrase("empowerment.deputyOfDeputy", ["name": .text(name)])
        case .hasDeputy(let name): Phrase("empowerment.hasDeputy", ["name": .text(name)])
        case .daysOver: Phrase("empowerment.daysOver")
        case .daysBackwards(let from, let until):
            Phrase("empowerment.daysBackwards", ["from": .day(from), "until": .day(until)])
        case .notInForce(let id): Phrase("empowerment.notInForce", ["id": .text(id)])
        }
    }
}

/// Over what limits are counted for one person.
package enum GrantPeriod: Sendable { case day, month }

extension Approval.Terms {
    /// `Goodwill ¥200.00`
    package func phrase(_ label: Label) -> Phrase {
        guard let amount else { return Phrase("empowerment.termsPlain", ["decision": .label(label)]) }
        return Phrase("empowerment.terms", ["decision": .label(label), "amount": .money(amount)])
    }
}
