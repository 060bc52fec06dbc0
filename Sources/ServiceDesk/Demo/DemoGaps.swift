import Model
import Quality
import Records
import ServiceTime
import Workflow

/// What customers of the demo desk expect and believe they got, and what the house believes they expect: the desk takes its
/// visits for less urgent than its customers do, and waiting seems longer than it was. Asked once all histories are told, so
/// that none is another one for it.
enum DemoGaps {
    /// Hours: what customers accept, and what the house believes.
    private static let times: [(question: String, expected: Double, believed: Double)] = [
        ("acknowledge", 2, 2), ("respond", 12, 12), ("visit", 24, 48), ("repair", 72, 72),
        ("install", 48, 48),
        ("settle", 96, 168), ("followUp", 72, 72),
    ]
    /// Of an excellent service in points, of this one, and what the house believes of the first.
    private static let points: [String: (expected: Int, perceived: Int, believed: Int)] = [
        "tangibles": (6, 6, 6), "reliability": (7, 5, 7), "responsiveness": (7, 5, 6), "assurance": (6, 6, 6),
        "empathy": (6, 5, 6),
    ]
    /// How much longer than it was it seems, by what is waited for.
    private static let seeming = ["acknowledge": 1.1, "respond": 1.2, "visit": 1.4, "done": 1.2]
    private static let stages = [
        "acknowledge": "acknowledge", "respond": "respond", "visit": "visit", "resolve": "done",
        "install": "done",
    ]

    /// One time of asking.
    private struct Round {
        var at: Instant
        /// Of jobs since then customers are asked how long they seemed.
        var since: Instant
        /// How many at most are asked what they expect, what they believe they got, and of how many jobs.
        var most = (customers: 60, statements: 36, jobs: 80)
        /// Each draws its own chances from here on.
        var firstChance = 0
    }

    /// The quarters of the year before, in which few were asked; none where there is no such year.
    private static func past(_ world: DemoWorld) -> [Round] {
        guard world.plan.past > 0 else { return [] }
        return (1...3).reversed().map { quarter in
            let at = world.now - .days(91 * quarter)
            return Round(
                at: at, since: at - .days(91), most: (customers: 24, statements: 16, jobs: 24),
                firstChance: 1000 * quarter)
        }
    }

    static func ask(at desk: ServiceDesk, _ world: DemoWorld, now: Instant) throws {
        for round in past(world) + [Round(at: now, since: now - Demo.storiesBefore)] {
            try ask(round, at: desk, world)
        }
    }

    private static func ask(_ round: Round, at desk: ServiceDesk, _ world: DemoWorld) throws {
        let clerk = Actor.staff(world.staff.first("quality"))
        let sides = try desk.rules.questionnaire("servqual").battery?.dimensions ?? []
        try desk.act(by: clerk, at: round.at) { work in
            let asked = world.customers(by: round.at).suffix(round.most.customers)
            for (index, customer) in asked.enumerated() {
                var chance = Chance(seed: world.plan.seed, stream: 12, index: round.firstChance + index)
                try enter("expectations", hours(&chance) { $0.expected }, work) { $0.customer = customer.id }
                guard index < round.most.statements else { continue }
                try enter("servqual", statements(sides, &chance), work) { $0.customer = customer.id }
            }
            try experiences(round, work, world)
        }
        let house = world.staff.byRole.filter {
            $0.key != desk.rules.settings.technicianRole && desk.rules.roles.allows([$0.key], .enterSurvey)
        }
        for (index, person) in house.values.joined().sorted(by: { $0.id < $1.id }).enumerated() {
            var chance = Chance(seed: world.plan.seed, stream: 13, index: round.firstChance + index)
            let answers = hours(&chance) { $0.believed }.merging(beliefs(sides, &chance)) { first, _ in first
            }
            try desk.act(by: .staff(person), at: round.at) {
                try enter("managers-estimates", answers, $0) { _ in }
            }
        }
    }

    private static func enter(
        _ questionnaire: String, _ answers: [String: Answer], _ work: Work,
        _ about: (inout SurveyDraft) -> Void
    ) throws {
        var draft = SurveyDraft(questionnaire, answers, source: .paper)
        draft.setsOff = false
        about(&draft)
        try work.enter(draft)
    }

    // MARK: Answers

    private static func hours(
        _ chance: inout Chance, _ which: ((question: String, expected: Double, believed: Double)) -> Double
    ) -> [String: Answer] {
        var answers: [String: Answer] = ["onTime": .number(Double(chance.int(8...10)))]
        for time in times { answers[time.question] = .number(about(which(time), &chance)) }
        return answers
    }

