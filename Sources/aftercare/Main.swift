import ArgumentParser
import Foundation

/// The program: reads the line, runs the command, and says what went wrong in the chosen language and form.
@main
struct Main {
    static func main() {
        // A reader that has enough (`| head`) ends us, as it ends any filter.
        signal(SIGPIPE, SIG_DFL)
        StandardStream.keepPlaces()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try Aftercare.command(for: arguments)
            try command.run()
            StandardStream.out.flush()
        } catch {
            StandardStream.out.flush()
            exit(Complaint(arguments).say(error))
        }
    }
}

/// The root of all commands.
struct Aftercare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aftercare",
        abstract: "An after-sales service desk for the terminal.",
        discussion: """
            With no command it opens the desk. Options before the command may as well follow it. Answers are text, or \
            JSON with --json; errors go to standard error. Exit status: 0 done, 64 usage, 65 bad data, 66 no such thing, \
            74 the answer could not be written, 75 try again, 77 not allowed.
            """,
        version: Version.text,
        subcommands: [
            OpenDesk.self, InitDesk.self, DemoDesk.self, CustomerCommands.self, UnitCommands.self,
            CaseCommands.self, QueueCommands.self, ViewCommands.self,
            VisitCommands.self, PartCommands.self, DispatchCommands.self, CallCommands.self,
            FollowUpCommands.self, CampaignCommands.self, CompetitorCommands.self, NeedCommands.self,
            StandardCommands.self, StrategyCommands.self, IncentiveCommands.self, AuditCommands.self,
            ApprovalCommands.self, EmpowermentCommands.self, DelegateCommands.self,
            NoticeCommands.self, NotifyCommands.self, EscalationCommands.self, AssignCommands.self,
            NoteCommand.self, Search.self,
            Tick.self,
            ShowOverview.self, ReportCommands.self, GapCommands.self, QualityCommands.self,
            StaffCommands.self, RoleCommands.self, OrganisationCommands.self, ControlCommands.self,
            SkillCommands.self, ResourceCommands.self,
            ImportFile.self,
            Export.self,
            WorkflowCommands.self, ProcessCommands.self,
            CalendarCommands.self,
            PromiseCommands.self, StaffingCommands.self, KnowledgeCommands.self, SurveyCommands.self,
            ClockCommands.self, ShowEntitlement.self, KeyCommands.self, Backup.self, CopyDesk.self,
            Doctor.self,
            Pop.self, Completion.self,
        ],
        defaultSubcommand: OpenDesk.self)

    /// The command a line asks for, ready to run.
    /// - Throws: `UsageFault.unknownCommand`, `.secretInArgument`; the argument parser's own errors, help and version among them.
    static func command(for arguments: [String]) throws -> any ParsableCommand {
        if SecretLine.isGiven(in: arguments) { throw UsageFault.secretInArgument }
        let normaliser = ArgumentNormaliser(root: CommandNode(of: self))
        let line = normaliser.read(arguments)
        if let unknown = line.unknown {
            let choices = normaliser.choices(under: line.path).filter { $0 != OpenDesk.name }
            throw UsageFault.unknownCommand(
                unknown, under: (["aftercare"] + line.path).joined(separator: " "),
                near: NearestWord.suggestions(for: unknown, among: choices), all: choices)
        }
        return try parseAsRoot(line.arguments)
    }
}

extension CommandNode {
    init(of command: any ParsableCommand.Type) {
        self.init(
            name: command.name,
            children: command.configuration.subcommands.map { CommandNode(of: $0) })
        if command == Aftercare.self { children.append(CommandNode(name: Self.help)) }
    }
}
