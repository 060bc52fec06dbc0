import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk
import Workflow

struct EmpowermentCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "empowerment",
        abstract: "Who may grant a customer what alone, and who decides above it.",
        subcommands: [
            CheckEmpowerment.self, ShowEmpowerment.self, ExplainEmpowerment.self, ExceptLimit.self,
            RestoreLimit.self, ReviewEmpowerment.self,
        ])
}

struct CheckEmpowerment: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the limits as the desk will, and name everything wrong in them."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(with library: ResourceLibrary, _ output: Output) throws {
        let roles = try Roles(file: library.file("roles.yaml"))
        let faults = Empowerment.check(try library.file("empowerment.yaml"), roles: roles)
        try output.show(faults: faults, praise: "empowerment.sound")
    }
}

struct ShowEmpowerment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The limits of every role, the exceptions in force, and who stands in for whom.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.show(session.read { v in try EmpowermentView(v, at: session.now) })
    }
}

struct ReviewEmpowerment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract:
            "Which limits could rise, since what was asked above them was always granted; which exceptions lie idle.",
        discussion: """
            Requests that were granted or refused in the time, by decision and by the role whose limit they were above. A limit \
            is proposed to rise to the highest sum below which every request was granted as it was asked, from 10 such on.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 365 until today, when nothing is given") var period: LongPeriod

    func run(in session: Session) throws {
        let days = try period.days(365, in: session)
        try session.output.show(
            session.read { try EmpowermentReviewView($0.reading.empowermentReview(on: days), $0) })
    }
}

struct ExplainEmpowerment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Whether somebody (--as) may grant so much in a case, by which limit, and who may if not.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Option(help: "What would be granted, such as goodwill.") var decision: String
    @Option(help: ArgumentHelp("The sum.", valueName: "amount")) var amount: Money?

    func run(in session: Session) throws {
        let terms = Approval.Terms(decision: decision, amount: amount)
        try session.output.show(
            session.read { v in
                try v.reading.requireReach(.read, of: id, session.actor)
                return try PowerView(
                    v.reading.explainEmpowerment(id, terms, by: session.actor, at: session.now), v)
            })
    }
}

struct ExceptLimit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "except",
        abstract: "Give one person another limit for some days, in place of that of their roles.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Argument(help: "Of what, such as goodwill.") var decision: String
    @Option(name: .customLong("case"), help: ArgumentHelp("The most in one case.", valueName: "amount"))
    var perCase: Money?
    @Option(name: .customLong("day"), help: ArgumentHelp("The most in a day.", valueName: "amount"))
    var perDay: Money?
    @Option(name: .customLong("month"), help: ArgumentHelp("The most in a month.", valueName: "amount"))
    var perMonth: Money?
    @Flag(help: "Nothing of it at all.") var nothing = false
    @Option(help: ArgumentHelp("The first day; without it, today.", valueName: "day")) var from: Day?
    @Option(help: ArgumentHelp("The last day.", valueName: "day")) var until: Day
    @Option(help: "Why.") var reason: String

    func validate() throws {
        if nothing, perCase != nil || perDay != nil || perMonth != nil {
            throw CommandFault.sumsOrNothing
        }
        if perCase == nil, perDay != nil || perMonth != nil {
            throw OptionFault.missing("--case")
        }
    }

    func run(in session: Session) throws {
        let limit =
            nothing
            ? nil
            : GrantLimit(
                perCase: perCase?.minor ?? 0, perDay: perDay?.minor, perMonth: perMonth?.minor)
        let days = DaySpan(from ?? session.rules.localDay(session.now), until)
        try session.output.show(
            session.act { work in
                if !nothing, perCase == nil, try work.reading.decision(decision).isMoney {
                    throw DeskFault.missing(field: "case")
                }
                return try work.exceptLimit(of: login, decision, limit, for: days, reason: reason)
            } thenShow: {
                try ExceptionView($0, $1)
            })
    }
}

struct RestoreLimit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "End an exception before its last day: the limit of the roles holds again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The exception, by its number in `empowerment show`, such as L3.") var id:
        LimitExceptionID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.endException(id)
            } thenShow: {
                try ExceptionView($0, $1)
            })
    }
}

struct DelegateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegate", abstract: "Who decides in your place while you are away, with your limits.",
        subcommands: [NameDeputy.self, ListDeputies.self, EndDeputy.self])
}

struct NameDeputy: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "to", abstract: "Name a deputy for some days; it ends by itself.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Who, by sign-in name.") var login: String
    @Option(help: ArgumentHelp("The first day; without it, today.", valueName: "day")) var from: Day?
    @Option(help: ArgumentHelp("The last day.", valueName: "day")) var until: Day
    @Option(help: "Why: on leave, in training.") var reason: String

    func run(in session: Session) throws {
        let days = DaySpan(from ?? session.rules.localDay(session.now), until)
        try session.output.show(
            session.act {
                try $0.nameDeputy(login, for: days, reason: reason)
            } thenShow: {
                try DeputyView($0, $1)
            })
    }
}

struct ListDeputies: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Who stands in for whom, today and later.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                try v.reading.empowerments.deputies(from: session.rules.localDay(session.now)).map {
                    try DeputyView($0, v)
                }
            })
    }
}

struct EndDeputy: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End it before its last day.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number in `delegate list`, such as D2.") var id: DeputyID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.endDeputy(id)
            } thenShow: {
                try DeputyView($0, $1)
            })
    }
}
