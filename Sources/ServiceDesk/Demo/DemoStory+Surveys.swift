import Model
import Quality
import Workflow

extension DemoStory {
    /// What the customer answered in a call to the questionnaire about the repair. It sets nothing off: the story goes its own
    /// way. Drawn from a chance of its own, so that no story is another one for it.
    func answer(_ call: FollowUpCall, as transition: String, _ work: Work) throws {
        guard try work.reading.questionnaire(asked: call)?.name == "after-repair",
            let contentment = Self.contentment[transition]
        else { return }
        var draft = try work.reading.draft(asked: call).0
        guard let visit = try draft.visit.map({ try work.reading.visit($0) }) else { return }
        var chance = Chance(seed: world.plan.seed, stream: 9, index: Int(call.id.number))
        func score() -> Answer { .number(Double(chance.int(contentment.scores))) }
        var answers: [String: Answer] = [
            "fixed": .chosen([contentment.fixed]), "worry": .chosen(["no"]), "attitude": score(),
            "skill": score(), "speed": score(), "overall": score(),
            "recommend": .number(Double(min(10, chance.int(contentment.scores) + chance.int(1...4)))),
            "onTime": .chosen([chance.happens(0.9) ? "yes" : "no"]),
        ]
        answers["signedYourself"] = .chosen([chance.happens(0.96) ? "yes" : "no"])
        answers.merge(paid(visit, &chance)) { $1 }
        (draft.answers, draft.setsOff) = (answers, false)
        try work.enter(draft)
    }

    /// Nearly always what the technician recorded.
    private func paid(_ visit: Visit, _ chance: inout Chance) -> [String: Answer] {
        var minor: Int64 = 0
        if case .number(let charge) = visit.fields["charge"] { minor = charge }
        if chance.happens(0.05) { minor += 5000 }
        guard minor > 0 else { return ["feeCharged": .chosen(["no"])] }
        return ["feeCharged": .chosen(["yes"]), "feePaid": .number(Double(minor) / 100)]
    }

    private static let contentment: [String: (fixed: String, scores: ClosedRange<Int>)] = [
        "satisfied": ("fully", 6...7), "fairly-satisfied": ("partly", 4...5),
        "dissatisfied": ("not at all", 1...3),
    ]
}
