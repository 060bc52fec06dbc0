import Model
import ServiceDesk
import ServiceTime
import Wording

/// Every call about a case, with what is to be said of it.
struct CaseCallsView: Showable {
    let `case`: String
    let calls: [CallStandingView]

    func lines(_ output: Output) -> [String] {
        if calls.isEmpty { return [output.words("followup.case.none", ["id": .text(`case`)])] }
        return Array(calls.map { $0.lines(output) }.joined(separator: [""]))
    }
}

/// Which plans that recur a unit is in.
struct UnitPlansView: Showable {
    let unit: String
    let customer: String
    let plans: [PlanOfUnitView]
    let product: String

    private enum CodingKeys: String, CodingKey { case unit, customer, plans }

    init(_ unit: Unit, _ plans: [UnitPlan], _ v: Viewer) {
        (self.unit, customer) = (unit.id.description, unit.customer.description)
        product =
            v.reading.rules.product(unit.product).map { v.output.wording.text($0.label) } ?? unit.product
        self.plans = plans.map { PlanOfUnitView($0, v.output) }
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "followup.unit.head",
            ["id": .text(unit), "product": .text(product), "customer": .text(customer)])
        if plans.isEmpty { return [head, output.words("followup.unit.noPlans")] }
        return [head] + plans.flatMap { [""] + $0.lines(output) }
    }
}

/// Where a unit stands in one plan.
struct PlanOfUnitView: Showable {
    let plan: String
    /// Whether a call is planned or will be.
    let applies: Bool
    /// The day it runs from, or the last of the warranty.
    @OrNull var since: String?
    /// The day it falls on by its rhythm, and the one that comes of it.
    @OrNull var falls: String?
    @OrNull var day: String?
    @OrNull var dueFrom: String?
    @OrNull var dueBy: String?
    /// The call that is planned already.
    @OrNull var call: String?
    /// Why nobody is rung up: a word.
    @OrNull var why: String?
    /// Days before on which chance, or a day off, has no call made.
    let passedOver: [String]
    let source: UnitPlan

    private enum CodingKeys: String, CodingKey {
        case plan, applies, since, falls, day, dueFrom, dueBy, call, why, passedOver
    }

    init(_ standing: UnitPlan, _ output: Output) {
        (source, plan) = (standing, standing.plan.name)
        _since = OrNull(standing.since?.description)
        passedOver = standing.passedOver.map(\.description)
        var (next, span, matter): (UnitPlan.Next?, Window?, CallMatter?) = (nil, nil, nil)
        var reason: String?
        switch standing.verdict {
        case .planned(let planned):
            (matter, span) = (planned, Window(start: planned.dueFrom, end: planned.dueBy))
            reason = planned.skipped?.rawValue
        case .due(let due): (next, span, reason) = (due, due.span, due.skip?.rawValue)
        case .never(let never): reason = never.rawValue
        }
        applies = reason == nil
        (_falls, _day) = (OrNull(next?.falls.description), OrNull(next?.day.description))
        (_dueFrom, _dueBy) = (
            OrNull(span.map { output.iso($0.start) }), OrNull(span.map { output.iso($0.end) })
        )
        (_call, _why) = (OrNull(matter?.call?.description), OrNull(reason))
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "followup.unit.plan",
            ["name": .text(plan), "label": .label(source.plan.label)])
        var lines = [rhythm(output)].compactMap { $0 }
        switch source.verdict {
        case .planned(let matter): lines.append(planned(matter, output))
        case .due(let next): lines += due(next, output)
        case .never(let reason): lines.append(output.wording.say(reason.phrase(source.plan)))
        }
        if !source.passedOver.isEmpty {
            let days = source.passedOver.prefix(6).map { PhraseFact.day($0) }
            lines.append(output.words("followup.unit.passedOver", ["days": .list(days)]))
        }
        return [head] + lines.map { "  " + $0 }
    }

    /// What the plan counts from, and how.
    private func rhythm(_ output: Output) -> String? {
        guard let rhythm = source.plan.recurring?.phrase else { return nil }
        guard let since = source.since else { return output.wording.say(rhythm) }
        let ends = source.plan.recurring?.since == .warrantyEnd
        return output.words(
            ends ? "followup.unit.ends" : "followup.unit.since",
            ["rhythm": .phrase(rhythm), "day": .day(since)])
    }

    private func planned(_ matter: CallMatter, _ output: Output) -> String {
        let span: [String: PhraseFact] = ["from": .instant(matter.dueFrom), "by": .instant(matter.dueBy)]
        guard let call = matter.call else {
            let why = PhraseFact.text(output.wording.name(matter.skipped?.rawValue ?? "", of: "callSkip"))
            return output.words("followup.unit.skipped", span.merging(["why": why]) { $1 })
        }
        return output.words(
            "followup.unit.planned", span.merging(["call": .text(call.description)]) { $1 })
    }

    private func due(_ next: UnitPlan.Next, _ output: Output) -> [String] {
        var lines = [
            output.words(
                "followup.unit.due", ["from": .instant(next.span.start), "by": .instant(next.span.end)])
        ]
        if next.falls != next.day {
            lines.append(
                output.words("followup.unit.moved", ["falls": .day(next.falls), "day": .day(next.day)]))
        }
        if let skip = next.skip {
            lines.append(
                output.words(
                    "followup.unit.notCalled",
                    ["why": .text(output.wording.name(skip.rawValue, of: "callSkip"))]))
        }
        return lines
    }
}

extension UnitPlan.Reason {
    fileprivate func phrase(_ plan: FollowUpPlan) -> Phrase {
        let recurring = plan.recurring
        return switch self {
        case .otherProduct:
            Phrase(
                "followup.unit.otherProduct",
                ["products": .list((recurring?.products ?? []).map { .text($0) })])
        case .otherSerial:
            Phrase("followup.unit.otherSerial", ["serial": .text(recurring?.serial ?? "")])
        case .noDay: Phrase("followup.unit.noDay")
        case .noWarranty: Phrase("followup.unit.noWarranty")
        case .past: Phrase("followup.unit.past")
        case .chance: Phrase("followup.unit.chance", ["share": .text("\(plan.share)%")])
        }
    }
}
