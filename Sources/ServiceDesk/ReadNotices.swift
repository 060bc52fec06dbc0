package import Model
import Records
import Workflow

/// Something the desk told someone, with what it is about.
package struct NoticeItem: Sendable, Hashable, Identifiable {
    package var notice: Notice
    /// The case of the record it is about, and whose it is.
    package var caseID: CaseID?
    package var customer: String
    package var summary: String
    /// What was asked, for a decision on it.
    package var approval: Approval?
    /// What it asked for, where it was granted after its time.
    package var late: AskedPromise?
    /// Rungs of the same clock told before or at once, the latest first, where they are shown as one.
    package var earlier: [NoticeItem] = []

    package var id: Int64 { notice.id }
}

/// Where a notice stands in the list of someone's; the next page begins behind it.
package struct NoticeKey: Sendable, Hashable {
    package var isSeen: Bool
    package var id: Int64
}

/// A page of what someone was told.
package struct NoticePage: Sendable, Hashable {
    package var items: [NoticeItem] = []
    package var hasMore = false

    /// Behind which the next page begins; nil for an empty one.
    package var last: NoticeKey? {
        items.last.map { NoticeKey(isSeen: $0.notice.seenAt != nil, id: $0.notice.id) }
    }
}

extension Notice {
    /// `Promise missed: answer within 2 days`; of a request granted otherwise than asked, both.
    /// - Parameter late: what was asked for, where it was granted after its time.
    package func phrase(_ approval: Approval?, late: AskedPromise? = nil, _ rules: Rules) -> Phrase {
        if isConcealed { return Phrase("notice.concealed") }
        var facts: [String: PhraseFact] = ["message": .label(message)]
        if kind == .granted, let late {
            facts["due"] = .instant(late.by)
            return Phrase("notice.says.grantedLate", facts)
        }
        guard kind == .granted, let approval, let wish = approval.wish, wish != approval.terms else {
            return Phrase("notice.says.\(kind.rawValue)", facts)
        }
        for (name, terms) in [("granted", approval.terms), ("asked", wish)] {
            facts[name] = .phrase(terms.phrase(rules.empowerment.label(of: terms.decision)))
        }
        return Phrase("notice.says.grantedOther", facts)
    }
}

// Of what their roles are told, somebody whose right to read reaches only some cases sees what is about these, or about none.
// What they are told themselves is there in any case; beyond their reach it does not say what it is.
extension Reading {
    /// What the desk tells someone (breaches, escalations, parts due) that nobody of their role has seen, newest first.
    package func notices(for actor: Actor, limit: Int = 50) throws -> [Notice] {
        guard let staff = actor.staffID else { return [] }
        let reach = try cases(reachedBy: .read, of: actor)
        return try told(notices.unseen(roles: actor.roles, staff: staff, within: reach, limit: limit), reach)
    }

    /// Whether one is on that list.
    package func isUnseen(_ notice: Int64, by actor: Actor) throws -> Bool {
        guard let staff = actor.staffID else { return false }
        return try notices.isUnseen(
            notice, roles: actor.roles, staff: staff, within: cases(reachedBy: .read, of: actor))
    }

    /// How many there are, counted no further than `most`: asked whenever anything happened.
    package func unseenNotices(for actor: Actor, most: Int = 100) throws -> Int {
        guard let staff = actor.staffID else { return 0 }
        return try notices.countUnseen(
            roles: actor.roles, staff: staff, within: cases(reachedBy: .read, of: actor), most: most)
    }

    /// What came to somebody behind a notice that is meant for them alone or must not wait, newest first, with what it says.
    /// - Parameter last: nil for the newest there is, so that nothing came yet.
    /// - Returns: as well the newest notice there is, behind which the next ones come.
    package func arrivals(of actor: Actor, after last: Int64?) throws -> (
        last: Int64, notices: [(notice: Notice, said: Phrase)]
    ) {
        let newest = try notices(for: actor, limit: 20)
        let came = newest.filter { notice in
            last.map { notice.id > $0 } ?? false
                && (notice.staff != nil || [.escalated, .waiting].contains(notice.kind))
        }
        return (max(newest.first?.id ?? 0, last ?? 0), try came.map { ($0, try phrase(of: $0)) })
    }

