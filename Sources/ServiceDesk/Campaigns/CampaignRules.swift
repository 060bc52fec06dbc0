import Model
import Records
import Resources
import Workflow

/// How campaigns count and how much a day has room for, as `campaigns.yaml` says it.
package struct CampaignRules: Sendable {
    /// How a call that is over counts, by its state.
    private let ends: [String: CampaignStanding]
    /// Whose days the calls are spread over.
    let role: Role
    /// Calls of one of them a day.
    let aDay: Int
    /// Minutes from when it is due for which a call is the agent's it was planned for; then it is anybody's.
    let own: Int
    /// Days after a campaign's call on which other campaigns leave the customer in peace.
    let rest: Int

    /// - Throws: `RuleFault` with file and line.
    init(file: ResourceFile, roles: Roles, call: WorkflowDefinition) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("ends", "agents", "rest")
        let (endings, agents) = (try root.need("ends"), try root.need("agents"))
        try endings.allowOnly("reached", "refused", "unreachable")
        try agents.allowOnly("role", "aDay", "own")
        ends = try Self.ends(endings, call)
        let name = try agents.text("role")
        guard let role = roles[name] else {
            throw try agents.need("role").fault(
                "workflow.unknown.role",
                ["name": .text(name), "known": .list(roles.all.map { .text($0.name) })])
        }
        self.role = role
        aDay = try Self.count(agents, "aDay", in: CampaignDraft.callsADay)
        own = try agents["own"] == nil ? 60 : Self.count(agents, "own", in: 0...1440)
        rest = try Self.count(root, "rest", in: 0...3660)
    }

    private static func count(_ node: RuleNode, _ key: String, in range: ClosedRange<Int>) throws -> Int {
        let count = try node.integer(key)
        guard range.contains(count) else {
            throw try node.need(key).fault(
                "campaign.notCount",
                ["least": .count(range.lowerBound), "most": .count(range.upperBound)])
        }
        return count
    }

    private static func ends(_ node: RuleNode, _ call: WorkflowDefinition) throws -> [String:
        CampaignStanding]
    {
        var ends: [String: CampaignStanding] = [:]
        for standing in [CampaignStanding.reached, .refused, .unreachable] {
            for state in try node.words(standing.rawValue) {
                let known = call.states.filter { $0.category == .done }.map(\.name)
                guard known.contains(state), ends[state] == nil else {
                    throw try node.need(standing.rawValue).fault(
                        "campaign.notEnd",
                        ["state": .text(state), "known": .list(known.map { .text($0) })])
                }
                ends[state] = standing
            }
        }
        return ends
    }
}

extension CampaignRules {
    /// The states of calls that reached the customer.
    var reached: [String] { ends.filter { $0.value == .reached }.map(\.key).sorted() }

    /// Of those that the customer refused.
    var refused: [String] { ends.filter { $0.value == .refused }.map(\.key).sorted() }

    /// What is planned for somebody and due since then is theirs still.
    func heldSince(_ now: Instant) -> Instant { now - .minutes(own) }

    /// How a call that is over counts; nil for one that is not.
    func end(of facts: CampaignFacts) -> CampaignStanding? {
        facts.call.flatMap { $0.category == .done ? ends[$0.state] ?? .unreachable : nil }
    }

    /// How it stands with a customer.
    func standing(of facts: CampaignFacts) -> CampaignStanding {
        let end = end(of: facts)
        if end == .reached { return .reached }
        if facts.isAccounted { return .accounted }
        if facts.isBarred { return .anotherWay }
        guard let call = facts.call else { return facts.isDue ? .waiting : .cancelled }
        if let end { return end }
        if call.category == .cancelled { return .cancelled }
        return call.isInHand ? .inHand : call.isTried ? .again : .planned
    }
}
