import Model
import Quality
import ServiceDesk
import TerminalKit

/// What became of follow-up calls, by plan, reason or agent, as `aftercare followup report` tells it.
extension FigureBoard {
    /// - Parameter before: of the days before.
    init(
        _ report: FollowUpReport, before: FollowUpReport, by grouping: FollowUpReport.Grouping,
        _ days: ClosedRange<Day>, at now: Instant, _ reading: Reading
    ) throws {
        heads = FollowUpReport.Figure.allCases.map { figure in
            Head(
                short: Phrase("boards.call.\(figure.word)"), label: figure.label,
                definition: figure.definition, moreIsBetter: figure.isShare ? true : nil)
        }
        let names = try reading.names()
        let keys = report.rows.map(\.key)
        // Of some only promises of earlier calls were due.
        let others = report.callBacks.map(\.key).filter { !keys.contains($0) }
        rows = try ([nil] + (keys + others).map(Optional.some)).map { key in
            let name: BoardName =
                try key.map { .group(try reading.followUpGroup($0, of: grouping, names)) } ?? .all
            let cells = FollowUpReport.Figure.allCases.map { figure in
                let behind = RowsBehind(figure.label, group: name, tellsAmounts: false) { reading, _, limit in
                    try reading.followUpRows(
                        figure, due: reading.rules.span(days), by: grouping, key: key, at: now, limit: limit)
                }
                return Self.cell(figure, report.of(key), before.of(key), behind)
            }
            return Row(id: key.map { "=" + $0 } ?? "", name: name, cells: cells)
        }
    }

    private typealias Told = (figures: FollowUpFigures, promises: CallBackFigures?)

    private static func cell(
        _ figure: FollowUpReport.Figure, _ now: Told, _ before: Told, _ behind: RowsBehind
    ) -> Cell {
        let count = figure.count(now.figures, now.promises)
        let isNone = count == 0
        guard figure.isShare else {
            return Cell(
                amount: .count(count), before: .count(figure.count(before.figures, before.promises)),
                role: isNone ? .muted : figure.isBad ? .missed : .text, behind: isNone ? nil : behind)
        }
        func share(_ told: Told) -> Share? { figure.share(told.figures).map { Share($0.hits, of: $0.of) } }
        let found = share(now)
        return Cell(
            amount: .part(found?.value), low: found?.low, high: found?.high, count: count,
            before: .part(share(before)?.value), role: isNone ? .muted : .text, behind: isNone ? nil : behind)
    }
}

extension FollowUpReport.Grouping {
    /// By what rows of the table can be told apart.
    static let fields: [ReportField] = [.plan, .reason, .agent]

    init(_ field: ReportField) {
        self =
            switch field {
            case .reason: .reason
            case .agent: .agent
            default: .plan
            }
    }
}
