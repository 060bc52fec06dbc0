import ArgumentParser
import Model
import Quality
import ServiceDesk

struct CalibrationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration",
        abstract: "Sessions in which several people score the same cases or calls, to judge alike.",
        discussion: """
            While a session is open nobody sees another's scores. Once all have scored, or whoever steers closes it, everybody sees \
            them side by side with how far they are apart, and what was agreed is written down beside them. Nothing of it counts \
            in the figures of agents.
            """,
        subcommands: [
            NewCalibration.self, ListCalibrations.self, ShowCalibration.self, ScoreCalibration.self,
            CloseCalibration.self, AgreeOnCalibration.self,
        ])
}

extension CalibrationID: ExpressibleByArgument {}

struct NewCalibration: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin a session; everybody who is to score is told.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What to call it.") var name: String
    @Argument(
        help: ArgumentHelp(
            "Cases or calls that are over, such as C12 C15 or F7, whichever the card judges.",
            valueName: "matters"))
    var matters: [SubjectArgument]
    @Option(help: ArgumentHelp("By which card all score.", valueName: "card")) var card: String
    @Option(
        help: ArgumentHelp(
            "Who scores, by sign-in name; given for each of them, two at least.", valueName: "login"))
    var rater: [String]

    func run(in session: Session) throws {
        let draft = CalibrationDraft(name: name, card: card, subjects: matters.map(\.subject), raters: rater)
        try session.showCalibration { try $0.beginCalibration(draft).id }
    }
}

struct ListCalibrations: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The sessions there are, newest first, and how far each has come.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Only of this card.", valueName: "card")) var card: String?

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.calibrationLines(for: session.actor, card: card).map {
                    try CalibrationView($0, for: session.actor, v)
                }
            })
    }
}

struct ShowCalibration: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "A session: while it is open your own scores, then everybody's, and how far they are apart.",
        discussion: """
            Agreement of all is Krippendorff's alpha, of two people Cohen's kappa, pooled over the items: 1 for full agreement, 0 \
            for that of chance, n/a where everybody always said one and the same. As CSV, a row for each answer, it leaves the \
            desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The session, such as E1.") var id: CalibrationID
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        if csv { try session.act { try $0.noteExport(of: "calibration") } }
        let view = try session.read { v in
            try CalibrationSheetView(
                v.reading.calibrationSheet(id, for: session.actor), for: session.actor, v)
        }
        guard csv else { return try session.output.show(view) }
        view.csv.forEach { StandardStream.out.write(CSVText.line($0)) }
    }
}

struct ScoreCalibration: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score a case or a call of a session by every item of its card; it stands once given.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The session, such as E1.") var id: CalibrationID
    @Argument(help: "The case or call of it, such as C12 or F7.") var matter: SubjectArgument
    @OptionGroup var answers: ScoreAnswers
    @Option(help: "A remark.") var note = ""

    func run(in session: Session) throws {
        let (answers, remarks) = (try answers.byItem(), try answers.remarks())
        try session.showCalibration { work in
            try work.scoreCalibration(id, matter.subject, answers, notes: remarks, note: note).calibration
        }
    }
}

struct CloseCalibration: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a session though not all have scored; what is not scored by then is not.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The session, such as E1.") var id: CalibrationID

    func run(in session: Session) throws {
        try session.showCalibration { try $0.closeCalibration(id).id }
    }
}

struct AgreeOnCalibration: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract: "Write down what was agreed on a case or a call once everybody has seen the scores.",
        discussion: "Only items that were not answered alike by all need an answer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The session, such as E1.") var id: CalibrationID
    @Argument(help: "The case or call of it, such as C12 or F7.") var matter: SubjectArgument
    @OptionGroup var answers: ScoreAnswers
    @Option(help: "Why, for everybody to learn from.") var note: String

    func run(in session: Session) throws {
        let (answers, remarks) = (try answers.byItem(), try answers.remarks())
        try session.showCalibration { work in
            try work.agree(on: matter.subject, in: id, answers, notes: remarks, note: note).calibration
        }
    }
}

extension Session {
    /// Does something in a session and shows how it stands then.
    fileprivate func showCalibration(_ body: (Work) throws -> CalibrationID) throws {
        try output.show(
            act(body) { id, v in
                try CalibrationSheetView(v.reading.calibrationSheet(id, for: actor), for: actor, v)
            })
    }
}
