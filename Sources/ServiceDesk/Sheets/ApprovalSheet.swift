package import Model
import Records
import Workflow

/// A request that waits for a decision, as a list shows it.
package struct ApprovalItem: Sendable, Hashable, Identifiable {
    /// Whether the reader may decide it now, and if not, whose it is.
    package enum Standing: Sendable, Hashable {
        case inHand
        case open
        case heldBy(String)
        /// Nobody decides on their own request.
        case own
        /// Whoever asked owes an answer, and is there to give it.
        case askedBack
        /// The reader granted it first; another must as well.
        case oneMore
        /// The reader may refuse it, but not grant it.
        case overLimit(Money)
        /// The same, for another reason than the sum of one case.
        case notGranting(Phrase)
        /// It is not the reader's to decide at all.
        case notDeciding
    }

    package var approval: Approval
    package var standing: Standing
    /// The case it is about, or whose visit or call it is about.
    package var caseID: CaseID?
    package var summary: String
    package var severity: Severity
    package var customer: String
    package var askedBy: String
    /// Whoever granted it first, of two.
    package var first: String
    /// Whom the reader would decide for, as their deputy.
    package var insteadOf: String
    /// Until when it was to be decided; nil where nothing is promised, and while whoever asked owes an answer.
    package var due: Instant?
    /// What it would promise a customer sooner than the standard; nil of every other request.
    package var promise: AskedPromise?

    package var id: ApprovalID { approval.id }
}

/// A page of what waits for a decision.
package struct ApprovalPage: Sendable, Hashable {
    package var items: [ApprovalItem] = []
    /// Behind which the next page begins; nil for an empty one.
    package var last: ApprovalKey?
    package var hasMore = false
}

/// A request with what a decision needs: the case with its history, what this customer was granted before, what was asked back
/// and answered.
package struct ApprovalSheet: Sendable {
    package var item: ApprovalItem
    package var serviceCase: CaseSheet?
    /// The customer's other requests, newest first.
    package var others: [Approval]
    package var background: ApprovalBackground
    /// The reader's own limit of this decision, in words; nil where they have none or decide nothing.
    package var limit: Phrase?
    /// Its journal, oldest first.
    package var talk: [JournalEntry]
    package var names: [StaffID: String]
}

/// What became of a request.
package struct ApprovalResult: Sendable, Hashable {
    package var approval: Approval
    package var decidedBy: String
}

extension Reading {
    /// What waits for a decision: what the reader has in hand on top, then what they may take, as `claimNextApproval` gives
    /// it, then the rest; the oldest first in each.
    /// - Parameters:
    ///   - view: only those that this view shows, by its name or number; all at once, the oldest first.
    ///   - filter: only those that it admits; all at once as well.
    ///   - key: what the page begins behind; nil begins at the top.
    package func approvals(
        for actor: Actor, view: String? = nil, filter: WorkFilter = WorkFilter(), at now: Instant,
        after key: ApprovalKey? = nil, limit: Int = 200
    ) throws -> ApprovalPage {
        if let view {
            return try approvals(ofView: view, filter, for: actor, at: now)
        }
        guard filter.isEmpty else {
            let all = try approvals(for: actor, at: now, limit: WorkStore.reach)
            return ApprovalPage(items: try admitted(all.items, filter, for: actor, at: now))
        }
        let (names, staff) = (try names(), actor.staffID ?? StaffID(0))
        let reach = try reach(of: actor, at: now)
        let cases = try cases(reachedBy: .read, of: actor)
        var page = ApprovalPage()
        // One more than asked tells whether there are more.
        for part in ApprovalPart.allCases.drop(while: { key.map(\.part) ?? $0 != $0 }) {
            let found = try approvals.waiting(
                part, for: staff, within: reach, of: cases, at: now, after: key?.part == part ? key : nil,
                limit: limit + 1 - page.items.count)
            for approval in found {
                guard page.items.count < limit else {
                    page.hasMore = true
                    return page
                }
                page.items.append(try item(approval, names, for: actor, at: now))
                page.last = ApprovalKey(part, approval)
            }
        }
        return page
    }

    private func approvals(ofView view: String, _ filter: WorkFilter, for actor: Actor, at now: Instant)
        throws
        -> ApprovalPage
    {
        let found = try approvals(
            of: workView(view, of: .approvals, for: actor), by: actor, at: now, limit: WorkStore.reach)
        let names = try names()
        let items = try found.map { try item($0, names, for: actor, at: now) }
        return ApprovalPage(items: try admitted(items, filter, for: actor, at: now))
    }

    private func admitted(_ items: [ApprovalItem], _ filter: WorkFilter, for actor: Actor, at now: Instant)
        throws
        -> [ApprovalItem]
    {
        try admitted(items, .approvals, by: filter, for: actor, at: now) { $0.id.number }
    }

    package func sheet(_ id: ApprovalID, by actor: Actor, at now: Instant) throws -> ApprovalSheet {
        let names = try names()
        try requireReach(.read, on: Subject(id), actor)
        let item = try item(try approval(id), names, for: actor, at: now)
        let sheet = try item.caseID.map { try self.sheet($0, by: actor, at: now) }
        let others = try sheet.map { try approvals.of($0.customer.id, limit: 10) } ?? []
        return ApprovalSheet(
            item: item, serviceCase: sheet, others: others.filter { $0.id != id },
            background: try background(of: item.approval, at: now),
            limit: try limit(of: actor, for: item.approval, at: now), talk: try journal.of(Subject(id)),
            names: names)
    }

