import Model
import Records
import Workflow

/// What is done when rungs of escalation ladders are reached: people are told, and the case is raised, given into other hands or
/// held until a note says why.
extension Work {
    /// Does what rungs say that a case, visit or call has come to; of ladders that are only for some, where it is one of those.
    /// - Parameter telling: what is told to whom they name.
    /// - Returns: whether any was for it.
    @discardableResult
    func carryOut(
        _ reached: [(ladder: EscalationLadder, rung: EscalationLadder.Rung)], of subject: Subject,
        telling: (kind: NoticeKind, message: Label)
    ) throws -> Bool {
        guard !reached.isEmpty, let matter = try reading.findMatter(subject) else { return false }
        let holding = try holding(reached, matter)
        guard !holding.isEmpty else { return false }
        // A visit or call has the case changed that it is for; a call may be for none.
        let parent = try parent(of: matter)
        let rungs = holding.map(\.rung)
        for addressee in addressees(rungs, of: matter, parent) {
            try tell(addressee, of: subject, telling)
        }
        if let parent, parent.closedAt == nil { try change(parent, by: rungs) }
        for (ladder, rung) in holding where !rung.isTold(unowned: rules.escalation.unowned) {
            try record(
                subject, "\(subject.kind.rawValue).escalated",
                ["ladder": .text(ladder.name), "rung": .text(rung.at.description)])
        }
        return true
    }

    /// The case it is, or is for.
    private func parent(of matter: Matter) throws -> ServiceCase? {
        if case .serviceCase(let c) = matter { return c }
        return try matter.parentCase.flatMap { try afterMerges($0) }
    }

    private func holding(
        _ reached: [(ladder: EscalationLadder, rung: EscalationLadder.Rung)], _ matter: Matter
    ) throws -> [(ladder: EscalationLadder, rung: EscalationLadder.Rung)] {
        guard reached.contains(where: { $0.ladder.only != nil }) else { return reached }
        let facts = try reading.facts(of: matter, actor: .desk, now: now)
        return reached.filter { $0.ladder.only?.holds(facts) ?? true }
    }

    /// Who is told, each once: of what nobody has in hand, the role that stands in.
    private func addressees(_ rungs: [EscalationLadder.Rung], of matter: Matter, _ parent: ServiceCase?)
        -> [Addressee]
    {
        var known: Set<Addressee> = []
        let all = rungs.flatMap(\.notify).map { recipient -> Addressee in
            let person: StaffID?
            switch recipient {
            case .role(let role): return .role(role)
            case .owner: person = matter.holder
            case .caseOwner: person = parent?.owner
            }
            return person.map { Addressee.person($0) } ?? .role(rules.escalation.unowned)
        }
        return all.filter { known.insert($0).inserted }
    }

    private func tell(
        _ addressee: Addressee, of subject: Subject, _ telling: (kind: NoticeKind, message: Label)
    ) throws {
        switch addressee {
        case .role(let role): try tell(role: role, telling.kind, subject, telling.message)
        case .person(let person): try tell(person, telling.kind, subject, telling.message)
        }
    }

    /// Raised, in other hands, and held until a note says why.
    private func change(_ before: ServiceCase, by rungs: [EscalationLadder.Rung]) throws {
        // Critical is for danger alone.
        if rungs.contains(where: \.raises), before.severity.raised < .critical {
            try asDesk().raise(before, to: before.severity.raised)
        }
        guard let earlier = try cases.find(before.id) else { return }
        var c = earlier
        if let assignee = rungs.compactMap(\.reassign).first { c.owner = try owner(assignee, of: c) }
        if rungs.contains(where: \.asksNote) { c.fields["noteWanted"] = .flag(true) }
        guard c != earlier else { return }
        c = try cases.update(c)
        var facts = c.changes(since: earlier)
        if earlier.fields["noteWanted"] != c.fields["noteWanted"] { facts["noteWanted"] = .flag(true) }
        try record(Subject(c.id), "case.edited", facts, version: c.version)
        if c.owner != earlier.owner, let owner = c.owner {
            try tell(owner, .escalated, Subject(c.id), Label(written: c.summary))
        }
    }

    /// Who of a role has the fewest open cases; who has it now, where they are of that role or nobody is.
    private func owner(_ assignee: EscalationLadder.Assignee, of c: ServiceCase) throws -> StaffID? {
        guard case .role(let role) = assignee else { return nil }
        let people = try staff.all().filter { $0.active && $0.roles.contains(role) }
        if people.contains(where: { $0.id == c.owner }) { return c.owner }
        let loads = try cases.countsOpen(of: people.map(\.id))
        return people.map { (load: loads[$0.id] ?? 0, id: $0.id) }
            .min { ($0.load, $0.id.number) < ($1.load, $1.id.number) }?.id ?? c.owner
    }

    /// A person has said why: the case may go on.
    func noteGiven(_ id: CaseID) throws {
        guard actor != .desk, var c = try cases.find(id), c.fields.removeValue(forKey: "noteWanted") != nil
        else { return }
        c = try cases.update(c)
        try record(Subject(id), "case.edited", ["noteWanted": .flag(false)], version: c.version)
    }
}

/// Who is told of it.
private enum Addressee: Hashable {
    case person(StaffID)
    case role(String)
}

extension Matter {
    /// Who has it in hand.
    fileprivate var holder: StaffID? {
        switch self {
        case .serviceCase(let c): c.owner
        case .visit(let v): v.technician
        case .call(let c): c.claimedBy
        }
    }
}
