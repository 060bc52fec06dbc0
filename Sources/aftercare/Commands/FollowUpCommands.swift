import ArgumentParser
import Model
import Records
import Resources
import ServiceDesk
import ServiceTime
import Workflow

struct FollowUpCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup",
        abstract: "Which events make which follow-up calls, when they are made, and what became of them.",
        subcommands: [CheckFollowUps.self, ExplainFollowUp.self, ReportFollowUps.self])
}

struct CheckFollowUps: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the rules of calling, the plans and the scripts as the desk will, and say them.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let rules = place.rules
        try place.output.show(
            CallingRulesView(rules.calling(), rules.followUps(), rules.scripts(), place.output))
    }
}

struct ExplainFollowUp: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Why a call is made, when it may be, and when it is tried again; or which plans a unit is in.",
        discussion: """
            Of a call: why it is made, when it may be, who may not make it, and when it is tried again. Of a case: the same of
            each call about it. Of a unit: of each plan that recurs, when its next call is due and why, or why there is none.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, the case or the unit, such as F7, C12 or U3.") var about: SubjectArgument

    func run(in session: Session) throws {
        let (subject, now) = (about.subject, session.now)
        switch subject.kind {
        case .call:
            try session.output.show(
                session.read { v in
                    try v.reading.requireReach(.read, on: subject, session.actor)
                    return try view(CallID(subject.number), in: session, v)
                })
        case .case:
            try session.output.show(
                session.read { v in
                    let id = try v.reading.serviceCase(CaseID(subject.number), to: session.actor).id
                    return CaseCallsView(
                        case: id.description,
                        calls: try v.reading.calls.of(id).map { try view($0.id, in: session, v) })
                })
        case .unit:
            try session.output.show(
                session.read { v in
                    let unit = try v.reading.unit(UnitID(subject.number))
                    return UnitPlansView(unit, try v.reading.plans(for: unit, at: now), v)
                })
        default: throw UsageFault.notAnID(subject.description, expected: "F7, C12, U3")
        }
    }

    private func view(_ id: CallID, in session: Session, _ v: Viewer) throws -> CallStandingView {
        try CallStandingView(
            v.reading.standing(of: id, at: session.now), session.rules.calling(), at: session.now, v)
    }
}
