import DeskScreens
import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// A chart of the report, drawn as text, as SVG, or told in rows where nothing can be drawn.
struct AuditChart {
    let chart: AuditDocument.Chart
    let view: AuditReportView

    init(_ chart: AuditDocument.Chart, _ view: AuditReportView) { (self.chart, self.view) = (chart, view) }

    private var output: Output { view.output }

    func lines(_ width: Int) -> [String] {
        let plots = ReportPlots(ascii: false, columns: min(width, 80))
        switch chart {
        case .bars(let bars):
            return plots.bars(bars.map { (view.say($0.label), $0.share, view.say($0.text)) })
        case .waterfall(let line):
            let picture = GapPicture(line)
            guard !picture.isEmpty else { return [] }
            return plots.drawn(rows: GapPicture.steps.count) {
                picture.waterfall(output.wording).draw(in: $0, on: &$1)
            }
        // Their tables say all there is.
        case .dimensions, .importance: return []
        }
    }

    var svg: String {
        switch chart {
        case .bars(let bars):
            SurveyPlots.bars(
                bars.map { (view.say($0.label), $0.share, view.say($0.text)) }, labels: 240)
        case .dimensions(let all, let top):
            SurveyPlots.gaps(
                all.map { (output.wording.text($0.label), $0.expectation, $0.perception) }, top: top)
        case .importance(let map, let labels):
            SurveyPlots.importance(
                map, labels: labels.map(output.wording.text),
                axes: (output.words("survey.title.importance"), output.words("survey.title.performance")))
        case .waterfall(let line):
            GapPicture(line).isEmpty
                ? "" : GapPlot(picture: GapPicture(line), wording: output.wording).svg
        }
    }

    /// Label and figure of each bar or step; nil for what a table beside it tells.
    var rows: [[String]]? {
        switch chart {
        case .bars(let bars): bars.map { [view.say($0.label), view.say($0.text)] }
        case .waterfall(let line):
            GapPicture.steps.map { step in
                let picture = GapPicture(line)
                return [
                    picture.label(step, output.wording).trimmed, picture.text(step, output.wording),
                ]
            }
        case .dimensions, .importance: nil
        }
    }
}
