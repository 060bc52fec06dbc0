package import Model
import Records
import Workflow

/// What the rules would have made of the cases of past days, as though nobody had had any of them at first.
///
/// The people, their skills, desks and the rules are those of now; who sat at an open desk then is not known, so everyone counts as
/// present. A case leaves the hands it is put in when it was really closed.
package struct AssignmentRehearsal: Sendable {
    package struct Share: Sendable {
        package var staff: Staff
        package var capacity: Int?
        /// Cases the rules would have given them, and those of the same that they really had last.
        package var given: Int
        package var had: Int
        /// The most they would have had in hand at once, what they had before counted.
        package var mostAtOnce: Int
    }

    package var span: Window
    /// Cases logged in the span, and those that no rule fits.
    package var came: Int
    package var unruled: Int
    package var atOnce: Int
    /// Had to wait until somebody had room, and how long the longest did.
    package var later: Int
    package var longestWait: Span
    /// Nobody could have had them, by why; a case counts under each thing that stood against anybody.
    package var never: Int
    package var obstacles: [Obstacle: Int]
    /// By how many they would have been given.
    package var shares: [Share]
    /// More were logged than were rehearsed.
    package var isCut: Bool

    package enum Obstacle: String, Sendable, CaseIterable {
        case mayNot, skill, language, full
        /// It was closed before it had lain as long as the rule lets it lie.
        case closed
        /// The rule names roles or a team that nobody is of.
        case nobody
    }
}

extension Reading {
    /// - Parameter span: past days.
    /// - Throws: `AssignmentFault.noRules`.
    package func rehearseAssignment(of span: Window, at now: Instant, limit: Int = 20_000) throws
        -> AssignmentRehearsal
    {
        guard !rules.assignment.rules.isEmpty else { throw AssignmentFault.noRules }
        let store = AssignmentStore(db)
        let cases = try store.opened(in: span, limit: limit + 1)
        var hands = Hands(
            try idlePeople(), having: try store.inHand(at: span.start), by: rules.assignment)
        for c in cases.prefix(limit) {
            let facts = try facts(of: .serviceCase(c), actor: .desk, now: now)
            let rule = rules.assignment.rule(for: facts)
            try hands.meet(c, by: rule, needs: rule.map { try assignmentNeeds(of: c, by: $0) })
        }
        return hands.rehearsed(over: span, isCut: cases.count > limit)
    }
}

/// What everybody has in hand as the days go by.
private struct Hands {
    private struct Job {
        var serviceCase: ServiceCase
        var rule: AssignmentRule
        var needs: AssignmentNeeds
        /// When the rule gives it out.
        var from: Instant
    }

    private let rules: AssignmentRules
    private var people: [AssignmentPerson]
    /// When what each has in hand is closed; what is still open, never.
    private var ends: [StaffID: [Instant?]] = [:]
    private var most: [StaffID: Int] = [:]
    private var given: [StaffID: Int] = [:]
    private var had: [StaffID: Int] = [:]
    private var knows: [CustomerID: (agent: StaffID, at: Instant)] = [:]
    /// Lie in their queues until their rules give them out.
    private var lying: [Job] = []
    /// Wait until somebody has room.
    private var waiting: [Job] = []
    private var missed: [Job] = []
    private var closedFirst = 0
    private var (came, unruled, atOnce, later) = (0, 0, 0, 0)
    private var longest = Span.zero

    init(
        _ people: [AssignmentPerson], having held: [(owner: StaffID, closed: Instant?)],
        by rules: AssignmentRules
    ) {
        self.rules = rules
        self.people = people.map { person in
            var person = person
            person.isPresent = true
            return person
        }
        for (owner, closed) in held { ends[owner, default: []].append(closed) }
    }

    /// A case is logged: first what falls due before it, then it.
    mutating func meet(_ c: ServiceCase, by rule: AssignmentRule?, needs: AssignmentNeeds?) {
        came += 1
        if let owner = c.owner { had[owner, default: 0] += 1 }
        settle(until: c.openedAt)
        guard let rule, let needs else { return unruled += 1 }
        lying.append(Job(serviceCase: c, rule: rule, needs: needs, from: c.openedAt + rule.wait))
        settle(until: c.openedAt)
    }

