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
        /// The reader may refuse it, but not grant it.
        case overLimit(Money)
    }

    package var approval: Approval
    package var standing: Standing
    /// The case it is about, or whose visit or call it is about.
    package var caseID: CaseID?
    package var summary: String
    package var severity: Severity
    package var customer: String
    package var askedBy: String

    package var id: ApprovalID { approval.id }
}

/// A page of what waits for a decision.
package struct ApprovalPage: Sendable, Hashable {
    package var items: [ApprovalItem] = []
    /// Behind which the next page begins; nil for an empty one.
    package var last: ApprovalKey?
    package var hasMore = false
}

/// A request with what a decision needs: the case with its history, and what this customer was granted before.
package struct ApprovalSheet: Sendable {
    package var item: ApprovalItem
    package var serviceCase: CaseSheet?
    /// The customer's other requests, newest first.
    package var others: [Approval]
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
    /// - Parameter key: what the page begins behind; nil begins at the top.
    package func approvals(
        for actor: Actor, at now: Instant, after key: ApprovalKey? = nil, limit: Int = 200
    ) throws -> ApprovalPage {
        let (names, staff) = (try names(), actor.staffID ?? StaffID(0))
        let amount = rules.roles.limit(actor.roles).minor
        var page = ApprovalPage()
        // One more than asked tells whether there are more.
        for part in ApprovalPart.allCases.drop(while: { key.map(\.part) ?? $0 != $0 }) {
            let found = try approvals.waiting(
                part, for: staff, upTo: amount, at: now, after: key?.part == part ? key : nil,
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

    package func sheet(_ id: ApprovalID, by actor: Actor, at now: Instant) throws -> ApprovalSheet {
        let names = try names()
        let item = try item(try approval(id), names, for: actor, at: now)
        let sheet = try item.caseID.map { try self.sheet($0, by: actor, at: now) }
        let others = try sheet.map { try approvals.of($0.customer.id, limit: 10) } ?? []
        return ApprovalSheet(
            item: item, serviceCase: sheet, others: others.filter { $0.id != id }, names: names)
    }

    /// How a request was decided, and by whom; nil while it waits.
    package func result(of id: ApprovalID) throws -> ApprovalResult? {
        guard let approval = try approvals.find(id), approval.state != .asked else { return nil }
        let name = try approval.decidedBy.flatMap { try staff.find($0)?.name } ?? ""
        return ApprovalResult(approval: approval, decidedBy: name)
    }

    private func item(
        _ approval: Approval, _ names: [StaffID: String], for actor: Actor, at now: Instant
    ) throws -> ApprovalItem {
        let c = try caseID(of: approval.subject).flatMap { try cases.find($0) }
        return ApprovalItem(
            approval: approval, standing: standing(of: approval, names, for: actor, at: now), caseID: c?.id,
            summary: c?.summary ?? "", severity: c?.severity ?? .general,
            customer: try c.map { try customers.name($0.customer) } ?? "",
            askedBy: approval.askedBy.flatMap { names[$0] } ?? "")
    }

    private func standing(
        of approval: Approval, _ names: [StaffID: String], for actor: Actor, at now: Instant
    ) -> ApprovalItem.Standing {
        if let holder = approval.claimedBy, approval.isHeld(at: now) {
            return holder == actor.staffID ? .inHand : .heldBy(names[holder] ?? holder.description)
        }
        if let asker = approval.askedBy, asker == actor.staffID { return .own }
        let limit = rules.roles.limit(actor.roles)
        if let amount = approval.amount, amount.minor > limit.minor { return .overLimit(limit) }
        return .open
    }

    /// The case a record is, or belongs to; nil for what belongs to none.
    package func caseID(of subject: Subject) throws -> CaseID? {
        switch subject.kind {
        case .case: CaseID(subject.number)
        case .visit: try visit(VisitID(subject.number)).caseID
        case .call: try call(CallID(subject.number)).caseID
        case .approval: try caseID(of: approval(ApprovalID(subject.number)).subject)
        case .survey: try surveys.find(SurveyID(subject.number))?.caseID
        case .customer, .unit, .campaign, .staff, .desk: nil
        }
    }
}
