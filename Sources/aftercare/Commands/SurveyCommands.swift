import ArgumentParser
import Foundation
import Model
import Quality
import Records
import Resources
import ServiceDesk
import Wording
import Workflow

struct SurveyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey",
        abstract: "Questionnaires: their files, customers' answers, and what these come to.",
        subcommands: [
            CheckQuestionnaires.self, ListQuestionnaires.self, ShowQuestionnaire.self, NewQuestionnaire.self,
            EnterSurvey.self, ImportSurveys.self, ExportSurveys.self, ShowSurveySheet.self,
            CorrectSurvey.self, WithdrawSurvey.self, ShowSurveyResults.self, CompareWithRecord.self,
            ListDifferences.self, DecideDifference.self, CountSample.self,
        ])
}

struct CheckQuestionnaires: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the questionnaires' files, with file and line."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let rules = place.rules
        let faults = Questionnaires.check(
            files: try rules.library.files(in: "questionnaires"), rules.questionnaireWords)
        let count = faults.isEmpty ? try rules.questionnaires().newest.count : 0
        try place.output.show(
            faults: faults, praise: "survey.sound", counted: .init(name: "questionnaires", count: count))
    }
}

struct ListQuestionnaires: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The questionnaires there are, and how many answered each.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try session.rules.questionnaires().newest.map { questionnaire in
                    let sheets = try v.reading.surveys.counts(of: questionnaire.name).reduce(0) {
                        $0 + $1.count
                    }
                    return QuestionnaireRow(questionnaire, sheets: sheets, v.output)
                }
            })
    }
}

struct ShowQuestionnaire: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The questions of a questionnaire, by the names that answers are given to.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name, such as after-repair.") var name: String

    func run(at place: Workplace) throws {
        try place.output.show(QuestionnaireView(place.rules.questionnaire(name), place.output))
    }
}

struct NewQuestionnaire: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin a questionnaire of your own, as a copy of one there is.",
        discussion: """
            Writes NAME.yaml into the folder questionnaires of --config (or where --out says). Change the questions, then \
            run: aftercare survey check. The head of after-repair.yaml explains how a questionnaire is written.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name: small letters, digits and hyphens.") var name: String
    @Option(help: ArgumentHelp("Which one to copy.", valueName: "questionnaire")) var from = "after-repair"
    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file to write.", valueName: "file"),
        completion: .file())
    var file: String?

    func validate() throws {
        guard name.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil else {
            throw CommandFault.questionnaireName
        }
        guard file != nil || globals.config != nil else {
            throw OptionFault.oneOf(["--config", "--out"])
        }
    }

    func run(at place: Workplace) throws {
        let all = try place.rules.questionnaires()
        let model = try place.rules.questionnaire(from)
        if all[name] != nil { throw CommandFault.questionnaireThere(name) }
        let path = file ?? (globals.config ?? ".") + "/questionnaires/\(name).yaml"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFault.fileThere(path)
        }
        let text = all.source(model)
            .replacing(/(?m)^questionnaire:.*$/, with: "questionnaire: \(name)", maxReplacements: 1)
            .replacing(/(?m)^version:.*$/, with: "version: 1", maxReplacements: 1)
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try WholeFile.write(text, to: path)
        place.output.remark("survey.written", ["file": .text(path)])
    }
}

struct ImportSurveys: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in answers from a CSV file: paper or web forms.",
        discussion: """
            A column for each question by its name (aftercare survey show), and beside them, where known: key, day, \
            language, customer, unit, case, visit, product, region, technician, agent, dealer. A bad row goes to \
            FILE.rejects.csv with its line and the reason, and the others go in. Running it again adds nothing twice.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire.") var name: String
    @Argument(
        help: "The CSV file: UTF-8, GB18030, or with a byte order mark.",
        completion: .file(extensions: ["csv"]))
    var file: String
    @Option(help: "call, interview, paper, web or other.") var source: SurveySource = .paper
    @Option(help: "How these people were chosen, in words. Files of one source and note are one sample.")
    var note =
        ""
    @Option(
        help: ArgumentHelp("How many were asked to answer, over all files of the sample.", valueName: "count")
    )
    var invited: Int?
    @Flag(help: "Take them in as history: they set nothing off.") var history = false

    func validate() throws {
        if let invited, invited < 1 { throw OptionFault.least("--invited", low: "1") }
        // By its note one sample is known from the next; without, a second batch would count as part of the first.
        if invited != nil, note.isEmpty { throw OptionFault.with(["--invited"], others: ["--note"]) }
    }

    func run(in session: Session) throws {
        var bar = ProgressLine(session.output)
        defer { bar.finish() }
        let sample = SurveySample(
            questionnaire: name, source: source, note: note, invited: invited, at: session.now)
        let receipt = try session.desk.importSurveys(
            file, name, sample: sample, setsOff: !history, by: session.actor, at: session.now,
            say: session.output.wording.say
        ) { progress in
            bar.show(part: Double(progress.bytes) / Double(progress.totalBytes), count: progress.rows)
        }
        bar.finish()
        try session.output.show(ImportView(receipt))
    }
}

