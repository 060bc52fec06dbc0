import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

struct ApprovalCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approval", abstract: "Decisions beyond one's own empowerment.",
        subcommands: [
            ListApprovals.self, ShowApproval.self, AskApproval.self, NextApproval.self, ReleaseApproval.self,
            GrantApproval.self, RefuseApproval.self, ChangeApproval.self, AskBack.self, AnswerApproval.self,
            WithdrawApproval.self, DecideApproval.self,
        ])
}

struct ListApprovals: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "What waits for a decision, the oldest first; or all of a case; or what you asked for.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(name: .customLong("case"), help: ArgumentHelp("All of this case.", valueName: "case")) var caseID:
        CaseID?
    @Flag(help: "What you asked for: asked back first, then open, then decided.") var mine = false
    @Option(help: "What waits and is in this view, in its order and columns.") var view: String?
    @Flag(help: "Only what counts as at risk in the view, and is not late: goes with --view.")
    var atRisk = false
    @Option(help: ArgumentHelp("Only those that fit: as after / on the screen.", valueName: "terms"))
    var filter: String?
    @Option(help: "At most so many.") var limit = 200

    func validate() throws {
        guard [mine, caseID != nil, view != nil].count(where: { $0 }) <= 1 else {
            throw OptionFault.oneOf(["--mine", "--case", "--view"])
        }
        if atRisk, view == nil { throw OptionFault.with(["--at-risk"], others: ["--view"]) }
    }

    /// What a filter admits may come late in the list.
    private var most: Int { filter == nil ? max(1, limit) : WorkStore.reach }

    func run(in session: Session) throws {
        try session.read { v in
            let view = try view.map { try v.reading.workView($0, of: .approvals, for: session.actor) }
            let approvals = try found(view, v.reading, by: session.actor, at: session.now)
            try WorkLister(view?.terms.columns ?? [], v).list(
                session.fitting(approvals, .approvals, filter, limit: limit, v.reading) { $0.id.number })
        }
    }

    private func found(_ view: WorkView?, _ reading: Reading, by actor: Actor, at now: Instant) throws
        -> [Approval]
    {
        let store = reading.approvals
        if let view {
            return try reading.approvals(of: view, isAtRisk: atRisk, by: actor, at: now, limit: most)
        }
        if let caseID { return try store.of(Subject(reading.serviceCase(caseID, to: actor).id)) }
        let reach = try reading.cases(reachedBy: .read, of: actor)
        guard mine else { return try store.waiting(of: reach, limit: most) }
        return try actor.staffID.map { try store.asked(by: $0, of: reach, limit: most) } ?? []
    }
}

struct AskApproval: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask for a decision on a case.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Argument(help: "What is asked: exchange, return, goodwill …") var decision: String
    @Option(help: ArgumentHelp("The sum it is about.", valueName: "amount")) var amount: Money?
    @Option(help: "Why it is needed.") var reason: String
    @Option(help: "What you would tell the customer.") var proposal = ""

    func run(in session: Session) throws {
        let approval = try session.act { work in
            _ = try work.reading.serviceCase(id)
            return try work.askApproval(
                Subject(id), decision: decision, amount: amount, reason: reason, proposal: proposal)
        } thenShow: {
            try ApprovalView($0, $1)
        }
        try session.output.show(approval)
    }
}
