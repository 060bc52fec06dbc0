import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk
import Wording

struct CompetitorCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "competitor",
        abstract: "Our services beside competitors': what each promises and delivers, and who is best.",
        subcommands: [
            CheckCompetitors.self, AddCompetitor.self, ObserveCompetitor.self, WithdrawObservation.self,
            ImportCompetitors.self, ShowCompetitors.self, ListCompetitorRows.self,
        ])
}

struct CheckCompetitors: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in competitors.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.competitorProblems(), praise: "competitor.sound")
    }
}

struct AddCompetitor: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Name a company to compare with.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What it is called; rows name it by this.") var name: String
    @Option(help: "direct, or indirect: meets the same need in another way.") var kind: Competitor.Kind =
        .direct
    @Option(help: "Whatever is worth knowing.") var note = ""

    func run(in session: Session) throws {
        let company = Competitor(name: name, kind: kind, note: note)
        try session.output.show(
            session.act {
                try $0.addCompetitor(company)
            } thenShow: { company, _ in
                CompanyView(company)
            })
    }
}

struct ObserveCompetitor: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: "Note what was seen of a company on a day, beside what was seen before.",
        discussion: """
            With --promise what it promises, with --delivered what it delivers: a figure in the measure's unit, a score from \
            1 to 7, or a share such as "95 %". --nothing where it promises nothing, which is no promise of 0. Rows are never \
            changed: a newer one stands beside the older.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The company, by name.") var company: String
    @Argument(help: "The measure, such as delivery/time (competitor show).") var measure: String
    @Option(help: ArgumentHelp("What it promises.", valueName: "value")) var promise: String?
    @Flag(help: "It promises nothing.") var nothing = false
    @Option(help: ArgumentHelp("What it was seen to deliver.", valueName: "value")) var delivered: String?
    @Option(help: "survey, mystery-call, published or other.") var source: CompetitorRow.Source
    @Option(help: ArgumentHelp("When it was seen; without it, today.", valueName: "date")) var day: Day?
    @Option(help: ArgumentHelp("Of how many what was delivered is told.", valueName: "count")) var sample:
        Int?
    @Option(help: ArgumentHelp("The sample's standard deviation.", valueName: "value")) var deviation: Double?
    @Option(help: "Where it stood, who called.") var note = ""

    func validate() throws {
        guard [promise != nil, nothing, delivered != nil].count(where: { $0 }) == 1 else {
            throw OptionFault.oneOf(["--promise", "--nothing", "--delivered"])
        }
    }

    func run(in session: Session) throws {
        let draft = CompetitorDraft(
            company: company, measure: measure, side: delivered == nil ? .promise : .delivered,
            value: promise ?? delivered, sample: sample, deviation: deviation, source: source, day: day,
            note: note)
        try session.output.show(
            session.act {
                try $0.observe(draft)
            } thenShow: {
                try CompetitorRowView($0, $1)
            })
    }
}

struct WithdrawObservation: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Mark a row as wrong: it stays to be seen, and counts no more.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number in `competitor rows`.") var row: Int64
    @Option(help: "Why.") var reason: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.withdrawObservation(row, reason: reason)
            } thenShow: {
                try CompetitorRowView($0, $1)
            })
    }
}

struct ImportCompetitors: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in what was seen of companies from a CSV file.",
        discussion: """
            Columns: company, measure, side (promise, delivered), value (or none), source (survey, mystery-call, published, \
            other), day (2026-11-24), and where known sample, deviation, note. A bad row goes to FILE.rejects.csv with its \
            line and the reason, and the others go in. Running it again adds nothing twice, nor what was withdrawn since.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(
        help: "The CSV file: UTF-8, GB18030, or with a byte order mark.",
        completion: .file(extensions: ["csv"]))
    var file: String

    func run(in session: Session) throws {
        let receipt = try session.desk.importCompetitors(
            file, by: session.actor, at: session.now, say: session.output.wording.say)
        try session.output.show(ImportView(receipt))
    }
}

struct ShowCompetitors: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Companies by services: promises and quality, ranks, lessons.",
        discussion: """
            Our own promises are those in force, our own quality is told from the records. Ranks are by what is known: alike \
            figures share a rank, who promises nothing has none. With a service, how it went over time as well.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "One service, such as delivery; all, when none is given.") var service: String?
    @Option(
        name: .customLong("on"), help: ArgumentHelp("As of this day; without it, today.", valueName: "date"))
    var day: Day?
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        let today = session.rules.localDay(session.now)
        let day = day ?? today
        guard day <= today else { throw CompetitorFault.dayToCome(day) }
        let view = try session.read { v in
            let report = try v.reading.compareServices(service, on: day, at: session.now)
            let tides = try service == nil ? [] : CompetitorTideView.all(report, at: session.now, v)
            return CompetitorReportView(report, tides, v.output)
        }
        guard csv else { return try session.output.show(view) }
        view.csv.forEach { StandardStream.out.write(CSVText.line($0)) }
    }
}

struct ListCompetitorRows: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "Everything that was seen, dated, with its source.",
        discussion:
            "As CSV it can be taken in again. Into a file (--csv, --json) rows leave the desk, which takes the right to export."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only of this company.") var company: String?
    @Option(help: "Only of this measure, such as delivery/time.") var measure: String?
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        if csv || globals.json { try session.act { try $0.noteExport(of: "competitors") } }
        let rows = try session.read { v in
            let wanted = try company.map { try v.reading.competitor($0).id }
            let measure = try measure.map { try session.rules.measure($0).id }
            let last = session.rules.localDay(session.now)
            return try v.reading.competitors.rows(until: last, company: wanted, measure: measure)
                .map { try CompetitorRowView($0, v) }
        }
        guard csv else { return try session.output.list(rows) }
        StandardStream.out.write(CSVText.line(CompetitorRowView.columns))
        rows.forEach { StandardStream.out.write(CSVText.line($0.csv)) }
    }
}

extension Competitor.Kind: ExpressibleByArgument {}
extension CompetitorRow.Source: ExpressibleByArgument {}
