import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk
import Workflow

struct EscalationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalation",
        abstract:
            "Who hears of a case, visit or call, and what happens to it, when time runs out or it must not wait.",
        subcommands: [CheckLadders.self, ExplainEscalation.self, RenewLadders.self])
}

struct CheckLadders: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the escalation ladders as the desk will, and say them.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(
            LaddersView(ladders: place.rules.escalation.all.map { LadderView($0, place.rules, place.output) })
        )
    }
}

struct ExplainEscalation: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "How far a case, visit or call has come on the ladders, and what comes next if nothing happens.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, visit or call, such as C12, V88 or F7.") var about: SubjectArgument

    func validate() throws {
        guard EscalationLadders.kinds.contains(about.subject.kind) else {
            throw CommandFault.subject(example: "C12, V88, F7")
        }
    }

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try v.reading.requireReach(.read, on: about.subject, session.actor)
                return try EscalationView(v.reading.escalation(of: about.subject, at: session.now), v)
            })
    }
}

struct RenewLadders: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract:
            "Set every open promise on the ladders as they are now; what it passed is not climbed again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        let moved = try session.act { try $0.renewLadders() }
        try session.output.show(RenewedView(moved: moved))
    }
}
