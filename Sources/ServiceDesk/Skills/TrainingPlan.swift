package import Model
package import Statistics

/// Faults that one visit settles less often than it settles others, and who of those who went for them is to be trained in what.
package struct TrainingPlan: Sendable {
    package enum Verdict: String, Sendable {
        /// Lower than all others, of all tests together beyond what chance explains.
        case clear
        /// Its own interval lies below; of so many tests chance may have made it.
        case hint
        case usual
    }

    /// The jobs of one fault.
    package struct Line: Sendable, Hashable {
        package var product: String
        package var fault: String
        /// Settled by the first visit, of the jobs completed.
        package var share: Estimate
        /// Of all other jobs of the time.
        package var others: Estimate?
        /// How much more than that, in shares.
        package var difference: Estimate?
        /// Fisher's test against the others, made stricter for all tests (Holm); nil where too few were to be tested.
        package var adjusted: Double?
        package var verdict = Verdict.usual

        package var jobs: Int { share.count ?? 0 }
        /// Of so few it says little.
        package var isSmall: Bool { jobs < 30 }
    }

    /// Somebody who went first to jobs of one fault.
    package struct Person: Sendable, Hashable {
        package enum Reason: String, Sendable { case lacksSkill, belowLevel, lower }

        package var staff: StaffID
        package var share: Estimate
        /// Nil without the skill.
        package var level: Int?
        /// Why to train them; nil where nothing says so.
        package var reason: Reason?

        package var jobs: Int { share.count ?? 0 }
        package var fixed: Int { Int((share.value * Double(jobs)).rounded()) }
    }

    package struct Proposal: Sendable, Hashable {
        package var line: Line
        package var skill: String
        /// That visits for it ask for.
        package var level: Int
        /// All who went, those who failed most often first.
        package var people: [Person]
        /// Who could teach them, the best first.
        package var teachers: [StaffID]

        package var trainees: [Person] { people.filter { $0.reason != nil } }
    }

    package var days: ClosedRange<Day>
    /// Jobs completed that name a product and a fault, and all.
    package var named: Int
    package var jobs: Int
    /// How many faults were tested.
    package var tests: Int
    /// The lowest share first.
    package var lines: [Line]
    package var proposals: [Proposal]

    package static let level = 0.05
    /// Fewer jobs are not tested; the bound goes by jobs, never by how many failed, so that it favours no fault.
    package static let leastJobs = 5
}

/// A completed job: what it was, who went first, and whether that settled it.
struct TrainingJob: Hashable {
    var product: String
    var fault: String
    var technician: StaffID?
    var isFixed: Bool
}

extension TrainingPlan {
    /// - Parameter need: the skill and level that visits for a fault of a product ask for.
    init(
        _ jobs: [TrainingJob], on days: ClosedRange<Day>, staff: [Staff],
        need: (String, String) -> (skill: String, level: Int)
    ) {
        let named = jobs.filter { !$0.product.isEmpty && !$0.fault.isEmpty }
        let groups = Dictionary(grouping: named) { [$0.product, $0.fault] }
        let (all, fixed) = (jobs.count, jobs.count(where: \.isFixed))
        var lines = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { key, mine in
            Line(key, mine.count(where: \.isFixed), of: mine.count, beside: fixed, of: all)
        }
        let tested = lines.indices.filter { lines[$0].adjusted != nil }
        for (place, value) in zip(tested, FisherTest.adjusted(tested.compactMap { lines[$0].adjusted })) {
            lines[place].adjusted = value
            lines[place].judge()
        }
        lines.sort { ($0.share.value, $1.jobs, $0.fault) < ($1.share.value, $0.jobs, $1.fault) }
        self.init(
            days: days, named: named.count, jobs: all, tests: tested.count, lines: lines,
            proposals: lines.filter { $0.verdict != .usual }.map { line in
                Proposal(
                    line, groups[[line.product, line.fault]] ?? [], staff: staff,
                    need: need(line.product, line.fault))
            })
    }
}

