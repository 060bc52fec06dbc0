package import Model
import Records
import Workflow

/// How a case would be given out now: by which rule, to whom, and why not to the others.
package struct AssignmentPlan: Sendable {
    package var rule: AssignmentRule
    package var candidates: [AssignmentCandidate]
    package var choice: AssignmentChoice?
    /// When somebody put it back last.
    var putBack: Instant?
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
        let entries = try journal.of(Subject(c.id))
        let had = Set(
            entries.flatMap { entry in
                ["owner", "owner.before"].compactMap { entry.facts[$0].flatMap { StaffID($0.plain) } }
            })
        let candidates = rules.assignment.candidates(
            for: c, by: rule, try assignmentNeeds(of: c, by: rule), among: people, had: had)
        let known = try rule.last.flatMap {
            try cases.lastOwner(of: c.customer, since: now - $0, except: c.id)
        }
        return AssignmentPlan(
            rule: rule, candidates: candidates,
            choice: rule.choose(of: candidates, knownBy: known),
            putBack: entries.last { $0.event == "case.putBack" }?.at)
    }

    /// Everyone who works here, with what they have in hand.
    func assignmentPeople(at now: Instant) throws -> [AssignmentPerson] {
        let present = Set(
            try presence.all().filter { PersonOverview.isAtDesk($0, at: now) }.map(\.staff))
        let people = try idlePeople()
        let loads = try cases.countsOpen(of: people.map(\.staff.id))
        let given = try AssignmentStore(db).lastGiven()
        return people.map { person in
            var person = person
            (person.load, person.lastGiven) = (loads[person.staff.id] ?? 0, given[person.staff.id])
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

    /// What a case asks of whoever gets it.
    func assignmentNeeds(of c: ServiceCase, by rule: AssignmentRule) throws -> AssignmentNeeds {
        AssignmentNeeds(
            queue: rules.settings.queues.first { $0.name == c.queue },
            skill: rule.asksSkill ? rules.skill(for: c) : "",
            language: rule.asksLanguage
                ? try customers.findWithoutContacts(c.customer)?.language ?? "" : "")
    }
}
