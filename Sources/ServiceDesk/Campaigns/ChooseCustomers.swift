package import Model
import Records
import ServiceTime
import Statistics

/// A campaign as somebody wants it.
package struct CampaignDraft: Sendable {
    package var name: String
    package var reason: String
    package var query: CampaignQuery
    package var sampling: CampaignSampling
    package var mustReach = false
    /// Nil for that of the day: on one day the same query gives the same sample.
    package var seed: Int64?
    /// The first day; nil for now.
    package var startsOn: Day?
    /// At most so many calls a day; nil for what the agents have room for.
    package var perDay: Int?
    /// Whose days have room, by login; empty for everyone of the role that makes such calls, or where `perDay` decides.
    package var agents: [String] = []

    /// How many calls a day can be.
    package static let callsADay = 1...100_000

    /// What a campaign that asks how products do is made for, and one that must reach everyone.
    package static let (tracking, recall) = ("quality tracking", "recall")

    package init(name: String, reason: String, query: CampaignQuery, sampling: CampaignSampling = .all) {
        (self.name, self.reason, self.query, self.sampling) = (name, reason, query, sampling)
    }
}

/// Who would be rung up, and when.
package struct CampaignSample: Sendable {
    package var report: CampaignReport
    package var seed: Int64
    /// Those to be rung up, then those who must be reached another way.
    package var members: [CampaignMember]
    /// How many calls on which day.
    package var days: [Day: Int]
}

extension Reading {
    /// Chooses customers and spreads their calls over days; changes nothing.
    /// - Throws: `CampaignFault`.
    package func sample(_ draft: CampaignDraft, at now: Instant) throws -> CampaignSample {
        if draft.mustReach, !draft.sampling.isAll { throw CampaignFault.sampledRecall }
        if let perDay = draft.perDay {
            guard CampaignDraft.callsADay.contains(perDay) else { throw CampaignFault.notPerDay(perDay) }
            guard draft.agents.isEmpty else { throw CampaignFault.perDayAndAgents }
        }
        let found = try candidates(draft, at: now)
        let free = found.filter { $0.barrier == nil }
        let seed = draft.seed ?? Self.seed(of: rules.localDay(now))
        let draw = Sampling.draw(
            free.map { draft.sampling.by?.value($0.candidate) ?? "" }, draft.sampling.plan(of: free.count),
            seed: UInt64(bitPattern: seed))
        let report = CampaignReport(
            population: found.count, leftOut: Self.leftOut(found),
            strata: draw.strata.map {
                CampaignReport.Stratum(name: $0.name, size: $0.size, wanted: $0.wanted, drawn: $0.drawn)
            })
        let others = draft.mustReach ? found.filter { $0.barrier != nil } : []
        guard !draw.picked.isEmpty || !others.isEmpty else {
            throw CampaignFault.nobody(population: found.count, leftOut: report.leftOut)
        }
        let turns = try turns(draw.picked.map { free[$0].candidate }, draft, at: now)
        var days: [Day: Int] = [:]
        for turn in turns { days[rules.localDay(turn.due.start), default: 0] += 1 }
        let chosen = zip(draw.picked, turns).map { place, turn in
            free[place].member(
                draft.sampling.by?.value(free[place].candidate) ?? "", due: turn.due, agent: turn.agent)
        }
        return CampaignSample(
            report: report, seed: seed, members: chosen + others.map { $0.member("", due: nil) }, days: days)
    }

    /// The same all day: 20261124.
    private static func seed(of day: Day) -> Int64 {
        let (y, m, d) = day.civil
        return Int64(y * 10_000 + m * 100 + d)
    }

    private static func leftOut(_ found: [Found]) -> [CampaignReport.LeftOut] {
        CallBarrier.allCases.compactMap { why in
            let count = found.count { $0.barrier == why }
            return count == 0 ? nil : CampaignReport.LeftOut(why, count)
        }
    }

    /// A customer with all units that the query found.
    private struct Found {
        var candidate: CampaignCandidate
        var units: [UnitID]
        var barrier: CallBarrier?

        func member(_ stratum: String, due: Window?, agent: StaffID? = nil) -> CampaignMember {
            CampaignMember(
                campaign: CampaignID(0), customer: candidate.customer, unit: candidate.unit, units: units,
                stratum: stratum, barrier: barrier, due: due, agent: agent)
        }
    }

    private func candidates(_ draft: CampaignDraft, at now: Instant) throws -> [Found] {
        let rest = try rules.campaigns().rest
        let all = try campaigns.candidates(
            draft.query.tests, reason: draft.reason, since: now - .days(rest),
            stratum: draft.sampling.by?.word)
        var found: [Found] = []
        for candidate in all {
            if let last = found.indices.last, found[last].candidate.customer == candidate.customer {
                found[last].units += candidate.unit.map { [$0] } ?? []
            } else {
                found.append(
                    Found(
                        candidate: candidate, units: candidate.unit.map { [$0] } ?? [],
                        barrier: candidate.barrier(mustReach: draft.mustReach)))
            }
        }
        return found
    }

    // MARK: Days

    /// When each call is to be made, and by whom first; by nobody in particular where a number of calls a day is said.
    private func turns(_ picked: [CampaignCandidate], _ draft: CampaignDraft, at now: Instant) throws -> [(
        due: Window, agent: StaffID?
    )] {
        let count = picked.count
        // Whoever must be reached in another way needs no room.
        guard count > 0 else { return [] }
        let start = draft.startsOn.map { rules.deskCalendar.instant($0, minute: 0) } ?? now
        let from = max(now, start)
        let calling = try rules.calling()
        let windows: [Window]
        let agents: [StaffID?]
        if let perDay = draft.perDay {
            windows = calling.spread(count, for: draft.reason, from: from, able: { _ in perDay })
            agents = windows.map { _ in nil }
        } else {
            let room = try CallRoom(self, agents: draft.agents, reason: draft.reason, from: from)
            windows = calling.spread(
                count, for: draft.reason, from: from, able: room.able, taken: room.taken)
            agents = room.turns(
                windows, barred: try whoServed(picked.map { ($0.customer, $0.unit) }, at: now))
        }
        guard windows.count == count else {
            throw CampaignFault.noRoom(wanted: count, room: windows.count)
        }
        return zip(windows, agents).map { (due: $0, agent: $1) }
    }
}

extension CampaignCandidate {
    /// A recall asks nobody whether they were rung up for something else.
    fileprivate func barrier(mustReach: Bool) -> CallBarrier? {
        if !mayCall { return .doNotCall }
        if !hasNumber { return .noNumber }
        if mustReach { return nil }
        return isPlanned ? .planned : calledLately ? .calledLately : nil
    }
}
