import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// Which follow-up calls were due, and what became of each, beside as many days before.
struct FollowUpReportView: Paged {
    let from: String
    let until: String
    let by: String
    let rows: [FollowUpRow]
    let all: FollowUpRow
    /// Calls promised for a minute in that time.
    let promised: [CallBackRow]
    private let days: ClosedRange<Day>
    /// Whether text says how each figure is counted.
    private let explains: Bool

    private enum CodingKeys: String, CodingKey { case from, until, by, rows, all, promised }

    init(
        _ report: FollowUpReport, before: FollowUpReport, _ grouping: FollowUpReport.Grouping,
        _ days: ClosedRange<Day>, explains: Bool, _ v: Viewer
    ) throws {
        (self.days, self.explains) = (days, explains)
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        by = grouping.rawValue
        let names = try v.reading.names()
        let title = { (key: String) in
            v.output.name(try v.reading.followUpGroup(key, of: grouping, names))
        }
        rows = try report.rows.map {
            FollowUpRow($0.figures, before: before.of($0.key).figures, key: $0.key, title: try title($0.key))
        }
        all = FollowUpRow(
            report.all, before: before.all, key: "all", title: v.output.words("followup.report.all"))
        promised =
            try report.callBacks.map { CallBackRow($0.figures, key: $0.key, title: try title($0.key)) } + [
                CallBackRow(report.allCallBacks, key: "all", title: v.output.words("followup.report.all"))
            ]
    }

    private func head(_ output: Output) -> String {
        output.words(
            "followup.report.head",
            ["from": .day(days.lowerBound), "until": .day(days.upperBound), "count": .count(all.due)])
    }

    /// Calls that were due, then those promised for a minute, each by its first word.
    var csv: [[String]] {
        let said = { (value: Double?) in value.map { String($0) } ?? "" }
        let count = { (value: Int?) in value.map { String($0) } ?? "" }
        let titles = [
            "what", "key", "due", "inTime", "late", "unreachable", "cancelled", "skipped", "open", "overdue",
            "stranded", "shareInTime", "low", "high", "shareReached", "kept", "owed", "owedLate",
            "meanMinutesBehind", "mostMinutesBehind", "dueBefore", "shareInTimeBefore", "shareReachedBefore",
        ]
        let calls = (rows + [all]).map { row in
            ["call", row.key]
                + [
                    row.due, row.inTime, row.late, row.unreachable, row.cancelled, row.skipped, row.open,
                    row.overdue, row.stranded,
                ].map { String($0) }
                + [row.shareInTime, row.low, row.high, row.shareReached].map(said)
                + Array(repeating: "", count: 5)
                + [String(row.dueBefore), said(row.shareInTimeBefore), said(row.shareReachedBefore)]
        }
        let backs = promised.map { row in
            ["call back", row.key, String(row.promised), "", String(row.late)]
                + Array(repeating: "", count: 10)
                + [String(row.kept), String(row.owed), String(row.owedLate)]
                + [row.meanMinutesBehind, row.mostMinutesBehind].map(count)
                + Array(repeating: "", count: 3)
        }
        return [titles] + calls + backs
    }

    func page(_ output: Output) -> TablesPage {
        var parts: [TablesPage.Part] = []
        if all.due > 0 {
            parts += [
                .table(rows + [all], output), .note(output.words("followup.report.explain")),
                .heading(output.words("followup.report.fates")),
                .bars(of: fates(output), output),
                .heading(output.words("followup.report.share")),
                .bars(shares(output).map { ($0.label, $0.value, $0.text) }),
            ]
        }
        let count = promised.last?.promised ?? 0
        if count > 0 {
            parts += [
                .heading(output.words("followup.report.promises", ["count": .count(count)])),
                .table(promised, output),
            ]
        }
        parts += output.explained(Self.definitions).map { .note($0) }
        return TablesPage(title: head(output), parts: parts, language: output.wording.language)
    }

