import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk

struct AssignCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Who is given a case that nobody has in hand, and how many one person has at most.",
        subcommands: [CheckAssignment.self, ExplainAssignment.self, RehearseAssignment.self])
}

struct CheckAssignment: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the rules of assignment as the desk will, and say them.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(AssignmentRulesView(place.rules, place.output))
    }
}

struct ExplainAssignment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Who would be given a case now, by which rule, and why not the others.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                let plan = try v.reading.assignment(of: id, at: session.now)
                let owner = try v.reading.serviceCase(id, to: session.actor).owner.flatMap {
                    try v.reading.staff.find($0)?.name
                }
                return AssignmentPlanView(
                    id, plan, ownedBy: owner, isOn: session.rules.assignment.isOn, v)
            })
    }
}

struct RehearseAssignment: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "What the rules would have made of the cases of past days. Changes nothing.",
        discussion: """
            As though nobody had had any of them at first, with the people and the rules of now, everyone present.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "How many days, up to yesterday.") var days = 7

    func validate() throws {
        guard (1...366).contains(days) else { throw OptionFault.between("--days", low: "1", high: "366") }
    }

    func run(in session: Session) throws {
        let today = session.rules.localDay(session.now)
        let span = session.rules.span(today - days...today - 1)
        try session.output.show(
            session.read { v in
                try RehearsalView(v.reading.rehearseAssignment(of: span, at: session.now), v)
            })
    }
}
