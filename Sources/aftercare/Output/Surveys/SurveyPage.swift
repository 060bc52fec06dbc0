import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// The results of a questionnaire as one page of HTML with plots, to send and to print; it needs no network.
struct SurveyPage {
    private let view: SurveyResultsView
    private let output: Output

    init(_ view: SurveyResultsView, _ output: Output) { (self.view, self.output) = (view, output) }

    var text: String {
        let title = output.words("survey.report", ["label": .label(view.results.questionnaire.label)])
        let parts =
            view.results.sheets == 0
            ? [paragraph(view.nobody(output))]
            : [head, battery, importance, questions, dimensions, groups, changes, texts]
        return HTMLPage(
            language: output.wording.language, title: title, style: Self.style,
            body: """
                <h1>\(HTMLPage.escaped(title))</h1>
                \(parts.joined(separator: "\n"))
                <p class="note">\(HTMLPage.escaped(output.legend()))<br>\(HTMLPage.escaped(output.words("survey.explain")))</p>
                <p class="note">\(HTMLPage.escaped(output.words("survey.made", ["at": .instant(view.at)])))</p>
                """
        ).text
    }

    private var head: String {
        ([view.title(output)] + view.head(output)).map(paragraph).joined(separator: "\n")
    }

    private var battery: String {
        guard let battery = view.results.battery else { return "" }
        let rows = view.batteryRows(output)
        let top =
            view.results.questionnaire.questions.first { $0.kind.scale != nil }?.kind.scale?.upperBound ?? 7
        let plot = SurveyPlots.gaps(
            rows.map { ($0.label, $0.result.expectation, $0.result.perception) }, top: top)
        let key =
            battery.dimensions.contains { $0.expectation.count > 0 }
            ? paragraph(
                "○ \(output.words("survey.title.expectation"))   ● \(output.words("survey.title.perception"))"
            ) : ""
        return section("survey.battery", [plot, key, table(rows)])
            + view.overall(output).map {
                paragraph(
                    output.pair(
                        $0.name, [$0.value, $0.interval].filter { !$0.isEmpty }.joined(separator: " · ")))
            }
            .joined()
            + view.counted(output).map(paragraph).joined()
            + section("survey.items", [table(view.itemRows(output))])
    }

    private var importance: String {
        guard let map = view.results.importancePerformance else { return "" }
        let rows = view.importanceRows(output)
        let axes = (output.words("survey.title.importance"), output.words("survey.title.performance"))
        let cross = output.words(
            "survey.cross",
            [
                "importance": .text(output.fixed(map.importance)),
                "performance": .text(output.fixed(map.performance)),
            ])
        return section(
            "survey.importance",
            [
                SurveyPlots.importance(map, labels: rows.map(\.label), axes: axes), paragraph(cross),
                table(rows),
            ])
    }

    private var questions: String {
        let parts = view.results.questions.map { result in
            let row = SurveyQuestionRow(result)
            let asked = "n \(output.wording.number(result.answered)) / \(output.wording.number(result.asked))"
            return """
                <h3>\(HTMLPage.escaped(output.wording.text(result.question.ask)))</h3>
                \(paragraph([asked, row.figure(output), row.interval(output)].filter { !$0.isEmpty }.joined(separator: " · ")))
                \(plot(result))
                """
        }
        return section("survey.questions", parts)
    }

    private func plot(_ result: QuestionResult) -> String {
        guard result.answered > 0, !result.distribution.isEmpty else {
            return result.quantiles.isEmpty ? "" : paragraph(SurveyQuestionRow(result).answers(output))
        }
        let labels = Dictionary(
            result.question.kind.choices.map { ($0.name, output.wording.text($0.label)) },
            uniquingKeysWith: { first, _ in first })
        return SurveyPlots.bars(
            result.distribution.map { bar in
                let share = Double(bar.count) / Double(result.answered)
                return (
                    labels[bar.name] ?? bar.name, share,
                    "\(output.wording.number(bar.count)) · \(output.wording.percent(share, decimals: 0))"
                )
            })
    }

    private var dimensions: String {
        let rows = view.dimensionRows(output)
        return rows.isEmpty ? "" : section("survey.dimensions", [table(rows)])
    }

