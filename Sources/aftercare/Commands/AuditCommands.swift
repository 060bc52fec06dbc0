import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk

struct AuditCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "An audit of the service as a project: whom it asks, interviews, what it gives by when, what is concluded.",
        subcommands: [
            CheckAudits.self, NewAudit.self, ListAudits.self, ShowAudit.self, SetAudit.self, AskGroup.self,
            SetMilestone.self, ShowGuide.self, NoteInterview.self, ListInterviews.self,
            WithdrawInterview.self, ConclusionCommands.self, CloseAudit.self, ReopenAudit.self,
            ShowAuditHistory.self, ReportAudit.self,
        ])
}

struct CheckAudits: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in audit.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.auditProblems(), praise: "audit.sound")
    }
}

struct NewAudit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin an audit.",
        discussion: """
            Groups come with the samples of audit.yaml (aftercare audit guide shows them), milestones are due as many days \
            after the first as it says; audit group and audit milestone change both.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What to call it.") var name: String
    @Option(help: "What it is to find out, for whom.") var purpose: String
    @Option(
        help: ArgumentHelp("The first day on which people are asked; without it, today.", valueName: "date"))
    var from: Day?
    @Option(help: ArgumentHelp("The last such day.", valueName: "date")) var until: Day
    @Option(
        help: ArgumentHelp(
            "Whom to ask, such as consumers,retailers,direct-competitors; without it, all there are.",
            valueName: "groups"))
    var groups: String?

    func run(in session: Session) throws {
        let first = from ?? session.rules.localDay(session.now)
        let draft = AuditDraft(
            name: name, purpose: purpose, days: DaySpan(first, until),
            groups: (groups ?? "").split(separator: ",").map { String($0).trimmed })
        try session.showAudit { try $0.beginAudit(draft).id }
    }
}

struct ListAudits: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The audits there are, how far each has come, and what is due next.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.auditList(at: session.now).map { AuditView($0, v) }
            })
    }
}

struct ShowAudit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Whom an audit asks and how many were reached, its milestones, its interviews.",
        discussion: """
            How many were reached is counted: customers who answered the group's questionnaires while people are asked, \
            interviews that are noted, competitors of which something was seen meanwhile.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1; the latest, when none is given.") var id: AuditID?

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                guard let audit = try id ?? v.reading.audits.all().first?.id else { throw AuditFault.none }
                return try AuditStandingView(v.reading.auditStanding(audit, at: session.now), v)
            })
    }
}

struct SetAudit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what an audit is called and for, or when people are asked.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Option(help: "What to call it.") var name: String?
    @Option(help: "What it is to find out, for whom.") var purpose: String?
    @Option(help: ArgumentHelp("The first day on which people are asked.", valueName: "date")) var from: Day?
    @Option(help: ArgumentHelp("The last such day.", valueName: "date")) var until: Day?
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        let change = AuditChange(name: name, purpose: purpose, first: from, last: until)
        try session.showAudit { try $0.changeAudit(id, change, version: expected.version).id }
    }
}

/// What somebody read before they changed it.
struct ExpectedVersion: ParsableArguments {
    @Option(
        help: ArgumentHelp("Refuse when it is no more the version shown by --json.", valueName: "number"))
    var version: Int?
}

struct AskGroup: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "How many of a group an audit wants to reach, by each way.",
        discussion: "0 leaves it out. Groups and their ways: aftercare audit guide.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Argument(help: "The group, such as retailers.") var group: String
    @Option(help: ArgumentHelp("So many are to answer questionnaires.", valueName: "count"))
    var questionnaire: Int?
    @Option(help: ArgumentHelp("So many are to be interviewed.", valueName: "count")) var interview: Int?
    @Option(help: ArgumentHelp("So many companies are to be seen.", valueName: "count")) var observation: Int?
    @OptionGroup var expected: ExpectedVersion

    private var wanted: [(AuditMethod, Int)] {
        [(.questionnaire, questionnaire), (.interview, interview), (.observation, observation)]
            .compactMap { method, count in count.map { (method, $0) } }
    }

    func validate() throws {
        guard !wanted.isEmpty else {
            throw OptionFault.oneOf(["--questionnaire", "--interview", "--observation"])
        }
        guard expected.version == nil || wanted.count == 1 else {
            throw CommandFault.versionOfOneWay
        }
    }

    func run(in session: Session) throws {
        try session.showAudit { work in
            for (method, count) in wanted {
                try work.ask(group, by: method, wanted: count, in: id, version: expected.version)
            }
            return id
        }
    }
}

struct SetMilestone: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestone", abstract: "Say who gives a document, by when, and how it stands.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Argument(help: "The milestone, such as report (aftercare audit show).") var milestone: String
    @Option(help: ArgumentHelp("Who gives it, by sign-in name.", valueName: "login")) var owner: String?
    @Flag(help: "Nobody gives it yet.") var nobody = false
    @Option(help: ArgumentHelp("By which day.", valueName: "date")) var due: Day?
    @Flag(help: "It is not begun.") var planned = false
    @Flag(help: "It is under way.") var started = false
    @Flag(help: "It is done, today or on the day of --on.") var done = false
    @Option(
        name: .customLong("on"), help: ArgumentHelp("The day on which it was done.", valueName: "date"))
    var doneOn: Day?
    @Option(help: "Where it lies, what is missing.") var note: String?
    @OptionGroup var expected: ExpectedVersion

    func validate() throws {
        guard [planned, started, done].count(where: { $0 }) <= 1 else {
            throw OptionFault.oneOf(["--planned", "--started", "--done"])
        }
        guard owner == nil || !nobody else { throw OptionFault.oneOf(["--owner", "--nobody"]) }
    }

    func run(in session: Session) throws {
        let state: AuditMilestone.State? = done ? .done : started ? .started : planned ? .planned : nil
        let change = MilestoneChange(
            owner: nobody ? "" : owner, due: due, state: state, doneOn: doneOn, note: note)
        try session.showAudit { work in
            try work.change(milestone: milestone, of: id, change, version: expected.version)
            return id
        }
    }
}

struct ShowAuditHistory: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Everything that was changed of an audit, when and by whom.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.journal.of(Subject(v.reading.audit(id).id)).map {
                    JournalView($0, v, workflow: nil)
                }
            })
    }
}

extension Session {
    /// Does something to an audit and shows how it stands then.
    func showAudit(_ body: (Work) throws -> AuditID) throws {
        try output.show(
            act(body) { id, v in try AuditStandingView(v.reading.auditStanding(id, at: now), v) })
    }
}
