import ArgumentParser
import Model
import Records
import ServiceDesk
import ServiceTime
import Workflow

struct CallCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Follow-up calls: schedule, take the next one, record how it went.",
        subcommands: [
            ScheduleCall.self, ListCalls.self, NextCall.self, ReleaseCall.self, RecordCall.self,
            AnswerCallCommand.self, LendCall.self, ShowCall.self,
        ])
}

struct ScheduleCall: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Plan a follow-up call to a customer, or about a case.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Whom to call, such as K1, or about which case, such as C12.") var about: SubjectArgument
    @Option(help: "Why we call.") var reason = "call back"
    @Option(
        help: ArgumentHelp(
            "Not before; default: now, for a call-back shortly before its minute.", valueName: "instant"))
    var from: String?
    @Option(
        help: ArgumentHelp(
            "Not after, such as tomorrow or +2h; a call-back is promised for this minute.",
            valueName: "instant"))
    var by: String
    @Option(help: ArgumentHelp("The visit it is about.", valueName: "visit")) var visit: VisitID?
    @Option(help: ArgumentHelp("The unit it is about.", valueName: "unit")) var unit: UnitID?

    func run(in session: Session) throws {
        let (instants, calling) = (session.place.instants, try session.rules.calling())
        let by = try instants.instant(self.by)
        let usual =
            calling.promised.contains(reason)
            ? calling.begins(promisedFor: by, now: session.now) : session.now
        let from = try self.from.map(instants.instant) ?? usual
        let call = try session.act { work in
            let subject = about.subject
            let customer: CustomerID
            var caseID: CaseID?
            switch subject.kind {
            case .customer: customer = CustomerID(subject.number)
            case .case:
                let c = try work.reading.serviceCase(CaseID(subject.number))
                (customer, caseID) = (c.customer, c.id)
            default: throw UsageFault.notAnID(subject.description, expected: "K1, C12")
            }
            return try work.arrangeCall(
                CallWish(
                    customer: customer, caseID: caseID, visit: visit, unit: unit, reason: reason, from: from,
                    by: by))
        } thenShow: {
            try CallView($0, $1)
        }
        try session.output.show(call)
    }
}

struct ListCalls: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Open calls, the first to be late on top; or all of a case or customer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(name: .customLong("case"), help: ArgumentHelp("All calls about this case.", valueName: "case"))
    var caseID: CaseID?
    @Option(help: ArgumentHelp("All calls to this customer.", valueName: "customer")) var customer:
        CustomerID?
    @Option(help: "Open calls of this view, in its order and columns.") var view: String?
    @Flag(help: "Only what counts as at risk in the view, and is not late: goes with --view.")
    var atRisk = false
    @Option(help: ArgumentHelp("Only those that fit: as after / on the screen.", valueName: "terms"))
    var filter: String?
    @Option(help: "At most so many.") var limit = 200

    func validate() throws {
        if view != nil, caseID != nil || customer != nil {
            throw OptionFault.without(["--view"], others: ["--case", "--customer"])
        }
        if atRisk, view == nil { throw OptionFault.with(["--at-risk"], others: ["--view"]) }
    }

    /// What a filter admits may come late in the list.
    private var most: Int { filter == nil ? max(1, limit) : WorkStore.reach }

    func run(in session: Session) throws {
        try session.read { v in
            let view = try view.map { try v.reading.workView($0, of: .calls, for: session.actor) }
            let calls: [FollowUpCall]
            if let view {
                calls = try v.reading.calls(
                    of: view, isAtRisk: atRisk, by: session.actor, at: session.now, limit: most)
            } else if let caseID {
                calls = try v.reading.calls.of(v.reading.serviceCase(caseID, to: session.actor).id)
            } else if let customer {
                calls = try v.reading.calls.of(v.reading.customer(customer).id)
            } else {
                calls = try v.reading.calls.open(
                    within: v.reading.cases(reachedBy: .read, of: session.actor),
                    orHeldBy: session.actor.staffID, limit: most)
            }
            let fitting = try session.fitting(calls, .calls, filter, limit: limit, v.reading) {
                $0.id.number
            }
            try WorkLister(view?.terms.columns ?? [], v).list(
                v.reading.readable(fitting, by: session.actor))
        }
    }
}

struct NextCall: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Take the next due call in hand; nobody else then gets it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        try session.output.show(
            session.claim {
                try $0.claimNextCall()
            } thenShow: {
                try CallView($0, $1)
            })
    }
}

struct RecordCall: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record how a call went; without a transition, say which there are.",
        usage: "aftercare call record F7 [TRANSITION [field=value …]]")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, then how it went and the answers.") var words: [String]

    func run(in session: Session) throws {
        try session.carryOut(
            Order<CallID>(words),
            find: { try $0.call($1) },
            offers: { try $0.offers($1, by: session.actor, at: session.now) },
            workflow: { try session.rules.workflow(of: $0) },
            take: { try $0.recordCall($2, $1, given: $3) },
            view: { try CallView($0, $1) })
    }
}

struct ShowCall: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One call.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, such as F7.") var id: CallID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                return try CallView(v.reading.call(id), v)
            })
    }
}