    func lines(_ output: Output) -> [String] {
        let plots = ReportPlots.atTerminal
        let told = fates(output).map { ($0.label, Double($0.number), output.wording.number($0.number)) }
        let due =
            all.due == 0
            ? [head(output)]
            : [head(output), ""] + output.table(rows + [all])
                + plots.titled(output.words("followup.report.fates"), told)
                + plots.titled(output.words("followup.report.share"), shares(output), top: 1)
                + ["", output.words("followup.report.explain")]
                + (all.stranded > 0
                    ? [output.words("followup.report.stranded", ["count": .count(all.stranded)])] : [])
        let count = promised.last?.promised ?? 0
        let callBacks =
            count > 0
            ? ["", output.words("followup.report.promises", ["count": .count(count)]), ""]
                + output.table(promised) : []
        return due + callBacks + (explains ? [""] + output.explained(Self.definitions) : [])
    }

    /// What became of all.
    private func fates(_ output: Output) -> [(label: String, number: Int)] {
        FollowUpFate.allCases.map {
            (output.wording.say(FollowUpReport.Figure.fate($0).label), all.figures[$0])
        }
    }

    /// The share in time of each group.
    private func shares(_ output: Output) -> [ReportPlots.Bar] {
        rows.compactMap { row in
            row.shareInTime.map { (row.title, $0, output.wording.percent($0, decimals: 0)) }
        }
    }

    private static let definitions = FollowUpReport.Figure.allCases.map { ($0.label, $0.definition) }
}

/// What became of the calls of a plan, a reason or a person, or of all.
struct FollowUpRow: Listable {
    let key: String
    let due: Int
    let inTime: Int
    let late: Int
    let unreachable: Int
    let cancelled: Int
    let skipped: Int
    let open: Int
    let overdue: Int
    /// Among the two before, those that nobody may make until they are lent.
    let stranded: Int
    /// Of those that may be judged by now, the share made in time, with its 95 % interval.
    @OrNull var shareInTime: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var shareReached: Double?
    /// In as many days before.
    let dueBefore: Int
    @OrNull var shareInTimeBefore: Double?
    @OrNull var shareReachedBefore: Double?
    fileprivate let title: String
    fileprivate let figures: FollowUpFigures

    private enum CodingKeys: String, CodingKey {
        case key, due, inTime, late, unreachable, cancelled, skipped, open, overdue, stranded, shareInTime,
            low, high, shareReached, dueBefore, shareInTimeBefore, shareReachedBefore
    }

    init(_ figures: FollowUpFigures, before: FollowUpFigures, key: String, title: String) {
        (self.key, self.title, self.figures, due) = (key, title, figures, figures.due)
        (inTime, late, unreachable) = (figures.inTime, figures.late, figures.unreachable)
        (cancelled, skipped) = (figures.cancelled, figures.skipped)
        (open, overdue, stranded) = (figures.open, figures.overdue, figures.stranded)
        let share = figures.shareInTime.map { Share($0.hits, of: $0.of) }
        let part = { (share: (hits: Int, of: Int)?) in
            share.map { ReportRowView.rounded(Double($0.hits) / Double($0.of)) }
        }
        _shareInTime = OrNull(part(figures.shareInTime))
        _low = OrNull(share.map { ReportRowView.rounded($0.low) })
        _high = OrNull(share.map { ReportRowView.rounded($0.high) })
        _shareReached = OrNull(part(figures.shareReached))
        dueBefore = before.due
        _shareInTimeBefore = OrNull(part(before.shareInTime))
        _shareReachedBefore = OrNull(part(before.shareReached))
    }

    static let titles = [
        "followup.report.what", "followup.report.due", "figures.title.before", "followup.report.inTime",
        "followup.report.late", "followup.report.unreachable", "followup.report.cancelled",
        "followup.report.skipped", "followup.report.open", "followup.report.overdue",
        "followup.report.share", "figures.title.before", "followup.report.reached",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let count = { (n: Int) in TextCell(n == 0 ? "–" : output.wording.number(n), n == 0 ? .faint : .plain)
        }
        let percent = { (share: Double?) in share.map { output.wording.percent($0, decimals: 0) } ?? "–" }
        let interval = low.map { "  \(percent($0)) … \(percent(high))" } ?? ""
        return [
            TextCell(title, .strong), count(due), TextCell(output.wording.number(dueBefore), .faint),
            count(inTime), count(late), count(unreachable), count(cancelled), count(skipped), count(open),
            TextCell(overdue == 0 ? "–" : output.wording.number(overdue), overdue == 0 ? .faint : .alarm),
            TextCell(percent(shareInTime) + interval), TextCell(percent(shareInTimeBefore), .faint),
            TextCell(percent(shareReached)),
        ]
    }
}
