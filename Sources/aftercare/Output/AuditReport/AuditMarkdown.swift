import Model
import ServiceDesk

/// The report of an audit as Markdown that any reader of it takes: headings, tables, links within.
struct AuditMarkdown {
    let view: AuditReportView

    init(_ view: AuditReportView) { self.view = view }

    var text: String {
        let chapters = view.document.chapters
        let contents = chapters.map { chapter in
            "\(view.number(chapter.part)). [\(Self.escaped(view.say(chapter.part.title)))](#\(chapter.part.rawValue))"
        }
        let parts: [String] =
            ["# " + Self.escaped(view.title), Self.escaped(view.subtitle), contents.joined(separator: "\n")]
            + chapters.flatMap { chapter in
                [
                    "## <a id=\"\(chapter.part.rawValue)\"></a>\(view.number(chapter.part)) "
                        + Self.escaped(view.say(chapter.part.title))
                ] + chapter.blocks.map { block($0, in: chapter.part) }
            }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func block(_ block: AuditDocument.Block, in part: AuditDocument.Part) -> String {
        switch block {
        case .heading(let phrase): "### " + Self.escaped(view.say(phrase))
        case .paragraph(let phrase): Self.escaped(view.say(phrase))
        case .note(let phrase): "*" + Self.escaped(view.say(phrase)) + "*"
        case .sentences(let all): all.map { sentence($0, in: part) }.joined(separator: "\n")
        case .table(let table): rows(table)
        case .chart(let chart): self.chart(chart)
        case .command(let text): Self.escaped(view.command("\u{0}")).replacing("\u{0}", with: "`\(text)`")
        case .room: ""
        }
    }

    private func sentence(_ sentence: AuditDocument.Sentence, in part: AuditDocument.Part) -> String {
        let text = Self.escaped(view.say(sentence.text))
        guard let see = view.see(sentence, in: part) else { return "- " + text }
        return "- " + view.placed(text, "[\(Self.escaped(see))](#\(sentence.evidence.rawValue))")
    }

    private func rows(_ table: AuditDocument.Table) -> String {
        let head = table.columns.map { Self.escaped(view.say($0.title)) }
        let rule = table.columns.map { $0.isFigure ? "---:" : "---" }
        let rows = table.rows.map { row in row.map { Self.escaped(view.say($0)) } }
        return ([head, rule] + rows).map(Self.row).joined(separator: "\n")
    }

    /// Nothing is drawn here: bars and steps are told in a table.
    private func chart(_ chart: AuditDocument.Chart) -> String {
        guard let rows = AuditChart(chart, view).rows, !rows.isEmpty else { return "" }
        return ([["", ""], ["---", "---:"]] + rows.map { $0.map(Self.escaped) }).map(Self.row)
            .joined(separator: "\n")
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// Text that stands in Markdown as what it is, in a cell of a table as well.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case "&": escaped += "&amp;"
            case "\n", "\t", "\r": escaped += " "
            // Stands for a command's place until that is put there.
            case "\u{0}": escaped.unicodeScalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