    /// What nobody has seen first, then what was seen; newest first in each.
    /// - Parameter last: the notice behind which the page begins; nil begins at the top.
    package func inbox(of actor: Actor, after last: NoticeKey? = nil, limit: Int = 200) throws -> NoticePage {
        guard let staff = actor.staffID else { return NoticePage() }
        let reach = try cases(reachedBy: .read, of: actor)
        // One more than asked tells whether there are more.
        var found: [Notice] = []
        if last?.isSeen != true {
            found = try notices.unseen(
                roles: actor.roles, staff: staff, within: reach, before: last?.id ?? .max, limit: limit + 1)
        }
        if found.count <= limit {
            found += try notices.seen(
                roles: actor.roles, staff: staff, within: reach,
                before: last?.isSeen == true ? last?.id ?? .max : .max, limit: limit + 1 - found.count)
        }
        return NoticePage(
            items: try told(Array(found.prefix(limit)), reach).map(item), hasMore: found.count > limit)
    }

    /// What may be told of some notices to whose right to read reaches some cases; nil is every case.
    private func told(_ found: [Notice], _ reach: CaseReach?) throws -> [Notice] {
        guard let reach else { return found }
        let about = try found.map { (notice: $0, id: try caseID(of: $0.subject)) }
        let near = try cases.within(reach, Set(about.compactMap(\.id)))
        return about.map { one in
            one.id.map { near.contains($0) } ?? true ? one.notice : one.notice.concealed
        }
    }

    /// What may be told of a notice outside the desk: to the person it is for what they may read; to a role what everybody may
    /// read who has it.
    func toldOutside(_ notice: Notice) throws -> Notice {
        if let person = try notice.staff.flatMap({ try staff.find($0) }) {
            return try told([notice], cases(reachedBy: .read, of: person))[0]
        }
        let isWhole = rules.roles.reaches(of: [notice.role], .read).isSubset(of: [.all])
        return try isWhole || caseID(of: notice.subject) == nil ? notice : notice.concealed
    }

    private func item(_ notice: Notice) throws -> NoticeItem {
        guard !notice.isConcealed else {
            return NoticeItem(notice: notice, caseID: nil, customer: "", summary: "", approval: nil)
        }
        let c = try caseID(of: notice.subject).flatMap { try cases.find($0) }
        let approval = try approval(of: notice)
        return NoticeItem(
            notice: notice, caseID: c?.id, customer: try c.map { try customers.name($0.customer) } ?? "",
            summary: c?.summary ?? "", approval: approval,
            late: try approval.flatMap { try promiseGrantedLate(by: $0) })
    }

    /// What a notice says.
    package func phrase(of notice: Notice) throws -> Phrase {
        let approval = try approval(of: notice)
        let late = try approval.flatMap { try promiseGrantedLate(by: $0) }
        return notice.phrase(approval, late: late, rules)
    }

    /// What was asked, for a notice of a decision on it.
    private func approval(of notice: Notice) throws -> Approval? {
        guard notice.subject.kind == .approval else { return nil }
        return try approvals.find(ApprovalID(notice.subject.number))
    }
}

extension Work {
    /// Takes notices off the list: someone has seen to them.
    /// - Throws: `DeskFault.unknown` for one that is not on the actor's list.
    package func seen(_ ids: [Int64]) throws {
        for id in Set(ids).sorted() {
            guard try reading.isUnseen(id, by: actor) else { throw DeskFault.unknown("notice \(id)") }
            try markSeen(id)
        }
    }

    /// The same for all there are up to one: what came after it, while the person made up their mind, stays.
    /// - Returns: how many.
    package func seenAll(upTo last: Int64) throws -> Int {
        let ids = try reading.notices(for: actor, limit: .max).map(\.id).filter { $0 <= last }
        for id in ids { try markSeen(id) }
        return ids.count
    }

    private func markSeen(_ id: Int64) throws {
        try notices.markSeen(id, at: now)
        try record(.desk, "notice.seen", ["notice": .number(id)])
    }

    /// Tells one person something; nobody is told what they did themselves.
    func tell(_ staff: StaffID?, _ kind: NoticeKind, _ subject: Subject, _ message: Label) throws {
        guard let staff, staff != actor.staffID else { return }
        try post(Notice(kind, staff: staff, subject: subject, message: message, at: now))
    }

    func tell(role: String, _ kind: NoticeKind, _ subject: Subject, _ message: Label) throws {
        try post(Notice(kind, role: role, subject: subject, message: message, at: now))
    }
}

extension Label {
    /// What someone wrote, the same in every language.
    init(written text: String) { self.init(["": text]) }
}
