import ArgumentParser
import Model
import Quality
import Resources
import ServiceDesk

struct GapCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gap",
        abstract: "The five gaps of the service: where between expectation and experience it falls short.",
        subcommands: [ShowGaps.self, ListGapRows.self, ExplainGaps.self, CheckGaps.self])
}

/// Whose gaps are meant.
struct GapSelection: ParsableArguments {
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("Only this service line: repair, on-site, complaint …", valueName: "line"))
    var line: String?
    @Option(help: ArgumentHelp("Only this dimension of SERVQUAL.", valueName: "dimension"))
    var dimension: String?
    @Option(
        help: ArgumentHelp(
            "Only these customers: consumer, \"end user\", dealer, \"service provider\" …, or dealers that are an agent, "
                + "wholesaler or retailer.", valueName: "segment"))
    var segment: String?

    func validate() throws {
        if let segment, GapSegment(word: segment) == nil {
            throw OptionFault.choices("--segment", GapSegment.all.map(\.word))
        }
    }

    func scope(in session: Session) throws -> GapScope {
        let book = try session.rules.gaps()
        if let line, !book.lines.contains(line) { throw GapFault.noneOf(line, known: book.lines) }
        let dimensions = Set(book.attributes.map(\.dimension)).filter { !$0.isEmpty }.sorted()
        if let dimension, !dimensions.contains(dimension) {
            throw GapFault.noneOf(dimension, known: dimensions)
        }
        return scope(of: try period.days(90, in: session))
    }

    func scope(of days: ClosedRange<Day>) -> GapScope {
        GapScope(days, line: line, dimension: dimension, segment: segment.flatMap(GapSegment.init(word:)))
    }
}

struct ShowGaps: PeriodReport {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Every gap of every attribute, in its own unit, with how sure it is.",
        discussion: """
            Below zero is short of what it is measured by: ! beyond what chance explains, + beyond it, ~ chance may explain it, \
            ? of fewer than 30. With an attribute, or --waterfall, how expectation leads to experience step by step, with the \
            interval, the sample, the change since the days before, and the three biggest causes of each gap. \
            aftercare gap explain says where each figure comes from, aftercare gap rows names the very cases.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The attribute, as aftercare gap explain names it; all, when none is given.")
    var attribute: String?
    @OptionGroup(title: "Whose gaps, of which days; 90 until today, when nothing is given") var selection:
        GapSelection
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Flag(help: "Draw each attribute.") var waterfall = false
    @Flag(help: "The pictures in plain ASCII.") var ascii = false
    @Flag(help: "As a table for spreadsheets.") var csv = false
    @Option(
        help: ArgumentHelp("Write a page with plots into this file.", valueName: "file"), completion: .file())
    var html: String?

    func validate() throws {
        guard [csv, html != nil, globals.json].count(where: { $0 }) <= 1 else {
            throw OptionFault.apart(["--csv", "--html", "--json"])
        }
        let isText = !csv && html == nil && !globals.json
        guard !waterfall || isText else { throw CommandFault.waterfallInText }
        guard !ascii || isText && (waterfall || attribute != nil) else {
            throw CommandFault.picturesInText
        }
        try requireNoDays(
            selection.period.isEmpty && html == nil && !waterfall && !ascii,
            ["--from", "--until", "--html", "--waterfall", "--ascii"])
    }

    func run(in session: Session) throws {
        let scope = try selection.scope(in: session)
        let wanted = try attribute.map { try session.rules.gapAttribute($0) }
        if try keep(in: session) { return }
        let view = try session.read { try report(of: scope, only: wanted?.name, at: session.now, $0) }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        guard let html else { return try session.output.show(view) }
        try WholeFile.write(GapPage(view: view, output: session.output).text, to: html)
        session.output.remark("sheet.written", ["file": .text(html)])
    }

    private func report(of scope: GapScope, only name: String?, at now: Instant, _ v: Viewer) throws
        -> GapReportView
    {
        let report = try v.reading.gapReport(scope, only: name, at: now)
        return try GapReportView(report, isDrawn: waterfall || name != nil, ascii: ascii, v)
    }

    var words: [String] {
        ["gap", "show"] + (attribute.map { [$0] } ?? []) + option("line", selection.line)
            + option("dimension", selection.dimension) + option("segment", selection.segment)
    }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        let wanted = try attribute.map { try v.reading.rules.gapAttribute($0) }
        let view = try report(of: selection.scope(of: days), only: wanted?.name, at: now, v)
        return try form.text(
            of: view, table: view.csv, page: GapPage(view: view, output: v.output).text, v.output)
    }
}

struct ListGapRows: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "The very cases and answers behind a gap, those furthest short first.",
        discussion: """
            Into a file (--csv, --json) they leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The attribute, as aftercare gap explain names it.") var attribute: String
    @Argument(help: "promotion, understanding, procedural, behavioural, perception or total.") var gap:
        ServiceGap
    @OptionGroup(title: "Whose gaps, of which days; 90 until today, when nothing is given") var selection:
        GapSelection
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        let scope = try selection.scope(in: session)
        let attribute = try session.rules.gapAttribute(attribute)
        if !attribute.hasRows(gap), !csv, !globals.json {
            return session.output.remark(attribute.lacksRows(gap).key)
        }
        if csv || globals.json { try session.act { try $0.noteExport(of: "gap") } }
        try session.read { v in
            let rows = try v.reading.gapRows(attribute, gap, scope, at: session.now).map {
                GapRowView($0, attribute.unit, v.output)
            }
            guard csv else { return try session.output.list(rows) }
            StandardStream.out.write(CSVText.line(GapRowView.columns))
            rows.forEach { StandardStream.out.write(CSVText.line($0.csv)) }
        }
    }
}

struct ExplainGaps: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "What each gap lies between, and where the sides of an attribute come from.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The attribute; all of them, when none is given.") var attribute: String?

    func run(at place: Workplace) throws {
        let all = try attribute.map { [try place.rules.gapAttribute($0)] } ?? place.rules.gaps().attributes
        try place.output.show(GapDefinitions(all, place.rules, place.output))
    }
}

struct CheckGaps: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in gaps.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let rules = place.rules
        let faults = GapBook.check(file: try rules.library.file("gaps.yaml"), try rules.gapWords())
        let count = faults.isEmpty ? try rules.gaps().attributes.count : 0
        try place.output.show(
            faults: faults, praise: "gap.sound", counted: .init(name: "attributes", count: count))
    }
}

extension ServiceGap: ExpressibleByArgument {}
