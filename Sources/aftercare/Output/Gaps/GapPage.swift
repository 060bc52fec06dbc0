import DeskScreens
import Foundation
import Model
import Quality
import ServiceDesk
import Wording

/// The gaps of the service as one page of HTML, to send and to print: the table, and how expectation leads to experience in
/// each attribute. It needs no network.
struct GapPage {
    let view: GapReportView
    let output: Output

    var text: String {
        let title = view.head(output)
        return HTMLPage(
            language: output.wording.language, title: title, style: Self.style,
            body: """
                <h1>\(HTMLPage.escaped(title))</h1>
                \(table)
                <p class="note">\(HTMLPage.escaped(output.words("gap.marks")))</p>
                \(view.attributes.map(section).joined(separator: "\n"))
                <dl>\(definitions)</dl>
                """
        ).text
    }

    private var table: String {
        let titles = GapLineView.titles.map { "<th>\(HTMLPage.escaped(output.words($0)))</th>" }.joined()
        let rows = view.attributes.map { line in
            "<tr>\(line.cells(output).map { "<td>\(HTMLPage.escaped($0.text))</td>" }.joined())</tr>"
        }
        return
            "<table><thead><tr>\(titles)</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
    }

    private func section(_ line: GapLineView) -> String {
        let picture = GapPicture(line.source)
        guard !picture.isEmpty else { return "" }
        let facts = line.facts(output).map { "<li>\(HTMLPage.escaped($0))</li>" }.joined(separator: "\n")
        return """
            <section><h2>\(HTMLPage.escaped(line.label))</h2>
            \(GapPlot(picture: picture, wording: output.wording).svg)
            <ul>\(facts)</ul></section>
            """
    }

    private var definitions: String {
        ServiceGap.allCases.map { gap in
            "<dt>\(HTMLPage.escaped(output.wording.say(gap.label)))</dt><dd>\(HTMLPage.escaped(output.wording.say(gap.definition)))</dd>"
        }
        .joined(separator: "\n")
    }

    private static let style = """
        h1 { font-size: 15pt; border-bottom: .6mm solid #000; padding-bottom: 2mm; }
        h2 { font-size: 12pt; margin: 7mm 0 1mm; border-bottom: .2mm solid #999; break-after: avoid; }
        section { break-inside: avoid; }
        th { text-align: left; font-weight: normal; color: #444; border-bottom: .2mm solid #555; }
        th, td { padding: .8mm 3mm .8mm 0; vertical-align: top; }
        ul { margin: 1mm 0 0; padding-left: 5mm; font-size: 9.5pt; }
        dt { font-weight: bold; margin-top: 2mm; }
        dd { margin: 0; }
        svg { font: 9pt sans-serif; max-width: 100%; display: block; break-inside: avoid; }
        .note { color: #444; font-size: 9pt; margin: 3mm 0; }
        """
}

/// The steps of one attribute as SVG: they print in black and white, since words and places say what shades say.
struct GapPlot {
    let picture: GapPicture
    let wording: Wording

    private let row = 24.0
    private let left = 150.0
    private let width = 340.0

    var svg: String {
        let height = row * Double(GapPicture.steps.count) + 8
        let rows = GapPicture.steps.enumerated().map { place, step in
            line(step, top: row * Double(place) + 4)
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 \(number(height))" width="640" \
            height="\(number(height))" role="img" font-size="12" font-family="sans-serif">\(rows.joined(separator: "\n"))</svg>
            """
    }

    private func line(_ step: GapPicture.Step, top: Double) -> String {
        let label = HTMLPage.escaped(picture.label(step, wording).trimmed)
        let text = HTMLPage.escaped(picture.text(step, wording))
        let name =
            "<text x=\"\(number(left - 8))\" y=\"\(number(top + 13))\" text-anchor=\"end\">\(label)</text>"
        guard let span = picture.span(step) else {
            return name + "<text x=\"\(number(left))\" y=\"\(number(top + 13))\" fill=\"#777\">\(text)</text>"
        }
        let (a, b) = (x(span.from), x(span.to))
        let isSide = if case .side = step { true } else { false }
        let bar =
            "<rect x=\"\(number(min(a, b)))\" y=\"\(number(top))\" width=\"\(number(max(1.5, abs(b - a))))\" height=\"16\" "
            + "fill=\"\(isSide ? "#9aa5b1" : "#1b4965")\"/>"
        // Where the next step begins.
        let link =
            "<line x1=\"\(number(b))\" y1=\"\(number(top + 16))\" x2=\"\(number(b))\" y2=\"\(number(top + row))\" stroke=\"#888\" stroke-dasharray=\"2 2\"/>"
        let words =
            "<text x=\"\(number(max(a, b) + 6))\" y=\"\(number(top + 13))\">\(text)</text>"
        return name + bar + (step == GapPicture.steps.last || step == .side(.perceived) ? "" : link) + words
    }

    private func x(_ value: Double) -> Double {
        let scale = picture.scale
        return left + (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound) * width
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
