import Model
import ServiceDesk
import TerminalKit
import Wording

/// A promise beyond the standard, made while the case is logged: folded away until it is wanted, since most cases take none.
/// What is beyond the agent's own limit becomes a request, which is said before anything is logged.
extension LogScreen: MomentForm {
    static let momentField = LogField.soonerBy
    /// What a caller mostly wants sooner.
    private static let usual = "respond"

    /// Why nothing can be promised sooner now; nil when something can.
    func lackOfSooner(_ context: DeskContext) -> String? {
        if isPromisingSooner { return nil }
        if soonerPower == .nothing, preview != nil { return context.say("log.sooner.never") }
        return clocks.isEmpty ? nothingToPromise(context) : nil
    }

    private func nothingToPromise(_ context: DeskContext) -> String {
        guard let id = preview?.chases else { return context.say("log.sooner.nothing") }
        return context.say("log.sooner.chased", ["id": .text(id.description)])
    }

    private var clocks: [Clock] { preview?.clocks ?? [] }

    /// What is to be sooner, as the standard would have it.
    private var clock: Clock? { clocks.first { $0.metric == form.value(of: .sooner) } }

    /// Unfolds the fields, or folds them again and empties them.
    mutating func toggleSooner(_ context: DeskContext) -> [DeskStep] {
        isPromisingSooner.toggle()
        if isPromisingSooner {
            offerClocks(context)
        } else {
            soonerMetric = ""
            for field in LogField.ofSoonerPromise {
                form.set(field, to: "")
                form.errors[field] = nil
            }
        }
        showMoment(context)
        arrange()
        if isPromisingSooner { form.setFocus(.sooner) }
        draft.changed(at: context.now)
        return []
    }

    /// The promises that would begin to count; the one that was chosen stays.
    mutating func offerClocks(_ context: DeskContext) {
        guard isPromisingSooner else { return }
        let choices = clocks.map { Choice(id: $0.metric, label: context.standard($0)) }
        let wanted = [soonerMetric, Self.usual].first { metric in choices.contains { $0.id == metric } }
        replace(.sooner, choices, wanted ?? choices.first?.id ?? "", context)
    }

    /// Says beside its fields what keeps the promise from being made; where nothing is written, none is.
    mutating func judgeSooner(_ context: DeskContext) {
        let (time, reason) = (form.value(of: .soonerBy).trimmed, form.value(of: .soonerReason).trimmed)
        guard isPromisingSooner, !time.isEmpty || !reason.isEmpty else { return }
        if reason.isEmpty { form.errors[.soonerReason] = context.say("field.required") }
        guard let clock else {
            form.errors[.sooner] = nothingToPromise(context)
            return
        }
        guard let by = moment(context) else {
            form.errors[.soonerBy] = context.say("callBack.wrong")
            return
        }
        if by <= context.now { form.errors[.soonerBy] = context.say(SoonerPromiseFault.past(by)) }
        if by >= clock.due {
            form.errors[.soonerBy] = context.say(SoonerPromiseFault.notSooner(due: clock.due))
        }
    }

    /// What is promised beyond the standard; nil where nothing is.
    func sooner(_ context: DeskContext) -> CaseDraft.Sooner? {
        let reason = form.value(of: .soonerReason).trimmed
        guard isPromisingSooner, !reason.isEmpty, let clock, let by = moment(context) else { return nil }
        return CaseDraft.Sooner(metric: clock.metric, by: by, reason: reason)
    }

    /// Whether it will be promised or asked for, before it is logged.
    func addSooner(to pane: inout Pane, _ context: DeskContext) {
        guard isPromisingSooner, let clock, let by = moment(context), by < clock.due else { return }
        let facts: [String: PhraseFact] = [
            "metric": .text(context.metricName(clock.metric)), "due": .text(context.nearAndFar(by)),
            "standard": .text(context.wording.near(clock.due, now: context.now)),
        ]
        if soonerPower == .alone {
            pane.add(.text(context.say("log.sooner.made", facts), .good))
        } else {
            pane.add(.text(context.say("log.sooner.asked", facts), .warning))
        }
    }
}
