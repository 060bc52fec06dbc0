package import Model
import Records
import Workflow

/// How a case would be given out now: by which rule, to whom, and why not to the others.
package struct AssignmentPlan: Sendable {
    package var rule: AssignmentRule
    /// Who had the customer's last case, where that counts.
    package var known: StaffID?
    package var candidates: [AssignmentCandidate]
    package var choice: AssignmentChoice?
}

extension Reading {
    /// - Returns: nil when no rule fits.
    package func assignment(of id: CaseID, at now: Instant) throws -> AssignmentPlan? {
        try assignment(of: serviceCase(id), among: assignmentPeople(at: now), at: now)
    }

    func assignment(of c: ServiceCase, among people: [AssignmentPerson], at now: Instant) throws
        -> AssignmentPlan?
    {
        let facts = try facts(of: .serviceCase(c), actor: .desk, now: now)
        guard let rule = rules.assignment.rule(for: facts) else { return nil }
        let had = try owners(of: c.id)
        let candidates = try candidates(for: c, by: rule, among: people, had: had)
        let known = try rule.last.flatMap {
            try cases.lastOwner(of: c.customer, since: now - $0, except: c.id)
        }
        return AssignmentPlan(
            rule: rule, known: known, candidates: candidates,
            choice: rule.choose(of: candidates, knownBy: known))
    }

    /// Everyone who works here, with what they have in hand.
    func assignmentPeople(at now: Instant) throws -> [AssignmentPerson] {
        let hands = try AssignmentStore(db).hands()
        let present = Set(
            try presence.all().filter { PersonOverview.isAtDesk($0, at: now) }.map(\.staff))
        return try idlePeople().map { person in
            var person = person
            (person.load, person.lastGiven) = hands[person.staff.id] ?? (0, nil)
            person.isPresent = present.contains(person.staff.id)
            return person
        }
    }

    /// The same with nothing in hand, at no desk.
    func idlePeople() throws -> [AssignmentPerson] {
        try staff.all().filter(\.active).map { person in
            AssignmentPerson(
                staff: person, load: 0, isPresent: false,
                notTaken: rules.roles.allows(person.roles, .doCase)
                    ? Set(rules.kindsNotTaken(by: person.roles)) : nil)
        }
    }

    /// Those a rule names, each with what stands against them.
    func candidates(
        for c: ServiceCase, by rule: AssignmentRule, among people: [AssignmentPerson], had: Set<StaffID>
    ) throws -> [AssignmentCandidate] {
        let language =
            rule.asksLanguage
            ? try customers.findWithoutContacts(c.customer)?.language ?? "" : ""
        let queue = rules.settings.queues.first { $0.name == c.queue }
        let skill = rule.asksSkill ? rules.skill(for: c) : ""
        return people.filter { person in
            !Set(person.staff.roles).isDisjoint(with: rule.roles)
                && (rule.team.isEmpty || person.staff.team == rule.team)
        }.map { person in
            let capacity = rules.assignment.capacity(of: person.staff)
            var unfit: AssignmentCandidate.Unfit?
            if !person.mayTake(c, from: queue) {
                unfit = .mayNot
            } else if had.contains(person.staff.id) {
                unfit = .hadIt
            } else if !skill.isEmpty, !person.staff.skills.contains(skill) {
                unfit = .lacksSkill(skill)
            } else if !language.isEmpty, !person.staff.languages.isEmpty,
                !person.staff.languages.contains(language)
            {
                unfit = .lacksLanguage(language)
            } else if rule.asksPresence, !person.isPresent {
                unfit = .absent
            } else if let capacity, person.load >= capacity {
                unfit = .full(capacity)
            }
            return AssignmentCandidate(person: person, capacity: capacity, unfit: unfit)
        }
    }

    /// Who has, or had, a case in hand.
    private func owners(of id: CaseID) throws -> Set<StaffID> {
        Set(
            try journal.of(Subject(id)).flatMap { entry in
                ["owner", "owner.before"].compactMap { entry.facts[$0].flatMap { StaffID($0.plain) } }
            })
    }
}
