import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk
import ServiceTime

struct FollowUpCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup",
        abstract: "Which events make which follow-up calls, when they are made, and what became of them.",
        subcommands: [CheckFollowUps.self, ExplainFollowUp.self, ReportFollowUps.self])
}

struct CheckFollowUps: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the rules of calling and the plans as the desk will, and say them.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(CallingRulesView(place.rules.calling(), place.rules.followUps(), place.output))
    }
}

struct ExplainFollowUp: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why a call is made, when it may be, who may not make it, and when it is tried again.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, such as F7.") var id: CallID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try CallStandingView(
                    v.reading.standing(of: id, at: session.now), session.rules.calling(), at: session.now, v)
            })
    }
}
