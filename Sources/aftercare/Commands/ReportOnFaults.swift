import ArgumentParser
import Model
import ServiceDesk

struct ReportOnFaults: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Faults by product, the most frequent first, and batches that are out of line.",
        discussion: """
            Each beside as many days before. A batch is told by the first characters of the serial number (--batch). Each that is \
            no mere handful of units is tested against the other units of its product (Fisher's exact test), and the chances are \
            made stricter for as many tests (Holm). --rows cases names the very cases that name a fault (--of product/fault), \
            --rows faulty the units of batches with one (--of product/batch). Into a file (--csv, --html, --json, --every) figures \
            leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 30 until today, when nothing is given") var period: ReportPeriod
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(
        help: ArgumentHelp("How many first characters of a serial number name its batch.", valueName: "count")
    )
    var batch = FaultReport.letters
    @OptionGroup var tracing: ReportTracing
    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        try requireTracing(tracing)
        guard (1...40).contains(batch) else { throw OptionFault.between("--batch", low: "1", high: "40") }
        try requireNoDays(
            period.isEmpty && forms.html == nil && tracing.rows == nil,
            ["--from", "--until", "--last", "--html", "--rows"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let days = try period.days(in: session)
        guard let counted = try tracing.figure(of: FaultReport.Counted.allCases.map { ($0.rawValue, $0) })
        else {
            return try put(in: session) { try report(of: days, $0) }
        }
        try giveRows(in: session) { v in
            let report = try v.reading.faultReport(days, letters: batch)
            return FigureRowList(
                rows: try v.reading.faultRows(counted, group: tracing.of, of: report, letters: batch))
        }
    }

    private func report(of days: ClosedRange<Day>, _ v: Viewer) throws -> FaultReportView {
        FaultReportView(
            try v.reading.faultReport(days, letters: batch),
            before: try v.reading.faultReport(days.before, letters: batch), letters: batch,
            explains: tracing.explain, v)
    }

    var words: [String] {
        ["report", "faults"] + (batch == FaultReport.letters ? [] : ["--batch", String(batch)])
            + (tracing.explain ? ["--explain"] : [])
    }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try report(of: days, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }
}
