import DeskScreens
import Model
import ServiceDesk
import Statistics
import Wording

/// Faults by how often one visit settles them, and whom to train for those where it is too seldom.
struct TrainingPlanView: Showable {
    let from: String
    let until: String
    let jobs: Int
    /// Those that name a product and a fault.
    let named: Int
    let tests: Int
    let faults: [TrainingLineView]
    let proposals: [TrainingProposalView]
    private let plan: TrainingPlan

    private enum CodingKeys: String, CodingKey { case from, until, jobs, named, tests, faults, proposals }

    init(_ plan: TrainingPlan, _ v: Viewer) throws {
        self.plan = plan
        (from, until) = (plan.days.lowerBound.description, plan.days.upperBound.description)
        (jobs, named, tests) = (plan.jobs, plan.named, plan.tests)
        faults = plan.lines.map { TrainingLineView($0, v) }
        proposals = try plan.proposals.map { try TrainingProposalView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "training.head",
            [
                "from": .day(plan.days.lowerBound), "until": .day(plan.days.upperBound),
                "count": .count(jobs), "named": .count(named),
            ])
        guard !faults.isEmpty else { return [head] }
        let none = proposals.isEmpty ? ["", output.words("training.none")] : []
        return [head, ""] + output.table(faults) + none + proposals.flatMap { [""] + $0.lines(output) }
            + [
                "",
                output.words(
                    "training.tested",
                    ["count": .count(tests), "least": .count(TrainingPlan.leastJobs)]),
            ]
    }
}

struct TrainingLineView: Listable {
    let product: String
    let fault: String
    let share: EstimateView
    let jobs: Int
    @OrNull var others: EstimateView?
    @OrNull var difference: EstimateView?
    /// Fisher's test against all others, made stricter for as many tests (Holm); null where too few were to be tested.
    @OrNull var adjusted: Double?
    /// `clear`, `hint` or `usual`.
    let verdict: String
    /// Fewer than 30 jobs.
    let small: Bool
    let productLabel: String
    let faultLabel: String

    private enum CodingKeys: String, CodingKey {
        case product, fault, share, jobs, others, difference, adjusted, verdict, small
    }

    init(_ line: TrainingPlan.Line, _ v: Viewer) {
        (product, fault, jobs) = (line.product, line.fault, line.jobs)
        (share, verdict, small) = (EstimateView(line.share), line.verdict.rawValue, line.isSmall)
        _others = OrNull(line.others.map(EstimateView.init))
        _difference = OrNull(line.difference.map(EstimateView.init))
        _adjusted = OrNull(line.adjusted.map { ($0 * 1_000_000).rounded() / 1_000_000 })
        (productLabel, faultLabel) = (v.productName(product), v.faultName(fault, of: product))
    }

    static let titles = [
        "faults.title.product", "faults.title.fault", "training.title.share", "training.title.between",
        "training.title.jobs", "training.title.others", "training.title.p",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let mark = verdict == "clear" ? " !" : verdict == "hint" ? " ~" : ""
        let between =
            share.low.flatMap { low in share.high.map { (low, $0) } }.map { low, high in
                output.words(
                    "figures.between",
                    [
                        "low": .text(output.wording.percent(low, decimals: 0)),
                        "high": .text(output.wording.percent(high, decimals: 0)),
                    ])
            } ?? ""
        return [
            TextCell(productLabel), TextCell(faultLabel, .strong),
            TextCell(
                output.wording.percent(share.value, decimals: 0) + mark, mark.isEmpty ? .plain : .alarm),
            TextCell(between, .faint), TextCell(output.wording.number(jobs) + (small ? " ?" : "")),
            TextCell(others.map { output.wording.percent($0.value, decimals: 0) } ?? "–", .faint),
            TextCell(adjusted.map { output.wording.number($0, decimals: 3) } ?? "–", .faint),
        ]
    }
}

struct TrainingProposalView: Encodable {
    let product: String
    let fault: String
    let skill: String
    let level: Int
    let people: [TraineeView]
    /// Who could teach it, the best first.
    let teachers: [String]
    private let line: TrainingLineView
    private let difference: Estimate?

    private enum CodingKeys: String, CodingKey { case product, fault, skill, level, people, teachers }

    init(_ proposal: TrainingPlan.Proposal, _ v: Viewer) throws {
        (product, fault) = (proposal.line.product, proposal.line.fault)
        (skill, level) = (proposal.skill, proposal.level)
        people = try proposal.people.map { try TraineeView($0, needed: proposal.level, v) }
        teachers = try proposal.teachers.compactMap { try v.login($0) }
        (line, difference) = (TrainingLineView(proposal.line, v), proposal.line.difference)
    }

    func lines(_ output: Output) -> [String] {
        let trainees = people.filter { $0.reason != nil }
        let head = output.words(
            "training.proposal",
            [
                "product": .text(line.productLabel), "fault": .text(line.faultLabel),
                "skill": .text(skill), "level": .count(level),
                "difference": .text(output.pointsApart(difference)),
            ])
        let teach =
            teachers.isEmpty || trainees.isEmpty
            ? nil
            : "  " + output.words("training.teachers", ["people": .list(teachers.map { .text($0) })])
        return [head] + people.map { "  " + $0.line(output) }
            + (trainees.isEmpty ? ["  " + output.words("training.nobodyStandsOut")] : [])
            + [teach].compactMap(\.self)
    }
}

/// Somebody who went first.
struct TraineeView: Encodable {
    let login: String
    let jobs: Int
    let fixed: Int
    let share: EstimateView
    /// Null without the skill.
    @OrNull var level: Int?
    /// `lacksSkill`, `belowLevel` or `lower`; null where nothing asks for training.
    @OrNull var reason: String?
    private let person: TrainingPlan.Person
    private let needed: Int

    private enum CodingKeys: String, CodingKey { case login, jobs, fixed, share, level, reason }

    init(_ person: TrainingPlan.Person, needed: Int, _ v: Viewer) throws {
        login = try v.login(person.staff) ?? ""
        (jobs, fixed, share) = (person.jobs, person.fixed, EstimateView(person.share))
        _level = OrNull(person.level)
        _reason = OrNull(person.reason?.rawValue)
        (self.person, self.needed) = (person, needed)
    }

    func line(_ output: Output) -> String { output.trained(person, name: login, needed: needed) }
}
