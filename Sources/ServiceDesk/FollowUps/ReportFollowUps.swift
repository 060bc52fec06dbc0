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

    /// Among those still to be made, the ones that nobody may make until they are lent: everybody who makes calls is barred.
    package var stranded = 0

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
        self[FollowUpFate(more.fate, givenUp)] += more.count
        guard case .over(let state, _, let isInTime) = more.fate else { return }
        if givenUp.contains(state) { unreachableInTime += isInTime ? more.count : 0 }
        if turnedDown.contains(state) { refused += more.count }
    }

    /// How many had this fate.
    package private(set) subscript(fate: FollowUpFate) -> Int {
        get { self[keyPath: fate.figure] }
        set { self[keyPath: fate.figure] = newValue }
    }
}

extension FollowUpFate {
    /// - Parameter givenUp: the states in which nobody was reached.
    init(_ counted: CallMatterCount.Fate, _ givenUp: Set<String>) {
        self =
            switch counted {
            case .skipped(.calledOff): .cancelled
            case .skipped: .skipped
            case .open(let isLate): isLate ? .overdue : .open
            case .over(_, .cancelled, _): .cancelled
            case .over(let state, _, _) where givenUp.contains(state): .unreachable
            case .over(_, _, let isInTime): isInTime ? .inTime : .late
            }
    }

    fileprivate var figure: WritableKeyPath<FollowUpFigures, Int> {
        switch self {
        case .inTime: \.inTime
        case .late: \.late
        case .unreachable: \.unreachable
        case .cancelled: \.cancelled
        case .skipped: \.skipped
        case .open: \.open
        case .overdue: \.overdue
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
    /// The states of calls in which nobody was reached.
    private func givenUpStates() throws -> Set<String> {
        Set(try rules.workflow(named: "call").states.filter { $0.signal == .callUnreachable }.map(\.name))
    }

    /// - Parameter span: in which they were to be made at the latest.
    package func followUps(due span: Window, by grouping: FollowUpReport.Grouping, at now: Instant) throws
        -> FollowUpReport
    {
        let givenUp = try givenUpStates()
        let turnedDown = Set(try rules.campaigns().refused)
        var (groups, all): ([String: FollowUpFigures], FollowUpFigures) = ([:], FollowUpFigures())
        for count in try callMatters.counts(due: span, at: now) {
            let key = grouping.key(count.plan, count.reason, count.clerk)
            groups[key, default: FollowUpFigures()].add(count, givenUp, turnedDown)
            all.add(count, givenUp, turnedDown)
        }
        for call in try strandedCalls(at: now) {
            for matter in try callMatters.of(call.id)
            where span.start <= matter.dueBy && matter.dueBy < span.end {
                groups[grouping.key(matter.plan, matter.reason, nil), default: FollowUpFigures()].stranded +=
                    1
                all.stranded += 1
            }
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

    /// The very reasons behind a number of `followUps`, each as its call; as its case or customer, where nobody is rung up.
    /// - Parameter key: of a row of the report; nil for all.
    package func followUpRows(
        due span: Window, _ fates: Set<FollowUpFate>, by grouping: FollowUpReport.Grouping,
        key: String? = nil,
        at now: Instant, limit: Int
    ) throws -> [ReportRow] {
        try callMatters.rows(
            due: span, fates, of: key.map { grouping.group($0) }, givenUp: givenUpStates().sorted(), at: now,
            limit: limit
        ).map { ReportRow($0, group: key ?? "") }
    }

    /// The very calls behind a number of those promised for a minute in a span.
    /// - Parameter kept: only those that were, or that were rung up later; nil for all.
    package func callBackRows(
        promised span: Window, kept: Bool?, by grouping: FollowUpReport.Grouping, key: String? = nil,
        limit: Int
    ) throws -> [ReportRow] {
        try clocks.callBackRows(
            promised: span, kept: kept, of: key.map { grouping.group($0) }, limit: limit
        ).map { ReportRow($0, group: key ?? "") }
    }

    /// What a row of the report is called.
    /// - Parameter names: of people (`names()`).
    package func followUpGroup(
        _ key: String, of grouping: FollowUpReport.Grouping, _ names: [StaffID: String]
    ) throws
        -> GroupName
    {
        switch grouping {
        case .plan:
            if let plan = try rules.followUps()[key] { return .fact(.label(plan.label)) }
            if key.isEmpty { return .fact(.phrase(Phrase("followup.report.byHand"))) }
            return .fact(.text(CampaignID(plan: key).flatMap { try? campaign($0).name } ?? key))
        case .reason: return .word(key, family: "callReason")
        case .agent:
            return StaffID(key).flatMap { names[$0] }.map { .fact(.text($0)) }
                ?? .fact(.phrase(Phrase("followup.report.nobody")))
        }
    }
}

extension FollowUpReport.Grouping {
    fileprivate func group(_ key: String) -> CallGroup {
        switch self {
        case .plan: .plan(key)
        case .reason: .reason(key)
        case .agent: .clerk(StaffID(key))
        }
    }
}

extension ReportRow {
    fileprivate init(_ row: CallMatterRow, group: String) {
        self.init(
            subject: row.call.map { Subject($0) } ?? row.caseID.map { Subject($0) } ?? Subject(row.customer),
            caseID: row.caseID, customer: row.name, moment: row.dueBy, amount: 1, group: group)
    }
}
