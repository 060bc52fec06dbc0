import Model
import ServiceDesk
import ServiceTime
import Wording

/// What the service works with, and what is missing.
struct ResourceTableView: Showable {
    let from: String
    let until: String
    let resources: [ResourceView]
    /// By simulation; null where the past tells too little.
    @OrNull var technicians: TechnicianNeedView?
    /// Calls at once at the busiest half-hour; null where no case was logged by phone.
    @OrNull var linesNeeded: Int?
    /// People that the posts want, vehicles, pieces of parts, lines: how many are missing.
    let missing: [String: Int]
    private let days: ClosedRange<Day>
    private let keep: Double
    private let promise: Label?
    private let staffing: StaffingNeed

    private enum CodingKeys: String, CodingKey {
        case from, until, resources, technicians, missing
        case linesNeeded = "lines"
    }

    /// - Parameter lines: that are needed at once.
    init(
        _ table: ResourceTable, _ need: TechnicianNeed?, lines: Int?, keeping: Double,
        on days: ClosedRange<Day>, _ place: Workplace
    ) {
        (self.days, keep) = (days, keeping)
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        // What is needed of technicians in all is told of their post, where they have one, whatever it is called.
        let role = place.rules.settings.technicianRole
        let isOnePost = table.rows.count { $0.roles.contains(role) } == 1
        resources = table.rows.map { row in
            let isSimulated = row.kind == .vehicles || isOnePost && row.roles.contains(role)
            let needed =
                row.kind == .lines
                ? lines : [row.needed, isSimulated ? need?.needed : nil].compactMap(\.self).max()
            return ResourceView(row, needed: needed, place.output)
        }
        missing = Dictionary(grouping: resources, by: \.kind).mapValues { $0.reduce(0) { $0 + $1.missing } }
        _technicians = OrNull(need.map(TechnicianNeedView.init))
        _linesNeeded = OrNull(lines)
        promise = need.map { place.rules.promises.label(of: $0.promise) }
        staffing = table.need
    }

    func lines(_ output: Output) -> [String] {
        let missing = resources.filter { $0.missing > 0 }
        let reckoned = staffing.phrases.map { output.wording.say($0) } + [said(output)]
        let phoned =
            linesNeeded.map { output.words("resource.lines", ["count": .count($0)]) }
            ?? output.words("resource.noPhoned")
        let short = missing.map { row in
            let facts: [String: PhraseFact] = [
                "what": .text(row.label), "number": .number(Double(row.missing)),
            ]
            return PhraseFact.phrase(Phrase("resource.oneMissing", facts))
        }
        let all =
            short.isEmpty
            ? output.words("resource.nothingMissing")
            : output.words("resource.missing", ["what": .list(short)])
        return output.table(resources) + [""] + reckoned + [phoned, all]
    }

    /// What the simulation says of technicians.
    private func said(_ output: Output) -> String {
        guard let need = technicians, let promise else { return output.words("resource.notSimulated") }
        let facts: [String: PhraseFact] = [
            "from": .day(days.lowerBound), "until": .day(days.upperBound), "promise": .label(promise),
            "share": .text(output.wording.percent(keep)),
            "kept": .text(need.kept.map { output.wording.percent($0) } ?? "–"),
            "have": .count(need.have), "count": .count(need.needed ?? need.most),
        ]
        return output.words(need.needed == nil ? "resource.noneEnough" : "resource.simulated", facts)
    }
}

struct TechnicianNeedView: Encodable {
    let promise: String
    let have: Int
    /// The fewest who keep it; null where not even `most` do.
    @OrNull var needed: Int?
    let most: Int
    /// How often those there are keep it.
    @OrNull var kept: Double?

    init(_ need: TechnicianNeed) {
        (promise, have, most) = (need.promise, need.have, need.most)
        _needed = OrNull(need.needed)
        _kept = OrNull(need.kept.map(ReportRowView.rounded))
    }
}

struct ResourceView: Listable {
    /// `people`, `vehicles`, `parts` or `lines`.
    let kind: String
    let name: String
    let label: String
    let have: Int
    /// By the plan: posts, and up to how many parts are ordered.
    @OrNull var wanted: Int?
    /// By what is simulated or reckoned.
    @OrNull var needed: Int?
    /// The more of both.
    let missing: Int
    private let kindLabel: String

    private enum CodingKeys: String, CodingKey { case kind, name, label, have, wanted, needed, missing }

    init(_ row: ResourceTable.Row, needed: Int?, _ output: Output) {
        (kind, name, have) = (row.kind.rawValue, row.name, row.have)
        kindLabel = output.words("resource.kind.\(row.kind.rawValue)")
        label = row.label.map { output.wording.text($0) } ?? kindLabel
        _wanted = OrNull(row.wanted)
        _needed = OrNull(needed)
        // How many lines are missing is told by the days that were asked for.
        missing = max(row.kind == .lines ? 0 : row.missing, needed.map { $0 - row.have } ?? 0)
    }

    static let titles = [
        "resource.title.kind", "resource.title.what", "resource.title.have", "resource.title.wanted",
        "resource.title.needed", "resource.title.missing",
    ]

    func cells(_ output: Output) -> [TextCell] {
        func said(_ number: Int?) -> String { number.map { output.wording.number($0) } ?? "–" }
        return [
            TextCell(kindLabel, .faint), TextCell(label, .strong), TextCell(said(have)),
            TextCell(said(wanted)), TextCell(said(needed)),
            TextCell(missing > 0 ? said(missing) : "", missing > 0 ? .alarm : .plain),
        ]
    }
}
