import Dispatching
package import Model
import ServiceTime
package import Simulation

/// A draft of promises, and all that simulating it takes of the records: days to come with those who work now, once under the
/// promises in force, once under the draft's.
///
///     let trial = try desk.read { try DraftTrial(draft, $0, at: now) }
///     let result = trial.run { done in … }   // of 0 to 1; takes seconds, and nothing of the records
package struct DraftTrial: Sendable {
    package let draft: PromiseDraft
    /// Those simulated, from tomorrow on.
    package let days: ClosedRange<Day>
    /// As `promise simulate` does when it is told nothing else.
    package static let (usualDays, usualRuns, learntDays) = (90, 20, 182)

    private let past: PastDesk
    private let changed: PastDesk
    private let asIs: Simulator
    private let prices: Prices
    private let now: Instant

    /// - Throws: `PromiseDraftFault.notOpen`; `RuleFault` for a draft that cannot be read any more; `SimulationFault.tooYoung`,
    ///   and `.noPromise` where no promise of the draft is simulated.
    package init(_ draft: PromiseDraft, _ reading: Reading, at now: Instant) throws {
        guard draft.state == .open else { throw PromiseDraftFault.notOpen(draft.id) }
        let (rules, today) = (reading.rules, reading.rules.localDay(now))
        (self.draft, self.now, days) = (draft, now, today + 1...today + Self.usualDays)
        let inForce = days.lowerBound
        past = try reading.pastDesk(on: today - Self.learntDays...today - 1, inForce: inForce, at: now)
        guard past.patterns.count >= SimulationFault.fewestCases else {
            throw SimulationFault.tooYoung(past.patterns.count, needed: SimulationFault.fewestCases)
        }
        let proposed = try rules.promises(of: draft)
        changed = try past.owing(
            rules.promises.succeeded(by: proposed, since: inForce), changing: [proposed.all.map(\.id)],
            inForce: inForce, rules.calendars)
        asIs = try reading.simulator(of: past, on: days)
        prices = try rules.dispatching().prices
    }

    /// Simulates both, on the same cases.
    /// - Parameter progress: how far it is, 0 to 1; may throw to stop.
    /// - Throws: `CourseFault`.
    package func run(
        runs: Int = Self.usualRuns, seed: UInt64 = 1, progress: (Double) throws -> Void
    ) throws -> DraftResult {
        let usual = try asIs.runs(runs, seed: seed) { try progress(Double($0) / Double(2 * runs)) }
        var other = asIs
        (other.desk.patterns, other.desk.terms) = (changed.patterns, changed.terms)
        let tallies = try other.runs(runs, seed: seed) { try progress(0.5 + Double($0) / Double(2 * runs)) }
        func figures(_ tallies: [Tally]) -> [RunFigure: DraftResult.Figure] {
            Dictionary(
                uniqueKeysWithValues: RunFigure.allCases.compactMap { figure in
                    tallies.forecast { figure.value($0, days: days.length, prices) }.map {
                        (figure, DraftResult.Figure(mean: $0.mean, low: $0.low, high: $0.high))
                    }
                })
        }
        return DraftResult(
            draft: draft, days: days, cases: past.patterns.count, visits: past.visits,
            currency: prices.currency, asIs: figures(usual), changed: figures(tallies),
            breaks: breaks(tallies),
            forecast: DraftForecast(
                past.kept(usual), changed.kept(tallies), days: days.length, runs: runs,
                technicians: asIs.desk.technicians.count, at: now))
    }

    /// Of the draft's promise that most cases are owed, or else of that which most are owed at all.
    private func breaks(_ tallies: [Tally]) -> DraftResult.Breaks? {
        let names = Set(changed.promised).subtracting(unchanged)
        let counts = changed.terms.indices.filter { names.contains(changed.terms[$0].promise) }
            .map { term in (term, tallies.reduce(0) { $0 + $1.terms[term].count }) }
        guard let term = counts.max(by: { ($0.1, $1.0) < ($1.1, $0.0) })?.0 ?? changed.mostOwed(tallies)
        else { return nil }
        return DraftResult.Breaks(
            promise: changed.terms[term].promise,
            places: tallies.breaks(term).prefix(DraftResult.mostPlaces).map { group, kept in
                DraftResult.Place(
                    product: changed.groups[group].product, zone: changed.groups[group].zone,
                    kept: kept.share ?? 0, cases: Double(kept.count) / Double(tallies.count))
            })
    }

    /// The promises that the draft leaves as they are.
    private var unchanged: Set<String> {
        Set(
            changed.promised.filter {
                past.promises[$0, on: days.lowerBound] == changed.promises[$0, on: days.lowerBound]
            })
    }
}

/// What simulated days say of a draft: how often promises are kept is in its forecast, the rest is for whoever looks.
package struct DraftResult: Sendable {
    package var draft: PromiseDraft
    package var days: ClosedRange<Day>
    /// Of the past it was learnt from.
    package var cases: Int
    package var visits: Int
    package var currency: String
    /// Under the promises in force, and under the draft's; what no run tells is missing.
    package var asIs: [RunFigure: Figure]
    package var changed: [RunFigure: Figure]
    /// Nil where none of the cases is owed a promise.
    package var breaks: Breaks?
    package var forecast: DraftForecast

    package static let mostPlaces = 5

    /// With the interval that holds the mean in 95 of 100 cases.
    package struct Figure: Sendable, Hashable {
        package var mean: Double
        package var low: Double
        package var high: Double
    }

    /// Where a promise is missed most, the most misses first.
    package struct Breaks: Sendable, Hashable {
        package var promise: String
        package var places: [Place]
    }

    package struct Place: Sendable, Hashable {
        package var product: String
        package var zone: String
        /// 0 to 1.
        package var kept: Double
        /// In each run.
        package var cases: Double
    }
}

extension DraftForecast {
    /// How often a promise was kept in some runs, and what it promises.
    package typealias Kept = (promise: String, target: String, share: Share?)

    /// What runs under the promises in force, and under a draft's, say of each; those that the draft makes different come first.
    package init(
        _ asIs: [Kept], _ changed: [Kept], days: Int, runs: Int, technicians: Int, at now: Instant
    ) {
        let names = changed.map(\.promise)
        let all = names + asIs.map(\.promise).filter { !names.contains($0) }
        // What the draft makes different comes first: whoever decides looks at that.
        let kept = all.map { name in
            (old: asIs.first { $0.promise == name }, new: changed.first { $0.promise == name })
        }
        let (other, same) = (kept.filter(Self.differs), kept.filter { !Self.differs($0) })
        self.init(
            at: now, days: days, runs: runs, technicians: technicians,
            lines: (other + same).map { old, new in
                let one = new ?? old
                return Line(
                    promise: one?.promise ?? "", target: one?.target ?? "", asIs: old?.share,
                    changed: new?.share)
            })
    }

    private static func differs(_ kept: (old: Kept?, new: Kept?)) -> Bool {
        kept.old?.target != kept.new?.target || kept.old?.share != kept.new?.share
    }
}

extension PastDesk {
    /// How often each of its promises was kept in some runs.
    package func kept(_ tallies: [Tally]) -> [DraftForecast.Kept] {
        terms.enumerated().map { term, promise in
            (
                promise.promise, promise.target.description,
                tallies.kept(term).map { DraftForecast.Share(mean: $0.mean, low: $0.low, high: $0.high) }
            )
        }
    }
}
