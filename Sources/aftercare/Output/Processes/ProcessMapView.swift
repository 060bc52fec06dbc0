import DeskScreens
import Model
import Records
import ServiceDesk
import Statistics
import Wording
import Workflow

/// A workflow with what went over it.
struct ProcessMapView: Showable {
    let workflow: String
    let version: Int
    let label: String
    let from: String
    let until: String
    /// In whose hours times are reckoned.
    let calendar: String
    let matters: Int
    let began: Int
    /// Of the matters, those that went back or were opened again; those that were called off.
    @OrNull var looped: EstimateView?
    @OrNull var dropped: EstimateView?
    let states: [StationView]
    let arrows: [ArrowView]
    /// Steps that nobody took.
    let untaken: [String]
    private let map: ProcessMap

    private enum CodingKeys: String, CodingKey {
        case workflow, version, label, from, until, calendar, matters, began, looped, dropped, states, arrows
        case untaken
    }

    init(_ map: ProcessMap, _ output: Output) {
        self.map = map
        (workflow, version) = (map.definition.name, map.definition.version)
        label = output.wording.text(map.definition.label)
        (from, until) = (map.days.lowerBound.description, map.days.upperBound.description)
        (calendar, matters, began) = (map.calendar, map.matters, map.began)
        _looped = OrNull(map.looped.map(EstimateView.init))
        _dropped = OrNull(map.dropped.map(EstimateView.init))
        states = map.stations.map { StationView($0, output) }
        arrows = map.arrows.map { ArrowView($0, map, output) }
        untaken = map.untaken.map(\.name)
    }

    func lines(_ output: Output) -> [String] {
        let head = [
            output.words(
                "process.head",
                [
                    "workflow": .label(map.definition.label), "from": .day(map.days.lowerBound),
                    "until": .day(map.days.upperBound), "count": .count(matters),
                    "began": .count(began),
                ])
        ]
        guard matters > 0 || map.stations.contains(where: { !$0.isIdle }) else { return head }
        let shares: [String?] = [
            looped.map { output.words("process.looped", ["share": .text($0.said(output))]) },
            dropped.map { output.words("process.dropped", ["share": .text($0.said(output))]) },
        ]
        let quiet =
            untaken.isEmpty
            ? []
            : [
                output.words(
                    "process.untaken",
                    [
                        "steps": .list(map.untaken.map { .label($0.label) })
                    ])
            ]
        return head + shares.compactMap(\.self) + [""] + ProcessDrawing(map, output).lines + quiet
            + [output.words("process.marks"), output.words("process.times", ["calendar": .text(calendar)])]
    }
}

extension EstimateView {
    /// `12% (9% to 15%)`
    func said(_ output: Output) -> String {
        output.interval(Estimate(value: value, low: low, high: high, count: count))
    }
}

/// Minutes of service time.
struct TimeView: Encodable {
    let count: Int
    @OrNull var median: Double?
    @OrNull var p90: Double?

    init(_ time: ProcessMap.Time) {
        count = time.count
        _median = OrNull(time.median.map(ReportRowView.rounded))
        _p90 = OrNull(time.ninth.map(ReportRowView.rounded))
    }
}

struct StationView: Encodable {
    let state: String
    let label: String
    let category: StateCategory
    let entered: Int
    let left: Int
    let minutes: TimeView
    /// Who is there now, and since when the oldest.
    let waiting: Int
    @OrNull var oldest: String?

    init(_ station: ProcessMap.Station, _ output: Output) {
        (state, category) = (station.state.name, station.state.category)
        label = output.wording.text(station.state.label)
        (entered, left, minutes) = (station.entered, station.left, TimeView(station.time))
        waiting = station.waiting?.count ?? 0
        _oldest = OrNull(output.iso(station.waiting?.oldest))
    }
}

struct ArrowView: Encodable {
    let step: String
    let label: String
    let from: String
    let to: String
    /// `onward`, `back`, `reopened`, `drop-out`, `ended` or `stays`.
    let course: String
    let count: Int
    @OrNull var share: EstimateView?
    /// In the state before.
    let minutes: TimeView
    /// Whether the desk takes it by itself.
    let desk: Bool

    init(_ arrow: ProcessMap.Arrow, _ map: ProcessMap, _ output: Output) {
        (step, from, to, course) = (arrow.transition, arrow.from, arrow.to, arrow.course.rawValue)
        label = output.wording.text(arrow.label)
        (count, minutes, desk) = (arrow.count, TimeView(arrow.time), arrow.isOfDesk)
        _share = OrNull(arrow.share.map(EstimateView.init))
    }
}

struct PassedStepView: Listable {
    let id: String
    let step: String
    let from: String
    let to: String
    let at: String
    @OrNull var minutes: Double?
    private let labels: [String]
    private let moment: Instant

    private enum CodingKeys: String, CodingKey { case id, step, from, to, at, minutes }

    init(_ step: PassedStep, _ definition: WorkflowDefinition, _ output: Output) {
        (id, self.step, from, to) = (step.subject.description, step.transition, step.from, step.to)
        (at, moment) = (output.iso(step.at), step.at)
        _minutes = OrNull(step.minutes.map(ReportRowView.rounded))
        func text(_ label: Label?, _ name: String) -> String { label.map { output.wording.text($0) } ?? name }
        labels = [
            text(definition.transition(step.transition)?.label, step.transition),
            text(definition.state(step.from)?.label, step.from),
            text(definition.state(step.to)?.label, step.to),
        ]
    }

    static let titles = [
        "process.title.matter", "process.title.at", "process.title.before", "process.title.step",
        "process.title.from", "process.title.to",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(output.moment(moment), .faint),
            TextCell(output.hours(minutes)), TextCell(labels[0]), TextCell(labels[1]), TextCell(labels[2]),
        ]
    }
}

extension Output {
    /// Minutes as hours: `6.4 h`; a dash for none.
    func hours(_ minutes: Double?) -> String { wording.say(ServiceFigure.Unit.duration.said(minutes)) }
}
