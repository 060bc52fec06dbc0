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
            .spans([
                Span(sheet.customer.name + "  ", .title),
                Span(context.phones(sheet.customer) + "  ", .accent),
                Span(context.stateName(call), .muted),
            ]))
        if !sheet.customer.mayCall { add(.text(context.say("call.doNotCall"), .missed)) }
        if sheet.customer.lacksNumber { add(.text(context.say("call.noNumber"), .warning)) }
        if script { add(.text(context.script(sheet), .accent)) }
        pair(context.say("label.why"), context.why(sheet.matters.first, sheet))
        for matter in sheet.matters.dropFirst() {
            pair(context.say("label.alsoWhy"), context.why(matter, sheet), .accent)
        }
        if let hours = sheet.customer.callHours {
            pair(context.say("label.callHours"), context.wording.say(hours.phrase))
        }
        pair(
            context.say("label.dueBy"), context.nearAndFar(call.dueBy),
            call.dueBy < context.now ? .missed : .text)
        if call.attempts > 0 {
            pair(
                context.say("label.attempts"), context.say("call.attempts", ["count": .count(call.attempts)]))
        }
        if let c = sheet.serviceCase {
            add(.heading("\(c.id) \(context.kindName(c.kind.rawValue))  \(context.stateName(c))"))
            add(.text(c.summary, .text))
        }
        if let visit = sheet.visit {
            add(.spans(context.visitSpans(visit, technician: sheet.technician)))
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

    /// What to say first: who calls, why, and how long it takes; nothing of the matter before the person is known.
    func script(_ sheet: CallSheet) -> String {
        var name = ""
        if let person = actor.staff { name = person.name }
        return say("call.script", ["clerk": .text(name), "customer": .text(sheet.customer.name)])
    }
}
