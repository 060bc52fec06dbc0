import ArgumentParser
import Model
import ServiceDesk

struct ReportOnOpen: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open cases by age and group, how many are late, and what came and went.",
        discussion: """
            What is open is counted as of now, what came and went in the days given, beside as many days before. --by tells cases \
            apart by kind, product, queue, zone, customer (its kind), channel, severity, team or agent. --rows names the very \
            cases behind open, late, an age (under1, under3, under7, under30, over30: days), came or went. Into a file (--csv, \
            --html, --json, --every) figures leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 30 until today, when nothing is given") var period: ReportPeriod
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "Apart by this.") var by = ReportField.agent
    @OptionGroup var tracing: ReportTracing
    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        try requireTracing(tracing)
        try requireNoDays(
            period.isEmpty && forms.html == nil && tracing.rows == nil,
            ["--from", "--until", "--last", "--html", "--rows"])
    }

    func run(in session: Session) throws {
        guard Reading.backlogFields.contains(by) else {
            throw ReportFault.notApart(
                .opened, by: by.rawValue, known: Reading.backlogFields.map(\.rawValue))
        }
        if try keep(in: session) { return }
        let days = try period.days(in: session)
        guard let figure = try tracing.figure(of: Backlog.Figure.allCases.map { ($0.name, $0) }) else {
            return try put(in: session) { try report(of: days, at: session.now, $0) }
        }
        try giveRows(in: session) { v in
            let group = try tracing.of.map { try by.key(named: $0, v) }
            let rows = try v.reading.backlogRows(figure, by: by, group: group, days, at: session.now)
            return FigureRowList(rows: rows, isBad: { _ in figure == .late })
        }
    }

    private func report(of days: ClosedRange<Day>, at now: Instant, _ v: Viewer) throws -> BacklogView {
        try BacklogView(v.reading.backlog(by: by, days, at: now), explains: tracing.explain, v)
    }

    var words: [String] {
        ["report", "open", "--by", by.rawValue] + (tracing.explain ? ["--explain"] : [])
    }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try report(of: days, at: now, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }
}
