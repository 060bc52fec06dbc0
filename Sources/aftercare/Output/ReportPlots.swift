import Dispatching
import Model
import TerminalKit
import Wording

/// A report's plots as lines of text: drawn on a canvas as the screens draw theirs. They say all without colour, and without
/// drawn characters where those are not wanted.
struct ReportPlots {
    /// What a bar is of, how long it is, and what is said of it.
    typealias Bar = (label: String, value: Double, text: String)

    let ascii: Bool
    let columns: Int

    /// As wide as the terminal, or as a page where there is none.
    static var atTerminal: ReportPlots { ReportPlots(ascii: false) }

    init(ascii: Bool, columns: Int = min(StandardStream.out.columns ?? 80, 100)) {
        (self.ascii, self.columns) = (ascii, columns)
    }

    func lines(_ report: ReportView, _ output: Output) -> [String] {
        shares(.firstTimeFix, report, output) + shares(.utilisation, report, output)
            + days(report.windowsKeptByDay, output) + minutes(report.minutesOnSite, output)
    }

    /// A figure as a bar for each row, and for the desk.
    private func shares(_ figure: DispatchReport.Figure, _ report: ReportView, _ output: Output) -> [String] {
        let bars = (report.rows + [report.desk]).compactMap { row in
            row.figures[figure.rawValue]?.value.map { (row.title, $0, output.said($0, of: figure)) }
        }
        return bars.count > 1
            ? titled(output.words("report.figure.\(figure.rawValue)"), bars, top: 1) : []
    }

    private func days(_ shares: [Double?], _ output: Output) -> [String] {
        guard shares.contains(where: { $0 != nil }) else { return [] }
        return ["", output.words("report.byDay")]
            + drawn(rows: 2) { Sparkline(shares, top: 1).draw(in: $0, on: &$1) }
    }

    private func minutes(_ bins: [ReportView.Bin], _ output: Output) -> [String] {
        guard bins.contains(where: { $0.visits > 0 }) else { return [] }
        let items = bins.map { bin in
            BarItem(bin.label, Double(bin.visits), text: output.wording.number(bin.visits))
        }
        return ["", output.words("report.byMinutes")]
            + drawn(rows: 8) { Histogram(items).draw(in: $0, on: &$1) }
    }

    /// A bar for each, the longest as long as there is room.
    /// - Parameter top: what a whole bar stands for; the greatest value, where nil.
    func bars(_ items: [Bar], top: Double? = nil) -> [String] {
        drawn(rows: items.count) {
            BarChart(items.map { BarItem($0.label, $0.value, text: $0.text) }, top: top)
                .draw(in: $0, on: &$1)
        }
    }

    /// The same under their title; nothing for none.
    func titled(_ title: String, _ items: [Bar], top: Double? = nil) -> [String] {
        items.isEmpty ? [] : ["", title] + bars(items, top: top)
    }

    func drawn(rows: Int, _ draw: (Rect, inout Canvas) -> Void) -> [String] {
        var canvas = Canvas(size: Size(columns: columns, rows: rows), plain: ascii)
        draw(Rect(column: 0, row: 0, width: columns, height: rows), &canvas)
        return (0..<rows).map { row in
            let line = canvas.row(row).map(\.text).joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
