import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// The rules as they were read.
struct AssignmentRulesView: Showable {
    struct Rule: Encodable {
        let name: String
        let label: String
        @OrNull var only: String?
        let to: [String]
        @OrNull var team: String?
        let skill: Bool
        let language: Bool
        let present: Bool
        @OrNull var lastMinutes: Int?
        let by: String
        let waitMinutes: Int
    }

    let assign: Bool
    /// By role, how many open cases one person is given.
    let capacity: [String: Int]
    let rules: [Rule]
    private let said: [String]

    private enum CodingKeys: String, CodingKey { case assign, capacity, rules }

    init(_ rules: Rules, _ output: Output) {
        let assignment = rules.assignment
        assign = assignment.isOn
        capacity = assignment.ofRoles
        self.rules = assignment.rules.map { rule in
            Rule(
                name: rule.name, label: output.wording.text(rule.label),
                only: rule.onlySource.isEmpty ? nil : rule.onlySource, to: rule.roles,
                team: rule.team.isEmpty ? nil : rule.team, skill: rule.asksSkill, language: rule.asksLanguage,
                present: rule.asksPresence, lastMinutes: rule.last.map { Int($0.milliseconds / 60_000) },
                by: rule.order.rawValue, waitMinutes: Int(rule.wait.milliseconds / 60_000))
        }
        let limits = assignment.ofRoles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { role, most in
            output.words(
                "assignment.capacity",
                [
                    "role": rules.roles[role].map { .label($0.label) } ?? .text(role),
                    "count": .count(most),
                ])
        }
        said =
            [output.words(assignment.isOn ? "assignment.on" : "assignment.off")] + limits
            + assignment.rules.flatMap { Self.lines($0, rules, output) }
    }

    private static func lines(_ rule: AssignmentRule, _ rules: Rules, _ output: Output) -> [String] {
        let roles = rule.roles.map { name -> PhraseFact in
            rules.roles[name].map { .label($0.label) } ?? .text(name)
        }
        var asked: [Phrase] = []
        if !rule.team.isEmpty { asked.append(Phrase("assignment.asks.team", ["team": .text(rule.team)])) }
        if rule.asksSkill { asked.append(Phrase("assignment.asks.skill")) }
        if rule.asksLanguage { asked.append(Phrase("assignment.asks.language")) }
        if rule.asksPresence { asked.append(Phrase("assignment.asks.present")) }
        var lines = [
            output.words(
                "assignment.rule",
                ["label": .label(rule.label), "name": .text(rule.name), "roles": .list(roles)])
        ]
        if !rule.onlySource.isEmpty {
            lines.append(output.words("assignment.only", ["condition": .text(rule.onlySource)]))
        }
        if !asked.isEmpty {
            lines.append(output.words("assignment.asks", ["what": .list(asked.map { .phrase($0) })]))
        }
        if let last = rule.last { lines.append(output.words("assignment.last", ["span": .span(last)])) }
        lines.append(output.words("assignment.by.\(rule.order.rawValue)"))
        if rule.wait > .zero { lines.append(output.words("assignment.wait", ["span": .span(rule.wait)])) }
        return [lines[0]] + lines.dropFirst().map { "  " + $0 }
    }

    func lines(_ output: Output) -> [String] { said }
}

/// Who would be given a case, and why not the others.
struct AssignmentPlanView: Showable {
    struct Candidate: Listable {
        let login: String
        let name: String
        let open: Int
        @OrNull var capacity: Int?
        @OrNull var lastGiven: String?
        /// Null for who could have it.
        @OrNull var unfit: String?
        fileprivate let said: String
        fileprivate let isChosen: Bool

        private enum CodingKeys: String, CodingKey { case login, name, open, capacity, lastGiven, unfit }

        static let titles = [
            "assignment.title.person", "assignment.title.inHand", "assignment.title.mayHave",
            "assignment.title.standing",
        ]

        func cells(_ output: Output) -> [TextCell] {
            [
                TextCell(name, isChosen ? .strong : .plain), TextCell(output.wording.number(open)),
                TextCell(capacity.map { output.wording.number($0) } ?? ""),
                TextCell(said, isChosen ? .good : .plain),
            ]
        }
    }

    let `case`: String
    /// Whether the desk gives out cases by itself.
    let assign: Bool
    @OrNull var rule: String?
    /// The sign-in name of who would get it.
    @OrNull var to: String?
    @OrNull var because: String?
    let candidates: [Candidate]
    private let said: [String]

    private enum CodingKeys: String, CodingKey { case `case`, assign, rule, to, because, candidates }

