import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import ServiceTime

struct ReportOnDispatch: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "How dispatching went: first-time fix, windows kept, travel share, utilisation, promises kept.",
        discussion: """
            Each share with the number it was counted of and a 95 % interval, beside the period before; a share of fewer \
            than 30 is marked. --explain says how each figure is counted, --visits names the visits behind one. \
            Into a file (--csv, --html, --json, --every) figures leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 28 until today, when nothing is given") var period: PeriodOptions
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: ArgumentHelp("A whole month, in place of days: 2026-11.", valueName: "month"))
    var month: String?
    @Option(help: "Apart by technician, zone or product.") var by: DispatchReport.Grouping = .technician
    @Option(
        help: ArgumentHelp("The visits behind a figure.", valueName: "figure"))
    var visits: DispatchReport.Figure?
    @Option(
        help: ArgumentHelp(
            "Only those of this technician, zone or product (--by), as --json names it.", valueName: "group"))
    var of: String?
    @Flag(help: "Say how each figure is counted.") var explain = false
    @OptionGroup var forms: ReportForms
    @Flag(help: "Plots in plain ASCII.") var ascii = false

    func validate() throws {
        guard month == nil || period.isEmpty else {
            throw OptionFault.without(["--month"], others: ["--from", "--until"])
        }
        try requireOneForm()
        guard forms.html == nil || visits == nil else {
            throw OptionFault.without(["--html"], others: ["--visits"])
        }
        guard !csv || !(explain || ascii || visits != nil) else {
            throw OptionFault.without(["--csv"], others: ["--explain", "--ascii", "--visits"])
        }
        guard visits == nil || !(explain || ascii) else {
            throw OptionFault.without(["--visits"], others: ["--explain", "--ascii"])
        }
        guard of == nil || visits != nil else { throw OptionFault.with(["--of"], others: ["--visits"]) }
        try requireNoDays(
            period.isEmpty && month == nil && visits == nil && forms.html == nil,
            ["--from", "--until", "--month", "--visits", "--html"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let (days, earlier) = try periods(session)
        if let visits {
            let rows = try session.read { v in
                let report = try v.reading.dispatchReport(
                    session.rules.span(days), by: of == nil ? nil : by, at: session.now)
                return try TracedView.rows(visits, row(of: report, v), v)
            }
            try noteLeaving(session)
            return try session.output.list(rows)
        }
        try put(in: session) { try report(of: days, before: earlier, at: session.now, $0) }
    }

    /// Whose visits are asked for; nil for who has none.
    private func row(of report: DispatchReport, _ v: Viewer) throws -> DispatchReport.Row? {
        guard let of else { return report.desk }
        guard by == .technician else { return report.rows.first { $0.name == of } }
        let technician = try v.reading.staff(named: of).id
        return report.rows.first { $0.technician == technician }
    }

    private func report(of days: ClosedRange<Day>, before: ClosedRange<Day>, at now: Instant, _ v: Viewer)
        throws
        -> ReportView
    {
        let rules = v.reading.rules
        return try ReportView(
            v.reading.dispatchReport(rules.span(days), by: by, at: now),
            before: v.reading.dispatchReport(rules.span(before), by: by, at: now), by: by,
            from: days.lowerBound, until: days.upperBound, ReportView.Look(ascii: ascii, explain: explain), v)
    }

    var words: [String] {
        ["dispatch", "report", "--by", by.rawValue] + (explain ? ["--explain"] : [])
            + (ascii ? ["--ascii"] : [])
    }

    /// Of a month it is beside the month before, of other days beside as many.
    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let isMonth = days == Self.month(of: days.lowerBound)
        let before = isMonth ? Self.month(of: days.lowerBound - 1) : days.before
        let view = try report(of: days, before: before, at: now, v)
        return try form.text(of: view, table: view.csv, page: view.page(v.output).text, v.output)
    }

    /// The days asked for, and those before: as many, or the month before.
    private func periods(_ session: Session) throws -> (ClosedRange<Day>, before: ClosedRange<Day>) {
        if let month {
            let first = try session.place.instants.day(month + "-01")
            return (Self.month(of: first), Self.month(of: first - 1))
        }
        let days = try period.days(28, in: session)
        return (days, days.before)
    }

    private static func month(of day: Day) -> ClosedRange<Day> {
        var (first, last) = (day, day)
        while (first - 1).civil.month == day.civil.month { first = first - 1 }
        while (last + 1).civil.month == day.civil.month { last = last + 1 }
        return first...last
    }
}

extension DispatchReport.Figure: ExpressibleByArgument {}
extension DispatchReport.Grouping: ExpressibleByArgument {}