    private var groups: String {
        guard let grouping = view.report.grouping, !view.groups.isEmpty else { return "" }
        let name = output.words("survey.grouping.\(grouping.rawValue)")
        // All groups have the same figures.
        let sources = view.groups[0].group.figures.map(\.source)
        let parts = sources.map { source in
            let rows = view.groups.compactMap { group -> GroupFigureRow? in
                group.group.figures.first { $0.source == source }.map {
                    GroupFigureRow(figure: $0, label: group.title)
                }
            }
            let lines = rows.map { line($0.cells(output).map(\.text), "td") }
            let titles = ["survey.title.group"] + GroupFigureRow.titles.dropFirst()
            return """
                <h3>\(HTMLPage.escaped(title(source)))</h3>
                \(grouping.months != nil ? trend(rows) : "")
                <table><thead>\(line(titles.map { output.words($0) }, "th"))</thead><tbody>\(lines.joined())</tbody></table>
                """
        }
        return "<h2>\(HTMLPage.escaped(output.words("survey.groups", ["grouping": .text(name)])))</h2>"
            + parts.joined(separator: "\n")
    }

    private func title(_ source: SurveyGroup.Figure.Source) -> String {
        if case .question(let name) = source { return ask(name) }
        return source.label(view.results, output)
    }

    /// On a page questions go by their words; their names are for the command line.
    private func ask(_ name: String) -> String {
        view.results.questionnaire[name].map { output.wording.text($0.ask) } ?? name
    }

    /// Months, quarters or years in which nobody answered have no point.
    private func trend(_ rows: [GroupFigureRow]) -> String {
        SurveyPlots.trend(
            rows.filter { $0.figure.moments.count > 0 }.map { row in
                let value: Double =
                    switch row.figure.score {
                    case .nps(let value, _): value
                    case .content(let share): share.value * 100
                    case nil: row.figure.moments.mean
                    }
                let said = output.figure(
                    row.figure.score, row.figure.moments, signed: row.figure.source.isGap)
                return (row.label, value, said)
            })
    }

    private var changes: String {
        guard let beside = view.beside(output) else { return "" }
        let parts = view.changesByGroup.map { title, rows in
            let told = rows.map { ChangeRow.Told(row: $0, label: self.title($0.figure.source)) }
            let heading = title.map { "<h3>\(HTMLPage.escaped($0))</h3>\n" } ?? ""
            return told.isEmpty ? "" : heading + table(told)
        }
        return "<h2>\(HTMLPage.escaped(beside))</h2>\n" + parts.joined(separator: "\n")
    }

    private var texts: String {
        guard !view.texts.isEmpty else { return "" }
        let said = view.texts.map { TextRow(survey: $0.survey, question: ask($0.question), text: $0.text) }
        let cut = said.count >= SurveyResultsView.mostTexts ? paragraph(view.newest(output)) : ""
        return section("survey.texts", [table(said), cut])
            + (view.terms.isEmpty ? "" : section("survey.terms", [table(view.terms)]))
    }

    // MARK: Parts of a page

    private func section(_ key: String, _ parts: [String]) -> String {
        "<h2>\(HTMLPage.escaped(output.words(key)))</h2>\n" + parts.joined(separator: "\n")
    }

    private func paragraph(_ text: String) -> String { "<p>\(HTMLPage.escaped(text))</p>" }

    private func table<Row: Tabular>(_ rows: [Row]) -> String {
        """
        <table><thead>\(line(Row.titles.map { output.words($0) }, "th"))</thead>
        <tbody>\(rows.map { line($0.cells(output).map(\.text), "td") }.joined(separator: "\n"))</tbody></table>
        """
    }

    private func line(_ cells: [String], _ tag: String) -> String {
        "<tr>" + cells.map { "<\(tag)>\(HTMLPage.escaped($0))</\(tag)>" }.joined() + "</tr>"
    }

    private static let style = """
        h1 { font-size: 15pt; border-bottom: .6mm solid #000; padding-bottom: 2mm; }
        h2 { font-size: 12.5pt; margin: 8mm 0 2mm; border-bottom: .2mm solid #999; }
        h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
        p { margin: 0 0 1mm; }
        th { text-align: left; font-weight: normal; color: #444; border-bottom: .2mm solid #555; }
        th, td { padding: .5mm 3mm .5mm 0; vertical-align: top; }
        svg { font: 9pt sans-serif; max-width: 100%; height: auto; display: block; break-inside: avoid; }
        .note { color: #444; font-size: 9pt; margin-top: 6mm; }
        """
}