    init(_ id: CaseID, _ plan: AssignmentPlan?, ownedBy owner: String?, isOn: Bool, _ v: Viewer) {
        let output = v.output
        `case` = id.description
        assign = isOn
        _rule = OrNull(plan?.rule.name)
        _to = OrNull(plan?.choice?.person.staff.login)
        _because = OrNull(plan?.choice?.reason.rawValue)
        candidates = (plan?.candidates ?? []).map { candidate in
            let person = candidate.person
            let chosen = plan?.choice.flatMap { $0.person.staff.id == person.staff.id ? $0.reason : nil }
            return Candidate(
                login: person.staff.login, name: person.staff.name, open: person.load,
                capacity: candidate.capacity, lastGiven: output.iso(person.lastGiven),
                unfit: candidate.unfit.map(\.name),
                said: chosen.map { output.words("assignment.because.\($0.rawValue)") }
                    ?? output.wording.say(candidate.unfit?.phrase ?? Phrase("assignment.couldHave")),
                isChosen: chosen != nil)
        }
        var off = isOn ? [] : [output.words("assignment.off")]
        if let owner {
            off.insert(
                output.words("assignment.owned", ["case": .text(id.description), "name": .text(owner)]), at: 0
            )
        }
        guard let plan else {
            said = [output.words("assignment.noRuleFits")] + off
            return
        }
        let facts: [String: PhraseFact] = [
            "case": .text(id.description), "rule": .label(plan.rule.label),
            "name": .text(plan.choice?.person.staff.name ?? ""),
        ]
        said = [output.words(plan.choice == nil ? "assignment.toNobodyNow" : "assignment.would", facts)] + off
    }

    func lines(_ output: Output) -> [String] { said + output.table(candidates) }
}

/// What the rules would have made of past days.
struct RehearsalView: Showable {
    struct Share: Listable {
        let login: String
        let name: String
        let given: Int
        let had: Int
        let mostAtOnce: Int
        @OrNull var capacity: Int?

        static let titles = [
            "assignment.title.person", "assignment.title.wouldGet", "assignment.title.reallyHad",
            "assignment.title.mostAtOnce", "assignment.title.mayHave",
        ]

        func cells(_ output: Output) -> [TextCell] {
            [TextCell(name)]
                + [given, had, mostAtOnce].map { TextCell(output.wording.number($0)) }
                + [TextCell(capacity.map { output.wording.number($0) } ?? "")]
        }
    }

    let from: String
    let to: String
    let cases: Int
    let noRule: Int
    let atOnce: Int
    let later: Int
    let longestWaitMinutes: Int
    let never: Int
    /// By what stood against it, how many of those nobody got.
    let obstacles: [String: Int]
    let cut: Bool
    let people: [Share]
    private let said: [String]

    private enum CodingKeys: String, CodingKey {
        case from, to, cases, noRule, atOnce, later, longestWaitMinutes, never, obstacles, cut, people
    }

    init(_ r: AssignmentRehearsal, _ v: Viewer) {
        let output = v.output
        (from, to) = (output.iso(r.span.start), output.iso(r.span.end))
        (cases, noRule, atOnce, later, never) = (r.came, r.unruled, r.atOnce, r.later, r.never)
        longestWaitMinutes = Int(r.longestWait.milliseconds / 60_000)
        obstacles = Dictionary(uniqueKeysWithValues: r.obstacles.map { ($0.key.rawValue, $0.value) })
        cut = r.isCut
        people = r.shares.map {
            Share(
                login: $0.staff.login, name: $0.staff.name, given: $0.given, had: $0.had,
                mostAtOnce: $0.mostAtOnce, capacity: $0.capacity)
        }
        var lines = [
            output.words("rehearsal.came", ["count": .count(r.came)]),
            output.words("rehearsal.atOnce", ["count": .count(r.atOnce)]),
        ]
        if r.later > 0 {
            lines.append(
                output.words("rehearsal.later", ["count": .count(r.later), "span": .span(r.longestWait)]))
        }
        if r.never > 0 {
            lines.append(output.words("rehearsal.never", ["count": .count(r.never)]))
            lines += r.obstacles.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
                "  " + output.words("rehearsal.\($0.key.rawValue)", ["count": .count($0.value)])
            }
        }
        if r.unruled > 0 { lines.append(output.words("rehearsal.noRule", ["count": .count(r.unruled)])) }
        if r.isCut { lines.append(output.words("rehearsal.cut", ["count": .count(r.came)])) }
        said = lines
    }

    func lines(_ output: Output) -> [String] { said + output.table(people) }
}

extension AssignmentCandidate.Unfit {
    /// As JSON has it.
    fileprivate var name: String {
        switch self {
        case .mayNot: "mayNot"
        case .lacksSkill: "skill"
        case .lacksLanguage: "language"
        case .absent: "absent"
        case .full: "full"
        case .hadIt: "hadIt"
        }
    }

    fileprivate var phrase: Phrase {
        switch self {
        case .mayNot: Phrase("assignment.unfit.mayNot")
        case .lacksSkill(let skill): Phrase("assignment.unfit.skill", ["skill": .text(skill)])
        case .lacksLanguage(let language):
            Phrase("assignment.unfit.language", ["language": .text(language)])
        case .absent: Phrase("assignment.unfit.absent")
        case .full(let most): Phrase("assignment.unfit.full", ["count": .count(most)])
        case .hadIt: Phrase("assignment.unfit.hadIt")
        }
    }
}
