import Model
import Quality
import Records
import ServiceDesk
import ServiceTime
import Wording

/// The rules of calling, and the plans, as they were read.
struct CallingRulesView: Showable {
    let hours: String
    let askedHours: String
    let asked: [String]
    /// Days for which whoever handled a case of a customer makes no call about none to them.
    let lately: Int
    let attempts: Int
    let days: Int
    let partsOfDay: Int
    let gap: String
    let plans: [FollowUpPlanView]
    let scripts: [CallScriptView]

    init(_ rules: CallingRules, _ plans: FollowUpPlans, _ scripts: CallScripts, _ output: Output) {
        self.scripts = scripts.all.map { CallScriptView($0, plans) }
        self.plans = plans.all.map { FollowUpPlanView($0, output) }
        (hours, askedHours) = (rules.hours.name, rules.askedHours.name)
        (asked, lately) = (rules.asked.sorted(), rules.lately)
        (attempts, days, partsOfDay) = (rules.attempts.most, rules.attempts.days, rules.attempts.parts)
        gap = rules.attempts.gap.description
    }

    func lines(_ output: Output) -> [String] {
        [
            output.words("followup.hours", ["calendar": .text(hours)]),
            output.words(
                "followup.askedHours",
                [
                    "calendar": .text(askedHours),
                    "reasons": .list(asked.map { .text(output.wording.name($0, of: "callReason")) }),
                ]),
            output.words("followup.lately", ["count": .count(lately)]),
            output.words(
                "followup.attempts",
                [
                    "count": .count(attempts), "days": .text("\(days)"), "parts": .text("\(partsOfDay)"),
                    "gap": FollowUpPlanView.amount(gap),
                ]),
        ] + plans.flatMap { $0.lines(output) } + [""] + scripts.flatMap { $0.lines(output) }
    }
}

/// Why a call is made, and when.
struct CallStandingView: Showable {
    let call: CallView
    let mayBeMadeNow: Bool
    @OrNull var mayBeMadeFrom: String?
    /// The minute it was promised for; null for one that was not, or was tried.
    @OrNull var promisedFor: String?
    let hours: String
    /// When it was tried.
    let tried: [String]
    let attemptsLeft: Int
    /// When it is tried again if nobody is reached; null when it is then given up.
    @OrNull var nextAttempt: String?
    /// The questionnaire it asks.
    @OrNull var questionnaire: String?
    let mayCall: Bool
    /// The plan it was made out by; null for one that a person arranged.
    @OrNull var plan: String?
    /// What else it serves.
    let also: [AlsoView]
    let shown: Shown

    struct Shown {
        var plan: Label?
        var standing: CallStanding
        var hours: Label
        /// The part of the day each attempt fell in.
        var parts: [Label?]
        var questionnaire: Label?
    }

    private enum CodingKeys: String, CodingKey {
        case call, mayBeMadeNow, mayBeMadeFrom, promisedFor, hours, tried, attemptsLeft, nextAttempt,
            questionnaire,
            mayCall, plan, also
    }

    /// One reason more that a call serves.
    struct AlsoView: Encodable {
        let reason: String
        @OrNull var `case`: String?
        @OrNull var unit: String?
        let dueBy: String
    }

    init(_ standing: CallStanding, _ rules: CallingRules, at now: Instant, _ v: Viewer) throws {
        let plan = try v.reading.rules.followUps()[standing.call.plan]
        _plan = OrNull(plan?.name)
        also = try v.reading.callMatters.of(standing.call.id).dropFirst().map {
            AlsoView(
                reason: $0.reason, case: $0.caseID?.description, unit: $0.unit?.description,
                dueBy: v.output.iso($0.dueBy))
        }
        let asked = try v.reading.questionnaire(asked: standing.call)
        call = try CallView(standing.call, v)
        mayBeMadeNow = standing.isOpen && standing.call.dueFrom <= now && !standing.customer.lacksNumber
        _mayBeMadeFrom = OrNull(standing.opens.map(v.output.iso))
        _promisedFor = OrNull(standing.call.promisedAt.map(v.output.iso))
        hours = rules.hours(for: standing.call.reason, wish: standing.call.wish).name
        tried = standing.attempts.map(v.output.iso)
        attemptsLeft = standing.left
        _nextAttempt = OrNull(standing.next.map(v.output.iso))
        _questionnaire = OrNull(asked?.name)
        mayCall =
            try standing.customer.mayCall
            || v.reading.rules.callsInAnyCase().contains(standing.call.reason)
        shown = Shown(
            plan: plan?.label, standing: standing,
            hours: rules.hours(for: standing.call.reason, wish: standing.call.wish).label,
            parts: standing.attempts.map { rules.part(at: $0)?.label }, questionnaire: asked?.label)
    }

    func lines(_ output: Output) -> [String] {
        let (standing, wording) = (shown.standing, output.wording)
        var lines = [
            output.words(
                "followup.why",
                [
                    "id": .text(call.id), "reason": .text(wording.name(call.reason, of: "callReason")),
                    "customer": .text(call.shown.customer), "from": .instant(call.shown.from),
                    "by": .instant(call.shown.by),
                ])
        ]
        if let plan = shown.plan { lines.append(output.words("followup.byPlan", ["plan": .label(plan)])) }
        for more in also {
            lines.append(
                output.words(
                    "followup.also",
                    [
                        "reason": .text(wording.name(more.reason, of: "callReason")),
                        "about": .text(more.case ?? more.unit ?? "–"),
                    ]))
        }
        guard call.category.isOpen else {
            return lines + [output.words("followup.over", ["state": .text(call.shown.state)])]
        }
        if let minute = standing.call.promisedAt {
            lines.append(output.words("followup.promisedFor", ["time": .instant(minute)]))
        }
        if !mayCall { lines.append(output.words("followup.mayNot")) }
        if standing.customer.lacksNumber { lines.append(output.words("followup.noNumber")) }
        if let wish = standing.call.wish {
            lines.append(output.words("followup.wish", ["hours": .phrase(wish.phrase)]))
        }
        let opens = standing.opens.map { PhraseFact.instant($0) } ?? .text("–")
        if !standing.customer.lacksNumber {
            lines.append(
                output.words(
                    mayBeMadeNow ? "followup.now" : "followup.later",
                    ["calendar": .label(shown.hours), "opens": opens]))
        }
        if call.stranded { lines.append(output.words("call.stranded")) }
        if let login = call.meantFor {
            lines.append(output.words("call.meantFor", ["name": .text(login)]))
        }
        if !call.barred.isEmpty {
            lines.append(output.words("followup.barred", ["people": .list(call.barred.map { .text($0) })]))
        }
        for (time, part) in zip(standing.attempts, shown.parts) {
            lines.append(
                output.words(
                    "followup.tried",
                    ["time": .instant(time), "part": part.map { .label($0) } ?? .text("–")]))
        }
        lines.append(output.words("followup.left", ["count": .count(attemptsLeft)]))
        lines.append(
            standing.next.map { output.words("followup.next", ["time": .instant($0)]) }
                ?? output.words("followup.givenUp"))
        if let label = shown.questionnaire {
            lines.append(output.words("followup.asks", ["questionnaire": .label(label)]))
        }
        return lines
    }
}
