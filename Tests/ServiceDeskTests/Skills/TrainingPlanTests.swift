import DeskTesting
import Model
import Records
import Statistics
import Testing

@testable import ServiceDesk

@Suite("Whom to train in what")
struct TrainingPlanTests {
    private static func person(_ number: Int64, level: Int?, active: Bool = true) -> Staff {
        var staff = Staff(
            id: StaffID(number), login: "t\(number)", name: "t\(number)", roles: ["technician"],
            skills: level == nil ? [] : ["cooling"], active: active)
        if let level { staff.terms.levels = ["cooling": level] }
        return staff
    }

    private static func jobs(_ fault: String, _ technician: Int64, _ fixed: Int, of count: Int)
        -> [TrainingJob]
    {
        (0..<count).map {
            TrainingJob(
                product: fault.isEmpty ? "" : "fridge", fault: fault, technician: StaffID(technician),
                isFixed: $0 < fixed)
        }
    }

    private func plan(_ jobs: [TrainingJob], _ staff: [Staff], level: Int = 2) -> TrainingPlan {
        let day = Day(2026, 11, 24)
        return TrainingPlan(jobs, on: day - 364...day, staff: staff) { _, _ in ("cooling", level) }
    }

    private var some: [TrainingJob] {
        Self.jobs("noise", 1, 1, of: 6) + Self.jobs("noise", 2, 3, of: 6) + Self.jobs("leak", 3, 18, of: 20)
            + Self.jobs("frost", 3, 27, of: 30) + Self.jobs("", 3, 8, of: 8)
    }

    /// The figures are SciPy's (fisher_exact) and Newcombe's interval reckoned in Python.
    @Test("a fault that is lower beyond chance is told, with its difference, and the others are not")
    func lines() throws {
        let plan = plan(some, [Self.person(1, level: 1), Self.person(2, level: 3), Self.person(3, level: 4)])
        #expect(plan.jobs == 70 && plan.named == 62 && plan.tests == 3)
        #expect(plan.lines.map(\.fault) == ["noise", "frost", "leak"])
        let noise = plan.lines[0]
        #expect(noise.verdict == .clear && noise.isSmall)
        let adjusted = try #require(noise.adjusted)
        #expect(abs(adjusted - 3 * 4.979461982476927e-05) < 1e-12)
        let difference = try #require(noise.difference)
        #expect(abs(difference.value + 0.5804597701149425) < 1e-12)
        let (low, high) = (try #require(difference.low), try #require(difference.high))
        #expect(abs(low + 0.7816853900539558) < 1e-9 && abs(high + 0.28678215713356603) < 1e-9)
        #expect(plan.lines.dropFirst().allSatisfy { $0.verdict == .usual })
        #expect(plan.proposals.map(\.line.fault) == ["noise"])
    }

    @Test("who is below the level is to be trained, by whoever has it and is not to be trained")
    func people() throws {
        let plan = plan(some, [Self.person(1, level: 1), Self.person(2, level: 3), Self.person(3, level: 4)])
        let proposal = try #require(plan.proposals.first)
        #expect(proposal.people.map(\.staff.number) == [1, 2])
        #expect(proposal.people.map(\.reason) == [.belowLevel, nil])
        #expect(proposal.people.map(\.fixed) == [1, 3] && proposal.people.map(\.level) == [1, 3])
        #expect(proposal.trainees.map(\.staff.number) == [1])
        #expect(proposal.teachers.map(\.number) == [3, 2])
    }

    @Test("without the skill is told apart from below its level; who has left, or fixes all, is not trained")
    func reasons() throws {
        let jobs = some + Self.jobs("noise", 4, 0, of: 2) + Self.jobs("noise", 5, 2, of: 2)
        let staff = [
            Self.person(1, level: nil), Self.person(2, level: 2), Self.person(4, level: nil, active: false),
            Self.person(5, level: nil),
        ]
        let proposal = try #require(plan(jobs, staff).proposals.first)
        let reasons = Dictionary(uniqueKeysWithValues: proposal.people.map { ($0.staff.number, $0.reason) })
        #expect(reasons[1] == .lacksSkill && reasons[4] == .some(nil) && reasons[5] == .some(nil))
    }

    @Test("who has the level but fixes less than those beside them stands out")
    func lower() throws {
        let jobs =
            Self.jobs("noise", 1, 1, of: 12) + Self.jobs("noise", 2, 10, of: 12)
            + Self.jobs("leak", 3, 60, of: 60)
        let proposal = try #require(
            plan(jobs, [Self.person(1, level: 3), Self.person(2, level: 3)]).proposals.first)
        #expect(proposal.people.map(\.reason) == [.lower, nil])
    }

    @Test("where no skill is asked for nobody lacks it, and nobody teaches it")
    func noSkill() throws {
        let day = Day(2026, 11, 24)
        let staff = [Self.person(1, level: 1), Self.person(2, level: nil), Self.person(3, level: 4)]
        let plan = TrainingPlan(some, on: day - 364...day, staff: staff) { _, _ in ("", 1) }
        let proposal = try #require(plan.proposals.first)
        #expect(proposal.trainees.isEmpty && proposal.teachers.isEmpty)
    }

    @Test("too few jobs are not tested, and nothing is proposed of them")
    func few() {
        let plan = plan(
            Self.jobs("noise", 1, 0, of: 4) + Self.jobs("leak", 1, 30, of: 30), [Self.person(1, level: 1)])
        #expect(plan.tests == 1 && plan.lines.first?.adjusted == nil)
        #expect(plan.lines.first?.verdict == .usual && plan.proposals.isEmpty)
        #expect(plan.lines.first?.isSmall == true)
    }

    @Test("nothing at all is no plan")
    func nothing() {
        let plan = plan([], [])
        #expect(plan.lines.isEmpty && plan.proposals.isEmpty && plan.tests == 0)
    }
}

@Suite("Who can do what", .onEachDatabase)
struct SkillMatrixTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    @Test("levels, papers that have ended or soon will, and what hangs on one")
    func matrix() throws {
        let day = test.desk.rules.localDay(test.now)
        try test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(login: "t1"))
            person.terms.levels = ["refrigerator": 4]
            person.terms.certificates = ["electrician": day - 1, "gas-fitter": day + 60, "welder": day + 61]
            try work.editStaff(person)
        }
        let matrix = try test.desk.read { try $0.skillMatrix(on: day) }
        let t1 = try #require(matrix.people.first { $0.staff.login == "t1" })
        #expect(t1.levels == ["air-conditioner": 1, "refrigerator": 4, "washing-machine": 1])
        #expect(t1.papers.map(\.standing) == [.expired, .soon, .valid])
        let skill = try #require(matrix.skills.first { $0.name == "refrigerator" })
        #expect(skill.people == 1 && skill.skilled == 1 && skill.best == 4 && skill.hangsOnOne)
        #expect(skill.products.contains("refrigerator"))
        #expect(matrix.certificates.map(\.name) == ["electrician", "gas-fitter", "welder"])
        #expect(matrix.certificates.map(\.expired) == [1, 0, 0])
    }

    @Test("jobs come from completed visits")
    func jobs() throws {
        _ = try test.finishedRepair()
        let day = test.desk.rules.localDay(test.now)
        let plan = try test.desk.read { try $0.trainingPlan(on: day - 30...day) }
        #expect(plan.jobs == 1 && plan.named == 1 && plan.lines.first?.fault == "not-cooling")
        #expect(plan.lines.first?.share.value == 1 && plan.proposals.isEmpty)
    }
}
