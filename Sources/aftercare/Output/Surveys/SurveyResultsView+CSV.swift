import Quality
import Statistics

extension SurveyResultsView {
    /// A line for each figure of all, then of each group.
    var csv: [[String]] {
        func row(
            _ group: String, _ kind: String, _ name: String, _ moments: Moments?,
            _ more: [String] = ["", "", "", ""]
        )
            -> [String]
        {
            let interval = moments?.interval
            return [
                group, kind, name, String(moments?.count ?? 0),
                Self.said(moments.flatMap { $0.count > 0 ? $0.mean : nil }),
                Self.said(moments.flatMap { $0.count > 1 ? $0.deviation : nil }), Self.said(interval?.low),
                Self.said(interval?.high),
            ] + more
        }
        var rows = [
            [
                "group", "kind", "name", "n", "mean", "deviation", "low", "high", "asked", "score", "margin",
                "text",
            ]
        ]
        for result in results.questions {
            let (score, margin) = Self.score(result.score)
            var line = row(
                "", "question", result.question.name, result.moments,
                [String(result.asked), score, margin, ""])
            line[3] = String(result.answered)
            rows.append(line)
            rows += result.distribution.map { bar in
                let share = Share(bar.count, of: result.answered)
                return [
                    "", "answer", "\(result.question.name):\(bar.name)", String(bar.count),
                    Self.said(share.value), "",
                    Self.said(share.low), Self.said(share.high), "", "", "", "",
                ]
            }
        }
        rows += results.dimensions.map {
            row("", "dimension", $0.name, $0.moments, ["", Self.said($0.alpha.value), "", ""])
        }
        for dimension in results.battery?.dimensions ?? [] {
            rows.append(row("", "expectation", dimension.name, dimension.expectation))
            rows.append(row("", "perception", dimension.name, dimension.perception))
            rows.append(row("", "gap", dimension.name, dimension.gap))
            rows += dimension.items.map { row("", "itemGap", $0.name, $0.gap) }
        }
        rows += (results.battery?.overall ?? []).map { row("", "overall", $0.source.name, $0.moments) }
        for group in groups {
            rows += group.group.figures.map { figure in
                let (score, margin) = Self.score(figure.score)
                return row(
                    group.title, "figure", figure.source.name, figure.moments, ["", score, margin, ""])
            }
        }
        for change in changes {
            let estimate = change.change.estimate
            let before = change.change.before
            rows.append([
                change.group?.title ?? "", "before", before.source.name, String(before.moments.count),
                Self.said(before.estimate?.value), "", Self.said(before.estimate?.low),
                Self.said(before.estimate?.high), "", "", "", "",
            ])
            rows.append([
                change.group?.title ?? "", "change", before.source.name, String(estimate.count ?? 0),
                Self.said(estimate.value), "", Self.said(estimate.low), Self.said(estimate.high), "", "", "",
                change.verdict,
            ])
        }
        rows += terms.map {
            ["", "term", $0.term, String($0.texts)] + Array(repeating: "", count: 8)
        }
        // Each by its question and sheet.
        rows += texts.map { said in
            ["", "text", "\(said.question):\(said.survey)"] + Array(repeating: "", count: 8) + [said.text]
        }
        return rows
    }

    private static func said(_ value: Double?) -> String {
        value.map { String(ReportRowView.rounded($0)) } ?? ""
    }

    private static func score(_ score: QuestionResult.Score?) -> (String, String) {
        switch score {
        case .nps(let value, let margin): (said(value), said(margin))
        case .content(let share): (said(share.value), "")
        case nil: ("", "")
        }
    }
}
