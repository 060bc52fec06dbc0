import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// Differences between the record and what customers say, as tables and panes say them.
extension DeskContext {
    func columns(of tab: ReviewScreen.Tab) -> [Column] {
        switch tab {
        case .differences:
            [
                column("column.answeredOn", .fixed(10)), column("column.id", .fixed(6)),
                column("column.difference", .flexible(least: 14, share: 3)),
                column("column.technician", .flexible(least: 10, share: 1)),
                column("column.said", .flexible(least: 8, share: 1), dropOrder: 2),
                column("column.recorded", .flexible(least: 8, share: 1), dropOrder: 1),
                column("column.verdict", .flexible(least: 8, share: 1)),
            ]
        case .technicians:
            [
                column("column.technician", .flexible(least: 8, share: 1)),
                column("column.sheets", .fixed(6), .trailing),
                column("column.differing", .fixed(6), .trailing),
                column("column.share", .fixed(7), .trailing),
                column("column.interval", .fixed(11), .trailing, dropOrder: 1),
                column("column.chance", .fixed(7), .trailing),
                column("column.open", .fixed(6), .trailing),
                Column("", .flexible(least: 10, share: 1)),
            ]
        }
    }

    func reviewCells(_ row: ReviewRow, names: [StaffID: String]) -> [TableCell] {
        switch row {
        case .difference(let item):
            let verdict = item.decided.map { self.verdict($0) } ?? say("survey.open")
            return [
                TableCell(wording.day(item.survey.answeredOn), .muted).ranked(on: item.survey.answeredOn),
                TableCell(item.survey.id.description, .accent).ranked(id: item.survey.id),
                TableCell(wording.text(item.difference.label)),
                TableCell(item.survey.technician.map { names[$0] ?? $0.description } ?? ""),
                TableCell(said(item.difference)),
                TableCell(recorded(item.difference), .muted),
                TableCell(verdict, item.isOpen ? .warning : .text),
            ]
        case .technician(let row, let name, let open):
            return [
                TableCell(name), TableCell(wording.number(row.sheets), .muted).ranked(count: row.sheets),
                TableCell(wording.number(row.differing)).ranked(count: row.differing),
                TableCell(wording.percent(row.share.value, decimals: 0) + mark(SampleGrade(row.sheets)))
                    .ranked(row.share.value),
                TableCell(interval(row.share), .muted).ranked(row.share.low),
                TableCell(wording.number(row.probability, decimals: 3), row.standsOut ? .missed : .text)
                    .ranked(row.probability),
                TableCell(wording.number(open), open > 0 ? .warning : .text).ranked(count: open),
                TableCell(row.standsOut ? say("survey.compare.look") : "", .missed),
            ]
        }
    }
}

extension Pane {
    init(_ row: ReviewRow, names: [StaffID: String], _ questionnaire: Questionnaire?, _ context: DeskContext)
    {
        switch row {
        case .difference(let item):
            let survey = item.survey
            pair(context.say("label.sheet"), survey.id.description, .accent)
            pair(context.say("label.case"), survey.caseID?.description ?? "")
            pair(context.say("label.visit"), survey.visit?.description ?? "")
            pair(
                context.say("label.technician"),
                survey.technician.map { names[$0] ?? $0.description } ?? "")
            addDifferences([item], names: names, context)
        case .technician(let row, let name, _):
            add(.text(name, .title))
            add(
                .interval(
                    context.say("column.share"),
                    IntervalBar(row.share.value, bounds: row.share.low...row.share.high, scale: 0...1),
                    context.wording.percent(row.share.value)))
            for (kind, count) in row.kinds.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                let label = questionnaire?.consequences.first { $0.name == kind }?.words
                pair(label.map(context.wording.text) ?? kind, "\(count)")
            }
            add(.blank)
            add(.text(context.say("survey.compare.explain"), .muted))
        }
    }
}

extension DeskContext {
    func progress(of search: Search) -> ProgressBar {
        ProgressBar(fraction: search.course.part, label: standing(of: search.course))
    }

    private func standing(of course: Search.Course) -> String {
        guard !course.isOver else { return say("look.ending") }
        // Less is over before it is read.
        guard let left = course.remaining, left >= 3 else { return say("look.reading") }
        let said: PhraseFact =
            left < 120 ? .phrase(Phrase("cli.seconds", ["count": .count(left)])) : .span(.seconds(left))
        return say("look.left", ["left": said])
    }
}
