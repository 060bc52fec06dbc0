import Model
import Quality
import Records
import ServiceTime

/// A year of quality control at the demo desk, the last weeks one by one, of those before some: one agent seldom tells customers
/// how it goes without being asked, and one of both raters reads notes more strictly than the other. Judged once all histories
/// are told; of the last week half waits.
enum DemoReviews {
    /// So many weeks are judged one by one.
    private static let lately = 5
    /// The weeks that are judged, counted back from this one.
    private static let weeks = Array(stride(from: 49, to: lately, by: -4)) + (1...lately).reversed()
    /// Who leaves what out, and how often.
    private static let weak = (login: "he", item: "informed", share: 0.65)
    /// What the second rater sees more strictly, and by how many levels of its scale.
    private static let strict = (item: "notes", levels: 2)
    private static let usual = (missed: 0.07, fatal: 0.012, doesNotApply: 0.15, slips: 0.06)
    /// How many are coached each week at most.
    private static let mostCoached = 2

    static func judge(at desk: ServiceDesk, _ world: DemoWorld, now: Instant) throws {
        let raters = [world.staff.first("quality"), world.staff.first("supervisor")]
        let today = desk.rules.localDay(now)
        let monday = today - (today.weekday - 1)
        for back in weeks {
            let week = monday - 7 * back
            let morning = desk.rules.deskCalendar.instant(week + 7, minute: 9 * 60)
            // On a Monday before nine nobody has looked at last week yet.
            guard morning <= now else { continue }
            let waiting = try draw(week, at: morning, desk, raters[0], world.plan.seed)
            for (place, rater) in raters.enumerated() {
                // Half of last week waits for whoever practises.
                let most = back > 1 ? Int.max : place == 0 ? waiting / 2 : 0
                try score(rater, isStrict: place == 1, most: most, from: morning, until: now, desk, world)
            }
            let evening = min(now, morning + .hours(7))
            try coach(week, by: raters[0], at: evening, isOver: back > lately, desk, world)
            // Of the weeks before the last ones nothing is left to do.
            if back > lately { try settle(differing(week...week, desk), desk, at: evening) }
        }
        // Of the last ones the oldest is settled; the others wait.
        try settle(differing(monday - 7 * lately...today, desk).suffix(1), desk, at: now)
    }

    /// - Returns: how many were drawn.
    private static func draw(
        _ week: Day, at moment: Instant, _ desk: ServiceDesk, _ rater: Staff, _ seed: UInt64
    ) throws -> Int {
        try desk.act(by: .staff(rater), at: moment) { work in
            try work.rules.scoreCards().cards.reduce(0) { drawn, card in
                let seed = Int64(truncatingIfNeeded: seed) + Int64(week.number)
                return drawn + (try work.drawReviews(card.name, weekOf: week, seed: seed).draw.drawn)
            }
        }
    }

    private static func score(
        _ rater: Staff, isStrict: Bool, most: Int, from morning: Instant, until now: Instant,
        _ desk: ServiceDesk, _ world: DemoWorld
    ) throws {
        var at = morning
        for _ in 0..<most {
            at = min(now, at + .minutes(12))
            let isDone = try desk.act(by: .staff(rater), at: at) { work -> Bool in
                do {
                    let review = try work.takeNextReview()
                    let card = try work.reading.keptCard(review.card, version: review.cardVersion)
                    let (answers, notes) = try answers(to: review, card, isStrict: isStrict, work, world)
                    try work.scoreReview(review.id, answers, notes: notes)
                    return false
                } catch ReviewFault.nothingToScore {
                    return true
                }
            }
            if isDone { return }
        }
    }

    // MARK: Answers

