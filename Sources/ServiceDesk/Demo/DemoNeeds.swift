import Model
import Quality
import Records
import Workflow

/// What customers and dealers of the demo desk need, planted so that each kind of need is there: that a technician comes soon
/// is a must-be, that complaints are settled soon is the better the more, a machine lent meanwhile delights and nobody promises
/// it, a file of one's products leaves nearly everybody cold; and dealers want spare parts in days, which nobody promises either.
enum DemoNeeds {
    /// What was planted for one need.
    private struct Planted {
        /// As the questions' names begin.
        var stem: String
        var kind: KanoCategory?
        var importance: ClosedRange<Int>
        var wanted: Double?
        var isWhole = false
    }

    private static let customers = [
        Planted(stem: "exchange", importance: 5...7, wanted: 15, isWhole: true),
        Planted(stem: "delivery", importance: 4...6, wanted: 60),
        Planted(stem: "installation", importance: 4...6, wanted: 48),
        Planted(stem: "warranty", importance: 5...7, wanted: 3, isWhole: true),
        Planted(stem: "visit", kind: .mustBe, importance: 6...7, wanted: 24),
        Planted(stem: "fixed", kind: .mustBe, importance: 6...7),
        Planted(stem: "line", importance: 5...7),
        Planted(stem: "settled", kind: .oneDimensional, importance: 5...7, wanted: 7),
        Planted(stem: "informed", kind: .oneDimensional, importance: 4...6, wanted: 2),
        Planted(stem: "fees", importance: 5...7), Planted(stem: "loan", kind: .attractive, importance: 3...5),
        Planted(stem: "tracking", importance: 2...4),
        Planted(stem: "relocation", kind: .attractive, importance: 3...5, wanted: 5),
        Planted(stem: "file", kind: .indifferent, importance: 1...3),
    ]
    private static let dealers = [
        Planted(stem: "delivery", importance: 5...7, wanted: 60),
        Planted(stem: "exchange", kind: .oneDimensional, importance: 5...7, wanted: 14),
        Planted(stem: "visit", kind: .mustBe, importance: 5...7, wanted: 30),
        Planted(stem: "parts", kind: .mustBe, importance: 6...7, wanted: 3),
        Planted(stem: "contact", kind: .oneDimensional, importance: 4...6),
        Planted(stem: "informed", kind: .oneDimensional, importance: 4...6, wanted: 1),
        Planted(stem: "settlement", importance: 5...7, wanted: 30),
        Planted(stem: "training", kind: .attractive, importance: 3...5),
    ]
    /// What was said face to face, by the needs' names: of how many of them, and the standard named.
    private static let said: [(need: String, people: Int, wanted: String?)] = [
        ("loan", 3, nil), ("visit", 2, "12"), ("dealer-parts", 2, "3"), ("dealer-training", 1, nil),
    ]
    private static let mostCustomers = 60
    /// The days before today on which sheets were filled in, on paper, and people were seen.
    private static let days = 28
    /// How many answer as was planted; the others as it comes.
    private static let usual = 0.75

    static func ask(at desk: ServiceDesk, _ world: DemoWorld, now: Instant) throws {
        let people = world.customers.filter { NeedAudience.customers.kinds.contains($0.kind) }
        let trade = world.customers.filter { NeedAudience.dealers.kinds.contains($0.kind) }
        try desk.act(by: .staff(world.staff.first("quality")), at: now) { work in
            for (index, customer) in people.suffix(mostCustomers).enumerated() {
                var chance = Chance(seed: world.plan.seed, stream: 15, index: index)
                try enter("customer-needs", answers(customers, &chance), of: customer, index, work)
            }
            for (index, dealer) in trade.enumerated() {
                var chance = Chance(seed: world.plan.seed, stream: 16, index: index)
                try enter("dealer-needs", answers(dealers, &chance), of: dealer, index, work)
            }
            try note(people, trade, world, work)
        }
    }

    private static func enter(
        _ questionnaire: String, _ answers: [String: Answer], of customer: DemoWorld.Known, _ index: Int,
        _ work: Work
    ) throws {
        var draft = SurveyDraft(questionnaire, answers, source: .paper)
        draft.answeredOn = work.rules.localDay(work.now) - index % days
        (draft.customer, draft.setsOff) = (customer.id, false)
        try work.enter(draft)
    }

    private static func answers(_ planted: [Planted], _ chance: inout Chance) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for one in planted {
            if let kind = one.kind {
                let (with, without) = feelings(chance.happens(usual) ? kind : nil, &chance)
                answers["\(one.stem)With"] = .chosen([with.rawValue])
                answers["\(one.stem)Without"] = .chosen([without.rawValue])
            }
            answers["\(one.stem)Importance"] = .number(Double(chance.int(one.importance)))
            if let wanted = one.wanted {
                // From two thirds to four thirds of it, to tenths or whole ones.
                let wish = wanted * (2 + chance.share() * 2) / 3
                answers["\(one.stem)Wanted"] = .number(
                    one.isWhole ? max(1, wish.rounded()) : (wish * 10).rounded() / 10)
            }
        }
        return answers
    }

    /// Two answers that come to a kind; nil for any two.
    private static func feelings(_ kind: KanoCategory?, _ chance: inout Chance) -> (KanoAnswer, KanoAnswer) {
        let calm: [KanoAnswer] = [.expect, .neutral, .tolerate]
        return switch kind {
        case .mustBe: (chance.pick(calm), .dislike)
        case .oneDimensional: (.like, .dislike)
        case .attractive: (.like, chance.pick(calm))
        case .indifferent: (chance.pick(calm), chance.pick(calm))
        case .reverse, .questionable, nil:
            (chance.pick(KanoAnswer.allCases), chance.pick(KanoAnswer.allCases))
        }
    }

    // MARK: Interviews

    private static func note(
        _ people: [DemoWorld.Known], _ trade: [DemoWorld.Known], _ world: DemoWorld, _ work: Work
    ) throws {
        for (index, said) in said.enumerated() {
            var chance = Chance(seed: world.plan.seed, stream: 17, index: index)
            let day = work.rules.localDay(work.now) - days * (index + 1) / Self.said.count
            let those = try work.rules.need(said.need).audience == .dealers ? trade : people
            for customer in those.prefix(said.people) {
                let words = chance.pick(world.data.texts("wish \(said.need)", in: customer.language))
                try work.noteNeed(
                    NeedDraft(
                        said.need, customer: customer.id, wanted: said.wanted, words: words, day: day))
            }
        }
    }
}
