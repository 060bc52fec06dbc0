import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// Which days the reports are about.
enum ReportDays: String, Sendable, CaseIterable {
    case week, month, quarter, year, thisMonth, lastMonth, thisQuarter, lastQuarter, thisYear, lastYear

    func days(_ context: DeskContext) -> ClosedRange<Day> {
        let today = context.rules.localDay(context.now)
        let month = today.firstOfMonth
        let year = month.adding(months: 1 - month.civil.month)
        let quarter = month.adding(months: -((month.civil.month - 1) % 3))
        return switch self {
        case .week: today - 6...today
        case .month: today - 29...today
        case .quarter: today - 89...today
        case .year: today - 364...today
        case .thisMonth: month...today
        case .lastMonth: month.adding(months: -1)...month - 1
        case .thisQuarter: quarter...today
        case .lastQuarter: quarter.adding(months: -3)...quarter - 1
        case .thisYear: year...today
        case .lastYear: year.adding(months: -12)...year - 1
        }
    }
}

/// What is told of a row behind a figure.
enum FigureRowPart: CaseIterable {
    case counted, serviceCase, kind, customer, promise, at, adds
}

/// A row behind a figure, with what its case is about.
struct FigureItem: OpenableRow {
    let row: ReportRow
    let kind: CaseKind?
    let customer: String
    /// One case may be counted twice.
    let place: Int
    var id: Int { place }
    var subject: Subject { row.subject }
}

extension DeskContext {
    func say(_ fact: PhraseFact) -> String { wording.say(fact) }

    /// - Parameter group: what the group is called; nil for all.
    func figureCells(_ line: ServiceReport.Line, group: String?) -> [TableCell] {
        let unit = line.figure.unit
        let isSmall = unit != .count && line.now.isSmall && line.now.value != nil
        return [
            TableCell(
                group.map { "  " + $0 } ?? wording.say(line.figure.label), group == nil ? .text : .muted),
            TableCell(
                say(unit.said(line.now.value)) + (isSmall ? " ?" : "  "), group == nil ? .accent : .text),
            TableCell(say(line.now.spread(unit)), .muted), TableCell(wording.number(line.now.count), .muted),
            TableCell(say(unit.said(line.before.value)), .muted), changeCell(line),
        ]
    }

    /// Better or worse is said where chance alone hardly explains it: the intervals of both lie apart.
    private func changeCell(_ line: ServiceReport.Line) -> TableCell {
        let text = say(line.figure.unit.said(change: line.change))
        let (now, before) = (line.now, line.before)
        guard let moreIsBetter = line.figure.moreIsBetter, let low = now.low, let high = now.high,
            let lowBefore = before.low, let highBefore = before.high, highBefore < low || lowBefore > high
        else { return TableCell(text) }
        return TableCell(text, (highBefore < low) == moreIsBetter ? .good : .missed)
    }

    func column(_ part: FigureRowPart, _ behind: RowsBehind) -> Column {
        switch part {
        case .counted: column("figures.title.row", .fixed(9))
        case .serviceCase: column("column.case", .fixed(9), dropOrder: 3)
        case .kind: column("figures.title.kind", .fixed(12), dropOrder: 2)
        case .customer: column("column.customer", .flexible(least: 12, share: 1))
        case .promise: column("figures.field.promise", .flexible(least: 16, share: 1))
        case .at: column("figures.title.at", .fixed(16))
        case .adds: Column(wording.say(behind.adds), .fixed(10), .trailing, id: "adds")
        }
    }

    func cell(_ part: FigureRowPart, _ item: FigureItem, _ behind: RowsBehind) -> TableCell {
        let row = item.row
        return switch part {
        case .counted:
            row.review.map { TableCell($0.description).ranked(id: $0) }
                ?? TableCell(row.subject.description).ranked(subject: row.subject)
        case .serviceCase: TableCell(row.caseID?.description ?? "", .muted).ranked(id: row.caseID)
        case .kind: TableCell(item.kind.map { kindName($0.rawValue) } ?? "")
        case .customer: TableCell(item.customer)
        case .promise: TableCell(promiseName(row.promise))
        case .at: TableCell(wording.moment(row.moment), .muted).ranked(at: row.moment)
        case .adds:
            TableCell(
                behind.isYesOrNo
                    ? say(row.amount > 0 ? "flag.yes" : "flag.no")
                    : say(behind.unit.said(adding: row.amount)),
                behind.isBad(row.amount) ? .missed : .text
            ).ranked(row.amount)
        }
    }

    private func promiseName(_ promise: String) -> String {
        rules.promises[promise].map { wording.text($0.label) } ?? promise
    }

    var reportDaysPicker: Picker<String> {
        ChoiceField(reportDaysChoices).picker(
            title: say("figures.pick.period"), emptyText: say("pick.empty"))
    }

    var reportDaysChoices: [Choice] {
        ReportDays.allCases.map { Choice(id: $0.rawValue, label: name($0), keywords: [$0.rawValue]) }
    }

    func name(_ days: ReportDays) -> String { say("figures.days.\(days.rawValue)") }

    var reportFieldPicker: Picker<String> {
        let none = Choice(id: "all", label: say("figures.field.all"), keywords: ["all"])
        return picker([none] + ReportField.allCases.map { choice($0) })
    }

    /// One of these fields; there is no telling apart by none.
    func picker(of fields: [ReportField]) -> Picker<String> { picker(fields.map { choice($0) }) }

    private func choice(_ field: ReportField) -> Choice {
        Choice(
            id: field.rawValue, label: say("figures.field.\(field.rawValue)"), keywords: [field.rawValue])
    }

    private func picker(_ choices: [Choice]) -> Picker<String> {
        ChoiceField(choices).picker(title: say("figures.pick.field"), emptyText: say("pick.empty"))
    }
}

extension Pane {
    /// How a figure is counted.
    init(defining figure: ServiceFigure, _ context: DeskContext) {
        add(.text(context.wording.say(figure.definition(context.rules)), .text))
        add(.blank)
        add(.text(context.say("figures.notKept"), .muted))
    }
}

extension Canvas {
    /// Says in the last row what is not shown, and why.
    /// - Returns: the place that is left.
    mutating func note(_ text: String?, in area: Rect) -> Rect {
        guard let text, area.height > 3 else { return area }
        let parts = area.split(rows: [.share(1), .fixed(1)])
        field(text, in: parts[1], .warning)
        return parts[0]
    }
}
