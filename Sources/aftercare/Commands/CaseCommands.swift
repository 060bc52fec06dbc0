import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

struct CaseCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Log, look at and work on cases.",
        subcommands: [
            LogCase.self, ShowCase.self, ListCases.self, BulkCases.self, NextCase.self, ReleaseCase.self,
            DoCase.self, PromiseSooner.self,
            NoteCase.self, CaseHistory.self,
            EditCase.self,
            ChaseCase.self, MergeCase.self, UnmergeCase.self, SplitCase.self, LinkCases.self,
            UnlinkCases.self, AttachToCase.self,
        ])
}

struct LogCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Log a matter of a customer; asking again about an open one counts as a chaser.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(
        help: "The kind: complaint, repair, installation, delivery, return, exchange, relocation, inquiry.")
    var kind: String
    @Argument(help: "Fields of the kind's workflow, as field=value.") var fields: [String] = []
    @Option(help: ArgumentHelp("Whose matter it is, such as K1.", valueName: "customer")) var customer:
        CustomerID
    @Option(help: ArgumentHelp("The unit it is about, such as U1.", valueName: "unit")) var unit: UnitID?
    @Option(help: "The product, when no unit is named.") var product = ""
    @Option(help: "The fault, a word of the product's list such as not-cooling.") var fault = ""
    @Option(help: "What the customer says.") var summary: String?
    @Option(help: "How bad it is; words of danger in the summary make it critical.") var severity: Severity?
    @Option(help: "How it reached us.") var channel = Channel.phone
    @Option(help: "Where it waits, in place of the kind's own queue.") var queue: String?
    @Option(help: "Who takes it on, by sign-in name.") var owner: String?
    @Flag(help: "A new case in any event, even when the same matter is open.") var anew = false
    @Option(
        help: ArgumentHelp(
            "Promise the customer an answer by then, sooner than the standard; beyond one's limit it is asked for.",
            valueName: "time"))
    var by: String?
    @Option(help: "What --by promises, as the case's clocks count it.") var metric = "respond"
    @Option(help: "Why it is promised sooner.") var because = ""
    @Flag(help: "One case for each line of standard input, its number said as soon as it is safely written.")
    var lines = false

    func validate() throws {
        guard lines != (summary != nil) else { throw OptionFault.oneOf(["--summary", "--lines"]) }
        guard (by == nil) == because.isEmpty else { throw OptionFault.together(["--by", "--because"]) }
    }

    func run(in session: Session) throws {
        if let summary { return try session.output.show(log(summary, in: session)) }
        while let line = readLine() {
            let receipt = try log(line, in: session)
            session.output.write(receipt.serviceCase.id)
            StandardStream.out.flush()
        }
    }

    private func log(_ summary: String, in session: Session) throws -> CaseReceiptView {
        let definition = try session.rules.caseWorkflow(CaseKind(kind))
        var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: summary)
        (draft.unit, draft.product, draft.fault) = (unit, product, fault)
        (draft.severity, draft.channel, draft.queue) = (severity, channel, queue)
        draft.fields = try FieldReader(definition: definition, instants: session.place.instants).read(fields)
        draft.onRepeat = anew ? .logAnyway : .fold
        draft.sooner = try by.map {
            CaseDraft.Sooner(metric: metric, by: try session.place.instants.instant($0), reason: because)
        }
        return try session.act { work in
            draft.owner = try owner.map { try work.reading.staff(named: $0).id }
            return try work.log(draft)
        } thenShow: {
            try CaseReceiptView($0, $1)
        }
    }
}

struct ShowCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A case with its clocks, visits, calls, approvals, notes and links.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { try CaseFileView($0.reading.serviceCase(id, to: session.actor), $0) })
    }
}

struct CaseHistory: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Everything that happened to a case, its visits and its calls, from the journal.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID

    func run(in session: Session) throws {
        let rows = try session.read { v in
            let c = try v.reading.serviceCase(id, to: session.actor)
            let subjects =
                [Subject(id)] + (try v.reading.visits.of(id).map { Subject($0.id) })
                + (try v.reading.calls.of(id).map { Subject($0.id) })
            let entries = try subjects.flatMap { try v.reading.journal.of($0) }
            return entries.sorted { $0.id < $1.id }.map {
                JournalView(
                    $0, v,
                    workflow: $0.subject.kind == .case
                        ? try? v.reading.rules.workflow(of: c)
                        : v.reading.rules.workflows[$0.subject.kind.rawValue])
            }
        }
        try session.output.list(rows)
    }
}

struct DoCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "do", abstract: "Take a transition of the workflow; without one, say which there are.",
        usage: "aftercare case do C12 [C13 …] [TRANSITION [field=value …]]")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "One or more cases, then the transition and its fields.") var words: [String]

    func run(in session: Session) throws {
        try session.carryOut(
            Order<CaseID>(words),
            find: { try $0.serviceCase($1) },
            offers: { reading, id in
                if let into = try reading.serviceCase(id).mergedInto {
                    throw DeskFault.alreadyMerged(id.description, into: into.description)
                }
                return try reading.offers(id, by: session.actor, at: session.now)
            },
            workflow: { try session.rules.workflow(of: $0) },
            take: { try $0.take($1, on: $2, given: $3) },
            view: { try CaseView($0, $1) })
    }
}
