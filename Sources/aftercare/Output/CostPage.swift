import Wording

/// An estimate, a bill or a credit note as one page of HTML to print and hand over.
struct CostPage {
    private let view: any MoneyPaper
    private let output: Output

    init(_ view: any MoneyPaper, _ output: Output) { (self.view, self.output) = (view, output) }

    var text: String {
        let title = view.title(output)
        return HTMLPage(
            language: output.wording.language, title: title, style: Self.style,
            body: """
                <h1>\(HTMLPage.escaped(title))</h1>
                \(view.head(output).map { paragraph(output.pair($0.name, $0.value)) }.joined(separator: "\n"))
                \(table)
                <table class="sums">
                \(view.sums(output).map { row([$0.name, $0.value], "td") }.joined(separator: "\n"))
                </table>
                \(view.notes(output).map(paragraph).joined(separator: "\n"))
                <p class="sign">\(HTMLPage.escaped(output.words("sheet.blank.signature")))</p>
                """
        ).text
    }

    /// None where nothing is left to be credited.
    private var table: String {
        let rows = view.rows(output)
        guard !rows.isEmpty else { return "" }
        return """
            <table>
            <thead>\(row(view.titles.map { output.words($0) }, "th"))</thead>
            <tbody>
            \(rows.map { row($0, "td") }.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private func paragraph(_ text: String) -> String { "<p>\(HTMLPage.escaped(text))</p>" }

    private func row(_ cells: [String], _ tag: String) -> String {
        "<tr>" + cells.map { "<\(tag)>\(HTMLPage.escaped($0))</\(tag)>" }.joined() + "</tr>"
    }

    private static let style = """
        h1 { font-size: 14pt; border-bottom: .6mm solid #000; padding-bottom: 2mm; }
        table { margin-bottom: 4mm; }
        th { text-align: left; font-weight: normal; color: #444; border-bottom: .2mm solid #555; }
        th, td { padding: .6mm 2mm .6mm 0; vertical-align: top; }
        td + td, th + th { text-align: right; }
        .sums { width: auto; margin-left: auto; }
        .sums td { border-bottom: .2mm solid #ccc; }
        p { margin: 0 0 1mm; }
        .sign { margin-top: 12mm; border-top: .2mm solid #999; width: 70mm; color: #444; }
        """
}
