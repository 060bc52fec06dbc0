import Foundation
import Model
import ServiceDesk
import Wording

/// The service report as one page of HTML, to send and to print: the figures with how each went, its groups as bars, and how
/// each is counted. It needs no network.
struct ServiceReportPage {
    let view: ServiceReportView
    let definitions: FigureDefinitions
    let output: Output

    private static let ink = "#1b4965"

    var text: String {
        let title = view.head(output)
        let figures = ServiceFigure.allCases.map { figure in
            section(view.figures.filter { $0.figure == figure.rawValue })
        }
        let small =
            view.figures.contains { $0.isMarked }
            ? "<p class=\"note\">\(HTMLPage.escaped(output.words("figures.small")))</p>" : ""
        let lack = view.lackText(output).map { "<p class=\"note\">\(HTMLPage.escaped($0))</p>" } ?? ""
        return HTMLPage(
            language: output.wording.language, title: title, style: TablesPage.style,
            body: """
                <h1>\(HTMLPage.escaped(title))</h1>
                \(table)
                \(small)
                \(lack)
                \(figures.joined(separator: "\n"))
                <p class="note">\(HTMLPage.escaped(output.words("figures.notKept")))</p>
                """
        ).text
    }

    /// The figures of all, each with how it went.
    private var table: String {
        let titles = FigureLineView.titles.map { "<th>\(HTMLPage.escaped(output.words($0)))</th>" }.joined()
        let rows = view.figures.filter { $0.group == nil }.map { line in
            let cells = line.cells(output).dropLast().map { "<td>\(HTMLPage.escaped($0.text))</td>" }
            return
                "<tr>\(cells.joined())<td>\(columns(line.trend ?? [], isShare: line.isPart))</td></tr>"
        }
        return
            "<table><thead><tr>\(titles)</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
    }

    /// How a figure is counted, and its groups.
    private func section(_ lines: [FigureLineView]) -> String {
        guard let first = lines.first else { return "" }
        let defined = definitions.figures.first { $0.figure == first.figure }?.definition ?? ""
        let groups = lines.dropFirst().filter { $0.value != nil }
        let top = first.isPart ? 1 : groups.compactMap(\.value).max() ?? 1
        let bars =
            groups.isEmpty
            ? ""
            : SurveyPlots.bars(
                groups.map { line in
                    let cells = line.cells(output).map(\.text)
                    return (
                        line.label, top > 0 ? (line.value ?? 0) / top : 0,
                        "\(cells[1]) · n \(output.wording.number(line.count))"
                    )
                })
        return """
            <h2>\(HTMLPage.escaped(first.label))</h2>
            <p>\(HTMLPage.escaped(defined))</p>
            \(bars)
            """
    }

    /// A column for each period, this one last; a gap where nothing was counted.
    private func columns(_ trend: [Double?], isShare: Bool) -> String {
        let top = isShare ? 1 : max(trend.compactMap { $0 }.max() ?? 0, 1e-9)
        let bars = trend.enumerated().compactMap { place, value -> String? in
            guard let value else { return nil }
            let height = max(1, min(1, value / top) * 26)
            return
                "<rect x=\"\(place * 9)\" y=\"\(number(28 - height))\" width=\"7\" height=\"\(number(height))\" fill=\"\(Self.ink)\"/>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(trend.count * 9) 28" width="\(trend.count * 9)" \
            height="28" role="img">\(bars.joined())</svg>
            """
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
