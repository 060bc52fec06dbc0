import Model
import Quality
import ServiceDesk
import TerminalKit

/// What became of follow-up calls, by plan, reason or agent, as `aftercare followup report` tells it.
extension FigureBoard {
    /// What is counted of them.
    private enum CallFigure: Hashable {
        case due
        case fate(FollowUpFate)
        case shareInTime, shareReached
        /// Those promised for a minute, and those of them that were kept, or rung up later.
        case promised
        case kept(Bool)

        static let all: [CallFigure] =
            [.due] + FollowUpFate.allCases.map { .fate($0) }
            + [.shareInTime, .shareReached, .promised, .kept(true), .kept(false)]

        var word: String {
            switch self {
            case .due: "due"
            case .fate(let fate): fate.rawValue
            case .shareInTime: "share"
            case .shareReached: "reached"
            case .promised: "promised"
            case .kept(let isKept): isKept ? "kept" : "behind"
            }
        }

        var label: Phrase {
            switch self {
            case .promised, .kept: Phrase("boards.callBack.\(word)")
            default: Phrase("followup.report.\(word)")
            }
        }

        var head: Head {
            Head(
                short: Phrase("boards.call.\(word)"), label: label,
                definition: Phrase("boards.callOf.\(word)"),
                moreIsBetter: [.shareInTime, .shareReached].contains(self) ? true : nil)
        }

        var isBad: Bool { [.fate(.late), .fate(.overdue), .kept(false)].contains(self) }

        /// The fates whose calls are behind it; nil for what was promised.
        var fates: Set<FollowUpFate>? {
            switch self {
            case .due: Set(FollowUpFate.allCases)
            case .fate(let fate): [fate]
            case .shareInTime: FollowUpFate.judged
            case .shareReached: FollowUpFate.made
            case .promised, .kept: nil
            }
        }

        /// Of which promises alone it is.
        var isKept: Bool? { if case .kept(let isKept) = self { isKept } else { nil } }

        func count(_ figures: FollowUpFigures, _ promises: CallBackFigures?) -> Int {
            switch self {
            case .due: figures.due
            case .fate(let fate): figures[fate]
            case .shareInTime: figures.shareInTime?.of ?? 0
            case .shareReached: figures.shareReached?.of ?? 0
            case .promised: promises?.promised ?? 0
            case .kept(let isKept): (isKept ? promises?.kept : promises?.late) ?? 0
            }
        }

        func share(_ figures: FollowUpFigures) -> (hits: Int, of: Int)? {
            switch self {
            case .shareInTime: figures.shareInTime
            case .shareReached: figures.shareReached
            default: nil
            }
        }

        var isShare: Bool { [.shareInTime, .shareReached].contains(self) }
    }

    /// - Parameter before: of the days before.
    init(
        _ report: FollowUpReport, before: FollowUpReport, by grouping: FollowUpReport.Grouping,
        _ days: ClosedRange<Day>, at now: Instant, _ reading: Reading
    ) throws {
        heads = CallFigure.all.map(\.head)
        let names = try reading.names()
        let keys = report.rows.map(\.key)
        // Of some only promises of earlier calls were due.
        let others = report.callBacks.map(\.key).filter { !keys.contains($0) }
        rows = try ([nil] + (keys + others).map(Optional.some)).map { key in
            let name: BoardName =
                try key.map { .group(try reading.followUpGroup($0, of: grouping, names)) } ?? .all
            let cells = CallFigure.all.map { figure in
                let behind = RowsBehind(figure.label, group: name, tellsAmounts: false) { reading, _, limit in
                    let span = reading.rules.span(days)
                    return if let fates = figure.fates {
                        try reading.followUpRows(
                            due: span, fates, by: grouping, key: key, at: now, limit: limit)
                    } else {
                        try reading.callBackRows(
                            promised: span, kept: figure.isKept, by: grouping, key: key, limit: limit)
                    }
                }
                return Self.cell(figure, report.of(key), before.of(key), behind)
            }
            return Row(id: key.map { "=" + $0 } ?? "", name: name, cells: cells)
        }
    }

    private typealias Told = (figures: FollowUpFigures, promises: CallBackFigures?)

    private static func cell(_ figure: CallFigure, _ now: Told, _ before: Told, _ behind: RowsBehind) -> Cell
    {
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

extension FollowUpReport {
    /// What it tells of a group; nothing of one it does not know. Of all, where the key is nil.
    fileprivate func of(_ key: String?) -> (figures: FollowUpFigures, promises: CallBackFigures?) {
        guard let key else { return (all, allCallBacks) }
        return (
            rows.first { $0.key == key }?.figures ?? FollowUpFigures(),
            callBacks.first { $0.key == key }?.figures
        )
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