/// Which answers are meant.
struct SurveySelection: ParsableArguments {
    @Option(help: ArgumentHelp("Answered on this day or later.", valueName: "date")) var from: String?
    @Option(help: ArgumentHelp("Answered on this day or before.", valueName: "date")) var until: String?
    @Option(help: ArgumentHelp("Only answers to this version.", valueName: "version")) var edition: Int?
    @Option(help: "Only about this product.") var product: String?
    @Option(help: "Only from this region.") var region: String?
    @Option(help: ArgumentHelp("Only about this technician's work, by sign-in name.", valueName: "login"))
    var technician: String?
    @Option(help: ArgumentHelp("Only about this agent's cases, by sign-in name.", valueName: "login"))
    var agent: String?
    @Option(help: ArgumentHelp("Only customers of this dealer.", valueName: "customer")) var dealer:
        CustomerID?
    @Option(help: "Only by call, interview, paper, web or other.") var source: SurveySource?

    /// What was given but the days.
    var words: [String] {
        let given: [(String, String?)] = [
            ("edition", edition.map { String($0) }), ("product", product), ("region", region),
            ("technician", technician), ("agent", agent), ("dealer", dealer?.description),
            ("source", source?.rawValue),
        ]
        return given.flatMap { name, value in value.map { ["--\(name)", $0] } ?? [] }
    }

    func query(_ name: String, _ v: Viewer, in session: Session) throws -> SurveyQuery {
        let instants = session.place.instants
        var query = try query(name, v)
        (query.from, query.until) = (try from.map(instants.day), try until.map(instants.day))
        return query
    }

    /// What was asked for but the days.
    func query(_ name: String, _ v: Viewer) throws -> SurveyQuery {
        var query = SurveyQuery(try v.reading.rules.questionnaire(name).name)
        (query.version, query.product, query.region) = (edition, product, region)
        query.technician = try technician.map { try v.reading.staff(named: $0).id }
        query.agent = try agent.map { try v.reading.staff(named: $0).id }
        (query.dealer, query.source) = (dealer, source)
        return query
    }
}

