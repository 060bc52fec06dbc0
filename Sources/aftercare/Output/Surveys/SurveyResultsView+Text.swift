import Model
import Quality
import ServiceDesk
import Wording

extension SurveyResultsView {
    func title(_ output: Output) -> String {
        output.words(
            "survey.head",
            [
                "label": .label(results.questionnaire.label),
                "version": .count(results.questionnaire.version),
                "count": .count(results.sheets),
            ])
    }

    func head(_ output: Output) -> [String] {
        var lines: [String] = []
        if let days = report.days {
            lines.append(output.words("survey.period", ["from": .day(days.first), "until": .day(days.last)]))
        }
        if let invited = report.invited {
            let rate = output.wording.percent(Double(invited.count) / Double(invited.of), decimals: 1)
            lines.append(
                output.words(
                    "survey.rate",
                    ["rate": .text(rate), "count": .count(invited.count), "invited": .count(invited.of)]))
        }
        if report.withdrawn > 0 {
            lines.append(output.words("survey.withdrawnCount", ["count": .count(report.withdrawn)]))
        }
        return lines
            + report.samples.map {
                output.words(
                    "survey.sample",
                    [
                        "source": .text(output.wording.name($0.sample.source.rawValue, of: "surveySource")),
                        "count": .count($0.count), "note": .text($0.sample.note),
                    ]
                ).trimmed
            }
    }

    func lines(_ output: Output) -> [String] {
        guard results.sheets > 0 else { return [nobody(output)] }
        var lines = [title(output)] + head(output)
        func part(_ key: String, _ rows: [String]) {
            if !rows.isEmpty { lines += ["", output.words(key)] + rows }
        }
        part("survey.questions", output.table(results.questions.map(SurveyQuestionRow.init)))
        part("survey.dimensions", output.table(dimensionRows(output)))
        part("survey.battery", output.table(batteryRows(output)))
        if results.battery != nil {
            lines += overall(output).map {
                output.pair($0.name, $0.value + ($0.interval.isEmpty ? "" : "  \($0.interval)"))
            }
            lines += counted(output)
            part("survey.items", output.table(itemRows(output)))
        }
        part("survey.importance", output.table(importanceRows(output)))
        if let grouping = report.grouping, !groups.isEmpty {
            let name = output.words("survey.grouping.\(grouping.rawValue)")
            lines += ["", output.words("survey.groups", ["grouping": .text(name)])]
            lines += groups.flatMap { $0.lines(results, output) }
        }
        lines += changeLines(output)
        part("survey.texts", output.table(texts))
        if texts.count >= Self.mostTexts { lines.append(newest(output)) }
        part("survey.terms", output.table(terms))
        return lines + ["", output.legend(), output.words("survey.explain")]
    }

    private func changeLines(_ output: Output) -> [String] {
        guard let beside = beside(output) else { return [] }
        return ["", beside]
            + changesByGroup.flatMap { title, rows in
                (title.map { [$0] } ?? []) + output.table(rows.map { $0.told(results, output) })
            }
    }

    func newest(_ output: Output) -> String {
        output.words("results.newest", ["count": .count(Self.mostTexts)])
    }

    func counted(_ output: Output) -> [String] {
        guard let battery = results.battery else { return [] }
        return [output.words("survey.counted", ["count": .count(battery.counted)])]
            + (battery.passedOver > 0
                ? [output.words("survey.passedOver", ["count": .count(battery.passedOver)])] : [])
    }
}
