import ArgumentParser
import DeskScreens
import Model
import Quality
import ServiceDesk
import Statistics
import Wording

struct ReportFollowUps: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Which follow-up calls were due, and what became of each.",
        discussion: """
            Counted are the calls that were to be made at the latest on those days (30 until today, when nothing is given), each reason they serve by \
            itself. In time is a call that was first taken in hand before it would have been late.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "When they were due") var period: PeriodOptions
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "plan, reason or agent.") var by: FollowUpReport.Grouping = .plan

    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        try requireNoDays(period.isEmpty && forms.html == nil, ["--from", "--until", "--html"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let days = try period.days(30, in: session)
        if csv || forms.html != nil { try session.act { try $0.noteExport(of: "report") } }
        try put(session.read { try report(of: days, at: session.now, $0) }, session.output)
    }

    private func report(of days: ClosedRange<Day>, at now: Instant, _ v: Viewer) throws -> FollowUpReportView
    {
        try FollowUpReportView(
            v.reading.followUps(due: v.reading.rules.span(days), by: by, at: now), by, days, v)
    }

    var words: [String] { ["followup", "report", "--by", by.rawValue] }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try report(of: days, at: now, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }
}

extension FollowUpReport.Grouping: ExpressibleByArgument {}

struct FollowUpReportView: Paged {
    let from: String
    let until: String
    let by: String
    let rows: [FollowUpRow]
    let all: FollowUpRow
    /// Calls promised for a minute in that time.
    let promised: [CallBackRow]
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey { case from, until, by, rows, all, promised }

    init(
        _ report: FollowUpReport, _ grouping: FollowUpReport.Grouping, _ days: ClosedRange<Day>, _ v: Viewer
    ) throws {
        self.days = days
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        by = grouping.rawValue
        let names = try v.reading.names()
        let title = { (key: String) in
            v.output.name(try v.reading.followUpGroup(key, of: grouping, names))
        }
        rows = try report.rows.map { FollowUpRow($0.figures, key: $0.key, title: try title($0.key)) }
        all = FollowUpRow(report.all, key: "all", title: v.output.words("followup.report.all"))
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
            "meanMinutesBehind", "mostMinutesBehind",
        ]
        let calls = (rows + [all]).map { row in
            ["call", row.key]
                + [
                    row.due, row.inTime, row.late, row.unreachable, row.cancelled, row.skipped, row.open,
                    row.overdue, row.stranded,
                ].map { String($0) }
                + [row.shareInTime, row.low, row.high, row.shareReached].map(said)
                + Array(repeating: "", count: 5)
        }
        let backs = promised.map { row in
            ["call back", row.key, String(row.promised), "", String(row.late)]
                + Array(repeating: "", count: 10)
                + [String(row.kept), String(row.owed), String(row.owedLate)]
                + [row.meanMinutesBehind, row.mostMinutesBehind].map(count)
        }
        return [titles] + calls + backs
    }

    func page(_ output: Output) -> TablesPage {
        let known = rows.compactMap { row in row.shareInTime.map { (row.title, $0) } }
        var parts: [TablesPage.Part] = []
        if all.due > 0 {
            parts += [
                .table(rows + [all], output), .note(output.words("followup.report.explain")),
                .heading(output.words("followup.report.share")),
                .bars(known.map { ($0.0, $0.1, output.wording.percent($0.1, decimals: 0)) }),
            ]
        }
        let count = promised.last?.promised ?? 0
        if count > 0 {
            parts += [
                .heading(output.words("followup.report.promises", ["count": .count(count)])),
                .table(promised, output),
            ]
        }
        return TablesPage(title: head(output), parts: parts, language: output.wording.language)
    }

    func lines(_ output: Output) -> [String] {
        let head = head(output)
        let due =
            all.due == 0
            ? [head]
            : [head, ""] + output.table(rows + [all]) + ["", output.words("followup.report.explain")]
                + (all.stranded > 0
                    ? [output.words("followup.report.stranded", ["count": .count(all.stranded)])] : [])
        let count = promised.last?.promised ?? 0
        guard count > 0 else { return due }
        let told = output.words("followup.report.promises", ["count": .count(count)])
        return due + ["", told, ""] + output.table(promised)
    }
}

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
    fileprivate let title: String

    private enum CodingKeys: String, CodingKey {
        case key, due, inTime, late, unreachable, cancelled, skipped, open, overdue, stranded, shareInTime,
            low,
            high, shareReached
    }

    init(_ figures: FollowUpFigures, key: String, title: String) {
        (self.key, self.title, due) = (key, title, figures.due)
        (inTime, late, unreachable) = (figures.inTime, figures.late, figures.unreachable)
        (cancelled, skipped) = (figures.cancelled, figures.skipped)
        (open, overdue, stranded) = (figures.open, figures.overdue, figures.stranded)
        let share = figures.shareInTime.map { Share($0.hits, of: $0.of) }
        _shareInTime = OrNull(share.map { ReportRowView.rounded($0.value) })
        _low = OrNull(share.map { ReportRowView.rounded($0.low) })
        _high = OrNull(share.map { ReportRowView.rounded($0.high) })
        _shareReached = OrNull(
            figures.shareReached.map { ReportRowView.rounded(Double($0.hits) / Double($0.of)) })
    }

    static let titles = [
        "followup.report.what", "followup.report.due", "followup.report.inTime", "followup.report.late",
        "followup.report.unreachable", "followup.report.cancelled", "followup.report.skipped",
        "followup.report.open", "followup.report.overdue", "followup.report.share",
        "followup.report.reached",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let count = { (n: Int) in TextCell(n == 0 ? "–" : output.wording.number(n), n == 0 ? .faint : .plain)
        }
        let percent = { (share: Double?) in share.map { output.wording.percent($0, decimals: 0) } ?? "–" }
        let interval = low.map { "  \(percent($0)) … \(percent(high))" } ?? ""
        return [
            TextCell(title, .strong), count(due), count(inTime), count(late), count(unreachable),
            count(cancelled), count(skipped), count(open),
            TextCell(overdue == 0 ? "–" : output.wording.number(overdue), overdue == 0 ? .faint : .alarm),
            TextCell(percent(shareInTime) + interval), TextCell(percent(shareReached)),
        ]
    }
}
