import ArgumentParser
import Model
import ServiceDesk
import Wording

struct ReportOnOpen: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open cases by age and group, how many are late, and what came and went.",
        discussion: """
            What is open is counted as of now, what came and went in the days given. --by tells cases apart by kind, product, \
            queue, zone, customer (its kind), channel, severity, team or agent. Into a file (--csv, --html, --json) figures leave the \
            desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 30 until today, when nothing is given") var period: ReportPeriod
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "Apart by this.") var by = ReportField.agent
    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        try requireNoDays(period.isEmpty && forms.html == nil, ["--from", "--until", "--last", "--html"])
    }

    func run(in session: Session) throws {
        guard Reading.backlogFields.contains(by) else {
            throw ReportFault.notApart(
                .opened, by: by.rawValue, known: Reading.backlogFields.map(\.rawValue))
        }
        if try keep(in: session) { return }
        if csv || forms.html != nil || globals.json { try session.act { try $0.noteExport(of: "report") } }
        let days = try period.days(in: session)
        try put(session.read { try report(of: days, at: session.now, $0) }, session.output)
    }

    private func report(of days: ClosedRange<Day>, at now: Instant, _ v: Viewer) throws -> BacklogView {
        try BacklogView(v.reading.backlog(by: by, days, at: now), v)
    }

    var words: [String] { ["report", "open", "--by", by.rawValue] }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try report(of: days, at: now, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }
}
