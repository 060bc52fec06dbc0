import Model
import ServiceDesk
import TerminalKit
import Wording

/// The report of an audit as one page of HTML with its plots: to read on a screen, to print on A4, to send. It needs no network,
/// and is well-formed XML.
struct AuditPage {
    let view: AuditReportView

    init(_ view: AuditReportView) { self.view = view }

    var text: String {
        let chapters = view.document.chapters
        return HTMLPage(
            language: view.output.wording.language, title: "\(view.title), \(view.subtitle)",
            style: Self.style,
            body: """
                <header><h1>\(escaped(view.title))</h1><p>\(escaped(view.subtitle))</p></header>
                <nav><h2>\(escaped(view.output.words("auditReport.contents")))</h2>
                <ol>\(chapters.map(entry).joined(separator: "\n"))</ol></nav>
                \(chapters.map(chapter).joined(separator: "\n"))
                """
        ).text
    }

    private func escaped(_ text: String) -> String { HTMLPage.escaped(text) }

    private func entry(_ chapter: AuditDocument.Chapter) -> String {
        "<li><a href=\"#\(chapter.part.rawValue)\">\(escaped(view.say(chapter.part.title)))</a></li>"
    }

    private func chapter(_ chapter: AuditDocument.Chapter) -> String {
        let number = view.number(chapter.part)
        var headings = 0
        let blocks = chapter.blocks.map { block -> String in
            if case .heading = block { headings += 1 }
            return html(block, in: chapter.part, number: "\(number).\(headings)")
        }
        return """
            <section id="\(chapter.part.rawValue)">
            <h2><span class="number">\(number)</span>\(escaped(view.say(chapter.part.title)))</h2>
            \(blocks.filter { !$0.isEmpty }.joined(separator: "\n"))
            </section>
            """
    }

    private func html(_ block: AuditDocument.Block, in part: AuditDocument.Part, number: String) -> String {
        switch block {
        case .heading(let phrase):
            "<h3><span class=\"number\">\(number)</span>\(escaped(view.say(phrase)))</h3>"
        case .paragraph(let phrase): "<p>\(escaped(view.say(phrase)))</p>"
        case .note(let phrase): "<p class=\"note\">\(escaped(view.say(phrase)))</p>"
        case .sentences(let all):
            "<ul class=\"sentences\">\(all.map { item($0, in: part) }.joined(separator: "\n"))</ul>"
        case .table(let table): html(table)
        case .chart(let chart): figure(chart)
        case .command(let text): "<p class=\"command\">\(escaped(view.command(text)))</p>"
        case .room: "<div class=\"room\"></div>"
        }
    }

    private func item(_ sentence: AuditDocument.Sentence, in part: AuditDocument.Part) -> String {
        let see = view.see(sentence, in: part).map {
            " <a class=\"see\" href=\"#\(sentence.evidence.rawValue)\">\(escaped($0))</a>"
        }
        return "<li>\(escaped(view.say(sentence.text)))\(see ?? "")</li>"
    }

    private func figure(_ chart: AuditDocument.Chart) -> String {
        let svg = AuditChart(chart, view).svg
        return svg.isEmpty ? "" : "<figure>\(svg)</figure>"
    }

    private func html(_ table: AuditDocument.Table) -> String {
        let head = table.columns.map { html("th", view.say($0.title), $0, .plain) }
        let rows = table.rows.map { row in
            let cells = zip(row, table.columns).map { cell, column in
                html("td", view.say(cell), column, cell.tone)
            }
            return "<tr>\(cells.joined())</tr>"
        }
        return
            "<table><thead><tr>\(head.joined())</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
    }

    /// Of so many cells no text is broken: Chinese could be after every character.
    private static let unbroken = 10

    private func html(
        _ element: String, _ text: String, _ column: AuditDocument.Column, _ tone: AuditDocument.Cell.Tone
    ) -> String {
        let isShort = TextTable.cells.of(text) <= Self.unbroken
        let classes = [
            column.isFigure ? "figure" : "", isShort ? "short" : "", tone == .plain ? "" : tone.rawValue,
        ].filter { !$0.isEmpty }
        let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        return "<\(element)\(attribute)>\(escaped(text))</\(element)>"
    }
}
