import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import ServiceTime

struct ReportOnDispatch: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "How dispatching went: first-time fix, windows kept, travel share, utilisation, promises kept.",
        discussion: """
            Each share with the number it was counted of and a 95 % interval, beside the period before; a share of fewer \
            than 30 is marked. --explain says how each figure is counted, --visits names the visits behind one.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 28 until today, when nothing is given") var period: PeriodOptions
    @Option(help: ArgumentHelp("A whole month, in place of days: 2026-11.", valueName: "month"))
    var month: String?
    @Option(help: "Apart by technician, zone or product.") var by: DispatchReport.Grouping = .technician
    @Option(
        help: ArgumentHelp("The visits behind a figure.", valueName: "figure"))
    var visits: DispatchReport.Figure?
    @Flag(help: "Say how each figure is counted.") var explain = false
    @Flag(help: "As a table for spreadsheets.") var csv = false
    @Flag(help: "Plots in plain ASCII.") var ascii = false

    func validate() throws {
        guard month == nil || period.isEmpty else {
            throw OptionFault.without(["--month"], others: ["--from", "--until"])
        }
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
        guard !csv || !(explain || ascii || visits != nil) else {
            throw OptionFault.without(["--csv"], others: ["--explain", "--ascii", "--visits"])
        }
        guard visits == nil || !(explain || ascii) else {
            throw OptionFault.without(["--visits"], others: ["--explain", "--ascii"])
        }
    }

    func run(in session: Session) throws {
        let (days, earlier) = try periods(session)
        let (window, before) = (session.rules.span(days), session.rules.span(earlier))
        if let visits {
            let rows = try session.read { viewer in
                try TracedView.rows(
                    visits, viewer.reading.dispatchReport(window, by: nil, at: session.now), window, viewer,
                    at: session.now)
            }
            return try session.output.list(rows)
        }
        let view = try session.read { viewer in
            try ReportView(
                viewer.reading.dispatchReport(window, by: by, at: session.now),
                before: viewer.reading.dispatchReport(before, by: by, at: session.now), by: by,
                from: days.lowerBound, until: days.upperBound,
                ReportView.Look(ascii: ascii, explain: explain),
                viewer)
        }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        try session.output.show(view)
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
