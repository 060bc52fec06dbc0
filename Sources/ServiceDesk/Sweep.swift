package import Model
import Records
import ServiceTime
import Synchronization

/// What a sweep did.
package struct SweepReceipt: Sendable, Hashable {
    /// Timed transitions taken.
    package var transitions = 0
    /// Timed transitions that their workflow no longer allowed.
    package var refused = 0
    /// Clocks that crossed the published line, and our own.
    package var breaches = 0
    package var internalBreaches = 0
    /// Shares of a promise's time at which an escalation ladder has a rung.
    package var rungs = 0
    /// Customers to be warned that somebody comes late.
    package var late = 0
    /// Calls that are due and that everybody who makes calls is barred from, told now.
    package var stranded = 0
    /// Follow-up calls made out by plans that recur.
    package var planned = 0
    /// Cases that nobody had and somebody has now.
    package var assigned = 0

    package init() {}
    package var isEmpty: Bool { self == SweepReceipt() }
}

extension ServiceDesk {
    /// Fires everything due by `now`, exactly once, whoever calls it and however many at once. Each batch is one
    /// transaction: taking a timer and doing what it says commit together. Once an hour it also seals the journal and
    /// tidies the search index.
    ///
    /// One sweeps at a time; another that comes meanwhile leaves it to that one. Where agents' own work stands in the way of
    /// a large batch again and again, smaller ones get through between.
    package func sweep(at now: Instant, batch: Int = 200) throws -> SweepReceipt {
        var total = SweepReceipt()
        var batch = batch
        while true {
            // Look before writing: most sweeps find nothing, and then nobody is made to wait.
            guard let next = try database.read({ try TimerStore($0).nextDue() }), next <= now else { break }
            let part: SweepReceipt?
            do {
                part = try act(by: .desk, at: now) { try $0.sweep(batch: batch) }
            } catch StorageFault.busy where batch > 1 {
                batch = max(1, batch / 8)
                continue
            }
            guard let part else { break }
            total.transitions += part.transitions
            total.refused += part.refused
            total.breaches += part.breaches
            total.internalBreaches += part.internalBreaches
            total.rungs += part.rungs
            if part.isEmpty { break }
        }
        total.late = try warnOfLateness(at: now)
        total.planned = try planRecurring(at: now)
        total.stranded = try tellOfStranded(at: now)
        try tendCampaigns(at: now)
        total.assigned = try assignWaiting(at: now)
        if try database.read({ try Journal($0).wantsSeal(at: now) }) {
            try database.write(.alone) {
                if try Journal($0).wantsSeal(at: now) { try Journal($0).seal(at: now) }
            }
            try tidy()
        }
        return total
    }
}

extension ServiceDesk {
    /// Once a minute is often enough: nobody is late by less.
    private func warnOfLateness(at now: Instant) throws -> Int {
        let minute = now.milliseconds / 60_000
        guard
            (latenessLooked.withLock { looked in
                defer { looked = minute }
                return looked != minute
            }), try !read({ try $0.lateVisits(at: now) }).isEmpty
        else { return 0 }
        return try act(by: .desk, at: now) { try $0.warnOfLateness() }
    }

    /// Keeps the database as quick when it is large as when it was small: words written at many times lie in many parts of
    /// the index, each of which a search must visit. In short transactions, so that nobody waits.
    package func tidy() throws {
        for _ in 0..<1000 {
            guard try database.write({ try $0.tidy(steps: 200) }) else { return }
        }
    }
}

extension Work {
    /// - Returns: nil when another is sweeping.
    fileprivate func sweep(batch: Int) throws -> SweepReceipt? {
        guard try db.takeSweep() else { return nil }
        var receipt = SweepReceipt()
        for clock in try clocks.takeBreaches(internal: true, at: now, limit: batch) {
            try breached(clock, .internalBreach, at: clock.internalDue)
            receipt.internalBreaches += 1
        }
        for clock in try clocks.takeBreaches(internal: false, at: now, limit: batch) {
            try breached(clock, .breach, at: clock.due)
            receipt.breaches += 1
        }
        // After the promises they are shares of: what a rung does may change which promise holds.
        if max(receipt.internalBreaches, receipt.breaches) < batch {
            receipt.rungs = try climbShares(limit: batch)
        }
        for timer in try timers.takeDue(at: now, limit: batch) {
            do {
                if try piece({ try fire(timer) }) { receipt.transitions += 1 } else { receipt.refused += 1 }
            } catch let fault as any Fault where fault.kind != .tryAgain {
                try record(timer.subject, "timer.refused", ["transition": .text(timer.transition)])
                receipt.refused += 1
            }
        }
        return receipt
    }

    private func breached(_ clock: Clock, _ kind: ClockEventKind, at: Instant) throws {
        try clocks.append([ClockEvent(clock: clock.id, at: at, kind: kind, reason: clock.metric)])
        try record(
            clock.subject, kind == .breach ? "clock.breached" : "clock.internalBreached",
            ["promise": .text(clock.promise), "metric": .text(clock.metric), "due": .instant(at)])
        try guarded(clock) { try climb(clock, to: kind == .breach ? .percent(100) : .ownTarget) }
    }

    /// - Returns: whether the matter was still in the state the timer was set for.
    private func fire(_ timer: DueTimer) throws -> Bool {
        if timer.subject.kind == .approval { return try waitedLong(ApprovalID(timer.subject.number)) }
        let matter = try reading.matter(timer.subject)
        guard matter.state == timer.state else { return false }
        _ = try take(timer.transition, on: matter, given: [:])
        return true
    }
}
