import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk

struct ShowSurveySheet: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract:
            "One person's answers: what they set off, where they differ from the record, how they were changed."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The sheet, such as Q12.") var id: SurveyID
    @Option(help: ArgumentHelp("As it stood before a correction: 1 is as entered.", valueName: "number"))
    var revision: Int?

    func run(in session: Session) throws {
        let view = try session.read { v in
            let sheet = try v.reading.sheet(id, by: session.actor)
            return try SurveySheetView(revision.map { try sheet.asOf(revision: $0) } ?? sheet, v)
        }
        try session.output.show(view)
    }
}

struct CorrectSurvey: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Put right what was entered wrongly; the former answers are kept.",
        usage: "aftercare survey correct Q12 --reason TEXT question=answer …",
        discussion: """
            An answer is taken back by question= with nothing behind it. Results count the corrected answers. What the former \
            ones set off stays; what only the corrected ones set off is done now. A sheet about the wrong visit or customer \
            is withdrawn, and entered anew.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The sheet, such as Q12.") var id: SurveyID
    @Argument(help: "question=answer, several.") var words: [String]
    @Option(help: "Why; it stands in the journal.") var reason: String

    func run(in session: Session) throws {
        let before = try session.read { try $0.reading.sheet(id, by: session.actor) }
        let changes = try SurveyDialogue.given(words, to: before.questionnaire)
        let view = try session.act {
            try $0.correct(id, changes, reason: reason, revision: before.survey.revision)
        } thenShow: {
            try CorrectionView($0, "survey.wasCorrected", $1)
        }
        try session.output.show(view)
    }
}

struct WithdrawSurvey: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a sheet out of every result; it stays to be read.",
        discussion: "What it set off stays. Its visit or case can then be asked about anew.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The sheet, such as Q12.") var id: SurveyID
    @Option(help: "Why; it stands in the journal.") var reason: String

    func run(in session: Session) throws {
        let view = try session.act {
            try $0.withdraw(id, reason: reason)
        } thenShow: {
            try CorrectionView($0, "survey.wasWithdrawn", $1)
        }
        try session.output.show(view)
    }
}
