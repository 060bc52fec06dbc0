package import Model
import Records
import Workflow

/// A customer of a campaign whom no call has reached, and why.
package struct UnreachedCustomer: Sendable, Hashable, Identifiable {
    package var member: CampaignMember
    package var name: String
    package var phone: String
    package var standing: CampaignStanding
    package var attempts: Int
    /// What came of the last attempt: a word of the call's workflow.
    package var outcome: String
    package var why: Phrase

    package var id: CustomerID { member.customer }
}

extension Reading {
    /// Those who are not reached, by their numbers: still to be rung up, given up, behind a barrier, accounted for.
    package func unreached(in id: CampaignID) throws -> [UnreachedCustomer] {
        let campaign = try campaign(id)
        let (rules, names) = (try rules.campaigns(), try names())
        let rows = try campaignMembers.rows(of: campaign.id)
            .map { ($0, rules.standing(of: $0.facts)) }.filter { $1 != .reached }
        let lines = try customers.lines(of: rows.map(\.0.member.customer))
        return try rows.map { row, standing in
            let line = lines[row.member.customer]
            return UnreachedCustomer(
                member: row.member, name: line?.name ?? "", phone: line?.phone?.display ?? "",
                standing: standing, attempts: row.call?.attempts ?? 0, outcome: row.call?.outcome ?? "",
                why: try why(row, standing, names))
        }
    }

    private func why(_ row: CampaignRow, _ standing: CampaignStanding, _ names: [StaffID: String]) throws
        -> Phrase
    {
        let due = PhraseFact.instant((row.call?.due ?? row.member.due)?.start ?? Instant(milliseconds: 0))
        let tried: [String: PhraseFact] = [
            "count": .count(row.call?.attempts ?? 0), "outcome": try outcome(row.call?.outcome ?? ""),
            "time": due,
        ]
        switch standing {
        case .waiting, .planned, .reached:
            guard let who = row.member.agent.flatMap({ names[$0] }) else {
                return Phrase("campaign.why.planned", ["time": due])
            }
            return Phrase("campaign.why.plannedFor", ["time": due, "name": .text(who)])
        case .again: return Phrase("campaign.why.again", tried)
        case .inHand:
            let who = row.call?.claimedBy.flatMap { names[$0] } ?? ""
            return Phrase("campaign.why.inHand", ["name": .text(who)])
        case .unreachable: return Phrase("campaign.why.unreachable", tried)
        case .refused: return Phrase("campaign.why.refused")
        case .cancelled: return Phrase("campaign.why.cancelled")
        case .anotherWay:
            return (row.member.barrier ?? .doNotCall).phrase
        case .accounted:
            let who = row.member.accountedBy.flatMap { names[$0] } ?? ""
            return Phrase(
                "campaign.why.accounted", ["text": .text(row.member.account), "name": .text(who)])
        }
    }

    /// What people call an outcome.
    private func outcome(_ word: String) throws -> PhraseFact {
        let choice = try rules.workflow(named: "call").field("outcome")?.choices.first { $0.name == word }
        return choice.map { .label($0.label) } ?? .text(word.isEmpty ? "–" : word)
    }
}
