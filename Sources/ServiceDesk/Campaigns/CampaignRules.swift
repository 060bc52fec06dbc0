import Model
import Resources
import Workflow

/// How campaigns count and how much a day has room for, as `campaigns.yaml` says it.
package struct CampaignRules: Sendable {
    /// How a call that is over counts, by its state.
    let ends: [String: CampaignStanding]
    /// Whose days the calls are spread over.
    package let role: String
    /// Calls of one of them a day.
    package let aDay: Int
    /// Days after a campaign's call on which other campaigns leave the customer in peace.
    package let rest: Int

    /// - Throws: `RuleFault` with file and line.
    init(file: ResourceFile, roles: Roles, call: WorkflowDefinition) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("ends", "agents", "rest")
        let (endings, agents) = (try root.need("ends"), try root.need("agents"))
        try endings.allowOnly("reached", "refused", "unreachable")
        try agents.allowOnly("role", "aDay")
        ends = try Self.ends(endings, call)
        role = try agents.text("role")
        guard roles[role] != nil else {
            throw try agents.need("role").fault(
                "workflow.unknown.role",
                ["name": .text(role), "known": .list(roles.all.map { .text($0.name) })])
        }
        (aDay, rest) = (try agents.integer("aDay"), try root.integer("rest"))
        guard aDay > 0 else { throw try agents.need("aDay").fault("campaign.notCount") }
        guard rest >= 0 else { throw try root.need("rest").fault("campaign.notCount") }
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
