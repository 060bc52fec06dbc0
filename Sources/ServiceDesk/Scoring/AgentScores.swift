package import Model
import Quality
import Records
package import Statistics

/// What reviews of somebody's work came to.
package struct AgentScore: Sendable, Hashable {
    package var agent: StaffID
    /// Finished, however drawn.
    package var count: Int
    /// Of those drawn by chance alone, since those by risk tell nothing of the whole; 0 to 1, Student's interval.
    package var share: Estimate?
    /// Of the same, how many passed; Wilson's.
    package var passed: Estimate?
    /// Of those drawn by risk.
    package var atRisk: Estimate?
    /// How much more `share` is than in the time before, of the same length.
    package var change: Estimate?
}

extension Reading {
    /// By the Mondays of the weeks they were drawn for; a card or all together, by agents' numbers.
    package func agentScores(_ weeks: ClosedRange<Day>, card: String? = nil, for actor: Actor) throws
        -> [AgentScore]
    {
        try mustKnow(card)
        let finished: [Review]
        let before: [Review]
        if mayJudge(actor) {
            finished = try reviews.list(card: card, state: .finished, weeks: weeks)
            before = try reviews.list(card: card, state: .finished, weeks: weeks.before)
        } else {
            guard let own = actor.staffID else { return [] }
            finished = try reviews.list(agent: own, card: card, state: .finished, weeks: weeks)
            before = try reviews.list(agent: own, card: card, state: .finished, weeks: weeks.before)
        }
        return Dictionary(grouping: finished, by: \.agent).sorted { $0.key < $1.key }.map { agent, own in
            let byChance = own.filter { !$0.isByRisk }
            let share = Estimate(meanOfShares: byChance.compactMap(\.share))
            let past = Estimate(
                meanOfShares: before.filter { $0.agent == agent && !$0.isByRisk }.compactMap(\.share))
            return AgentScore(
                agent: agent, count: own.count, share: share,
                passed: Estimate(share: byChance.count { $0.isPassed == true }, of: byChance.count),
                atRisk: Estimate(meanOfShares: own.filter(\.isByRisk).compactMap(\.share)),
                change: share.flatMap { share in past.map { share.less($0) } })
        }
    }
}
