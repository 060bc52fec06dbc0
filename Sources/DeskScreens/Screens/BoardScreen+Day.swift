import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What happens on the day itself: somebody is late or falls out, somebody cannot wait, a visit is called off.
extension BoardScreen {
    func upsets(_ context: DeskContext) -> [DeskAction] {
        let lack = context.lack(of: .planVisits)
        let partly = lack ?? context.lackOfWhole
        let nobody = cursor.technician == nil ? context.say("board.noTechnician") : nil
        let isToday = book.map { $0.date == context.rules.localDay(context.now) } ?? true
        let isOver = book.map { $0.date < context.rules.localDay(context.now) } ?? false
        let nothing = nothing(context)
        return [
            context.action(
                Self.late, [.character("d")],
                why: partly ?? nobody ?? (isToday ? nil : context.say("board.onlyToday"))),
            context.action(
                Self.away, [.character("s")],
                why: partly ?? nobody ?? (isOver ? context.say("board.isOver") : nil)),
            context.action(Self.emergency, [.character("e")], why: partly),
            context.action(Self.callOff, [.character("c")], why: nothing),
            context.action(Self.split, [.character("p")], why: nothing ?? lack ?? unsplit(context)),
        ]
    }

    func upset(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let book else { return [] }
        switch action {
        case Self.late:
            return whose.map { [.push(UpsetSheet(.late($0.id, name: $0.name), context))] } ?? []
        case Self.away:
            return whose.map {
                [.push(UpsetSheet(.away($0.id, name: $0.name, on: book.date), context))]
            } ?? []
        case Self.emergency:
            // What nobody has is what most often cannot wait.
            let suggested = cursor.technician == nil ? cursor.visit.flatMap { book.about[$0]?.caseID } : nil
            return [.push(UpsetSheet(.emergency, suggested: suggested, context))]
        case Self.callOff: return cursor.visit.map { [.job(callOff($0))] } ?? []
        case Self.split:
            guard let id = cursor.visit, let plan else { return [] }
            return [.push(SplitSheet(id, of: plan, on: book.date, context))]
        default: return []
        }
    }

    /// The technician under the cursor.
    private var whose: (id: StaffID, name: String)? {
        cursor.technician.map { ($0, book?.names[$0] ?? $0.description) }
    }

    /// Why the visit under the cursor stays one.
    private func unsplit(_ context: DeskContext) -> String? {
        guard plan?.changes.isEmpty ?? true else { return context.say("board.applyFirst") }
        guard let visit = cursor.visit.flatMap({ plan?.day.visit[$0] }) else { return nil }
        if visit.isFixed { return context.say("board.fixed") }
        let whole = (visit.booked.planned.end - visit.booked.planned.start).minutes
        guard whole < 2 * VisitFault.leastPart else { return nil }
        return context.say(VisitFault.partTooShort(visit.id, minutes: whole))
    }

    // MARK: Calling a visit off

    /// Asks why, where the workflow does, and says what it does to the day.
    private func callOff(_ id: VisitID) -> Job {
        .read("callOff") { reading, context in
            let visit = try reading.visit(id)
            let workflow = try context.rules.workflow(of: visit)
            // Whatever its workflow calls it; one that may be taken before one that may not.
            let offers = try reading.offers(id, by: context.actor, at: context.now).filter {
                workflow.category(of: $0.to) == .cancelled
            }
            return (offers.first { $0.refusal == nil } ?? offers.first, visit.fields)
        } then: {
            (screen: inout BoardScreen, found: (offer: Offer?, known: [String: FieldValue]), context) in
            guard let offer = found.offer else { return [.warn(context.say("board.notCalledOff"))] }
            if let refusal = offer.refusal { return [.warn(context.wording.say(refusal))] }
            let effect = screen.effect(ofCallingOff: id)
            if FieldSheet.isNeeded(offer) {
                return [
                    .push(FieldSheet(.visit(id), offer, known: found.known, effect: effect, context))
                ]
            }
            let taking = Taking(target: .visit(id), offer: offer)
            let take = Job.tell { (_: inout BoardScreen, _) in
                [.job(taking.job { (_: inout BoardScreen, result, context) in result.steps(context) })]
            }
            return [
                .push(
                    ConfirmSheet.ask(context, then: [.tell(take)]) { context in
                        (context.wording.text(offer.label), effect(context).joined(separator: "\n"))
                    })
            ]
        }
    }

    private func effect(ofCallingOff id: VisitID) -> @Sendable (DeskContext) -> [String] {
        guard let book, let plan, let visit = plan.day.visit[id], let about = book.about[id] else {
            return { _ in [] }
        }
        let effect = PlanEffect(from: plan, to: plan.without(id))
        let currency = book.day.prices.currency
        return { context in
            [
                context.say(
                    "board.callOff.told",
                    [
                        "id": .text(id.description), "customer": .text(about.customer),
                        "window": .text(context.wording.window(visit.promised)),
                    ])
            ] + context.effectLines(effect, currency)
        }
    }
}
