import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

// What can be done with a request: granted, refused, changed, asked back, answered.

struct ShowApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A request with what it stands upon, and what was asked back and answered.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try ApprovalFileView(v.reading.sheet(id, by: session.actor, at: session.now), v)
            })
    }
}

struct GrantApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Grant what was asked, within your limit or that of whom you stand in for.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Option(help: "A word to whoever asked.") var answer = ""

    func run(in session: Session) throws {
        try session.show { try $0.decide(id, grant: true, answer: answer) }
    }
}

struct RefuseApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse what was asked, saying why.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Option(help: "Why, for whoever asked.") var answer: String

    func run(in session: Session) throws {
        try session.show { try $0.decide(id, grant: false, answer: answer) }
    }
}

/// The two above in one, as scripts of before them have it.
struct DecideApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Grant or refuse what was asked: the same as `grant` and `refuse`.")

    enum Verdict: String, EnumerableFlag { case grant, refuse }

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Flag(help: "The decision.") var verdict: Verdict
    @Option(help: "A word to whoever asked; why, where it is refused.") var answer = ""

    func run(in session: Session) throws {
        try session.show { try $0.decide(id, grant: verdict == .grant, answer: answer) }
    }
}

struct ChangeApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Grant another sum, or another decision, than was asked.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Option(help: "What is granted instead, such as goodwill; without it, what was asked.") var decision:
        String?
    @Option(help: ArgumentHelp("The sum granted.", valueName: "amount")) var amount: Money?
    @Option(help: "Why, for whoever asked.") var answer: String

    func run(in session: Session) throws {
        try session.show { work in
            let asked = try work.reading.approval(id).terms
            let name = decision ?? asked.decision
            let isMoney = try work.reading.decision(name).isMoney
            let terms = Approval.Terms(decision: name, amount: amount ?? (isMoney ? asked.amount : nil))
            return try work.change(id, to: terms, answer: answer)
        }
    }
}

struct AskBack: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask-back", abstract: "Ask whoever asked a question; it waits for their answer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Argument(help: "The question.") var question: String

    func run(in session: Session) throws { try session.show { try $0.askBack(id, question) } }
}

struct AnswerApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer what was asked back about your own request.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Argument(help: "The answer.") var text: String

    func run(in session: Session) throws { try session.show { try $0.answer(id, text) } }
}

extension Session {
    /// Does something with a request, and shows what became of it.
    fileprivate func show(_ body: (Work) throws -> Approval) throws {
        try output.show(act(body) { try ApprovalView($0, $1) })
    }
}

struct WithdrawApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Withdraw what you asked for yourself, while it is not decided.",
        discussion: "A case that waits for the decision goes on as if it had been refused.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The approval, such as A3.") var id: ApprovalID
    @Option(help: "Why it is no longer needed.") var reason: String

    func run(in session: Session) throws { try session.show { try $0.withdrawApproval(id, reason: reason) } }
}
