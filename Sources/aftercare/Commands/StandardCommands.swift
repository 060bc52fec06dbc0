import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk
import Wording

struct StandardCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standard",
        abstract: "Self-assessment by a standard of after-sales service: GB/T 27922.",
        subcommands: [
            CheckStandards.self, NewAssessment.self, ListAssessments.self, SetMark.self, ShowAssessment.self,
        ])
}

struct CheckStandards: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the standards' files, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.standardProblems(), praise: "standard.sound")
    }
}

struct NewAssessment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin an assessment, as of a day.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The standard.") var standard = "gbt27922"
    @Option(help: "What it is called.") var title = ""
    @Option(
        name: .customLong("on"), help: ArgumentHelp("As of this day; without it, today.", valueName: "date"))
    var day: Day?

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.beginAssessment(standard, title: title, on: day)
            } thenShow: {
                try AssessmentView($0, $1, at: session.now)
            })
    }
}

struct ListAssessments: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The assessments there are, with score and grade.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.assessmentScores().map { AssessmentView($0.assessment, $0.score, v.output) }
            })
    }
}

struct SetMark: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Judge a clause, or all of an item; or a point beside the scale.",
        discussion: """
            The newest mark of a clause counts, the older ones stay. A clause that is looked at in samples may be met partly: \
            it loses the share that fell short. With --records that share is what our records tell on this day.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The assessment, by its number, such as 1 (standard list).") var assessment: Int64
    @Argument(help: "The clause or item, as standard show names it.") var clause: String?
    @Flag(help: "It is met.") var met = false
    @Flag(help: "It is not met.") var failed = false
    @Flag(help: "It does not apply to this house: its points are taken out.") var notApplicable = false
    @Option(help: ArgumentHelp("Met in part: so much fell short, such as 20%.", valueName: "share"))
    var failing: ShareArgument?
    @Flag(help: "Met as far as our records tell.") var records = false
    @Flag(help: "One point off beside the scale; say why with --note.") var deduction = false
    @Flag(help: "One point on beside the scale; say why with --note.") var bonus = false
    @Option(help: ArgumentHelp("End this deduction or bonus, by its number.", valueName: "number")) var end:
        Int64?
    @Option(help: "What was looked at; why.") var note = ""

    func validate() throws {
        let judged = [met, failed, notApplicable, failing != nil, records].count { $0 }
        let beside = [deduction, bonus, end != nil].count { $0 }
        guard judged + beside == 1 else {
            throw OptionFault.oneOf([
                "--met", "--failed", "--not-applicable", "--failing", "--records", "--deduction", "--bonus",
                "--end",
            ])
        }
        guard (clause != nil) == (judged == 1) else {
            throw CommandFault.clauseAlone
        }
    }

    func run(in session: Session) throws {
        try session.output.show(
            session.act { work in
                try mark(work)
                return try work.reading.assessment(assessment)
            } thenShow: {
                try AssessmentView($0, $1, at: session.now)
            })
    }

    private func mark(_ work: Work) throws {
        if deduction || bonus {
            return try work.addSpecial(assessment, deduction ? .deduction : .bonus, note: note)
        }
        if let end { return try work.endSpecial(assessment, end, note: note) }
        guard let clause else { return }
        if records { return try work.judgeByRecords(assessment, clause, note: note) }
        let verdict: AssessmentMark.Verdict =
            met ? .met : failed ? .failed : notApplicable ? .notApplicable : .partly
        try work.judge(assessment, clause, verdict, failing: failing?.value, note: note)
    }
}

struct ShowAssessment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Every item with its points, what our records tell, the grade, and what the next star takes.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The assessment, by its number, such as 1; the newest, when none is given.")
    var assessment: Int64?
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        let view = try session.read { v in
            let newest = try v.reading.assessments.all().first
            guard let id = assessment ?? newest?.id else { throw StandardFault.noAssessment(1) }
            return try AssessmentReportView(v.reading.assessmentReport(id, at: session.now), v)
        }
        guard csv else { return try session.output.show(view) }
        view.csv.forEach { StandardStream.out.write(CSVText.line($0)) }
    }
}
