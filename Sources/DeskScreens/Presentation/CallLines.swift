import Model
import ServiceDesk
import TerminalKit
import Wording

extension Pane {
    /// Whom to call, why, what to say, and what happened before.
    /// - Parameter script: whether what is said first stands there; not where a questionnaire says it.
    init(_ sheet: CallSheet, script: Bool = true, _ context: DeskContext) {
        let call = sheet.call
        add(
            .spans(
                [
                    Span(sheet.customer.name + "  ", .title),
                    Span(context.phones(sheet.customer) + "  ", .accent),
                    Span(context.stateName(call), .muted),
                ] + context.runningFor(call)))
        // What they asked for is done all the same; who wants no other calls is told where that is known.
        if !sheet.customer.mayCall, !sheet.mayCall || sheet.declined != nil {
            add(.text(context.wantsNoCalls(sheet), sheet.mayCall ? .muted : .missed))
        }
        if sheet.customer.lacksNumber { add(.text(context.say("call.noNumber"), .warning)) }
        if sheet.isStranded { add(.text(context.say("call.stranded"), .missed)) }
        if let name = sheet.meantFor {
            add(.text(context.say("call.meantFor", ["name": .text(name)]), .muted))
        }
        if sheet.isOutsideHours, call.category.isOpen { add(.text(context.say("call.offHours"), .warning)) }
        if script { addScript(sheet, context) }
        // What is told of a visit is told by its time, which stands beside the words: the new one, where there is one.
        let tells = script && sheet.script?.then != nil
        if tells, let visit = sheet.visit {
            add(
                .spans(
                    sheet.newTime.map { context.newTimeSpans($0, visit, technician: sheet.technician) }
                        ?? context.visitSpans(visit, technician: sheet.technician)))
        }
        pair(context.say("label.why"), context.why(sheet.matters.first, sheet))
        for matter in sheet.matters.dropFirst() {
            pair(context.say("label.alsoWhy"), context.why(matter, sheet), .accent)
        }
        if let hours = sheet.customer.callHours {
            pair(context.say("label.callHours"), context.wording.say(hours.phrase))
        }
        let due = call.promisedAt ?? call.dueBy
        pair(
            context.say(call.promisedAt == nil ? "label.dueBy" : "label.promisedFor"),
            context.nearAndFar(due),
            due < context.now ? .missed : .text)
        if call.attempts > 0 {
            pair(
                context.say("label.attempts"), context.say("call.attempts", ["count": .count(call.attempts)]))
        }
        if let c = sheet.serviceCase {
            add(.heading("\(c.id) \(context.kindName(c.kind.rawValue))  \(context.stateName(c))"))
            add(.text(c.summary, .text))
        }
        if let visit = sheet.visit {
            if !tells { add(.spans(context.visitSpans(visit, technician: sheet.technician))) }
            for field in context.filled(visit.fields, of: "visit") { pair(field.label, field.text) }
        }
        for note in sheet.notes.suffix(2) {
            add(.text(context.wording.near(note.at, now: context.now) + "  " + note.text, .muted))
        }
    }
}

extension DeskContext {
    /// Why somebody is rung up, and about what where no case says it.
    fileprivate func why(_ matter: CallMatter?, _ sheet: CallSheet) -> String {
        let reason = wording.name(matter?.reason ?? sheet.call.reason, of: "callReason")
        guard let matter else { return reason }
        let about: String? =
            if let id = matter.unit, matter.caseID == nil || matter.caseID != sheet.call.caseID {
                sheet.units[id].map { "\(id) \(productName($0.product)) \($0.model)" }
            } else if let id = matter.caseID, id != sheet.call.caseID {
                id.description
            } else {
                nil
            }
        return about.map { reason + "  " + $0 } ?? reason
    }

    /// `V1  new time 15:20  周师傅  arranged Tue 24 Nov 13:00-15:00`
    fileprivate func newTimeSpans(
        _ time: CallSheet.NewTime, _ visit: Visit, technician: String
    ) -> [Span] {
        let arranged = Span(say("call.arranged", ["window": .text(wording.window(visit.promised))]), .muted)
        let (id, who) = (Span("\(visit.id)  ", .accent), Span(technician + "  "))
        func new(_ time: String) -> Span { Span(say("call.newTime", ["time": .text(time)]) + "  ", .title) }
        return switch time {
        case .window(let window): [id, new(wording.window(window)), who]
        case .about(let at): [id, new(nearAndFar(at)), who, arranged]
        case .unknown: [id, Span(say("call.newTime.unknown") + "  ", .warning), who, arranged]
        }
    }

    /// Who asked for it in a call, and when, where that is known.
    fileprivate func wantsNoCalls(_ sheet: CallSheet) -> String {
        guard let declined = sheet.declined else { return say("call.doNotCall") }
        return say(
            "call.doNotCall.by",
            [
                "name": .text(declined.by), "at": .text(wording.near(declined.at, now: now)),
                "call": .text(declined.call),
            ])
    }

    /// For how long whoever looks at it has had it in hand.
    fileprivate func runningFor(_ call: FollowUpCall) -> [Span] {
        guard call.category.isOpen, let begun = call.begunAt, call.claimedBy == actor.staffID else {
            return []
        }
        return [Span("  " + say("call.running", ["span": .span(now - begun)]), .accent)]
    }
}
