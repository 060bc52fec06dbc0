import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// How much of one decision may be granted.
struct LimitView: Encodable {
    let decision: String
    @OrNull var perCase: String?
    @OrNull var perDay: String?
    @OrNull var perMonth: String?
    /// In words, with the decision.
    let label: String
    let said: String

    private enum CodingKeys: String, CodingKey {
        case decision, perCase = "case", perDay = "day", perMonth = "month"
    }

    init(_ limit: GrantLimit, of decision: Empowerment.Decision, _ rules: Rules, _ output: Output) {
        func sum(_ minor: Int64?) -> String? { minor.map { rules.empowerment.money($0).description } }
        self.decision = decision.name
        _perCase = OrNull(decision.isMoney ? sum(limit.perCase) : nil)
        (_perDay, _perMonth) = (OrNull(sum(limit.perDay)), OrNull(sum(limit.perMonth)))
        label = output.wording.text(decision.label)
        said = output.wording.say(limit.phrase(of: decision, rules.empowerment))
    }

    /// The limits of a role, in the order of the decisions.
    static func of(_ role: Role, _ rules: Rules, _ output: Output) -> [LimitView] {
        rules.empowerment.decisions.compactMap { decision in
            rules.empowerment.limit(of: role.name, for: decision.name).map {
                LimitView($0, of: decision, rules, output)
            }
        }
    }
}

/// All limits: of roles, of single people, and who stands in for whom.
struct EmpowermentView: Showable {
    let currency: String
    let roles: [RoleLimits]
    let exceptions: [ExceptionView]
    let deputies: [DeputyView]

    struct RoleLimits: Encodable {
        let role: String
        let limits: [LimitView]
        let label: String

        private enum CodingKeys: String, CodingKey { case role, limits }
    }

    init(_ v: Viewer, at now: Instant) throws {
        let rules = v.reading.rules
        currency = rules.empowerment.currency
        roles = rules.roles.all.map {
            RoleLimits(
                role: $0.name, limits: LimitView.of($0, rules, v.output),
                label: v.output.wording.text($0.label))
        }
        let today = rules.localDay(now)
        exceptions = try v.reading.empowerments.exceptions(from: today).map { try ExceptionView($0, v) }
        deputies = try v.reading.empowerments.deputies(from: today).map { try DeputyView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let limits = roles.filter { !$0.limits.isEmpty }.flatMap { role in
            ["\(role.label) (\(role.role))"] + role.limits.map { "  " + output.pair($0.label, $0.said) }
        }
        let others =
            exceptions.isEmpty ? [] : ["", output.words("empowerment.exceptions")] + output.table(exceptions)
        let standIns =
            deputies.isEmpty ? [] : ["", output.words("empowerment.deputies")] + output.table(deputies)
        return limits + others + standIns
    }
}

/// Another limit for one person.
struct ExceptionView: Listable {
    let exception: String
    let staff: String
    let decision: String
    @OrNull var limit: LimitView?
    let from: String
    let until: String
    let reason: String
    @OrNull var by: String?
    @OrNull var ended: String?
    private let days: (Day, Day)
    private let label: String

    private enum CodingKeys: String, CodingKey {
        case exception, staff, decision, limit, from, until, reason, by, ended
    }

    init(_ e: LimitException, _ v: Viewer) throws {
        exception = e.id.description
        staff = try v.login(e.staff) ?? ""
        decision = e.decision
        let known = v.reading.rules.empowerment[e.decision]
        _limit = OrNull(
            e.limit.flatMap { limit in
                known.map { LimitView(limit, of: $0, v.reading.rules, v.output) }
            })
        (from, until, reason) = (e.days.first.description, e.days.last.description, e.reason)
        _by = OrNull(try v.login(e.by))
        _ended = OrNull(v.output.iso(e.endedAt))
        days = (e.days.first, e.days.last)
        label = v.output.wording.text(v.reading.rules.empowerment.label(of: e.decision))
    }

