package import Model

/// Somebody a rule names, as they stand for one case.
package struct AssignmentCandidate: Sendable {
    package var person: AssignmentPerson
    package var capacity: Int?
    /// Why it cannot be them; nil for who could have it.
    package var unfit: Unfit?

    package enum Unfit: Sendable, Hashable {
        /// May not take a case of this kind, or out of this queue.
        case mayNot
        case lacksSkill(String)
        case lacksLanguage(String)
        /// No desk of theirs is open.
        case absent
        /// Has as many as they may.
        case full(Int)
        /// Had it in hand already.
        case hadIt
    }
}

/// Somebody with what they have in hand.
package struct AssignmentPerson: Sendable {
    package var staff: Staff
    /// Open cases in hand.
    package var load: Int
    /// When the desk last gave them one.
    package var lastGiven: Instant?
    package var isPresent: Bool
    /// Kinds of cases their roles may not take; nil when they take none at all.
    var notTaken: Set<CaseKind>?
}

extension AssignmentPerson {
    /// Whether they may take such a case out of its queue.
    func mayTake(_ c: ServiceCase, from queue: Queue?) -> Bool {
        guard let notTaken, !notTaken.contains(c.kind) else { return false }
        return queue.map { $0.roles.isEmpty || !Set($0.roles).isDisjoint(with: staff.roles) } ?? true
    }
}

/// What a case asks of whoever gets it; empty for what its rule does not ask.
struct AssignmentNeeds: Sendable {
    var queue: Queue?
    var skill: String
    var language: String
}

extension AssignmentRules {
    /// Those a rule names, each with what stands against them.
    /// - Parameter had: who has, or had, the case in hand.
    func candidates(
        for c: ServiceCase, by rule: AssignmentRule, _ needs: AssignmentNeeds,
        among people: [AssignmentPerson],
        had: Set<StaffID> = []
    ) -> [AssignmentCandidate] {
        people.filter { person in
            !Set(person.staff.roles).isDisjoint(with: rule.roles)
                && (rule.team.isEmpty || person.staff.team == rule.team)
        }.map { person in
            let capacity = capacity(of: person.staff)
            var unfit: AssignmentCandidate.Unfit?
            if !person.mayTake(c, from: needs.queue) {
                unfit = .mayNot
            } else if had.contains(person.staff.id) {
                unfit = .hadIt
            } else if !needs.skill.isEmpty, !person.staff.skills.contains(needs.skill) {
                unfit = .lacksSkill(needs.skill)
            } else if !needs.language.isEmpty, !person.staff.languages.isEmpty,
                !person.staff.languages.contains(needs.language)
            {
                unfit = .lacksLanguage(needs.language)
            } else if rule.asksPresence, !person.isPresent {
                unfit = .absent
            } else if let capacity, person.load >= capacity {
                unfit = .full(capacity)
            }
            return AssignmentCandidate(person: person, capacity: capacity, unfit: unfit)
        }
    }
}

/// Who gets a case, and why they of all who could.
package struct AssignmentChoice: Sendable {
    package var person: AssignmentPerson
    package var reason: Reason

    package enum Reason: String, Sendable, CaseIterable {
        case knows, fewest, turn
    }
}

extension AssignmentRule {
    /// The best of those who could have it: who knows the customer, else by the rule's order. Equals go by what they have in
    /// hand and by who was given one longer ago, so that the same people are chosen from the same records.
    func choose(of candidates: [AssignmentCandidate], knownBy agent: StaffID?) -> AssignmentChoice? {
        let fit = candidates.filter { $0.unfit == nil }
        if let known = fit.first(where: { $0.person.staff.id == agent }) {
            return AssignmentChoice(person: known.person, reason: .knows)
        }
        // Without a limit of their own they count by the largest of the others.
        let most = max(1, fit.compactMap(\.capacity).max() ?? 1)
        func share(_ c: AssignmentCandidate) -> Double {
            Double(c.person.load) / Double(max(1, c.capacity ?? most))
        }
        func given(_ c: AssignmentCandidate) -> Int64 { c.person.lastGiven?.milliseconds ?? .min }
        let best = fit.min { a, b in
            let (x, y) = ((share(a), given(a)), (share(b), given(b)))
            if order == .fewest, x != y { return x < y }
            if order == .turn, (x.1, x.0) != (y.1, y.0) { return (x.1, x.0) < (y.1, y.0) }
            return a.person.staff.id.number < b.person.staff.id.number
        }
        return best.map { AssignmentChoice(person: $0.person, reason: order == .fewest ? .fewest : .turn) }
    }
}
