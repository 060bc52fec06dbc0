import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// The gaps of the service, beside the days before.
struct GapReportView: Showable {
    let from: String
    let until: String
    @OrNull var line: String?
    @OrNull var dimension: String?
    @OrNull var segment: String?
    let attributes: [GapLineView]
    let report: GapReport
    private let isDrawn: Bool
    private let ascii: Bool

    private enum CodingKeys: String, CodingKey { case from, until, line, dimension, segment, attributes }

    init(_ report: GapReport, isDrawn: Bool, ascii: Bool, _ v: Viewer) throws {
        (self.report, self.isDrawn, self.ascii) = (report, isDrawn, ascii)
        let scope = report.scope
        (from, until) = (scope.days.lowerBound.description, scope.days.upperBound.description)
        _line = OrNull(scope.line)
        _dimension = OrNull(scope.dimension)
        _segment = OrNull(scope.segment?.word)
        let names = try v.reading.names()
        attributes = try report.lines.map { try GapLineView($0, names, v) }
    }

    func head(_ output: Output) -> String {
        let days = report.scope.days
        return output.words("gap.period", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
    }

    func lines(_ output: Output) -> [String] {
        let drawn = isDrawn ? attributes.flatMap { $0.drawn(ascii: ascii, output) } : []
        return [head(output), ""] + output.table(attributes) + drawn
            + ["", output.words("gap.marks"), output.words("gap.ask")]
    }

    static let columns = [
        "attribute", "gap", "unit", "value", "low", "high", "relative", "count", "verdict", "from", "to",
        "before",
        "change", "label",
    ]
    var csv: [[String]] { [Self.columns] + attributes.flatMap(\.csv) }
}

/// One attribute with its six gaps.
struct GapLineView: Listable {
    let attribute: String
    let label: String
    @OrNull var line: String?
    let dimension: String
    /// `hours`, `working hours`, `points` or `share`.
    let unit: String
    let sides: [String: EstimateView]
    let gaps: [String: GapView]
    /// The standard against the expectation itself, whatever the house believes it to be.
    @OrNull var standardAgainstExpected: Double?
    @OrNull var misreading: Double?
    /// How far customers are out about the very jobs they were asked of.
    @OrNull var paired: EstimateView?
    @OrNull var attained: EstimateView?
    @OrNull var aim: Double?
    /// Jobs whose time is up and that are open still.
    let open: Int
    let source: GapReport.Line
    private let causes: [ServiceGap: [String]]

    private enum CodingKeys: String, CodingKey {
        case attribute, label, line, dimension, unit, sides, gaps, standardAgainstExpected, misreading,
            paired,
            attained, aim, open
    }

    init(_ line: GapReport.Line, _ names: [StaffID: String], _ v: Viewer) throws {
        source = line
        (attribute, unit, open) = (line.attribute.name, line.attribute.unit.rawValue, line.open)
        (label, dimension) = (v.output.wording.text(line.attribute.label), line.attribute.dimension)
        _line = OrNull(line.attribute.line)
        sides = Dictionary(
            uniqueKeysWithValues: line.figures.sides.map { ($0.key.rawValue, EstimateView($0.value)) })
        var (views, words): ([String: GapView], [ServiceGap: [String]]) = ([:], [:])
        for gap in ServiceGap.allCases {
            let causes = try (line.causes[gap] ?? []).map { cause in
                (cause, v.output.name(try v.reading.groupName(cause.key, of: cause.field, names)))
            }
            views[gap.rawValue] = line.figures[gap].map { size in
                GapView(size, line, gap, causes.map { GapCauseView($0.0, label: $0.1) })
            }
            words[gap] = causes.map { v.output.wording.cause($0.0, name: $0.1) }
        }
        (gaps, causes) = (views, words)
        _standardAgainstExpected = OrNull(
            line.figures.unbelieved.map { ReportRowView.rounded($0.estimate.value) })
        _misreading = OrNull(line.figures.misreading.map(ReportRowView.rounded))
        _paired = OrNull(line.paired.map(EstimateView.init))
        _attained = OrNull(line.attained.map(EstimateView.init))
        _aim = OrNull(line.attribute.aim)
    }

