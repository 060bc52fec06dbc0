package import Model
import Records
package import ServiceTime
import Workflow

extension Work {
    /// Answers a step of the strategy; what was answered before stays to be seen.
    /// - Parameter after: the answer that was the newest when it was read, 0 where there was none; nil for whatever is there now.
    /// - Throws: `StrategyFault.noStep`, `.changed`, `DeskFault.missing`.
    @discardableResult
    package func writeStrategy(_ step: String, _ text: String, after: Int64? = nil) throws -> StrategyText {
        try require(.draftPromises)
        let step = try rules.strategyStep(step)
        guard !text.trimmed.isEmpty else { throw DeskFault.missing(field: "text") }
        if let after, after != (try reading.strategyTexts()[step.name]?.last?.id ?? 0) {
            throw StrategyFault.changed(step.label)
        }
        var written = StrategyText(step: step.name, text: text.trimmed, by: actor.staffID, at: now)
        written.id = try StrategyStore(db).insert(written)
        try record(.desk, "strategy.written", ["step": .text(step.name), "text": .text(written.text)])
        return written
    }
}

extension Reading {
    /// What was answered to each step, by its name: the oldest first.
    package func strategyTexts() throws -> [String: [StrategyText]] {
        Dictionary(grouping: try StrategyStore(db).all(), by: \.step)
    }

    /// The promises in force on a day, the widest segment first, each with how often it was kept in the days before.
    /// - Parameter days: over how many days kept promises are counted.
    package func promisesBySegment(on day: Day, days: Int, at now: Instant) throws -> [SegmentPromise] {
        let period = day - days...day - 1
        let kept = try keptPromises(on: period, at: now)
        return try rules.promises.all.filter { $0.isInForce(on: day) }
            .map { promise in
                // What an earlier version promised says nothing of this one.
                let isNewer = promise.since.map { $0 > period.lowerBound } ?? false
                return SegmentPromise(
                    promise: promise,
                    kept: isNewer ? try keptSinceInForce(promise, on: period, at: now) : kept[promise.id])
            }
            .sorted { $0.place < $1.place }
    }

    /// Nil where no clock that it began fell due.
    private func keptSinceInForce(_ promise: Promise, on days: ClosedRange<Day>, at now: Instant) throws
        -> FigureValue?
    {
        guard let since = promise.since else { return nil }
        let found = try reports.kept(
            promise.id, since: rules.deskCalendar.instant(since, minute: 0), due: rules.span(days), at: now)
        return found.count > 0 ? FigureValue(hits: found.kept, of: found.count) : nil
    }

    /// By promise, those whose time ran out on some days, and how many of them were kept.
    func keptPromises(on days: ClosedRange<Day>, at now: Instant) throws -> [String: FigureValue] {
        let report = try serviceReport(days, by: .promise, figures: [.promises], at: now)
        return Dictionary(
            report.lines.compactMap { line in line.group.map { ($0, line.now) } },
            uniquingKeysWith: { first, _ in first })
    }
}

/// A promise in force, and how often it was kept.
package struct SegmentPromise: Sendable, Hashable {
    package var promise: Promise
    /// Nil where none ended in the days.
    package var kept: FigureValue?

    /// To whom it is promised: kinds of customers, of dealers, regions; empty for everybody.
    package var segment: [String] { promise.scope.customer + promise.scope.dealer + promise.scope.region }

    /// What is promised to everybody comes first.
    fileprivate var place: (Int, String, String) {
        (segment.count, segment.joined(separator: " "), promise.id)
    }
}
