package import Model

/// What a use case can refuse, as facts.
package enum DeskFault: Fault, Hashable {
    case unknownStaff(String)
    case inactiveStaff(String)
    case notAllowed(login: String, right: String)
    /// A right that does not reach this case; nil for what takes in the whole house.
    /// - Parameter people: who could do it.
    case outOfReach(String?, login: String, right: String, reach: [Phrase], people: [String])
    /// The database let a user in whom the desk does not know.
    case notOnStaff(user: String)
    /// Only with the right to may one act in another's name.
    case mayNotActFor(login: String, other: String)
    /// - Parameter wait: how long the next try is to wait; zero while it need not.
    case wrongPassphrase(wait: Span)
    /// Too many were wrong; this one was not looked at.
    case tooManyTries(wait: Span)
    case passphraseTooShort(least: Int)
    /// No record of this id.
    case unknown(String)
    /// A field that must hold something is empty.
    case missing(field: String)
    /// A field holds what it cannot.
    case badField(field: String, value: String, expected: Phrase)
    case unknownKind(String, known: [String])
    case unknownCalendar(String, known: [String])
    /// No rank of customers is called so.
    case unknownRank(String, known: [String])
    case loginTaken(String)
    case notPractice
    case barred(login: String, call: CallID)
    /// Someone else has this call, case or request in hand.
    case inOtherHands(Subject, name: String)
    /// Only who has it in hand can put it back.
    case notInHand(String)
    /// No case waits for this person, in the queue named.
    case nothingToTake(queue: Label?)
    case nothingToDecide
    /// The visit was dispatched: whoever has it must decline it first.
    case alreadyUnderWay(VisitID)
    case nothingToCall
    /// Nothing is due that this person may make, but calls wait that everybody who makes calls is barred from.
    case callsStranded(count: Int, first: CallID)
    /// Customers are not rung up at this hour.
    case outsideCallingHours(opens: Instant)
    /// A call that must be made before it may be.
    case callEndsBeforeItBegins(from: Instant, by: Instant)
    /// Nobody may be rung up in the hours a customer wishes.
    case hoursNeverOpen(WishedHours, Label)
    /// Nobody decides on their own request.
    case ownRequest(ApprovalID)
    /// The slot was taken, or breaks a rule, at the moment of booking.
    case slotRefused(reasons: [Phrase])
    /// Booked visits cannot be planned so: what would stand wrong.
    case planRefused(reasons: [Phrase])
    /// Somebody changed these visits since the plan was made.
    case planOutdated([VisitID])
    /// Which constraint keeps whom from coming, and what would free a slot.
    case noSlot(reasons: [Phrase], ways: [Phrase])
    case sameRecord(String)
    case notMerged(String)
    /// They are not linked so.
    case notLinked(CaseID, CaseID)
    case alreadyMerged(String, into: String)
    case overLimit(amount: Money, limit: Money)
    /// Someone was faster; `by` is their name.
    case alreadyDecided(ApprovalID, as: ApprovalState, by: String)
    case reactionLoop(String)
    case closed(String)
    /// A case cannot be folded away while somebody is to come for it.
    case visitOpen(CaseID, VisitID)
    /// Cases of two customers are not one matter.
    case otherCustomer(CaseID, CaseID)

    package var kind: FaultKind {
        switch self {
        case .unknownStaff, .unknown, .unknownKind, .unknownCalendar, .unknownRank, .nothingToCall,
            .callsStranded,
            .outsideCallingHours,
            .nothingToTake,
            .nothingToDecide:
            .noSuchThing
        case .inactiveStaff, .notAllowed, .outOfReach, .notOnStaff, .mayNotActFor, .barred, .overLimit,
            .notPractice,
            .ownRequest, .wrongPassphrase, .tooManyTries:
            .notAllowed
        case .slotRefused, .planRefused, .planOutdated, .inOtherHands: .tryAgain
        case .missing, .badField, .loginTaken, .noSlot, .sameRecord, .notMerged, .notLinked, .alreadyMerged,
            .callEndsBeforeItBegins, .hoursNeverOpen, .alreadyDecided, .alreadyUnderWay, .reactionLoop,
            .closed, .visitOpen, .otherCustomer,
            .notInHand, .passphraseTooShort:
            .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .unknownStaff(let login): Phrase("desk.unknownStaff", ["login": .text(login)])
        case .inactiveStaff(let login): Phrase("desk.inactiveStaff", ["login": .text(login)])
        case .notAllowed(let login, let right):
            Phrase(
                "desk.notAllowed",
                ["login": .text(login), "can": .phrase(Self.label(right)), "right": .text(right)])
        case .outOfReach(let id, let login, let right, let reach, let people):
            Self.outOfReach(id, login, right, reach, people)
        case .notOnStaff(let user): Phrase("desk.notOnStaff", ["user": .text(user)])
        case .mayNotActFor(let login, let other):
            Phrase("desk.mayNotActFor", ["login": .text(login), "other": .text(other)])
        case .wrongPassphrase(.zero): Phrase("desk.wrongPassphrase")
        case .wrongPassphrase(let wait): Phrase("desk.wrongPassphraseWait", ["wait": .span(wait)])
        case .tooManyTries(let wait): Phrase("desk.tooManyTries", ["wait": .span(wait)])
        case .passphraseTooShort(let least): Phrase("desk.passphraseTooShort", ["count": .count(least)])
        case .unknown(let id): Phrase("desk.unknown", ["id": .text(id)])
        case .missing(let field): Phrase("desk.missing", ["field": .text(field)])
        case .badField(let field, let value, let expected):
            Phrase(
                "desk.badField",
                ["field": .text(field), "value": .text(value), "expected": .phrase(expected)])
        case .unknownKind(let kind, let known):
            Phrase("desk.unknownKind", ["kind": .text(kind), "known": .list(known.map { .text($0) })])
        case .unknownCalendar(let name, let known):
            Phrase("desk.unknownCalendar", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .unknownRank(let name, let known):
            Phrase("desk.unknownRank", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .loginTaken(let login): Phrase("desk.loginTaken", ["login": .text(login)])
        case .notPractice: Phrase("desk.notPractice")
        case .barred(let login, let call):
            Phrase("desk.barred", ["login": .text(login), "call": .text(call.description)])
        case .inOtherHands(let subject, let name):
            Phrase("desk.inOtherHands", ["id": .text(subject.description), "name": .text(name)])
        case .notInHand(let id): Phrase("desk.notInHand", ["id": .text(id)])
        case .nothingToTake(nil): Phrase("desk.nothingToTake")
        case .nothingToTake(let queue?): Phrase("desk.nothingToTakeIn", ["queue": .label(queue)])
        case .nothingToDecide: Phrase("desk.nothingToDecide")
        case .alreadyUnderWay(let id): Phrase("desk.alreadyUnderWay", ["id": .text(id.description)])
        case .nothingToCall: Phrase("desk.nothingToCall")
        case .callsStranded(let count, let first):
            Phrase("desk.callsStranded", ["count": .count(count), "call": .text(first.description)])
        case .outsideCallingHours(let opens):
            Phrase("desk.outsideCallingHours", ["opens": .instant(opens)])
        case .callEndsBeforeItBegins(let from, let by):
            Phrase("desk.callEndsBeforeItBegins", ["from": .instant(from), "by": .instant(by)])
        case .hoursNeverOpen(let hours, let calendar):
            Phrase("desk.hoursNeverOpen", ["hours": .phrase(hours.phrase), "calendar": .label(calendar)])
        case .ownRequest(let id): Phrase("desk.ownRequest", ["id": .text(id.description)])
        case .slotRefused(let reasons):
            Phrase("desk.slotRefused", ["reasons": .list(reasons.map { .phrase($0) })])
        case .planRefused(let reasons):
            Phrase("desk.planRefused", ["reasons": .list(reasons.map { .phrase($0) })])
        case .planOutdated(let visits):
            Phrase("desk.planOutdated", ["visits": .list(visits.map { .text($0.description) })])
        case .noSlot(let reasons, let ways):
            Phrase(
                ways.isEmpty ? "desk.noSlot" : "desk.noSlotYet",
                [
                    "reasons": .list(reasons.map { .phrase($0) }), "ways": .list(ways.map { .phrase($0) }),
                ])
        case .sameRecord(let id): Phrase("desk.sameRecord", ["id": .text(id)])
        case .notMerged(let id): Phrase("desk.notMerged", ["id": .text(id)])
        case .notLinked(let id, let other):
            Phrase("desk.notLinked", ["id": .text(id.description), "other": .text(other.description)])
        case .alreadyMerged(let id, let into):
            Phrase("desk.alreadyMerged", ["id": .text(id), "into": .text(into)])
        case .overLimit(let amount, let limit):
            Phrase("desk.overLimit", ["amount": .money(amount), "limit": .money(limit)])
        case .alreadyDecided(let id, .withdrawn, _):
            Phrase("desk.requestWithdrawn", ["id": .text(id.description)])
        case .alreadyDecided(let id, let state, let name):
            Phrase(
                "desk.alreadyDecided",
                [
                    "id": .text(id.description), "name": .text(name),
                    "result": .phrase(Phrase("approvalState.\(state.rawValue)")),
                ])
        case .reactionLoop(let id): Phrase("desk.reactionLoop", ["id": .text(id)])
        case .closed(let id): Phrase("desk.closed", ["id": .text(id)])
        case .visitOpen(let id, let visit):
            Phrase("desk.visitOpen", ["id": .text(id.description), "visit": .text(visit.description)])
        case .otherCustomer(let id, let other):
            Phrase("desk.otherCustomer", ["id": .text(id.description), "other": .text(other.description)])
        }
    }

    /// What a right lets people do, in words.
    private static func label(_ right: String) -> Phrase { Phrase("deskRight.\(right)") }

    private static func outOfReach(
        _ id: String?, _ login: String, _ right: String, _ reach: [Phrase], _ people: [String]
    ) -> Phrase {
        let who: Phrase =
            people.isEmpty
            ? Phrase("desk.reachNobody")
            : Phrase("desk.reachWho", ["people": .list(people.map { .text($0) })])
        var facts: [String: PhraseFact] = [
            "login": .text(login), "can": .phrase(label(right)), "right": .text(right),
            "reach": .list(reach.map { .phrase($0) }), "who": .phrase(who),
        ]
        guard let id else { return Phrase("desk.outOfReachWhole", facts) }
        facts["id"] = .text(id)
        return Phrase("desk.outOfReach", facts)
    }
}
