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
    private static let (mostCustomers, mostStatements, mostJobs) = (60, 36, 80)

    static func ask(at desk: ServiceDesk, _ world: DemoWorld, now: Instant) throws {
        let clerk = Actor.staff(world.staff.first("quality"))
        let sides = try desk.rules.questionnaire("servqual").battery?.dimensions ?? []
        try desk.act(by: clerk, at: now) { work in
            for (index, customer) in world.customers.suffix(mostCustomers).enumerated() {
                var chance = Chance(seed: world.plan.seed, stream: 12, index: index)
                try enter("expectations", hours(&chance) { $0.expected }, work) { $0.customer = customer.id }
                guard index < mostStatements else { continue }
                try enter("servqual", statements(sides, &chance), work) { $0.customer = customer.id }
            }
            try experiences(work, world)
        }
        let house = world.staff.byRole.filter {
            $0.key != desk.rules.settings.technicianRole && desk.rules.roles.allows([$0.key], .enterSurvey)
        }
        for (index, person) in house.values.joined().sorted(by: { $0.id < $1.id }).enumerated() {
            var chance = Chance(seed: world.plan.seed, stream: 13, index: index)
            let answers = hours(&chance) { $0.believed }.merging(beliefs(sides, &chance)) { first, _ in first
            }
            try desk.act(by: .staff(person), at: now) {
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
        for (item, point) in items(of: sides) {
            answers[Battery.question(item, .expectation)] = .number(score(point.expected, &chance))
            answers[Battery.question(item, .perception)] = .number(score(point.perceived, &chance))
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
        for (item, point) in items(of: sides) {
            answers[Battery.question(item, .expectation)] = .number(score(point.believed, &chance))
        }
        return answers
    }

    private static func items(
        of sides: [Battery.Dimension]
    ) -> [(item: String, points: (expected: Int, perceived: Int, believed: Int))] {
        sides.flatMap { side in side.items.compactMap { item in points[side.name].map { (item, $0) } } }
    }

    private static func score(_ usual: Int, _ chance: inout Chance) -> Double {
        Double(min(7, max(1, usual + chance.int(-1...1))))
    }

    // MARK: How long it seemed

    /// Of jobs whose clocks were stopped lately.
    private static func experiences(_ work: Work, _ world: DemoWorld) throws {
        // What is done before its time is up is remembered as well.
        let later = work.now + .days(90)
        let window = Window(start: work.now - Demo.storiesBefore, end: later)
        let wanted = GapStore.Clocks(stages.keys.sorted(), kinds: [], segment: nil, .due(window))
        let clocks = try work.reading.gapStore.clocks(wanted, at: later)
        let pauses = try work.reading.gapStore.pauses(wanted, at: later)
        let jobs = Dictionary(
            grouping: clocks.filter { $0.stoppedAt != nil && $0.caseID != nil }, by: \.caseID)
        // The latest that are done.
        let done = try jobs.filter { id, _ in
            try id.map { try work.reading.serviceCase($0).category == .done } ?? false
        }
        let latest = done.sorted { ($0.key ?? CaseID(0)) < ($1.key ?? CaseID(0)) }.suffix(mostJobs)
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