    static let titles = [
        "cli.title.exception", "cli.title.staff", "cli.title.decision", "cli.title.limit", "cli.title.from",
        "cli.title.untilDay", "cli.title.reason",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(exception, .strong), TextCell(staff), TextCell(label),
            TextCell(limit?.said ?? output.words("empowerment.limit.no")),
            TextCell(output.wording.day(days.0)), TextCell(output.wording.day(days.1)),
            TextCell(ended == nil ? reason : output.words("empowerment.ended", ["reason": .text(reason)])),
        ]
    }
}

extension ExceptionView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// Who stands in for whom.
struct DeputyView: Listable {
    let delegation: String
    let staff: String
    let deputy: String
    let from: String
    let until: String
    let reason: String
    @OrNull var ended: String?
    private let days: (Day, Day)

    private enum CodingKeys: String, CodingKey { case delegation, staff, deputy, from, until, reason, ended }

    init(_ d: Deputy, _ v: Viewer) throws {
        delegation = d.id.description
        (staff, deputy) = (try v.login(d.staff) ?? "", try v.login(d.deputy) ?? "")
        (from, until, reason) = (d.days.first.description, d.days.last.description, d.reason)
        _ended = OrNull(v.output.iso(d.endedAt))
        days = (d.days.first, d.days.last)
    }

    static let titles = [
        "cli.title.delegation", "cli.title.absent", "cli.title.deputy", "cli.title.from",
        "cli.title.untilDay",
        "cli.title.reason",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(delegation, .strong), TextCell(staff), TextCell(deputy),
            TextCell(output.wording.day(days.0)), TextCell(output.wording.day(days.1)),
            TextCell(ended == nil ? reason : output.words("empowerment.ended", ["reason": .text(reason)])),
        ]
    }
}

extension DeputyView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// Whether somebody may grant so much, by which limit, and who may if not.
struct PowerView: Showable {
    let `case`: String
    let staff: String
    let decision: String
    @OrNull var amount: String?
    /// `alone`, `approved` or `ask`.
    let verdict: String
    @OrNull var why: String?
    @OrNull var limit: LimitView?
    /// The role or the exception (`L3`) that the limit comes from.
    @OrNull var from: String?
    let spentInDay: String
    let spentInMonth: String
    /// In this case, without asking.
    let alone: String
    let fourEyes: Bool
    let deciders: [DeciderView]
    private let said: [String]

    struct DeciderView: Encodable {
        let staff: String
        @OrNull var insteadOf: String?
    }

    private enum CodingKeys: String, CodingKey {
        case `case`, staff, decision, amount, verdict, why, limit, from, spentInDay, spentInMonth, alone,
            fourEyes,
            deciders
    }

    init(_ e: EmpowermentExplanation, _ v: Viewer) throws {
        let (output, rules, power) = (v.output, v.reading.rules, e.power)
        `case` = e.caseID.description
        (staff, decision) = (power.holder.login, power.decision.name)
        _amount = OrNull(e.terms.amount?.description)
        var reason: Phrase?
        switch e.verdict {
        case .alone: verdict = "alone"
        case .approved: verdict = "approved"
        case .ask(let why): (verdict, reason) = ("ask", why)
        }
        _why = OrNull(reason.map { output.wording.say($0) })
        _limit = OrNull(power.limit.map { LimitView($0, of: power.decision, rules, output) })
        switch power.source {
        case .role(let role)?: _from = OrNull(role)
        case .exception(let exception)?: _from = OrNull(exception.id.description)
        case nil: _from = OrNull(nil)
        }
        spentInDay = rules.empowerment.money(power.spentInDay).description
        spentInMonth = rules.empowerment.money(power.spentInMonth).description
        (alone, fourEyes) = (e.alone.description, e.needsTwo)
        deciders = try e.deciders.map { decider in
            let absent = decider.mandate.deputy == nil ? nil : decider.mandate.holder.id
            return DeciderView(staff: decider.person.login, insteadOf: try v.login(absent))
        }
        said = e.phrases(rules).map { output.wording.say($0) }
    }

    func lines(_ output: Output) -> [String] { said }
}
