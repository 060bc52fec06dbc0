import Model
import Quality
import ServiceDesk
import Wording

/// How much of an item's points reviews missed.
struct MissedItemView: Listable {
    struct Agent: Encodable {
        let agent: String
        let missed: EstimateView
    }

    let card: String
    let item: String
    let label: String
    let fatal: Bool
    let missed: EstimateView
    /// Whoever missed most first.
    let agents: [Agent]

    init(_ found: MissedItem, _ v: Viewer) throws {
        (card, item, fatal) = (found.card, found.item.name, found.item.isFatal)
        (label, missed) = (v.output.wording.text(found.item.label), EstimateView(found.missed))
        agents = try found.agents.map {
            Agent(agent: try v.login($0.agent) ?? "", missed: EstimateView($0.missed))
        }
    }

    static let titles = [
        "scoring.title.card", "scoring.title.item", "scoring.title.count", "scoring.title.missed",
        "scoring.title.most",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let most = agents.first.map { "\($0.agent) \(output.wording.percent($0.missed.value))" }
        return [
            TextCell(card), TextCell(item, .strong), TextCell(output.wording.number(missed.count ?? 0)),
            TextCell(missed.text(output)), TextCell(most ?? ""),
        ]
    }
}
