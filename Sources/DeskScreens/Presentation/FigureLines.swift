import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Which days the reports are about.
enum ReportDays: String, Sendable, CaseIterable {
    case week, month, quarter, year, thisMonth, lastMonth

    func days(_ context: DeskContext) -> ClosedRange<Day> {
        let today = context.rules.localDay(context.now)
        let first = today.firstOfMonth
        return switch self {
        case .week: today - 6...today
        case .month: today - 29...today
        case .quarter: today - 89...today
        case .year: today - 364...today
        case .thisMonth: first...today
        case .lastMonth: (first - 1).firstOfMonth...first - 1
        }
    }
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

    func figureRowCells(_ item: FigureItem, _ figure: ServiceFigure) -> [TableCell] {
        let kind = item.kind.map { kindName($0.rawValue) } ?? ""
        let amount = item.row.amount
        let adds = figure.unit == .duration ? say(figure.unit.said(amount)) : wording.number(amount)
        return [
            TableCell(item.row.subject.description).ranked(subject: item.row.subject),
            TableCell(item.row.caseID?.description ?? "", .muted).ranked(id: item.row.caseID),
            TableCell(kind), TableCell(item.customer),
            TableCell(wording.moment(item.row.moment), .muted).ranked(at: item.row.moment),
            TableCell(adds, figure.isBad(amount) ? .missed : .text).ranked(amount),
        ]
    }

    var reportDaysPicker: Picker<String> {
        let all = ReportDays.allCases.map {
            Choice(id: $0.rawValue, label: say("figures.days.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return ChoiceField(all).picker(title: say("figures.pick.period"), emptyText: say("pick.empty"))
    }

    var reportFieldPicker: Picker<String> {
        let none = Choice(id: "all", label: say("figures.field.all"), keywords: ["all"])
        let fields = ReportField.allCases.map {
            Choice(id: $0.rawValue, label: say("figures.field.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return ChoiceField([none] + fields).picker(
            title: say("figures.pick.field"), emptyText: say("pick.empty"))
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