extension TrainingPlan.Line {
    fileprivate init?(_ key: [String], _ hits: Int, of count: Int, beside fixed: Int, of all: Int) {
        guard let share = Estimate(share: hits, of: count) else { return nil }
        let others = Estimate(share: fixed - hits, of: all - count)
        self.init(
            product: key[0], fault: key[1], share: share, others: others,
            difference: others.map { share.less($0) })
        guard count >= TrainingPlan.leastJobs, others != nil else { return }
        adjusted = FisherTest.probability(hits, of: count, fixed - hits, of: all - count)
    }

    fileprivate mutating func judge() {
        guard let difference, difference.value < 0 else { return }
        if let adjusted, adjusted < TrainingPlan.level {
            verdict = .clear
        } else if let high = difference.high, high < 0 {
            verdict = .hint
        }
    }
}

extension TrainingPlan.Proposal {
    fileprivate init(
        _ line: TrainingPlan.Line, _ jobs: [TrainingJob], staff: [Staff], need: (skill: String, level: Int)
    ) {
        var levels: [StaffID: Int] = [:]
        // A product that the desk no longer knows asks for no skill: nobody lacks it, and nobody teaches it.
        let asks = !need.skill.isEmpty
        for person in staff where !asks || person.skills.contains(need.skill) {
            levels[person.id] = asks ? person.terms.levels[need.skill] ?? 1 : need.level
        }
        let active = Set(staff.filter(\.active).map(\.id))
        let mine = Dictionary(grouping: jobs.filter { $0.technician != nil }) { $0.technician }
        var people = mine.compactMap { id, own -> TrainingPlan.Person? in
            guard let id else { return nil }
            let reason = { Self.reason(own, of: jobs, level: levels[id], needed: need.level) }
            // Who has left is not trained.
            return TrainingPlan.Person(
                own, id, level: levels[id], reason: active.contains(id) ? reason() : nil)
        }
        people.sort { $0.missed == $1.missed ? $0.staff.number < $1.staff.number : $0.missed > $1.missed }
        self.init(line: line, skill: need.skill, level: need.level, people: people, teachers: [])
        teachers = asks ? Self.teachers(active, levels, at: max(need.level, 2), people) : []
    }

    /// Why somebody is to be trained, by their own jobs among all of the fault.
    private static func reason(_ own: [TrainingJob], of jobs: [TrainingJob], level: Int?, needed: Int)
        -> TrainingPlan.Person.Reason?
    {
        let (hits, fixed) = (own.count(where: \.isFixed), jobs.count(where: \.isFixed))
        // Who settles all of it need not be.
        guard hits < own.count else { return nil }
        guard let level else { return .lacksSkill }
        guard level >= needed else { return .belowLevel }
        let chance = FisherTest.probability(
            hits, of: own.count, fixed - hits, of: jobs.count - own.count)
        return hits * jobs.count < fixed * own.count && chance < TrainingPlan.level ? .lower : nil
    }

    /// Those who have the level and are not to be trained: the highest first, of equals who settles more.
    private static func teachers(
        _ active: Set<StaffID>, _ levels: [StaffID: Int], at least: Int, _ people: [TrainingPlan.Person]
    ) -> [StaffID] {
        let trained = Set(people.filter { $0.reason != nil }.map(\.staff))
        let shares = Dictionary(people.map { ($0.staff, $0.share.value) }) { first, _ in first }
        let able = levels.filter { $0.value >= least && active.contains($0.key) && !trained.contains($0.key) }
        return able.sorted { one, other in
            let (a, b) = (shares[one.key] ?? 0, shares[other.key] ?? 0)
            if one.value != other.value { return one.value > other.value }
            return a == b ? one.key.number < other.key.number : a > b
        }.prefix(2).map(\.key)
    }
}

extension TrainingPlan.Person {
    fileprivate init?(_ own: [TrainingJob], _ id: StaffID, level: Int?, reason: Reason?) {
        guard let share = Estimate(share: own.count(where: \.isFixed), of: own.count) else { return nil }
        self.init(staff: id, share: share, level: level, reason: reason)
    }

    fileprivate var missed: Int { jobs - fixed }
}
