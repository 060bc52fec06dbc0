package import Model
import Records
import ServiceTime
import Workflow

/// How far a case, a visit or a call has come on the escalation ladders, and what comes next if nothing happens to it.
package struct EscalationStanding: Sendable {
    /// A rung that was climbed.
    package struct Climbed: Sendable {
        package var at: Instant
        /// The ladder's name, and what it is called; nil for one that is no longer in the file.
        package var ladder: String
        package var label: Label?
        package var mark: EscalationLadder.Mark?
    }

    /// A rung to which a running clock comes.
    package struct Coming: Sendable {
        package var at: Instant
        package var promise: Label
        package var ladder: EscalationLadder
        package var rung: EscalationLadder.Rung
    }

    package var subject: Subject
    package var climbed: [Climbed]
    /// The next first. Only ladders whose condition holds now.
    package var coming: [Coming]
    /// Its case goes no further before a note says why.
    package var wantsNote: Bool
}

extension Reading {
    package func escalation(of id: CaseID, at now: Instant) throws -> EscalationStanding {
        try escalation(of: Subject(id), at: now)
    }

    /// - Throws: `DeskFault.unknown`, also for what no ladder is about.
    package func escalation(of subject: Subject, at now: Instant) throws -> EscalationStanding {
        let matter = try matter(subject)
        let climbed = try journal.of(subject).filter { $0.event.hasSuffix(".escalated") }.map { entry in
            let name = entry.facts["ladder"]?.plain ?? ""
            return EscalationStanding.Climbed(
                at: entry.at, ladder: name, label: rules.escalation.all.first { $0.name == name }?.label,
                mark: EscalationLadder.Mark(entry.facts["rung"]?.plain ?? ""))
        }
        let facts = try facts(of: matter, actor: .desk, now: now)
        let coming = try clocks.of(subject).filter { $0.state == .running }.flatMap { clock in
            try marks(ahead: clock).flatMap { mark, at in
                rules.escalation.rungs(of: clock.metric, of: subject.kind, at: mark)
                    .filter { $0.0.only?.holds(facts) ?? true }
                    .map { ladder, rung in
                        EscalationStanding.Coming(
                            at: at, promise: rules.promises.label(of: clock.promise), ladder: ladder,
                            rung: rung)
                    }
            }
        }
        return EscalationStanding(
            subject: subject, climbed: climbed, coming: coming.sorted { $0.at < $1.at },
            wantsNote: try wantsNote(matter))
    }

    private func wantsNote(_ matter: Matter) throws -> Bool {
        if case .serviceCase(let c) = matter { return c.fields["noteWanted"] != nil }
        return try matter.parentCase.map { try serviceCase($0).fields["noteWanted"] != nil } ?? false
    }
}

extension Reading {
    /// What a running clock still comes to.
    fileprivate func marks(ahead clock: Clock) throws -> [(EscalationLadder.Mark, Instant)] {
        let ledger = try rules.ledger(of: clock, clocks.ledger(clock.id))
        var marks = rules.escalation.shares(clock.metric, of: clock.subject.kind, after: clock.rung).map {
            (EscalationLadder.Mark.percent($0), ledger.moment(percent: $0))
        }
        marks += rules.minutes(of: clock, ledger).flatMap { minutes in
            rules.marks(of: clock, ledger, at: .minutes(minutes)).map {
                ($0, ledger.moment(minutes: minutes))
            }
        }
        if clock.internalBreachedAt == nil { marks.append((.ownTarget, clock.internalDue)) }
        if clock.breachedAt == nil { marks.append((.percent(100), clock.due)) }
        return marks
    }
}