    private func limit(of actor: Actor, for approval: Approval, at now: Instant) throws -> Phrase? {
        guard let person = actor.staff, rules.roles.allows(person.roles, .decideApproval),
            let decision = rules.empowerment[approval.decision]
        else { return nil }
        return try power(of: person, decision, at: now).limit?.phrase(of: decision, rules.empowerment)
    }

    /// What the reader asked for: what waits for their answer first, then what is undecided, then what was decided lately.
    /// - Parameter filter: only those of them that it admits.
    package func requests(
        of actor: Actor, filter: WorkFilter = WorkFilter(), at now: Instant, limit: Int = 100
    ) throws -> ApprovalPage {
        guard let person = actor.staffID else { return ApprovalPage() }
        let names = try names()
        let items = try approvals.asked(by: person, limit: limit).map {
            try item($0, names, for: actor, at: now)
        }
        return ApprovalPage(items: try admitted(items, filter, for: actor, at: now))
    }

    /// How a request was decided, and by whom; nil while it waits.
    package func result(of id: ApprovalID) throws -> ApprovalResult? {
        guard let approval = try approvals.find(id), !approval.state.isOpen else { return nil }
        let name = try approval.decidedBy.flatMap { try staff.find($0)?.name } ?? ""
        return ApprovalResult(approval: approval, decidedBy: name)
    }

    private func item(
        _ approval: Approval, _ names: [StaffID: String], for actor: Actor, at now: Instant
    ) throws -> ApprovalItem {
        let c = try caseID(of: approval.subject).flatMap { try cases.find($0) }
        let (standing, mandate) = try standing(of: approval, names, for: actor, at: now)
        return ApprovalItem(
            approval: approval, standing: standing, caseID: c?.id,
            summary: c?.summary ?? "", severity: c?.severity ?? .general,
            customer: try c.map { try customers.name($0.customer) } ?? "",
            askedBy: approval.askedBy.flatMap { names[$0] } ?? "",
            first: approval.first.flatMap { names[$0.by] } ?? "",
            insteadOf: mandate?.insteadOf.flatMap { names[$0] } ?? "", due: try due(approval),
            promise: try askedPromise(of: approval))
    }

    /// Until when it is to be decided, by the time it may wait; nil where it may wait however long. The time begins anew with each
    /// answer to what was asked back.
    package func due(_ approval: Approval) throws -> Instant? {
        guard approval.state == .asked else { return nil }
        let answered =
            approval.questionBy == nil
            ? nil
            : try journal.of(Subject(approval.id)).last {
                ["approval.answered", "approval.firstGranted"].contains($0.event)
            }?.at
        return try due(approval, waitingSince: answered ?? approval.askedAt)
    }

    /// The same of one that waits since a moment. A promise asked for is of no use after its time.
    func due(_ approval: Approval, waitingSince start: Instant) throws -> Instant? {
        guard let wait = rules.empowerment[approval.decision]?.wait else { return nil }
        let waits = try rules.due(from: start, wait, calendar: rules.settings.calendar)
        return min(waits, max(try askedPromise(of: approval)?.by ?? waits, start))
    }

    private func standing(
        of approval: Approval, _ names: [StaffID: String], for actor: Actor, at now: Instant
    ) throws -> (ApprovalItem.Standing, Mandate?) {
        if let asker = approval.askedBy, asker == actor.staffID {
            return (approval.state == .askedBack ? .askedBack : .own, nil)
        }
        if approval.state == .askedBack, try asker(of: approval) != nil { return (.askedBack, nil) }
        if let holder = approval.claimedBy, approval.isHeld(at: now), holder != actor.staffID {
            return (.heldBy(names[holder] ?? holder.description), nil)
        }
        do {
            let mandate = try mandate(of: actor, granting: approval.terms, of: approval, at: now)
            return (approval.isHeld(at: now) ? .inHand : .open, mandate)
        } catch let fault as DeskFault {
            switch fault {
            case .ownRequest: return (.own, nil)
            case .overLimit(_, let limit): return (.overLimit(limit), nil)
            default: return (.notDeciding, nil)
            }
        } catch let fault as EmpowermentFault {
            switch fault {
            case .secondPerson: return (.oneMore, nil)
            case .notDecider: return (.notDeciding, nil)
            default: return (.notGranting(fault.phrase), nil)
            }
        }
    }

    /// The case a record is, or belongs to; nil for what belongs to none.
    package func caseID(of subject: Subject) throws -> CaseID? {
        switch subject.kind {
        case .case: CaseID(subject.number)
        case .visit: try visit(VisitID(subject.number)).caseID
        case .call: try call(CallID(subject.number)).caseID
        case .approval: try caseID(of: approval(ApprovalID(subject.number)).subject)
        case .survey: try surveys.find(SurveyID(subject.number))?.caseID
        case .customer, .unit, .campaign, .audit, .calibration, .staff, .desk: nil
        }
    }
}
