import ArgumentParser
import Model
import Records
import ServiceDesk

struct ReportAudit: PeriodReport {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "The whole report of the service audit, from the survey to the strategy, with the desk's figures.",
        discussion: """
            A sentence is in the summary only where figures carry it: told by 30 or more, with an interval that leaves chance no \
            room; what is lacking is said as well. Without a file it is told as text. The page needs nothing else and prints on A4; \
            PDF is made of it by weasyprint, wkhtmltopdf or chromium, whichever is installed.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1; without it, the latest.") var audit: AuditID?
    @OptionGroup(title: "Which days; 12 months until the audit's last day or today, when nothing is given")
    var period: AuditPeriod
    @OptionGroup(title: "Again and again; a page, or with --json as JSON") var schedule: ReportSchedule
    @Option(
        help: ArgumentHelp("Write it as a page with plots into this file.", valueName: "file"),
        completion: .file())
    var html: String?
    @Option(
        help: ArgumentHelp("Write it as Markdown into this file.", valueName: "file"), completion: .file())
    var md: String?
    @Option(help: ArgumentHelp("Write it as PDF into this file.", valueName: "file"), completion: .file())
    var pdf: String?

    func validate() throws {
        guard !globals.json || (html ?? md ?? pdf) == nil else {
            throw OptionFault.without(["--json"], others: ["--html", "--md", "--pdf"])
        }
        try requireNoDays(
            period.isEmpty && (html ?? md ?? pdf) == nil,
            ["--from", "--until", "--last", "--html", "--md", "--pdf"])
    }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let figures = try session.read { v in
            let today = session.place.instants.today
            let latest = try v.reading.audits.all().first { $0.days.first <= today }
            let project = try audit.map { try v.reading.audit($0) } ?? latest
            let days = try period.days(in: session, until: project?.days.last)
            return try v.reading.auditFigures(days, of: audit, at: session.now)
        }
        let view = AuditReportView(AuditDocument(figures, session.rules), session.output)
        guard (html ?? md ?? pdf) != nil else { return try session.output.show(view) }
        let page = (html ?? pdf) == nil ? "" : AuditPage(view).text
        if let html { try written(html, session) { try WholeFile.write(page, to: $0) } }
        if let md { try written(md, session) { try WholeFile.write(AuditMarkdown(view).text, to: $0) } }
        if let pdf { try written(pdf, session) { try PagePrinter.write(page, to: $0) } }
    }

    static let made: [ScheduledReport.Form] = [.html, .text, .json]
    /// It has no such form.
    var csv: Bool { false }

    var words: [String] { ["audit", "report"] + (audit.map { [$0.description] } ?? []) }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let figures = try v.reading.auditFigures(days, of: audit, at: now)
        let view = AuditReportView(AuditDocument(figures, v.reading.rules), v.output)
        return try form.text(of: view, page: AuditPage(view).text, v.output)
    }

    private func written(_ path: String, _ session: Session, _ write: (String) throws -> Void) throws {
        try write(path)
        session.output.remark("sheet.written", ["file": .text(path)])
    }
}

/// Which whole days an audit is of.
struct AuditPeriod: ParsableArguments {
    @OptionGroup var period: PeriodOptions
    @Option(
        help: ArgumentHelp("So many days, weeks or months until today: 90d, 13w, 12m.", valueName: "length"))
    var last: String?

    var isEmpty: Bool { last == nil && period.isEmpty }

    func validate() throws {
        guard last == nil || period.isEmpty else {
            throw OptionFault.without(["--last"], others: ["--from", "--until"])
        }
        if let last, Self.length(last, until: Day(2026, 12, 31)) == nil {
            throw OptionFault.written("--last", example: "90d, 13w, 12m")
        }
    }

    /// - Parameter last: the last day where none is given, if it is over; today without it.
    func days(in session: Session, until last: Day?) throws -> ClosedRange<Day> {
        let today = session.place.instants.today
        var period = period
        if period.isEmpty, self.last == nil, let last, last < today { period.until = last.description }
        let end = try period.until.map(session.place.instants.day) ?? today
        return try period.days(Self.length(self.last ?? "12m", until: end) ?? 365, in: session)
    }

    /// In days: months are as long as those until that day.
    static func length(_ text: String, until end: Day) -> Int? {
        guard text.last == "m" else { return ReportPeriod.days(text) }
        guard let count = Int(text.dropLast()), (1...120).contains(count) else { return nil }
        return end - end.adding(months: -count)
    }
}
