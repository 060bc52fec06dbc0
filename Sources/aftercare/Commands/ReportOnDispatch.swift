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
    @Option(help: ArgumentHelp("The first day; 28 days until today, when not given.", valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("The last day; today, when not given.", valueName: "date")) var until: String?
    @Option(help: ArgumentHelp("A whole month, in place of days: 2026-11.", valueName: "month"))
    var month: String?
    @Option(help: "Apart by technician, zone or product.") var by: DispatchReport.Grouping = .technician
    @Option(
        help: ArgumentHelp(
            "The visits behind a figure: \(DispatchReport.Figure.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "figure"))
    var visits: DispatchReport.Figure?
    @Flag(help: "Say how each figure is counted.") var explain = false
    @Flag(help: "As a table for spreadsheets.") var csv = false
    @Flag(help: "Plots in plain ASCII.") var ascii = false

    func validate() throws {
        guard month == nil || (from == nil && until == nil) else {
            throw ValidationError("--month excludes --from and --until.")
        }
        guard !(csv && globals.json) else { throw ValidationError("--csv and --json exclude each other.") }
    }

    func run(in session: Session) throws {
        let window = try period(session)
        let length = window.days(session)
        let first = session.rules.localDay(window.start)
        let before = LocalDays.window(first - length, first - 1, in: session)
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
                from: first, until: first + (length - 1), ReportView.Look(ascii: ascii, explain: explain),
                viewer)
        }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        try session.output.show(view)
    }

    private func period(_ session: Session) throws -> Window {
        guard let month else { return try LocalDays.window(from, until, days: 28, in: session) }
        let first = try session.place.instants.day(month + "-01")
        // The last day of the month: a day before the first of the next.
        var last = first + 27
        while (last + 1).civil.month == first.civil.month { last = last + 1 }
        return LocalDays.window(first, last, in: session)
    }
}

extension Window {
    /// How many local days.
    fileprivate func days(_ session: Session) -> Int {
        session.rules.localDay(end - .minutes(1)).number - session.rules.localDay(start).number + 1
    }
}

extension DispatchReport.Figure: ExpressibleByArgument {}
extension DispatchReport.Grouping: ExpressibleByArgument {}
