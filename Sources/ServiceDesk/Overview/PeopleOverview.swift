package import Model
import Records
import Workflow

/// Someone who works on cases or calls, as far as the desk knows: breaks and the time after a call are what they say.
package struct PersonOverview: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Has a record open on the screen.
        case working
        /// Finishing up, and not to be given anything.
        case wrapUp
        /// At the desk, with no record open.
        case present
        /// At the desk, and has pressed no key for a while.
        case idle
        case onBreak
        /// The desk is locked.
        case away
        /// The desk has not told anything for a while: its line or its machine is gone.
        case lost
        case signedOut
    }

    package var id: StaffID
    package var login: String
    package var name: String
    package var team: String
    package var state: State
    /// Since when; nil for who was never seen.
    package var since: Instant?
    /// What is open on the screen.
    package var workingOn: Subject?
    package var hands: HandFigures

    /// Without a key for so long, somebody counts as idle.
    package static let idleAfter = Span.minutes(5)
    /// Desks tell of themselves every minute; after so long without, one counts as gone.
    package static let lostAfter = Span.minutes(3)
    /// Of what people have in hand, a promise due so soon is at risk.
    package static let soon = Span.hours(2)
}

/// A team's people together.
package struct TeamOverview: Sendable, Hashable {
    /// Empty for those in none.
    package var name: String
    package var members: Int
    package var states: [PersonOverview.State: Int]
    package var cases: CappedCount
    /// Of their cases: a promise missed, or due within `PersonOverview.soon`.
    package var late: CappedCount
    package var atRisk: CappedCount
    /// When the oldest of their cases was opened.
    package var oldest: Instant?
    /// By how long ago they were opened, as `Overview.ages` parts them.
    package var ages: [CappedCount]
    /// Cases in their hands that were logged, and that were closed, in each hour of `Overview.hours`.
    package var arrivals: [Int]
    package var closings: [Int]
    package var calls: Int

    /// At their desks.
    package var there: Int { [.working, .wrapUp, .present, .idle].reduce(0) { $0 + (states[$1] ?? 0) } }
}

extension Overview {
    private static let noAges = Array(repeating: CappedCount.zero, count: ages.count + 1)

    /// By name, those in none last.
    package var teams: [TeamOverview] {
        Dictionary(grouping: people, by: \.team).map { name, people -> TeamOverview in
            let flow = flows[name]
            return TeamOverview(
                name: name, members: people.count,
                states: people.reduce(into: [:]) { $0[$1.state, default: 0] += 1 },
                cases: people.reduce(.zero) { $0 + $1.hands.cases },
                late: people.reduce(.zero) { $0 + $1.hands.late },
                atRisk: people.reduce(.zero) { $0 + $1.hands.atRisk },
                oldest: people.compactMap(\.hands.oldest).min(),
                ages: people.map(\.hands.ages).filter { !$0.isEmpty }
                    .reduce(Self.noAges) { sum, ages in zip(sum, ages).map(+) },
                arrivals: flow?.arrivals ?? hours.map { _ in 0 },
                closings: flow?.closings ?? hours.map { _ in 0 },
                calls: people.reduce(0) { $0 + $1.hands.calls })
        }.sorted { ($0.name.isEmpty ? 1 : 0, $0.name) < ($1.name.isEmpty ? 1 : 0, $1.name) }
    }
}

extension Reading {
    /// Everyone who works on cases or makes calls, by team and name; technicians are on the dispatch board.
    func peopleOverview(at now: Instant) throws -> [PersonOverview] {
        let seen = Dictionary(try presence.all().map { ($0.staff, $0) }, uniquingKeysWith: { a, _ in a })
        let hands = try counts.hands(
            at: now, soon: now + PersonOverview.soon, ages: Overview.ages.map { now - $0 })
        return try staff.all().filter { person in
            person.active
                && (rules.roles.allows(person.roles, .doCase) || rules.roles.allows(person.roles, .makeCall))
        }.map { person in
            let (state, since) = Self.standing(seen[person.id], at: now)
            return PersonOverview(
                id: person.id, login: person.login, name: person.name, team: person.team, state: state,
                since: since, workingOn: state == .working ? seen[person.id]?.subject : nil,
                hands: hands[person.id] ?? HandFigures())
        }.sorted {
            ($0.team.isEmpty ? 1 : 0, $0.team, $0.login) < ($1.team.isEmpty ? 1 : 0, $1.team, $1.login)
        }
    }

    private static func standing(_ presence: Presence?, at now: Instant) -> (PersonOverview.State, Instant?) {
        guard let p = presence else { return (.signedOut, nil) }
        if p.state == .left { return (.signedOut, p.since) }
        if now - p.seenAt > PersonOverview.lostAfter { return (.lost, p.seenAt) }
        if p.state == .onBreak { return (.onBreak, p.since) }
        if p.state == .wrapUp { return (.wrapUp, p.since) }
        if p.state == .locked { return (.away, p.since) }
        if now - p.touchedAt >= PersonOverview.idleAfter { return (.idle, p.touchedAt) }
        if p.subject != nil { return (.working, p.subjectSince) }
        return (.present, p.since)
    }
}

extension PersonOverview {
    /// Whether somebody sits at an open desk that is not locked, and may be given work.
    static func isAtDesk(_ presence: Presence, at now: Instant) -> Bool {
        presence.state == .present && now - presence.seenAt <= lostAfter
    }
}

extension ServiceDesk {
    /// An open desk tells who sits there and what is open on the screen. It needs no right and leaves no entry in the
    /// journal: it is no act upon a record.
    package func tell(
        _ state: Presence.State, of actor: Actor, on subject: Subject?, touched: Instant, at now: Instant
    )
        throws
    {
        guard let id = actor.staffID else { return }
        try act(by: actor, at: now, isolation: .claiming) { work in
            let before = try PresenceStore(work.db).find(id)
            let isSame = before?.state == state && now - (before?.seenAt ?? now) <= PersonOverview.lostAfter
            try PresenceStore(work.db).put(
                Presence(
                    staff: id, state: state, since: isSame ? before?.since ?? now : now, seenAt: now,
                    touchedAt: touched, subject: subject,
                    subjectSince: subject.map {
                        isSame && before?.subject == $0 ? before?.subjectSince ?? now : now
                    }))
        }
    }
}
