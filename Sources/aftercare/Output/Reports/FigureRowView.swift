import Model
import ServiceDesk
import Wording
import Workflow

/// A row behind a figure.
struct FigureRowView: Listable {
    /// The case, visit or call; the review of what was scored.
    let id: String
    @OrNull var serviceCase: String?
    @OrNull var kind: String?
    @OrNull var customer: String?
    /// By which it is in the time reported.
    let at: String
    /// 1 or 0 to a share, 1 to a count, 0 to 1 to a score, minutes to a duration.
    let adds: Double
    let group: String
    /// What it is a clock of; null for what is none.
    @OrNull var promise: String?
    /// The kind as people call it.
    private let kindLabel: String
    private let moment: Instant
    private let unit: ServiceFigure.Unit
    /// Whether it speaks against the service.
    private let isBad: Bool

    private enum CodingKeys: String, CodingKey {
        case id
        case serviceCase = "case"
        case kind, customer, at, adds, group, promise
    }

    fileprivate static func page(_ rows: ArraySlice<ReportRow>, of list: FigureRowList, _ v: Viewer) throws
        -> [FigureRowView]
    {
        let about = try v.reading.about(Array(rows))
        return rows.map { row in
            let known = row.caseID.flatMap { about[$0] }
            let label = known.map {
                v.reading.rules.workflows[$0.kind.rawValue]?.label ?? Label(["": $0.kind.rawValue])
            }
            return FigureRowView(
                id: row.review?.description ?? row.subject.description, serviceCase: row.caseID?.description,
                kind: known?.kind.rawValue,
                customer: known?.customer ?? (row.customer.isEmpty ? nil : row.customer),
                at: v.output.iso(row.moment),
                adds: ReportRowView.rounded(row.amount),
                group: row.group, promise: row.promise.isEmpty ? nil : row.promise,
                kindLabel: label.map { v.output.wording.text($0) } ?? "",
                moment: row.moment, unit: list.unit, isBad: list.isBad(row.amount))
        }
    }

    static let titles = [
        "figures.title.row", "report.title.case", "figures.title.kind", "figures.title.customer",
        "figures.title.at", "report.title.adds",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(serviceCase ?? ""), TextCell(kindLabel),
            TextCell(customer ?? ""), TextCell(output.moment(moment), .faint),
            TextCell(
                output.wording.say(unit.said(adding: adds)), isBad ? .alarm : .plain),
        ]
    }

    static let columns = ["id", "case", "kind", "customer", "at", "adds", "group", "promise"]
    var csv: [String] {
        [id, serviceCase ?? "", kind ?? "", customer ?? "", at, String(adds), group, promise ?? ""]
    }
}

/// The very rows behind a figure, one a line: as text, as JSON or as a table for spreadsheets.
struct FigureRowList {
    let rows: [ReportRow]
    /// In what they add.
    var unit = ServiceFigure.Unit.count
    /// Whether a row that adds so much speaks against the service.
    var isBad: (Double) -> Bool = { _ in false }

    func give(asCSV: Bool, _ v: Viewer) throws {
        var writer = ListWriter(of: FigureRowView.self, to: v.output)
        if asCSV { StandardStream.out.write(CSVText.line(FigureRowView.columns)) }
        for start in stride(from: 0, to: rows.count, by: 500) {
            let page = try FigureRowView.page(rows[start..<min(start + 500, rows.count)], of: self, v)
            if asCSV {
                page.forEach { StandardStream.out.write(CSVText.line($0.csv)) }
            } else {
                try writer.add(page)
            }
        }
        if !asCSV { try writer.finish() }
    }
}
