import Model
import ServiceDesk
import Wording

/// A technician's day as one page of HTML that needs nothing else: to print on A4 and write on, or to read on a phone.
struct SheetPage {
    private let sheet: VisitSheet
    private let facts: SheetFacts
    private let output: Output

    init(_ sheet: VisitSheet, _ rules: Rules, _ output: Output) {
        self.sheet = sheet
        self.output = output
        facts = SheetFacts(output: output, rules: rules)
    }

    var text: String {
        let title = facts.title(sheet)
        let head = facts.hours(sheet).map { "<p>\(said($0))</p>" }.joined(separator: "\n")
        return HTMLPage(
            language: output.wording.language, title: title, style: Self.style,
            body: """
                <header>
                <h1>\(Self.escaped(title))</h1>
                \(head)
                \(body)
                """
        ).text
    }

    private var body: String {
        if sheet.stops.isEmpty { return "</header>\n<p>\(words("sheet.empty"))</p>" }
        let bring =
            sheet.parts.isEmpty
            ? ""
            : "<p>"
                + said(
                    SheetFacts.Fact(
                        label: output.words("sheet.bring"),
                        value: output.wording.list(sheet.parts.map(facts.part))))
                + "</p>\n"
        let homeward = facts.homeward(sheet).map { "\n<p>\(Self.escaped($0))</p>" }
        return "<p>\(Self.escaped(facts.totals(sheet)))</p>\n\(bring)</header>\n"
            + sheet.stops.enumerated().map { article($0 + 1, $1) }.joined(separator: "\n") + (homeward ?? "")
    }

    private func article(_ number: Int, _ stop: VisitSheet.Stop) -> String {
        let rows = facts.facts(stop).map {
            "<tr><th scope=\"row\">\(Self.escaped($0.label))</th><td>\(Self.escaped($0.value))</td></tr>"
        }.joined(separator: "\n")
        return """
            <article>
            <h2><span class="time">\(number). \(Self.escaped(facts.hours(stop.visit.planned)))</span> \
            \(Self.escaped(stop.customer.name)) <small>\(stop.visit.id) \(stop.serviceCase.id) \
            \(Self.escaped(facts.state(stop.visit)))</small></h2>
            <table>
            \(rows)
            </table>
            \(stop.visit.category.isOpen ? blanks : "")
            </article>
            """
    }

    /// Lines to write on, for whoever works from paper.
    private var blanks: String {
        let keys = [
            "sheet.blank.arrived", "sheet.blank.left", "sheet.blank.found", "sheet.blank.done",
            "sheet.blank.parts", "sheet.blank.measured", "sheet.blank.fee", "sheet.blank.signature",
        ]
        let short = Set(keys.prefix(2) + keys.suffix(2))
        return "<div class=\"blanks\">"
            + keys.map { "<div class=\"\(short.contains($0) ? "half" : "whole")\">\(words($0))</div>" }
            .joined()
            + "</div>"
    }

    private func said(_ fact: SheetFacts.Fact) -> String {
        Self.escaped(output.pair(fact.label, fact.value))
    }

    private func words(_ key: String, _ facts: [String: PhraseFact] = [:]) -> String {
        Self.escaped(output.words(key, facts))
    }

    private static func escaped(_ text: String) -> String { HTMLPage.escaped(text) }

    private static let style = """
        @page { @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #444; } }
        h1 { font-size: 15pt; margin: 0 0 2mm; }
        header p { margin: 0 0 1mm; }
        header { border-bottom: .6mm solid #000; padding-bottom: 2mm; margin-bottom: 3mm; }
        article { break-inside: avoid; border: .2mm solid #555; padding: 2mm 3mm; margin: 0 0 3mm; }
        h2 { font-size: 12pt; margin: 0 0 1.5mm; }
        h2 small { font-weight: normal; font-size: 9pt; }
        th { text-align: left; vertical-align: top; font-weight: normal; color: #444; width: 32mm;
          padding: .3mm 3mm .3mm 0; }
        td { padding: .3mm 0; overflow-wrap: anywhere; }
        .blanks { display: flex; flex-wrap: wrap; margin-top: 2mm; border-top: .2mm dashed #777; }
        .blanks div { border-bottom: .2mm solid #999; height: 8mm; padding-top: 1mm; font-size: 8.5pt; color: #444; }
        .half { width: 50%; }
        .whole { width: 100%; }
        @media print { body { padding: 0; max-width: none; } }
        @media (max-width: 480px) { th, td { display: block; width: auto; } th { padding-top: 1mm; } }
        """
}
