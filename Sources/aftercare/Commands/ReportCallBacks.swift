import Model
import ServiceDesk
import Wording

/// Calls that were promised for a minute, as `followup report` tells them.
struct CallBackRow: Listable {
    let key: String
    let promised: Int
    let kept: Int
    let late: Int
    let owed: Int
    let owedLate: Int
    /// How far behind the promised minute the late ones were.
    @OrNull var meanMinutesBehind: Int?
    @OrNull var mostMinutesBehind: Int?
    private let title: String
    private let behind: (mean: Span?, most: Span?)

    private enum CodingKeys: String, CodingKey {
        case key, promised, kept, late, owed, owedLate, meanMinutesBehind, mostMinutesBehind
    }

    init(_ figures: CallBackFigures, key: String, title: String) {
        (self.key, self.title, promised) = (key, title, figures.promised)
        (kept, late, owed, owedLate) = (figures.kept, figures.late, figures.owed, figures.owedLate)
        behind = (figures.meanBehind, figures.mostBehind)
        let minutes = { (span: Span?) in span.map { Int($0.milliseconds / 60_000) } }
        _meanMinutesBehind = OrNull(minutes(figures.meanBehind))
        _mostMinutesBehind = OrNull(minutes(figures.mostBehind))
    }

    static let titles = [
        "followup.report.what", "followup.report.promised", "followup.report.kept", "followup.report.behind",
        "followup.report.mean", "followup.report.longest", "followup.report.owed", "followup.report.owedLate",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let count = { (n: Int) in TextCell(n == 0 ? "–" : output.wording.number(n), n == 0 ? .faint : .plain)
        }
        let span = { (span: Span?) in TextCell(span.map { output.wording.span($0) } ?? "–") }
        return [
            TextCell(title, .strong), count(promised), count(kept), count(late), span(behind.mean),
            span(behind.most), count(owed),
            TextCell(owedLate == 0 ? "–" : output.wording.number(owedLate), owedLate == 0 ? .faint : .alarm),
        ]
    }
}
