import Model
import ServiceDesk
import Wording

/// A standard that controls the service, and what it comes to.
struct ControlView: Listable {
    let figure: String
    let label: String
    /// `share` or `minutes`.
    let unit: String
    let from: String
    let until: String
    @OrNull var value: Double?
    /// Of a share: holds the true one in 95 of 100 cases.
    @OrNull var low: Double?
    @OrNull var high: Double?
    let count: Int
    let target: Double
    let warn: Double
    /// `kept`, `close`, `missed` or `unknown`.
    let sign: String
    /// Whether the target lies within the interval.
    let unsure: Bool
    /// Fewer than 30.
    let small: Bool
    /// As many days before.
    @OrNull var before: Double?
    /// The post that answers for it, and who is in it.
    let owner: String
    let people: [String]
    private let line: ControlReport.Line
    private let post: String

    private enum CodingKeys: String, CodingKey {
        case figure, label, unit, from, until, value, low, high, count, target, warn, sign, unsure, small
        case before, owner, people
    }

    init(_ line: ControlReport.Line, _ chart: OrganisationChart, _ v: Viewer) {
        self.line = line
        let control = line.control
        figure = control.figure.rawValue
        label = v.output.wording.say(control.figure.label)
        unit = control.figure.unit.measure
        (from, until) = (line.days.lowerBound.description, line.days.upperBound.description)
        _value = OrNull(line.now.value.map(ReportRowView.rounded))
        _low = OrNull(line.now.low.map(ReportRowView.rounded))
        _high = OrNull(line.now.high.map(ReportRowView.rounded))
        (count, target, warn) = (line.now.count, control.target, control.warn)
        (sign, unsure, small) = (line.sign.rawValue, line.isUnsure, line.now.isSmall)
        _before = OrNull(line.before.value.map(ReportRowView.rounded))
        owner = control.owner
        let seat = chart.seats.first { $0.post.name == control.owner }
        people = seat?.holders.map(\.staff.login) ?? []
        post = seat.map { v.output.wording.text($0.post.label) } ?? control.owner
    }

    static let titles = [
        "figures.title.figure", "control.title.value", "control.title.target", "control.title.warn",
        "control.title.sign", "figures.title.count", "control.title.before", "control.title.owner",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let measure = line.control.figure.unit
        func said(_ value: Double?) -> String { output.wording.say(measure.said(value)) }
        let mark = line.sign == .unknown ? "–" : line.sign == .kept ? "+" : line.sign == .close ? "~" : "!"
        let tone: Tone = line.sign == .missed ? .alarm : line.sign == .kept ? .good : .plain
        let who = people.isEmpty ? output.words("control.vacant") : people.joined(separator: " ")
        return [
            TextCell(label, .strong), TextCell(said(line.now.value), tone),
            TextCell(said(target)), TextCell(said(warn), .faint),
            TextCell(mark + (line.sign != .unknown && (unsure || small) ? " ?" : ""), tone),
            TextCell(output.wording.number(count), .faint), TextCell(said(line.before.value), .faint),
            // Who first: on a narrow screen the end is cut.
            TextCell(output.words("control.by", ["people": .text(who), "post": .text(post)])),
        ]
    }
}
