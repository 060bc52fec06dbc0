import Model
import Wording

/// A report of tables and bars as one page of HTML, to send and to print. It needs no network.
struct TablesPage {
    enum Part {
        case heading(String)
        case note(String)
        case table(titles: [String], rows: [[TextCell]])
        /// Each with its share of the longest bar, 0 to 1.
        case bars([(label: String, share: Double, text: String)])

        static func table<Row: Tabular>(_ rows: [Row], _ output: Output) -> Part {
            .table(titles: Row.titles.map { output.words($0) }, rows: rows.map { $0.cells(output) })
        }

        /// Bars as long as numbers are large.
        static func bars(of numbers: [(label: String, number: Int)], _ output: Output) -> Part {
            let most = Double(max(numbers.map(\.number).max() ?? 1, 1))
            return .bars(
                numbers.map { ($0.label, Double($0.number) / most, output.wording.number($0.number)) })
        }
    }

    let title: String
    let parts: [Part]
    let language: String

    var text: String {
        HTMLPage(
            language: language, title: title, style: Self.style,
            body: (["<h1>\(HTMLPage.escaped(title))</h1>"] + parts.map(Self.text)).joined(separator: "\n")
        ).text
    }

    private static func text(_ part: Part) -> String {
        switch part {
        case .heading(let text): return "<h2>\(HTMLPage.escaped(text))</h2>"
        case .note(let text): return "<p class=\"note\">\(HTMLPage.escaped(text))</p>"
        case .bars(let items): return items.isEmpty ? "" : SurveyPlots.bars(items)
        case .table(let titles, let rows):
            let head = titles.map { "<th>\(HTMLPage.escaped($0))</th>" }.joined()
            let body = rows.map { cells in
                "<tr>\(cells.map { "<td>\(HTMLPage.escaped($0.text))</td>" }.joined())</tr>"
            }
            return
                "<table><thead><tr>\(head)</tr></thead><tbody>\(body.joined(separator: "\n"))</tbody></table>"
        }
    }

    /// How pages of reports are laid out.
    static let style = """
        h1 { font-size: 15pt; border-bottom: .6mm solid #000; padding-bottom: 2mm; }
        h2 { font-size: 12pt; margin: 7mm 0 1mm; border-bottom: .2mm solid #999; break-after: avoid; }
        p { margin: 0 0 2mm; }
        table { margin-top: 4mm; font-size: 9.5pt; }
        th { text-align: left; font-weight: normal; color: #444; border-bottom: .2mm solid #555; }
        th, td { padding: .8mm 3mm .8mm 0; vertical-align: middle; }
        tr { break-inside: avoid; }
        svg { font: 9pt sans-serif; max-width: 100%; display: block; margin-top: 4mm; break-inside: avoid; }
        .note { color: #444; font-size: 9pt; margin: 3mm 0 0; }
        """
}

/// An answer that can be such a page, and a table for spreadsheets.
protocol Paged: Showable {
    var csv: [[String]] { get }
    func page(_ output: Output) -> TablesPage
}
