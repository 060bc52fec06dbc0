import Model
import ServiceDesk
import TerminalKit
import Workflow

/// Taking a transition of a case, visit or call, from whatever screen.
struct Taking: Sendable {
    let target: FieldSheet.Target
    let offer: Offer
    var given: [String: FieldValue] = [:]
    /// What was typed for it, superfluous once it is taken.
    var draft: DraftKeeper?

    /// Where the matter stands now, for telling it.
    struct Result: Sendable {
        var subject: Subject
        var workflow: String
        var version: Int
        var state: String
        var category: StateCategory
        var step: Label
        /// When a customer who was not reached, or asked for another time, is rung up again.
        var callAgain: Instant?
        /// The case that another visit is owed to, where whoever acts may book it.
        var owes: CaseID?

        func steps(_ context: DeskContext) -> [DeskStep] {
            var facts: [String: PhraseFact] = ["id": .text(subject.description), "step": .label(step)]
            facts["state"] = .text(context.stateName(workflow, version, state))
            facts["when"] = callAgain.map { .text(context.nearAndFar($0)) }
            let said = context.say(callAgain == nil ? "screen.taken" : "call.nextAttempt", facts)
            let isOver = subject.kind == .call && category != .active
            let next: [DeskStep] = owes.map { [.push(BookScreen($0))] } ?? []
            return [.done(said), isOver ? CallScreen.leave : .refresh] + next
        }
    }

    func job<S: Screen>(then: @escaping @Sendable (inout S, Result, DeskContext) -> [DeskStep]) -> Job {
        .act(
            "take",
            { [self] work in
                try draft?.drop(work)
                return try take(work)
            }, then: then,
            failed: { (screen: inout S, error, context) in
                // Someone was faster: what is shown is stale.
                let steps = Job.tellFault(&screen, error, context)
                return screen.isSheet ? steps : [.refresh] + steps
            })
    }

    private func take(_ work: Work) throws -> Result {
        switch target {
        case .serviceCase(let id):
            let c = try work.take(offer.name, on: id, given: given)
            return Result(
                subject: Subject(id), workflow: c.kind.rawValue, version: c.workflowVersion, state: c.state,
                category: c.category,
                step: offer.label)
        case .visit(let id), .ownVisit(let id):
            let isOwn = if case .ownVisit = target { true } else { false }
            let v =
                isOwn
                ? try work.takeOwn(offer.name, on: id, given: given)
                : try work.take(offer.name, on: id, given: given)
            return Result(
                subject: Subject(id), workflow: "visit", version: v.workflowVersion, state: v.state,
                category: v.category, step: offer.label,
                owes: try work.mayBookNext(after: v) ? v.caseID : nil)
        // Several are rehearsed first (`BulkSheet`).
        case .cases: throw DeskFault.nothingToTake(queue: nil)
        case .call(let id):
            let f = try work.recordCall(id, offer.name, given: given)
            return Result(
                subject: Subject(id), workflow: "call", version: f.workflowVersion, state: f.state,
                category: f.category,
                step: offer.label,
                callAgain: f.category.isOpen && f.dueFrom > work.now ? f.dueFrom : nil)
        }
    }
}
