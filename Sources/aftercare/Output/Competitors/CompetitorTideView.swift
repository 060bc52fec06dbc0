import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// How the tide rises in one measure.
struct CompetitorTideView: Encodable {
    let measure: String
    let side: String
    let days: [DayView]
    private let title: String

    struct DayView: Tabular, Encodable {
        let day: String
        /// How many companies' figures counted.
        let companies: Int
        @OrNull var best: Double?
        @OrNull var mean: Double?
        @OrNull var ours: Double?
        @OrNull var rank: Int?
        private let date: Day
        private let unit: ServiceMeasure.Unit

        private enum CodingKeys: String, CodingKey { case day, companies, best, mean, ours, rank }

        init(_ tide: CompetitorTide, _ unit: ServiceMeasure.Unit) {
            (day, date, companies, self.unit) = (tide.day.description, tide.day, tide.companies, unit)
            _best = OrNull(tide.best.map { ReportRowView.rounded($0) })
            _mean = OrNull(tide.mean.map { ReportRowView.rounded($0) })
            _ours = OrNull(tide.ours.map { ReportRowView.rounded($0.value) })
            _rank = OrNull(tide.rank)
        }

        static let titles = [
            "competitor.title.day", "competitor.title.companies", "competitor.title.best",
            "competitor.title.mean", "competitor.title.us", "competitor.title.rank",
        ]

        func cells(_ output: Output) -> [TextCell] {
            func said(_ value: Double?) -> String { value.map { output.wording.say(unit.said($0)) } ?? "" }
            return [
                TextCell(output.wording.day(date)), TextCell(String(companies)), TextCell(said(best), .good),
                TextCell(said(mean)), TextCell(said(ours), .strong), TextCell(rank.map(String.init) ?? ""),
            ]
        }
    }

    private enum CodingKeys: String, CodingKey { case measure, side, days }

    static func all(_ report: CompetitorReport, at now: Instant, _ v: Viewer) throws -> [CompetitorTideView] {
        try report.lines.filter { !$0.rows.isEmpty }.map { line in
            let tide = try v.reading.competitorTide(
                line.measure, line.side, among: report.companies, until: report.day, at: now)
            return CompetitorTideView(line, tide, v.output)
        }
    }

    private init(_ line: CompetitorReport.Line, _ tide: [CompetitorTide], _ output: Output) {
        (measure, side) = (line.measure.id, line.side.rawValue)
        days = tide.map { DayView($0, line.measure.unit) }
        title = output.pair(
            output.wording.text(line.measure.label), output.words("competitor.side.\(line.side.rawValue)"))
    }

    func lines(_ output: Output) -> [String] { [title] + output.table(days) }
}
