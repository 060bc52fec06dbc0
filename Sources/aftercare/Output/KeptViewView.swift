import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// A view: a filter with a name, of the rules or kept by somebody.
struct KeptViewView: Listable {
    /// By which it is asked for.
    let view: String
    let name: String
    /// `cases`, `visits`, `calls` or `approvals`.
    let of: String
    let filter: String
    /// Who keeps it; null for one of the rules.
    @OrNull var owner: String?
    /// Who set it for everyone at this desk; null for one that is as the rules have it, and for what people keep.
    @OrNull var setBy: String?
    let shared: Bool
    let roles: [String]
    /// Whether it can still be understood.
    let usable: Bool
    let order: String
    /// None: those that every list has.
    let columns: [String]
    /// Empty: what the desk says everywhere.
    let atRisk: String
    private let offered: String
    private let kind: WorkKind?
    private let onTop: Phrase

    private enum CodingKeys: String, CodingKey {
        case view, name, of, filter, owner, setBy, shared, roles, usable, order, columns, atRisk
    }

    init(_ kept: KeptView, _ v: Viewer) throws { try self.init(ListedView(kept), v) }

    init(_ listed: ListedView, _ v: Viewer) throws {
        (view, name, filter) = (listed.name, v.output.wording.text(listed.label), listed.filter)
        (kind, of) = (listed.kind, listed.kind?.rawValue ?? "cases")
        _owner = OrNull(try v.login(listed.owner))
        _setBy = OrNull(try v.login(listed.setBy))
        (shared, roles, usable) = (listed.isShared, listed.roles, listed.isUsable)
        (order, columns, atRisk) = (listed.order.rawValue, listed.columns, listed.risk)
        onTop = listed.order.phrase(of: listed.kind)
        let labels = listed.roles.map { role in
            v.reading.rules.roles[role].map { v.output.wording.text($0.label) } ?? role
        }
        offered =
            !listed.isShared
            ? ""
            : labels.isEmpty ? v.output.words("view.everyone") : v.output.wording.list(labels)
    }

    static let titles = [
        "cli.title.view", "cli.title.name", "cli.title.listOf", "cli.title.filter", "column.atRisk",
        "label.onTop",
        "label.listColumns", "cli.title.keptBy", "cli.title.offered",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let usualRisk = kind.map { WorkTerms(of: $0).riskText ?? "" } ?? ListTerms().risk.text
        return [
            TextCell(view, .strong), TextCell(name), TextCell(output.words("view.of.\(of)")),
            TextCell(usable ? filter : output.words("view.unusable", ["filter": .text(filter)])),
            TextCell(atRisk.isEmpty ? usualRisk : atRisk), TextCell(output.wording.say(onTop)),
            TextCell(output.wording.list(columns.map { title($0, output) })),
            TextCell(
                owner ?? setBy.map { output.words("view.bySetting", ["login": .text($0)]) }
                    ?? output.words("view.byRules")),
            TextCell(offered),
        ]
    }

    private func title(_ column: String, _ output: Output) -> String {
        let title =
            kind == nil ? CaseColumn(rawValue: column)?.title : WorkColumn(rawValue: column)?.title
        return title.map { output.wording.say($0) } ?? column
    }
}

extension KeptViewView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}
