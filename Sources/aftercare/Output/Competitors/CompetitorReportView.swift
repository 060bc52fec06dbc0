import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// Companies by services.
struct CompetitorReportView: Showable {
    let day: String
    /// Of our own figures.
    let from: String
    let until: String
    let companies: [CompanyView]
    let measures: [CompetitorLineView]
    /// What competitors do so badly that one learns from it, and what they do better than we.
    let mistakes: [LessonView]
    let strengths: [LessonView]
    /// Empty but for one service.
    let course: [CompetitorTideView]
    private let asOf: Day
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey {
        case day, from, until, companies, measures, mistakes, strengths, course
    }

    init(_ report: CompetitorReport, _ tides: [CompetitorTideView], _ output: Output) {
        (asOf, days, course) = (report.day, report.days, tides)
        day = report.day.description
        (from, until) = (report.days.lowerBound.description, report.days.upperBound.description)
        companies = report.companies.map(CompanyView.init)
        let names = Dictionary(
            report.companies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        measures = report.lines.map { line in
            let service = report.services.first { $0.name == line.measure.service }
            return CompetitorLineView(line, service: service?.label, names, output)
        }
        mistakes = report.mistakes.map { LessonView($0, report, output) }
        strengths = report.strengths.map { LessonView($0, report, output) }
    }

    // MARK: Text

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "competitor.head",
            ["day": .day(asOf), "from": .day(days.lowerBound), "until": .day(days.upperBound)])
        var lines = [head, ""] + matrix(measures.filter(\.tells), output) + [""]
        lines += lessons("competitor.mistakes", mistakes, output)
        lines += lessons("competitor.strengths", strengths, output)
        for tide in course { lines += [""] + tide.lines(output) }
        return lines + ["", output.words("competitor.marks")]
    }

    private func lessons(_ key: String, _ all: [LessonView], _ output: Output) -> [String] {
        all.isEmpty ? [] : [output.words(key)] + all.map { "  " + $0.text }
    }

    private func matrix(_ shown: [CompetitorLineView], _ output: Output) -> [String] {
        let ours = ["measure", "side", "us"].map { output.words("competitor.title.\($0)") }
        let last = ["rank", "best", "lead"].map { output.words("competitor.title.\($0)") }
        var table = TextTable(
            titles: ours + companies.map(\.company) + last, colours: output.colours,
            columns: StandardStream.out.columns)
        return table.lines(shown.map { cells($0, output) })
    }

    private func cells(_ line: CompetitorLineView, _ output: Output) -> [TextCell] {
        let us = line.place(of: nil)
        let side = output.words("competitor.side.\(line.side)")
        var cells = [
            TextCell(line.title, .strong), TextCell(side),
            us?.cell(output, reckoned: line.reckoned) ?? TextCell(""),
        ]
        for company in companies {
            cells.append(line.place(of: company.company)?.cell(output) ?? TextCell(""))
        }
        let best = line.best.map { $0 ?? output.words("competitor.title.us") }
        let rank = line.ranked > 1 ? us?.rank : nil
        cells.append(TextCell(rank.map { "\($0)/\(line.ranked)" } ?? ""))
        cells.append(TextCell(best.joined(separator: output.words("list.separator"))))
        cells.append(TextCell(us?.leadText ?? "", us?.tone ?? .plain))
        return cells
    }

    // MARK: CSV

    var csv: [[String]] {
        let head = [
            "day", "measure", "side", "unit", "company", "promises", "value", "low", "high", "count", "rank",
            "lead", "verdict", "small", "old", "seen", "source",
        ]
        return [head] + measures.flatMap { line in line.places.map { $0.csv(of: line, on: day) } }
    }
}