    /// What has lain long enough by a moment is given out, each at its time; then what waits for room.
    private mutating func settle(until moment: Instant) {
        while let place = lying.indices.filter({ lying[$0].from <= moment }).min(by: { a, b in
            (lying[a].from, lying[a].serviceCase.id) < (lying[b].from, lying[b].serviceCase.id)
        }) {
            giveOut(lying.remove(at: place))
        }
        if free(by: moment) { giveWaiting(at: moment) }
    }

    private mutating func giveOut(_ job: Job) {
        if free(by: job.from) { giveWaiting(at: job.from) }
        if job.rule.wait > .zero, let closed = job.serviceCase.closedAt, closed <= job.from {
            closedFirst += 1
        } else if give(job, at: job.from) {
            atOnce += 1
        } else {
            waiting.append(job)
        }
    }

    /// What is closed by now is out of everybody's hands.
    /// - Returns: whether anything was.
    private mutating func free(by moment: Instant) -> Bool {
        var isAny = false
        for place in people.indices {
            let id = people[place].staff.id
            ends[id]?.removeAll { $0.map { $0 <= moment } ?? false }
            let load = ends[id]?.count ?? 0
            if load < people[place].load { isAny = true }
            people[place].load = load
        }
        return isAny
    }

    /// Tries those again that wait; what is closed meanwhile waits no longer, and nobody had it.
    private mutating func giveWaiting(at moment: Instant) {
        let before = waiting
        waiting = []
        for job in before {
            if let closed = job.serviceCase.closedAt, closed <= moment {
                missed.append(job)
            } else if give(job, at: moment) {
                later += 1
                longest = max(longest, moment - job.from)
            } else {
                waiting.append(job)
            }
        }
    }

    private mutating func give(_ job: Job, at moment: Instant) -> Bool {
        let (c, rule) = (job.serviceCase, job.rule)
        let candidates = rules.candidates(for: c, by: rule, job.needs, among: people)
        guard let choice = rule.choose(of: candidates, knownBy: known(c, rule, moment)),
            let place = people.firstIndex(where: { $0.staff.id == choice.person.staff.id })
        else { return false }
        let id = people[place].staff.id
        ends[id, default: []].append(c.closedAt)
        given[id, default: 0] += 1
        knows[c.customer] = (id, moment)
        people[place].load += 1
        people[place].lastGiven = moment
        most[id] = max(most[id] ?? 0, people[place].load)
        return true
    }

    /// Who was given the customer's last case in the rehearsal.
    private func known(_ c: ServiceCase, _ rule: AssignmentRule, _ moment: Instant) -> StaffID? {
        guard let last = rule.last, let (agent, at) = knows[c.customer], moment - at <= last else {
            return nil
        }
        return agent
    }

    /// What came of it; of what nobody had, what stood against it at the end.
    mutating func rehearsed(over span: Window, isCut: Bool) -> AssignmentRehearsal {
        if let last = lying.map(\.from).max() { settle(until: last) }
        var obstacles: [AssignmentRehearsal.Obstacle: Int] = [:]
        for job in missed + waiting {
            let candidates = rules.candidates(for: job.serviceCase, by: job.rule, job.needs, among: people)
            let found = Set(candidates.compactMap(\.unfit?.obstacle))
            for obstacle in found.isEmpty ? [.nobody] : found { obstacles[obstacle, default: 0] += 1 }
        }
        if closedFirst > 0 { obstacles[.closed] = closedFirst }
        let shares = people.compactMap { person -> AssignmentRehearsal.Share? in
            let id = person.staff.id
            guard given[id] != nil || had[id] != nil else { return nil }
            return AssignmentRehearsal.Share(
                staff: person.staff, capacity: rules.capacity(of: person.staff), given: given[id] ?? 0,
                had: had[id] ?? 0, mostAtOnce: most[id] ?? 0)
        }
        return AssignmentRehearsal(
            span: span, came: came, unruled: unruled, atOnce: atOnce, later: later, longestWait: longest,
            never: missed.count + waiting.count + closedFirst, obstacles: obstacles,
            shares: shares.sorted { ($1.given, $1.had, $0.staff.login) < ($0.given, $0.had, $1.staff.login) },
            isCut: isCut)
    }
}

extension AssignmentCandidate.Unfit {
    fileprivate var obstacle: AssignmentRehearsal.Obstacle {
        switch self {
        case .mayNot: .mayNot
        case .lacksSkill: .skill
        case .lacksLanguage: .language
        case .full: .full
        // Neither stands in a rehearsal.
        case .absent, .hadIt: .nobody
        }
    }
}
