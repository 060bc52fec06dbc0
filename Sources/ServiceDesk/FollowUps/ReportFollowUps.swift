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

    /// Of those that were made, how many reached the customer.
    package var shareReached: (hits: Int, of: Int)? {
        let made = inTime + late + unreachable
        return made > 0 ? (inTime + late, made) : nil
    }

    static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.due += b.due
        sum.inTime += b.inTime
        sum.late += b.late
        sum.unreachable += b.unreachable
        sum.unreachableInTime += b.unreachableInTime
        sum.cancelled += b.cancelled
        sum.skipped += b.skipped
        sum.open += b.open
        sum.overdue += b.overdue
        return sum
    }
}

package struct FollowUpReport: Sendable {
    package enum Grouping: String, Sendable, CaseIterable {
        case plan, reason, agent
    }

    /// By the name of the plan, the reason, or the person's number; empty for calls without one.
    package var rows: [(key: String, figures: FollowUpFigures)]
    package var all: FollowUpFigures
}

extension Reading {
    /// - Parameter span: in which they were to be made at the latest.
    package func followUps(due span: Window, by grouping: FollowUpReport.Grouping, at now: Instant) throws
        -> FollowUpReport
    {
        let givenUp = Set(
            try rules.workflow(named: "call").states.filter { $0.signal == .callUnreachable }.map(\.name))
        var groups: [String: FollowUpFigures] = [:]
        for count in try callMatters.counts(due: span, at: now) {
            let key =
                switch grouping {
                case .plan: count.plan
                case .reason: count.reason
                case .agent: count.clerk?.description ?? ""
                }
            groups[key, default: FollowUpFigures()] =
                groups[key, default: FollowUpFigures()]
                + FollowUpFigures(count, givenUp)
        }
        let rows = groups.map { (key: $0.key, figures: $0.value) }
            .sorted { ($1.figures.due, $0.key) < ($0.figures.due, $1.key) }
        return FollowUpReport(rows: rows, all: rows.map(\.figures).reduce(FollowUpFigures(), +))
    }
}

extension FollowUpFigures {
    fileprivate init(_ count: CallMatterCount, _ givenUp: Set<String>) {
        due = count.count
        switch count.fate {
        case .skipped: skipped = count.count
        case .open(let isLate): if isLate { overdue = count.count } else { open = count.count }
        case .over(_, .cancelled, _): cancelled = count.count
        case .over(let state, _, let isInTime) where givenUp.contains(state):
            unreachable = count.count
            unreachableInTime = isInTime ? count.count : 0
        case .over(_, _, let isInTime): if isInTime { inTime = count.count } else { late = count.count }
        }
    }
}
