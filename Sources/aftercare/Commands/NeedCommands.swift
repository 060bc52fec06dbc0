import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk
import Wording

struct NeedCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "need",
        abstract: "What customers and dealers need of the service, and the promise that answers each need.",
        subcommands: [
            ListNeeds.self, ShowNeed.self, NoteNeed.self, WithdrawNeedNote.self, CheckNeeds.self,
        ])
}

/// Whose words of which days count.
struct NeedSelection: ParsableArguments {
    @OptionGroup var period: PeriodOptions
    @Option(
        help: ArgumentHelp(
            "Only these: consumer or \"end user\" of customers; agent, wholesaler or retailer of dealers.",
            valueName: "segment"))
    var segment: String?
    @Option(
        help: ArgumentHelp(
            "Only those with an address there: a province, city, district or zone.", valueName: "place"))
    var region: String?

    func validate() throws {
        if let segment, GapSegment(word: segment) == nil {
            let known = NeedAudience.allCases.flatMap { audience in
                GapSegment.all.filter(audience.holds).map(\.word)
            }
            throw OptionFault.choices("--segment", known)
        }
    }

    var chosen: GapSegment? { segment.flatMap(GapSegment.init(word:)) }

    func days(in session: Session) throws -> ClosedRange<Day> {
        try period.days(session.rules.needs().days, in: session)
    }
}

struct ListNeeds: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The needs table: needs, the standard wanted, and the promise beside.",
        discussion: """
            By Kano's questions a need is a must-be (M: its lack angers), one-dimensional (O: the more, the better), attractive \
            (A: it delights) or indifferent (I); R where they would rather be without, Q where answers contradict each other; \
            two letters where chance may decide between them. How much it matters is a mean with its interval, the standard \
            wanted a median. Mentions are complaints and answers that speak of it; notes are what was said in interviews. \
            Who wants what, and where they said so: aftercare need show.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "customers or dealers; without it, those whom --segment is of, else customers.")
    var audience: NeedAudience?
    @OptionGroup(title: "Whose needs, of which days; a year until today, when nothing is given")
    var selection: NeedSelection
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        let days = try selection.days(in: session)
        let view = try session.read { v in
            NeedsTableView(
                try v.reading.needs(whose, on: days, segment: selection.chosen, region: selection.region),
                v.output)
        }
        guard csv else { return try session.output.show(view) }
        view.csv.forEach { StandardStream.out.write(CSVText.line($0)) }
    }

    private var whose: NeedAudience {
        audience ?? NeedAudience.allCases.first { selection.chosen.map($0.holds) ?? true } ?? .customers
    }
}

struct ShowNeed: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One need: all its figures, and the cases, notes and answers behind them.",
        discussion: """
            As JSON what people said leaves the desk, which takes the right to export. There they all are, in text so many.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The need, as aftercare need list --json names it.") var need: String
    @OptionGroup(title: "Whose words, of which days; a year until today, when nothing is given")
    var selection: NeedSelection
    @Option(help: "In text at most so many texts, and so many sheets of answers.") var limit = 20

    func validate() throws {
        guard limit > 0 else { throw OptionFault.least("--limit", low: "1") }
    }

    func run(in session: Session) throws {
        let (need, days) = (try session.rules.need(need), try selection.days(in: session))
        if globals.json { try session.act { try $0.noteExport(of: "needs") } }
        let view = try session.read { v in
            let evidence = try v.reading.needEvidence(
                need, on: days, segment: selection.chosen, region: selection.region,
                limit: globals.json ? .max : limit)
            return try NeedEvidenceView(evidence, v)
        }
        try session.output.show(view)
    }
}

struct NoteNeed: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Note what was said of a need in an interview or a workshop.",
        discussion: "Notes are never changed: a wrong one is withdrawn, and another stands beside it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The need, as aftercare need list --json names it.") var need: String
    @Option(help: "What was said, in their words.") var words: String
    @Option(help: ArgumentHelp("Which customer or dealer said it.", valueName: "id")) var customer:
        CustomerID?
    @Option(help: "Or who else: a group, such as \"dealers' day, 12 retailers\".") var group = ""
    @Option(help: ArgumentHelp("The standard wanted, in the need's unit.", valueName: "value")) var wanted:
        String?
    @Option(help: "interview, workshop or other.") var source = NeedNote.Source.interview
    @Option(help: ArgumentHelp("When it was said; without it, today.", valueName: "date")) var day: Day?

    func run(in session: Session) throws {
        let draft = NeedDraft(
            need, customer: customer, group: group, wanted: wanted, words: words, source: source, day: day)
        try session.output.show(
            session.act {
                try $0.noteNeed(draft)
            } thenShow: {
                try NeedNoteView($0, $1)
            })
    }
}

struct WithdrawNeedNote: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Mark a note as wrong: it stays to be seen, and counts no more.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number, as need note and need show tell it.") var note: Int64
    @Option(help: "Why.") var reason: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.withdrawNeedNote(note, reason: reason)
            } thenShow: {
                try NeedNoteView($0, $1)
            })
    }
}

struct CheckNeeds: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in needs.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.needProblems(), praise: "need.sound")
    }
}

extension NeedAudience: ExpressibleByArgument {}
extension NeedNote.Source: ExpressibleByArgument {}
