package import Model

/// Why a clock is due when it is: its story in the order it happened, each step a fact that Wording can say.
///
///     for phrase in explanation.phrases { print(wording.say(phrase)) }
package struct ClockExplanation: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        /// The clock was started; its targets count from `from`, which may lie ahead.
        case started(at: Instant, from: Instant)
        /// What was promised, and by when that is before any pause.
        case promised(Label, Target, calendar: Label, due: Instant)
        case ownTarget(Target, due: Instant)
        case restarted(at: Instant)
        /// It stood still; `to` is nil while it does. Both dates as they were after it.
        case paused(from: Instant, to: Instant?, reason: PhraseFact, due: Instant, internalDue: Instant)
        /// Counted again after a year's days off were imported.
        case recomputed(at: Instant)
        case ownTargetMissed(at: Instant)
        case breached(at: Instant)
        case stopped(at: Instant, inTime: Bool)
        case cancelled(at: Instant)
        /// It runs, or stands still, and is due then.
        case stands(paused: Bool, due: Instant, provisional: Bool)
    }

    package let steps: [Step]
    /// How long it stood still in all, until it stopped or until now.
    package let paused: Span

    /// - Parameters:
    ///   - ledger: of this clock, on the terms it started with.
    ///   - promise: what the promise is called.
    ///   - reason: how the reason of a line of the ledger, a word of the workflow, is said.
    package init(
        _ clock: Clock, _ ledger: ClockLedger, promise: Label, now: Instant,
        reason: (ClockEvent) throws -> PhraseFact
    ) rethrows {
        let terms = ledger.terms
        let first = terms.dues(from: clock.startedAt)
        var steps: [Step] = [
            .started(at: ledger.events.first?.at ?? clock.startedAt, from: clock.startedAt),
            .promised(promise, terms.published, calendar: terms.calendar.label, due: first.due),
        ]
        if terms.internalTarget != terms.published {
            steps.append(.ownTarget(terms.internalTarget, due: first.internalDue))
        }
        for (index, event) in ledger.events.enumerated() {
            switch event.kind {
            case .restart: steps.append(.restarted(at: event.at))
            case .pause: steps.append(Self.pause(event, index, ledger, clock, try reason(event)))
            case .recompute: steps.append(.recomputed(at: event.at))
            case .internalBreach: steps.append(.ownTargetMissed(at: event.at))
            case .breach: steps.append(.breached(at: event.at))
            case .stop:
                if let missed = clock.internalBreachedAt,
                    !ledger.events.contains(where: { $0.kind == .internalBreach })
                {
                    // Found out only now; the ledger has no line of its own for it.
                    steps.append(.ownTargetMissed(at: missed))
                }
                steps.append(.stopped(at: event.at, inTime: clock.state == .met))
            case .cancel: steps.append(.cancelled(at: event.at))
            case .start, .resume: break
            }
        }
        if clock.state.isOpen {
            steps.append(
                .stands(paused: clock.state == .paused, due: clock.due, provisional: clock.provisional))
        }
        self.steps = steps
        paused = ledger.paused(until: clock.stoppedAt ?? now)
    }

    /// The pause that begins with an event, and the dates once it is over.
    private static func pause(
        _ event: ClockEvent, _ index: Int, _ ledger: ClockLedger, _ clock: Clock, _ reason: PhraseFact
    ) -> Step {
        let end = ledger.events[index...].firstIndex { $0.kind == .resume }
        let until = ClockLedger(
            events: Array(ledger.events[...(end ?? index)]), terms: ledger.terms, start: clock.startedAt)
        let dues = until.dues
        return .paused(
            from: event.at, to: end.map { ledger.events[$0].at }, reason: reason, due: dues.due,
            internalDue: dues.internalDue)
    }
}

// MARK: Saying it

extension ClockExplanation {
    /// A sentence a step; facts are formatted by the language that says them.
    package var phrases: [Phrase] { steps.map(\.phrase) }
}

extension ClockExplanation.Step {
    package var phrase: Phrase {
        switch self {
        case .started(let at, let from) where at == from: Phrase("clock.story.started", ["at": .instant(at)])
        case .started(let at, let from):
            Phrase("clock.story.startedFrom", ["at": .instant(at), "from": .instant(from)])
        case .promised(let promise, let target, let calendar, let due):
            Phrase(
                "clock.story.promised",
                [
                    "promise": .label(promise), "target": .phrase(target.phrase),
                    "calendar": .label(calendar),
                    "due": .instant(due),
                ])
        case .ownTarget(let target, let due):
            Phrase("clock.story.ownTarget", ["target": .phrase(target.phrase), "due": .instant(due)])
        case .restarted(let at): Phrase("clock.story.restarted", ["at": .instant(at)])
        case .paused(let from, nil, let reason, _, _):
            Phrase("clock.story.pausedSince", ["from": .instant(from), "reason": reason])
        case .paused(let from, .some(let to), let reason, let due, _):
            Phrase(
                "clock.story.paused",
                [
                    "from": .instant(from), "to": .instant(to), "reason": reason,
                    "length": .span(to - from), "due": .instant(due),
                ])
        case .recomputed(let at): Phrase("clock.story.recomputed", ["at": .instant(at)])
        case .ownTargetMissed(let at): Phrase("clock.story.ownTargetMissed", ["at": .instant(at)])
        case .breached(let at): Phrase("clock.story.breached", ["at": .instant(at)])
        case .stopped(let at, true): Phrase("clock.story.met", ["at": .instant(at)])
        case .stopped(let at, false): Phrase("clock.story.missed", ["at": .instant(at)])
        case .cancelled(let at): Phrase("clock.story.cancelled", ["at": .instant(at)])
        case .stands(true, _, _): Phrase("clock.story.standsStill")
        case .stands(false, let due, true): Phrase("clock.story.runsProvisional", ["due": .instant(due)])
        case .stands(false, let due, false): Phrase("clock.story.runs", ["due": .instant(due)])
        }
    }
}
