import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// A filter that is kept.
struct KeptViewView: Listable {
    let view: String
    let name: String
    /// `cases`, `visits`, `calls` or `approvals`.
    let of: String
    let filter: String
    @OrNull var owner: String?
    let shared: Bool
    let roles: [String]
    /// Whether it can still be understood.
    let usable: Bool
    /// `urgency` or `age`.
    let order: String
    /// None: those that every list has.
    let columns: [String]
    /// Empty: what the desk says everywhere.
    let atRisk: String
    private let offered: String

    private enum CodingKeys: String, CodingKey {
        case view, name, of, filter, owner, shared, roles, usable, order, columns, atRisk
    }

    init(_ saved: SavedView, _ v: Viewer) throws {
        try self.init(saved.kept, v, isUsable: saved.isUnderstood)
    }

    init(_ kept: KeptView, _ v: Viewer, isUsable: Bool = true) throws {
        (view, name, filter) = (kept.id.description, kept.name, kept.filter)
        of = kept.of?.rawValue ?? "cases"
        _owner = OrNull(try v.login(kept.owner))
        (shared, roles, usable) = (kept.isShared, kept.roles, isUsable)
        (order, columns, atRisk) = (kept.order == .age ? "age" : "urgency", kept.columns, kept.risk)
        let labels = kept.roles.map { role in
            v.reading.rules.roles[role].map { v.output.wording.text($0.label) } ?? role
        }
        offered =
            !kept.isShared
            ? ""
            : labels.isEmpty ? v.output.words("view.everyone") : v.output.wording.list(labels)
    }

    private var isOfCases: Bool { of == "cases" }

    static let titles = [
        "cli.title.view", "cli.title.name", "cli.title.listOf", "cli.title.filter", "column.atRisk",
        "label.onTop",
        "label.listColumns", "cli.title.owner", "cli.title.offered",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(view, .strong), TextCell(name), TextCell(output.words("view.of.\(of)")),
            TextCell(usable ? filter : output.words("view.unusable", ["filter": .text(filter)])),
            TextCell(isOfCases ? atRisk.isEmpty ? ListTerms().risk.text : atRisk : ""),
            TextCell(
                isOfCases ? output.words(order == "age" ? "view.order.age" : "view.order.urgency") : ""),
            TextCell(output.wording.list(columns.map { output.words("column.\($0)") })),
            TextCell(owner ?? ""), TextCell(offered),
        ]
    }
}

extension KeptViewView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}
