import ArgumentParser
import Model
import ServiceDesk

struct ReportFollowUps: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Which follow-up calls were due, and what became of each.",
        discussion: """
            Counted are the calls that were to be made at the latest on those days (30 until today, when nothing is given), each reason they serve by \
            itself, beside as many days before. In time is a call that was first taken in hand before it would have been late. --rows names the \
            very calls behind due, inTime, late, unreachable, cancelled, skipped, open, overdue, shareInTime, shareReached, or behind promised, kept and \
            behind (later than promised) of those promised for a minute. Into a file (--csv, --html, --json, --every) figures leave the \
            desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "When they were due") var period: PeriodOptions
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "plan, reason or agent.") var by: FollowUpReport.Grouping = .plan
    @OptionGroup var tracing: ReportTracing
    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        try requireTracing(tracing)
        try requireNoDays(
            period.isEmpty && forms.html == nil && tracing.rows == nil,
            ["--from", "--until", "--html", "--rows"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let days = try period.days(30, in: session)
        guard let figure = try tracing.figure(of: FollowUpReport.Figure.allCases.map { ($0.name, $0) }) else {
            return try put(in: session) { try report(of: days, at: session.now, $0) }
        }
        try giveRows(in: session) { v in
            let rows = try v.reading.followUpRows(
                figure, due: v.reading.rules.span(days), by: by, key: tracing.of, at: session.now,
                limit: .max)
            return FigureRowList(rows: rows, isBad: { _ in figure.isBad })
        }
    }

    private func report(of days: ClosedRange<Day>, at now: Instant, _ v: Viewer) throws -> FollowUpReportView
    {
        let rules = v.reading.rules
        return try FollowUpReportView(
            v.reading.followUps(due: rules.span(days), by: by, at: now),
            before: v.reading.followUps(due: rules.span(days.before), by: by, at: now), by, days,
            explains: tracing.explain, v)
    }

    var words: [String] {
        ["followup", "report", "--by", by.rawValue] + (tracing.explain ? ["--explain"] : [])
    }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try report(of: days, at: now, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }
}

extension FollowUpReport.Grouping: ExpressibleByArgument {}
