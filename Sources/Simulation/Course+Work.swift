import Model
import Workflow

/// What is promised of visits and calls themselves, judged as it comes.
extension Course {
    /// Whoever is to go says so.
    mutating func judgeAcceptance(of visit: Int, at now: Int64) {
        guard let acceptance = visits[visit].leg.acceptance else { return }
        judge(
            Metric.accept, of: visits[visit].caseNumber, from: now, until: now + acceptance.milliseconds)
    }

    /// Somebody is at the door, or waits there for nobody.
    /// - Parameter now: nil for one that did not come in the time that is simulated.
    mutating func judgeArrival(of visit: Int, at now: Int64?) {
        guard !visits[visit].isThere else { return }
        visits[visit].isThere = now != nil
        guard let window = visits[visit].windowEnd else { return }
        judge(Metric.arrive, of: visits[visit].caseNumber, from: window, until: now)
    }

    /// A visit is over. Where nobody was let in, no work was promised to be done.
    /// - Parameter now: nil for one that did not end in the time that is simulated.
    mutating func judgeEnd(of visit: Int, at now: Int64?) {
        let wasThere = visits[visit].isThere
        judgeArrival(of: visit, at: now)
        guard wasThere, visits[visit].leg.outcome != .visitNoAccess, let window = visits[visit].windowEnd
        else { return }
        judge(Metric.finish, of: visits[visit].caseNumber, from: window, until: now)
    }

    mutating func judge(_ call: CasePattern.Call, of number: Int, at now: Int64) {
        let start = now + call.from.milliseconds
        judge(call.metric, of: number, from: start, until: call.made.map { start + $0.milliseconds })
    }

    private mutating func judge(_ metric: String, of number: Int, from start: Int64, until done: Int64?) {
        let pattern = pattern(number)
        guard isCounted(number),
            let term = pattern.termsOfWork.first(where: { desk.terms[$0].metric == metric }),
            let isKept = desk.terms[term].isKept(from: start, until: done, by: end)
        else { return }
        tally.judge(term: term, group: pattern.group, isKept: isKept)
    }
}