struct ExportSurveys: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Every sheet with its answers, as CSV that import takes, or as JSON lines.",
        discussion: """
            Of several versions of the questionnaire, the questions of the newest come first, and behind them those that only \
            older ones had; import takes the file of one version, the newest (--edition).
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire.") var name: String
    @OptionGroup(title: "Which answers") var selection: SurveySelection

    func run(in session: Session) throws {
        _ = try session.rules.questionnaire(name)
        try session.act { try $0.noteExport(of: "surveys") }
        try session.read { v in
            let query = try selection.query(name, v, in: session)
            let versions = try v.reading.questionnaires(of: query)
            var named = Set<String>()
            let questions = versions.flatMap(\.questions).map(\.name).filter { named.insert($0).inserted }
            if !globals.json { StandardStream.out.write(CSVText.line(SurveyExport.columns + questions)) }
            try v.reading.eachPage(query, versions) { page in
                for (survey, answers) in page {
                    let row = try SurveyExport(survey, answers, v)
                    if globals.json {
                        StandardStream.out.write(line: try JSONText.of(row))
                    } else {
                        StandardStream.out.write(
                            CSVText.line(row.cells + questions.map { row.answers[$0] ?? "" }))
                    }
                }
            }
        }
    }
}

struct ShowSurveyResults: PeriodReport {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "What the answers come to: by question and dimension, with intervals, gaps and groups.",
        discussion: """
            Small samples are marked, never hidden. --html --out FILE writes a report with plots that opens without a \
            network. --compare says what each figure was on as many days just before, and whether it went further since than \
            chance explains. --texts shows what was said in free words, --texts-with only what holds these words; into a file \
            (--html, --csv, --json) they leave the desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire.") var name: String
    @OptionGroup(title: "Which answers") var selection: SurveySelection
    @OptionGroup(title: "Again and again; a page, or with --csv or --json a table or JSON") var schedule:
        ReportSchedule
    @Option(help: "Apart by product, region, technician, agent, dealer, month, quarter or year.") var by:
        SurveyGrouping?
    @Flag(help: "Beside as many days just before --from.") var compare = false
    @Flag(help: "What was said in free words, and its terms.") var texts = false
    @Option(help: ArgumentHelp("Free words that hold all these.", valueName: "words")) var textsWith: String?
    @Flag(help: "As a table for spreadsheets.") var csv = false
    @Flag(help: "As a page of HTML with plots.") var html = false
    @Option(
        name: .customLong("out"), help: ArgumentHelp("Write the page into this file.", valueName: "file"),
        completion: .file())
    var file: String?

    func validate() throws {
        guard [csv, html, globals.json].count(where: { $0 }) <= 1 else {
            throw OptionFault.apart(["--csv", "--html", "--json"])
        }
        if file != nil, !html { throw OptionFault.with(["--out"], others: ["--html"]) }
        if compare, selection.from == nil, schedule.every == nil {
            throw OptionFault.with(["--compare"], others: ["--from"])
        }
        try requireNoDays(
            selection.from == nil && selection.until == nil && file == nil && !texts && textsWith == nil,
            ["--from", "--until", "--out", "--texts", "--texts-with"])
    }

    func run(in session: Session) throws {
        _ = try session.rules.questionnaire(name)
        if try keep(in: session) { return }
        let hasTexts = texts || textsWith != nil
        // What people said in their own words may name them.
        if hasTexts, csv || html || globals.json { try session.act { try $0.noteExport(of: "surveys") } }
        let view = try session.read { v in
            var query = try selection.query(name, v, in: session)
            if compare {
                query.until = query.until ?? session.place.instants.today
                guard query.days != nil else { throw OptionFault.order("--until", other: "--from") }
            }
            let said =
                hasTexts
                ? try v.reading.surveyTexts(
                    query, with: textsWith ?? "", limit: SurveyResultsView.mostTexts) : []
            return try SurveyResultsView(
                query, by: by, compares: compare, texts: said, at: session.now, v)
        }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        guard html else { return try session.output.show(view) }
        let page = SurveyPage(view, session.output).text
        guard let file else { return StandardStream.out.write(page) }
        try WholeFile.write(page, to: file)
        session.output.remark("sheet.written", ["file": .text(file)])
    }

    var words: [String] {
        ["survey", "results", name] + selection.words + option("by", by?.rawValue)
            + (compare ? ["--compare"] : [])
    }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        var query = try selection.query(name, v)
        (query.from, query.until) = (days.lowerBound, days.upperBound)
        let view = try SurveyResultsView(query, by: by, compares: compare, texts: [], at: now, v)
        return try form.text(of: view, table: view.csv, page: SurveyPage(view, v.output).text, v.output)
    }
}

extension SurveySource: ExpressibleByArgument {}
extension SurveyGrouping: ExpressibleByArgument {}
