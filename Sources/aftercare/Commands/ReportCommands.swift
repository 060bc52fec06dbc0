import ArgumentParser
import Foundation
import Model
import ServiceDesk
import Wording

struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Service reports: figures beside the period before, their definitions, and the rows behind them.",
        subcommands: [
            ReportOnService.self, DefineFigures.self, ListFigureRows.self, ReportOnOpen.self,
            ReportOnFaults.self, ListScheduledReports.self,
        ])
}

/// Which whole days are reported.
struct ReportPeriod: ParsableArguments {
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("So many days or weeks until today: 30d, 4w.", valueName: "length"))
    var last: String?

    func validate() throws {
        guard last == nil || period.isEmpty else {
            throw OptionFault.without(["--last"], others: ["--from", "--until"])
        }
        if let last, Self.days(last) == nil {
            throw OptionFault.written("--last", example: "30d, 4w")
        }
    }

    var isEmpty: Bool { last == nil && period.isEmpty }

    func days(in session: Session) throws -> ClosedRange<Day> {
        try period.days(last.flatMap(Self.days) ?? 30, in: session)
    }

    /// `30d`, `4w`; nil for what is no such length.
    static func days(_ text: String) -> Int? {
        let unit = text.last.map { $0 == "w" ? 7 : $0 == "d" ? 1 : 0 } ?? 0
        guard unit > 0, let count = Int(text.dropLast()), (1...3660).contains(count) else { return nil }
        return count * unit
    }
}

struct ReportOnService: PagedReport {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "How the service went: what came and was settled, how fast, how well, promises kept.",
        discussion: """
            Each figure with what it was counted of, beside the days before, which were as many. --by tells them apart by \
            kind, product, queue, zone, customer (its kind), channel, severity, team, agent, technician, promise, plan or \
            reason; what cannot be told apart so stands for all alone. aftercare report define says how each is counted, \
            aftercare report rows names the very cases, visits and calls. Into a file (--csv, --html, --json, --every) figures \
            leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 30 until today, when nothing is given") var period: ReportPeriod
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "Apart by this.") var by: ReportField?
    @Flag(help: "How each figure went in the last twelve periods.") var trend = false
    @Flag(help: "The trends in plain ASCII.") var ascii = false
    @OptionGroup var forms: ReportForms

    func validate() throws {
        try requireOneForm()
        guard !(trend && csv) else { throw OptionFault.without(["--trend"], others: ["--csv"]) }
        guard !ascii || trend && forms.html == nil && !globals.json else {
            throw CommandFault.trendInText
        }
        try requireNoDays(
            period.isEmpty && forms.html == nil && !trend,
            ["--from", "--until", "--last", "--html", "--trend"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        try noteLeaving(session)
        let view = try view(of: period.days(in: session), trend: trend || forms.html != nil, session)
        if csv {
            view.csv.forEach { StandardStream.out.write(CSVText.line($0)) }
            return view.tellLack(session.output)
        }
        guard let html = forms.html else { return try session.output.show(view) }
        try WholeFile.write(ServiceReportPage(of: view, session.rules, session.output).text, to: html)
        session.output.remark("sheet.written", ["file": .text(html)])
    }

    private func view(of days: ClosedRange<Day>, trend: Bool, _ session: Session) throws -> ServiceReportView
    {
        try session.read { try view(of: days, trend: trend, by: session.actor, at: session.now, $0) }
    }

    private func view(
        of days: ClosedRange<Day>, trend: Bool, by actor: Actor, at now: Instant, _ v: Viewer
    ) throws -> ServiceReportView {
        try ServiceReportView(
            v.reading.serviceReport(days, by: by, at: now, for: actor),
            trends: trend ? v.reading.figureTrends(days, at: now, for: actor) : [:], ascii: ascii, v)
    }

    var words: [String] { ["report", "service"] + option("by", by?.rawValue) }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let view = try view(of: days, trend: form != .csv, by: actor, at: now, v)
        return try form.text(
            of: view, table: view.csv, page: ServiceReportPage(of: view, v.reading.rules, v.output).text,
            v.output)
    }
}

struct DefineFigures: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "How each figure is counted: of what, over which moment.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The figure; all of them, when none is given.") var figure: ServiceFigure?

    func run(in session: Session) throws {
        try session.output.show(
            FigureDefinitions(figure.map { [$0] } ?? ServiceFigure.allCases, session.rules, session.output))
    }
}

struct ListFigureRows: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "The very cases, visits and calls a figure is counted of, one a line.",
        discussion: """
            Into a file (--csv, --json) they leave the desk with customers' names, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The figure, as aftercare report define names it.") var figure: ServiceFigure
    @OptionGroup(title: "Which days; 30 until today, when nothing is given") var period: ReportPeriod
    @Option(help: "What groups are told apart by.") var by: ReportField?
    @Option(
        help: ArgumentHelp("Only those of this group of --by; \"\" for those of none.", valueName: "group"))
    var of: String?
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
        guard of == nil || by != nil else { throw OptionFault.with(["--of"], others: ["--by"]) }
        guard by == nil || of != nil || csv || globals.json else {
            throw CommandFault.groupInText
        }
    }

    func run(in session: Session) throws {
        if let by, !figure.fields(session.rules).contains(by) {
            throw ReportFault.notApart(
                figure, by: by.rawValue, known: figure.fields(session.rules).map(\.rawValue))
        }
        if csv || globals.json { try session.act { try $0.noteExport(of: "report") } }
        let window = session.rules.span(try period.days(in: session))
        try session.read { v in
            let group = try of.map { try by?.key(named: $0, v) ?? $0 }
            let rows = try v.reading.figureRows(
                figure, in: window, by: by, group: group, at: session.now, for: session.actor)
            try FigureRowList(rows: rows, unit: figure.unit, isBad: figure.isBad).give(asCSV: csv, v)
        }
    }
}

extension ServiceFigure: ExpressibleByArgument {}
extension ReportField: ExpressibleByArgument {}

extension ReportField {
    /// The key of a group; people are named by what they sign in with.
    func key(named name: String, _ v: Viewer) throws -> String {
        guard self == .agent || self == .technician, !name.isEmpty else { return name }
        return String(try v.reading.staff(named: name).id.number)
    }
}