    private static func answers(
        to review: Review, _ card: ScoreCard, isStrict: Bool, _ work: Work, _ world: DemoWorld
    ) throws -> (answers: [String: String], notes: [String: String]) {
        let isWeak = try work.reading.staff.find(review.agent)?.login == weak.login
        // What happened is the same for both; only how they see it differs.
        var truth = Chance(seed: world.plan.seed, stream: 15, index: Int(review.id.number))
        var eye = Chance(seed: world.plan.seed, stream: isStrict ? 17 : 16, index: Int(review.id.number))
        var (answers, notes): ([String: String], [String: String]) = ([:], [:])
        for item in card.items {
            let share = item.isFatal ? usual.fatal : usual.missed
            let isMissed = truth.happens(isWeak && item.name == weak.item ? weak.share : share)
            let applies = !truth.happens(usual.doesNotApply) || !item.mayNotApply || isMissed
            let isSeen = item.isFatal || !eye.happens(usual.slips) ? isMissed : !isMissed
            let lowered = isStrict && item.name == strict.item ? strict.levels : 0
            answers[item.name] = word(item, applies: applies, isMissed: isSeen, lowered, &truth)
            if isMissed, isSeen, item.name == weak.item {
                notes[item.name] = eye.pick(world.data.texts("remarksOnItems", in: "zh-Hans"))
            }
        }
        return (answers, notes)
    }

    private static func word(
        _ item: ScoreCard.Item, applies: Bool, isMissed: Bool, _ lowered: Int, _ truth: inout Chance
    ) -> String {
        guard let scale = item.scale else {
            return (applies ? isMissed ? ScoreAnswer.no : .yes : .notApplicable).word
        }
        let level = isMissed ? truth.int(1...scale / 2) : truth.int(scale - 1...scale)
        return (applies ? ScoreAnswer.level(max(1, level - lowered)) : .notApplicable).word
    }

    // MARK: What comes of it

    /// Tells whoever is weak what was missed, who says something to the first, and to each of a week that is long over.
    private static func coach(
        _ week: Day, by rater: Staff, at moment: Instant, isOver: Bool, _ desk: ServiceDesk,
        _ world: DemoWorld
    ) throws {
        let actor = Actor.staff(rater)
        let found = try desk.read { reading -> [Review] in
            let finished = try reading.reviews(for: actor, state: .finished, weeks: week...week)
            return try finished.reversed().filter { review in
                let sheet = try reading.reviewSheet(review.id, for: actor)
                return sheet.scores.contains { $0.score.answers[weak.item] == ScoreAnswer.no.word }
            }
        }
        for (place, review) in found.prefix(mostCoached).enumerated() {
            var chance = Chance(seed: world.plan.seed, stream: 18, index: Int(review.id.number))
            let text = chance.pick(world.data.texts("coaching", in: "zh-Hans"))
            let note = try desk.act(by: actor, at: moment) { try $0.coach(review.id, text) }
            guard place == 0 || isOver, let agent = try desk.read({ try $0.staff.find(review.agent) }) else {
                continue
            }
            let answer = chance.pick(world.data.texts("coachingAnswers", in: "zh-Hans"))
            _ = try desk.act(by: .staff(agent), at: moment) { try $0.answerCoaching(note.id, answer) }
        }
    }

    /// Those where both raters are too far apart, the newest first.
    private static func differing(_ weeks: ClosedRange<Day>, _ desk: ServiceDesk) throws -> [ScoreDifference]
    {
        let third = try desk.actor(named: "admin")
        return try desk.read { try $0.scoreDifferences(nil, weeks, for: third) }
            .filter { $0.review.state == .differs }
    }

    /// By a third.
    private static func settle(
        _ apart: some Sequence<ScoreDifference>, _ desk: ServiceDesk, at moment: Instant
    )
        throws
    {
        let third = try desk.actor(named: "admin")
        for one in apart {
            let answers = one.first.answers.filter { one.items.contains($0.key) }
            _ = try desk.act(by: third, at: moment) {
                try $0.settleReview(one.review.id, answers, note: "按评分标准说明，以首评为准")
            }
        }
    }
}
