import Model
import Quality
import ServiceDesk
import Wording

/// A row behind a gap.
struct GapRowView: Listable {
    /// The case, visit or call, or the sheet of answers.
    let id: String
    @OrNull var serviceCase: String?
    let at: String
    /// In the attribute's unit, and what it is measured by.
    let value: Double
    let against: Double
    /// Below zero where it falls short.
    let adds: Double
    private let moment: Instant
    private let unit: GapAttribute.Unit

    private enum CodingKeys: String, CodingKey {
        case id
        case serviceCase = "case"
        case at, value, against, adds
    }

    init(_ row: GapRow, _ unit: GapAttribute.Unit, _ output: Output) {
        (id, moment, self.unit) = (row.subject.description, row.moment, unit)
        _serviceCase = OrNull(row.caseID?.description)
        at = output.iso(row.moment)
        (value, against) = (ReportRowView.rounded(row.value), ReportRowView.rounded(row.against))
        adds = ReportRowView.rounded(row.share.amount)
    }

    static let titles = [
        "figures.title.row", "report.title.case", "figures.title.at", "gap.title.value", "gap.title.against",
        "report.title.adds",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(serviceCase ?? ""), TextCell(output.moment(moment), .faint),
            TextCell(output.wording.say(unit.said(value))),
            TextCell(output.wording.say(unit.said(against)), .faint),
            TextCell(output.wording.say(unit.said(signed: adds)), adds < 0 ? .alarm : .plain),
        ]
    }

    static let columns = ["id", "case", "at", "value", "against", "adds"]
    var csv: [String] { [id, serviceCase ?? "", at, String(value), String(against), String(adds)] }
}
