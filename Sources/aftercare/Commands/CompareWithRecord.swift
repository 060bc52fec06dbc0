import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk

struct CompareWithRecord: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "What technicians recorded at the door beside what their customers say, with a test of chance.",
        discussion: """
            Which differences count is said in the questionnaire (differs: true). Sheets that are about no visit are left out. \
            One by one they are listed by: aftercare survey differences
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire, such as after-repair.") var name: String
    @OptionGroup(title: "Which answers") var selection: SurveySelection

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                let query = try selection.query(name, v, in: session)
                return try HonestyView(
                    v.reading.honestyReview(query), session.rules.questionnaire(name),
                    isNarrowed: query.isNarrowed, v)
            })
    }
}

struct ListDifferences: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "differences",
        abstract: "What customers say otherwise than was recorded, one by one, and what came of it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire, such as after-repair.") var name: String
    @OptionGroup(title: "Which answers") var selection: SurveySelection
    @Flag(help: "Only what nobody has decided yet.") var open = false

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                let query = try selection.query(name, v, in: session)
                let items = try v.reading.honestyReview(query).items
                return try items.filter { !open || $0.isOpen }.map { try DifferenceView($0, v) }
            })
    }
}

struct DecideDifference: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Say what came of a difference between the record and the customer.",
        usage: "aftercare survey decide Q12 fee-differs explained --note TEXT",
        discussion: """
            explained: there is a reason for it. recordWrong: what was recorded is wrong. customerMistaken: what the customer \
            says is wrong. followUp: it is looked into, with the case the answers opened or a new one linked to theirs. Who \
            decided, and why, stands in the journal.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The sheet, such as Q12.") var id: SurveyID
    @Argument(help: "The difference by its name, as the list has it.") var difference: String
    @Argument(help: "explained, recordWrong, customerMistaken or followUp.") var verdict: DifferenceVerdict
    @Option(help: "Why; it stands in the journal.") var note: String
    @Flag(help: "In place of what was decided before.") var again = false

    func run(in session: Session) throws {
        let view = try session.act { work in
            let before = again ? try work.reading.surveys.verdict(id, difference) : nil
            return try work.decide(id, difference, verdict, note: note, before: before)
        } thenShow: { decided, v in
            try DecisionView(decided, v)
        }
        try session.output.show(view)
    }
}

extension DifferenceVerdict: ExpressibleByArgument {}
