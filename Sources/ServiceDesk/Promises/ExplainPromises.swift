package import Model
import Records
package import ServiceTime
import Workflow

/// Which promise holds for a metric of a matter, and why none of the others.
package struct PromiseExplanation: Sendable {
    package var subject: Subject
    package var metric: String
    package var choice: PromiseBook.Choice
}

extension Reading {
    /// The promises of everything a case's workflow, and those of its visits and calls, may count.
    package func promises(of id: CaseID, on day: Day) throws -> [PromiseExplanation] {
        let c = try serviceCase(id)
        let matters =
            [Matter.serviceCase(c)] + (try visits.of(id).map { .visit($0) })
            + (try calls.of(id).map { .call($0) })
        return try matters.flatMap { matter in
            let facts = try promiseFacts(of: matter, customer: nil)
            return try rules.workflow(of: matter).metrics.map { metric in
                PromiseExplanation(
                    subject: matter.subject, metric: metric,
                    choice: rules.promises.choose(metric: metric, facts: facts, on: day))
            }
        }
    }

    /// Why a clock is due when it is.
    /// - Parameter reason: how the reason of a line of its ledger, a word of the workflow, is said.
    package func explain(_ clock: Clock, now: Instant, reason: (ClockEvent) throws -> PhraseFact) throws
        -> ClockExplanation
    {
        try ClockExplanation(
            clock, rules.ledger(of: clock, clocks.ledger(clock.id)),
            promise: rules.promises.label(of: clock.promise), now: now, reason: reason)
    }

    /// What the clocks started since a moment would have come to under other promises; a row a promise.
    package func replay(under book: PromiseBook, since: Instant, now: Instant) throws -> [PromiseReplay.Row] {
        var rows: [String: PromiseReplay.Row] = [:]
        var after: ClockID?
        while true {
            let page = try clocks.started(since: since, after: after, limit: 1000)
            guard let last = page.last else { break }
            after = last.id
            let runs = try page.compactMap { clock in
                try findMatter(clock.subject).map {
                    PromiseReplay.Run(
                        clock: clock, ledger: try clocks.ledger(clock.id),
                        facts: try promiseFacts(of: $0, customer: nil))
                }
            }
            for row in PromiseReplay.rows(runs, under: book, calendars: rules.calendars, now: now) {
                rows[row.promise, default: PromiseReplay.Row(promise: row.promise)].add(row)
            }
        }
        return rows.values.sorted { $0.promise < $1.promise }
    }
}

extension WorkflowDefinition {
    /// Every metric it starts a clock for, in the order of its states.
    var metrics: [String] {
        let started = states.flatMap { $0.clocks.start + $0.clocks.restart }
        let taken = transitions.flatMap { $0.clocks.start + $0.clocks.restart }
        var seen = Set<String>()
        return (started + taken).filter { seen.insert($0).inserted }
    }
}
