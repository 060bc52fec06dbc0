import Model
import Quality
import Records
import ServiceDesk
import Wording

/// An audit on one line.
struct AuditView: Listable {
    let id: String
    let version: Int
    let name: String
    let purpose: String
    let from: String
    let until: String
    /// Of all samples together; what is beyond one makes up for no other.
    let reached: Int
    let wanted: Int
    let milestones: Int
    let done: Int
    let late: Int
    /// The milestone due next, or overdue longest.
    @OrNull var next: String?
    @OrNull var closed: String?
    private let days: DaySpan
    private let standing: AuditStanding

    private enum CodingKeys: String, CodingKey {
        case id, version, name, purpose, from, until, reached, wanted, milestones, done, late, next, closed
    }

    init(_ s: AuditStanding, _ v: Viewer) {
        (id, version, name) = (s.audit.id.description, s.audit.version, s.audit.name)
        (purpose, days, standing) = (s.audit.purpose, s.audit.days, s)
        (from, until) = (s.audit.days.first.description, s.audit.days.last.description)
        (reached, wanted) = (s.reached, s.wanted)
        (milestones, done, late) = (s.milestones.count, s.done, s.late.count)
        _next = OrNull(s.next?.milestone.name)
        _closed = OrNull(v.output.iso(s.audit.closedAt))
    }

    static let titles = [
        "audit.title.id", "audit.title.name", "audit.title.days", "audit.title.reached", "audit.title.done",
        "audit.title.next",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let next = standing.next.map { one in
            "\(output.wording.day(one.milestone.due)) \(one.name(output))"
        }
        return [
            TextCell(id, .strong), TextCell(name), TextCell(asked(output)),
            TextCell(Self.part(reached, wanted, output)),
            TextCell(progress(output), late > 0 ? .alarm : .plain),
            TextCell(next ?? ""),
        ]
    }

    /// Since when it is only read; empty while it goes on.
    func closedSaid(_ output: Output) -> String { output.moment(standing.audit.closedAt) }

    func asked(_ output: Output) -> String {
        output.words("audit.days", ["from": .day(days.first), "until": .day(days.last)])
    }

    /// `3 of 11, 1 late`
    func progress(_ output: Output) -> String {
        let done = Self.part(done, milestones, output)
        guard late > 0 else { return done }
        return output.words("audit.andLate", ["done": .text(done), "count": .count(late)])
    }

    static func part(_ value: Int, _ whole: Int, _ output: Output) -> String {
        output.words("audit.of", ["value": .number(Double(value)), "whole": .number(Double(whole))])
    }
}

extension MilestoneStanding {
    /// What the rule file calls it; its bare name when it does so no more.
    fileprivate func name(_ output: Output) -> String {
        known.map { output.wording.text($0.label) } ?? milestone.name
    }
}

/// An audit and how far it has come, in full.
struct AuditStandingView: Showable {
    let audit: AuditView
    let groups: [AuditGroupView]
    let milestones: [MilestoneView]
    let interviews: [InterviewLineView]

    init(_ s: AuditStanding, _ v: Viewer) throws {
        audit = AuditView(s, v)
        groups = s.groups.map { AuditGroupView($0, v.output) }
        milestones = try s.milestones.map { try MilestoneView($0, v) }
        interviews = try s.interviews.map { try InterviewLineView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let facts = output.facts([
            ("audit.line.purpose", audit.purpose), ("audit.line.days", audit.asked(output)),
            ("audit.line.reached", AuditView.part(audit.reached, audit.wanted, output)),
            ("audit.line.done", audit.progress(output)),
            ("audit.line.closed", audit.closedSaid(output)),
        ])
        let held = interviews.isEmpty ? [output.words("audit.noInterviews")] : output.table(interviews)
        return ["\(audit.id) \(audit.name)"] + facts + [""] + output.table(groups)
            + [output.words("audit.counts"), ""] + output.table(milestones) + [""] + held
    }
}

/// A group, asked in one way.
struct AuditGroupView: Listable {
    let group: String
    let label: String
    @OrNull var side: String?
    let method: String
    let wanted: Int
    let reached: Int
    /// Of questionnaires, which one customer may fill in several of.
    @OrNull var sheets: Int?
    let version: Int
    private let share: Double

    private enum CodingKeys: String, CodingKey {
        case group, label, side, method, wanted, reached, sheets, version
    }

    init(_ s: GroupStanding, _ output: Output) {
        (group, method, wanted) = (s.plan.name, s.plan.method.rawValue, s.plan.wanted)
        (reached, version, share) = (s.reached, s.plan.version, s.share)
        label = s.known.map { output.wording.text($0.label) } ?? s.plan.name
        (_side, _sheets) = (OrNull(s.known?.side.rawValue), OrNull(s.sheets))
    }

    static let titles = [
        "audit.title.word", "audit.title.group", "audit.title.method", "audit.title.wanted",
        "audit.title.got", "audit.title.share",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(group, .strong), TextCell(label),
            TextCell(output.words("audit.method.\(method)")), TextCell(String(wanted)),
            TextCell(String(reached), reached >= wanted ? .good : .plain),
            TextCell(output.wording.percent(share, decimals: 0)),
        ]
    }
}

/// A document, who gives it and by when.
struct MilestoneView: Listable {
    let milestone: String
    let label: String
    @OrNull var step: String?
    @OrNull var owner: String?
    let due: String
    let state: String
    /// As of today: `late` and `done-late` as well.
    let standing: String
    @OrNull var doneOn: String?
    let daysLate: Int
    let note: String
    let version: Int
    private let day: Day
    private let said: String

    private enum CodingKeys: String, CodingKey {
        case milestone, label, step, owner, due, state, standing, doneOn, daysLate, note, version
    }

    init(_ s: MilestoneStanding, _ v: Viewer) throws {
        let m = s.milestone
        (milestone, label, day) = (m.name, s.name(v.output), m.due)
        said = v.output.wording.say(s.said)
        (due, state, standing) = (m.due.description, m.state.rawValue, s.standing.rawValue)
        (daysLate, note, version) = (s.daysLate, m.note, m.version)
        (_step, _owner) = (OrNull(s.known?.step.rawValue), OrNull(try v.login(m.owner)))
        _doneOn = OrNull(m.doneOn?.description)
    }

    static let titles = [
        "audit.title.due", "audit.title.word", "audit.title.milestone", "audit.title.owner",
        "audit.title.standing", "audit.title.note",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let isLate = standing == "late"
        return [
            TextCell(output.wording.day(day)), TextCell(milestone, .strong), TextCell(label),
            owner.map { TextCell($0) } ?? TextCell(output.words("audit.nobody"), .faint),
            TextCell(said, isLate ? .alarm : state == "done" ? .good : .plain), TextCell(note, .faint),
        ]
    }
}
