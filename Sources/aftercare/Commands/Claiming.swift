import ArgumentParser
import Model
import Records
import ServiceDesk

// Taking the next piece of work, and putting it back.

struct NextCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Take the most urgent case that nobody has; nobody else then gets it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only of this queue; default: those meant for your roles.") var queue: String?
    @Flag(help: "What is in your hands already, the most urgent first; takes nothing.") var again = false

    func run(in session: Session) throws {
        if again { return try showInHand(session) }
        try session.output.show(
            session.claim {
                try $0.claimNextCase(queue: queue)
            } thenShow: {
                try CaseView($0, $1)
            })
    }

    private func showInHand(_ session: Session) throws {
        let rows = try session.read { v in
            let cases = try session.actor.staffID.map { try v.reading.inHand(of: $0) } ?? []
            return try cases.filter { queue == nil || $0.queue == queue }.map { try CaseView($0, v) }
        }
        guard !rows.isEmpty else { throw DeskFault.nothingToTake(queue: nil) }
        try session.output.list(rows)
    }
}

struct ReleaseCase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Put a case in your hands back into its queue.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.releaseCase(id)
            } thenShow: {
                try CaseView($0, $1)
            })
    }
}

struct ReleaseCall: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Put back a call you took; whoever asks next may get it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, such as F7.") var id: CallID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.releaseCall(id)
            } thenShow: {
                try CallView($0, $1)
            })
    }
}

struct NextApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract:
            "The oldest request you may decide, held for you for some minutes; yours in hand comes first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Flag(help: "Pass by what you hold already.") var another = false

    func run(in session: Session) throws {
        try session.output.show(
            session.claim {
                try $0.claimNextApproval(another: another)
            } thenShow: {
                try ApprovalView($0, $1)
            })
    }
}

struct ReleaseApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Let others read a request you hold.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.releaseApproval(id)
            } thenShow: {
                try ApprovalView($0, $1)
            })
    }
}