    static let titles = ["gap.title.attribute"] + ServiceGap.shown.map { "gap.label.\($0.rawValue)" }

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(label, .strong)]
            + ServiceGap.shown.map { gap in
                let size = source.figures[gap]
                return TextCell(
                    output.wording.gap(size, source.attribute.unit),
                    size?.verdict == .short ? .alarm : size == nil ? .faint : .plain)
            }
    }

    /// The steps from expectation to experience, and what is known of each.
    func drawn(ascii: Bool, _ output: Output) -> [String] {
        let picture = GapPicture(source)
        guard !picture.isEmpty else { return [] }
        let plot = ReportPlots(ascii: ascii, columns: 72).drawn(rows: GapPicture.steps.count) {
            picture.waterfall(output.wording).draw(in: $0, on: &$1)
        }
        return ["", "\(label)  (\(attribute))"] + plot + facts(output).map { "  " + $0 }
    }

    /// What is known of each gap, and beside the chain.
    func facts(_ output: Output) -> [String] {
        ServiceGap.shown.flatMap { details($0, output) } + beside(output)
    }

    private func details(_ gap: ServiceGap, _ output: Output) -> [String] {
        guard let size = source.figures[gap] else { return [] }
        let unit = source.attribute.unit
        let words = output.wording
        let head = [
            words.say(gap.label), words.gap(size, unit), words.bounds(size.estimate, unit),
            words.relative(size),
            size.estimate.count.map { "n \(words.number($0))" } ?? "", words.change(source.change(gap), unit),
        ]
        return [head.filter { !$0.isEmpty }.joined(separator: "  ")] + (causes[gap] ?? []).map { "    " + $0 }
    }

    /// What is told beside the chain.
    private func beside(_ output: Output) -> [String] {
        let unit = source.attribute.unit
        var lines: [String] = []
        if let paired = source.paired, let count = paired.count {
            let amount = output.wording.say(unit.said(signed: paired.value)) + output.mark(SampleGrade(count))
            lines.append(output.words("gap.paired", ["amount": .text(amount), "count": .count(count)]))
        }
        if let attained = source.attained, let count = attained.count {
            let facts: [String: PhraseFact] = [
                "share": .text(output.wording.percent(attained.value) + output.mark(SampleGrade(count))),
                "count": .count(count),
                "aim": .text(source.attribute.aim.map { output.wording.percent($0) } ?? "-"),
            ]
            lines.append(output.words(source.attribute.aim == nil ? "gap.attained" : "gap.attainedOf", facts))
        }
        if open > 0 {
            lines.append(output.words(unit.isTime ? "gap.open" : "gap.openShare", ["count": .count(open)]))
        }
        return lines
    }

    var csv: [[String]] {
        let say = { (value: Double?) in value.map { String($0) } ?? "" }
        return ServiceGap.allCases.map { gap in
            let view = gaps[gap.rawValue]
            let ends = source.figures.ends(gap)
            let side = { (end: Estimate?) in say(end.map { ReportRowView.rounded($0.value) }) }
            return [
                attribute, gap.rawValue, unit, say(view?.value), say(view?.low), say(view?.high),
                say(view?.relative), view?.count.map(String.init) ?? "", view?.verdict ?? "",
                side(ends.from), side(ends.to), say(view?.before), say(view?.change), label,
            ]
        }
    }
}

struct GapView: Encodable {
    let value: Double
    @OrNull var low: Double?
    @OrNull var high: Double?
    /// Of what it is measured by.
    @OrNull var relative: Double?
    @OrNull var count: Int?
    /// Of fewer than 30: an indication.
    let small: Bool
    /// `short`, `beyond`, `unproven`, or `untold` of so few that it says nothing.
    let verdict: String
    @OrNull var before: Double?
    /// Above zero: it narrowed.
    @OrNull var change: Double?
    @OrNull var better: Bool?
    let causes: [GapCauseView]

    init(_ size: GapSize, _ line: GapReport.Line, _ gap: ServiceGap, _ causes: [GapCauseView]) {
        let round = { (value: Double?) in value.map(ReportRowView.rounded) }
        value = ReportRowView.rounded(size.estimate.value)
        _low = OrNull(round(size.estimate.low))
        _high = OrNull(round(size.estimate.high))
        _relative = OrNull(round(size.relative))
        _count = OrNull(size.estimate.count)
        (small, verdict) = (size.grade != .sound, size.verdict.rawValue)
        let change = line.change(gap)
        _before = OrNull(change == nil ? nil : round(line.before[gap]?.estimate.value))
        _change = OrNull(round(change?.estimate.value))
        _better = OrNull(change.flatMap { $0.isBetter ? true : $0.isWorse ? false : nil })
        self.causes = causes
    }
}

struct GapCauseView: Encodable {
    let field: String
    let key: String
    let label: String
    let count: Int
    let shareOfRows: Double
    let shareOfGap: Double

    init(_ cause: GapCause, label: String) {
        (field, key, self.label, count) = (cause.field.rawValue, cause.key, label, cause.count)
        shareOfRows = ReportRowView.rounded(cause.shareOfRows)
        shareOfGap = ReportRowView.rounded(cause.shareOfGap)
    }
}
