package import Model
import Records
import Workflow

/// Which follow-up calls were due in a time, and what became of each: every one is in exactly one of these.
package struct FollowUpFigures: Sendable, Hashable {
    package var due = 0
    /// The customer was reached, by a call first taken in hand before it would have been late.
    package var inTime = 0
    /// The customer was reached, later than that.
    package var late = 0
    /// Given up after as many attempts as the rule has, or for a wrong number.
    package var unreachable = 0
    /// Cancelled, by a person or with its case.
    package var cancelled = 0
    /// Not made: the customer wants no calls, or never agreed to offers.
    package var skipped = 0
    /// Still to be made, in time so far.
    package var open = 0
    /// Still to be made, and late.
    package var overdue = 0

    package init() {}

    /// Of those that may be judged by now, how many were made in time; nil while there are none.
    package var shareInTime: (hits: Int, of: Int)? {
        let judged = due - skipped - cancelled - open
        return judged > 0 ? (inTime + unreachableInTime, judged) : nil
    }
    /// Among the unreachable, those first tried in time: nobody can do more.
    package var unreachableInTime = 0

    /// Of those that were made, with how many customers it was talked: who answered and refused was not, as in campaigns.
    package var shareReached: (hits: Int, of: Int)? {
        let made = inTime + late + unreachable
        return made > 0 ? (inTime + late - refused, made) : nil
    }
    /// Among those in time and late, those who answered and refused.
    package var refused = 0

    /// - Parameters:
    ///   - givenUp: the states in which nobody was reached.
    ///   - turnedDown: those in which the customer refused.
    mutating func add(_ more: CallMatterCount, _ givenUp: Set<String>, _ turnedDown: Set<String>) {
        due += more.count
        switch more.fate {
        case .skipped(.calledOff): cancelled += more.count
        case .skipped: skipped += more.count
        case .open(let isLate): if isLate { overdue += more.count } else { open += more.count }
        case .over(_, .cancelled, _): cancelled += more.count
        case .over(let state, _, let isInTime) where givenUp.contains(state):
            unreachable += more.count
            unreachableInTime += isInTime ? more.count : 0
        case .over(let state, _, let isInTime):
            if isInTime { inTime += more.count } else { late += more.count }
            refused += turnedDown.contains(state) ? more.count : 0
        }
    }
}

/// Calls that were promised for a minute in a time, and how they were kept.
package struct CallBackFigures: Sendable, Hashable {
    /// All but those that were called off.
    package var promised = 0
    /// Rung up as the promise has it.
    package var kept = 0
    /// Rung up later.
    package var late = 0
    /// By how much, on average and at most; nil where none was.
    package var meanBehind: Span?
    package var mostBehind: Span?
    /// Still to be rung up, in time so far.
    package var owed = 0
    /// Still to be rung up, and late.
    package var owedLate = 0

    init(_ counts: [CallBackCount]) {
        func sum(_ isMade: Bool, _ isLate: Bool) -> Int {
            counts.filter { $0.isMade == isMade && $0.isLate == isLate }.map(\.count).reduce(0, +)
        }
        (kept, late, owed, owedLate) = (
            sum(true, false), sum(true, true), sum(false, false), sum(false, true)
        )
        promised = kept + late + owed + owedLate
        let behind = counts.filter { $0.isMade && $0.isLate }
        guard late > 0 else { return }
        meanBehind = Span(milliseconds: behind.map(\.behind).reduce(0, +) / Int64(late))
        mostBehind = behind.map(\.most).max().map { Span(milliseconds: $0) }
    }
}

package struct FollowUpReport: Sendable {
    package enum Grouping: String, Sendable, CaseIterable {
        case plan, reason, agent

        func key(_ plan: String, _ reason: String, _ clerk: StaffID?) -> String {
            switch self {
            case .plan: plan
            case .reason: reason
            case .agent: clerk?.description ?? ""
            }
        }
    }

    /// By the name of the plan, the reason, or the person's number; empty for calls without one.
    package var rows: [(key: String, figures: FollowUpFigures)]
    package var all: FollowUpFigures
    /// Those that were promised for a minute, by the same; none where none was.
    package var callBacks: [(key: String, figures: CallBackFigures)] = []
    package var allCallBacks: CallBackFigures
}

extension Reading {
    /// - Parameter span: in which they were to be made at the latest.
    package func followUps(due span: Window, by grouping: FollowUpReport.Grouping, at now: Instant) throws
        -> FollowUpReport
    {
        let givenUp = Set(
            try rules.workflow(named: "call").states.filter { $0.signal == .callUnreachable }.map(\.name))
        let turnedDown = Set(try rules.campaigns().refused)
        var (groups, all): ([String: FollowUpFigures], FollowUpFigures) = ([:], FollowUpFigures())
        for count in try callMatters.counts(due: span, at: now) {
            let key = grouping.key(count.plan, count.reason, count.clerk)
            groups[key, default: FollowUpFigures()].add(count, givenUp, turnedDown)
            all.add(count, givenUp, turnedDown)
        }
        let rows = groups.map { (key: $0.key, figures: $0.value) }
            .sorted { ($1.figures.due, $0.key) < ($0.figures.due, $1.key) }
        let promised = try clocks.callBacks(promised: span, at: now)
        let callBacks = Dictionary(grouping: promised) { grouping.key($0.plan, $0.reason, $0.clerk) }
            .map { (key: $0.key, figures: CallBackFigures($0.value)) }
            .sorted { ($1.figures.promised, $0.key) < ($0.figures.promised, $1.key) }
        return FollowUpReport(
            rows: rows, all: all, callBacks: callBacks, allCallBacks: CallBackFigures(promised))
    }
}