    /// From three quarters to five quarters of it, to tenths.
    private static func about(_ hours: Double, _ chance: inout Chance) -> Double {
        (hours * (0.75 + chance.share() / 2) * 10).rounded() / 10
    }

    private static func statements(
        _ sides: [Battery.Dimension], _ chance: inout Chance
    ) -> [String: Answer] {
        var answers: [String: Answer] = ["hadFailure": .chosen([chance.happens(0.2) ? "yes" : "no"])]
        for side in sides {
            guard let point = points[side.name] else { continue }
            for (column, usual) in [
                (Battery.Column.expectation, point.expected), (.perception, point.perceived),
            ] {
                let leaning = chance.int(-1...1)
                for item in side.items {
                    answers[Battery.question(item, column)] = .number(
                        score(usual, leaning: leaning, &chance))
                }
            }
        }
        return answers.merging(shares(&chance)) { $1 }
    }

    /// 100 points shared out over the sides as in the authors' studies (Parasuraman, Zeithaml and Berry), a little otherwise by
    /// each customer: what the others have more or less, reliability has not.
    private static func shares(_ chance: inout Chance) -> [String: Answer] {
        var left = Int(Battery.points)
        var answers: [String: Answer] = [:]
        for (side, usual) in [("responsiveness", 22), ("assurance", 19), ("empathy", 16), ("tangibles", 11)] {
            let points = usual + chance.int(-4...4)
            left -= points
            answers[Battery.weight(side)] = .number(Double(points))
        }
        answers[Battery.weight("reliability")] = .number(Double(left))
        return answers
    }

    private static func beliefs(_ sides: [Battery.Dimension], _ chance: inout Chance) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for side in sides {
            guard let point = points[side.name] else { continue }
            for item in side.items {
                answers[Battery.question(item, .expectation)] = .number(
                    score(point.believed, by: chance.int(-1...1)))
            }
        }
        return answers
    }

    /// Whoever leans to more or less in a dimension does so in three of four of its statements: any two of them go together
    /// by 0.75² = 0.56, which makes Cronbach's alpha of four statements 0.84 and of five 0.87, and leaves their means as
    /// they are.
    private static func score(_ usual: Int, leaning: Int, _ chance: inout Chance) -> Double {
        score(usual, by: chance.happens(0.75) ? leaning : chance.int(-1...1))
    }

    private static func score(_ usual: Int, by step: Int) -> Double { Double(min(7, max(1, usual + step))) }

    // MARK: How long it seemed

    /// Of jobs whose clocks were stopped by then, lately.
    private static func experiences(_ round: Round, _ work: Work, _ world: DemoWorld) throws {
        // What is done before its time is up is remembered as well.
        let later = work.now + .days(90)
        let window = Window(start: round.since, end: later)
        let wanted = GapStore.Clocks(stages.keys.sorted(), kinds: [], segment: nil, .due(window))
        let clocks = try work.reading.gapStore.clocks(wanted, at: later)
        let pauses = try work.reading.gapStore.pauses(wanted, at: later)
        let jobs = Dictionary(
            grouping: clocks.filter { $0.stoppedAt != nil && $0.caseID != nil }, by: \.caseID)
        // The latest that are done, each remembered once.
        let done = try jobs.filter { id, clocks in
            let stopped = clocks.compactMap(\.stoppedAt)
            guard let id, stopped.allSatisfy({ round.since < $0 && $0 <= work.now }) else { return false }
            return try work.reading.serviceCase(id).category == .done
        }
        let latest = done.sorted { ($0.key ?? CaseID(0)) < ($1.key ?? CaseID(0)) }.suffix(round.most.jobs)
        for (id, clocks) in latest {
            guard let id else { continue }
            var chance = Chance(seed: world.plan.seed, stream: 14, index: Int(id.number))
            var answers: [String: Answer] = [:]
            for clock in clocks {
                guard let question = stages[clock.metric], let stopped = clock.stoppedAt else { continue }
                // They are asked to leave out what they themselves were waited for.
                let took = work.reading.spent(
                    clock.startedAt, stopped, without: pauses[clock.id] ?? [], calendar: nil)
                let hours = Double(took.milliseconds) / 3_600_000
                let felt = about(hours * (seeming[question] ?? 1), &chance)
                answers[question] = .number(min(5000, felt))
            }
            if !answers.isEmpty { try enter("experience", answers, work) { $0.caseID = id } }
        }
    }
}
