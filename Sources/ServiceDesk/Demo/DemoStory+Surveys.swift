import Model
import Quality
import Workflow

extension DemoStory {
    /// What the customer answered in a call to the questionnaires it asks, with a few words of their own now and then. It sets
    /// nothing off: the story goes its own way. Drawn from a chance of its own, so that no story is another one for it.
    func answer(_ call: FollowUpCall, as transition: String, _ work: Work) throws {
        guard let contentment = Self.contentment[transition] else { return }
        var chance = Chance(seed: world.plan.seed, stream: 9, index: Int(call.id.number))
        for _ in try work.reading.toAsk(in: call) {
            guard let questionnaire = try work.reading.questionnaire(asked: call),
                Self.answered.contains(questionnaire.name)
            else { return }
            var draft = try work.reading.draft(asked: call).0
            let visit = try draft.visit.map { try work.reading.visit($0) }
            var answers = Self.scores(contentment, &chance)
            answers.merge(paid(visit, &chance)) { $1 }
            answers.merge(Self.otherScores(contentment, &chance)) { $1 }
            answers.merge(words(contentment, &chance)) { $1 }
            let sheet = AnswerSheet(
                questionnaire, chance: draft.chance, answers: answers.filter { questionnaire[$0.key] != nil })
            draft.answers = try followedUp(sheet, contentment, call)
            draft.setsOff = false
            try work.enter(draft)
        }
    }

    /// With what they are asked only because of another answer. Drawn apart as well.
    private func followedUp(_ sheet: AnswerSheet, _ contentment: Contentment, _ call: FollowUpCall) throws
        -> [String: Answer]
    {
        var (sheet, chance) = (sheet, Chance(seed: world.plan.seed, stream: 20, index: Int(call.id.number)))
        let conditional = sheet.questionnaire.conditional
        while let question = sheet.asked.first(where: {
            conditional.contains($0.name) && sheet.answers[$0.name] == nil
        }) {
            try sheet.give(reply(to: question, contentment, &chance), to: question.name)
        }
        return sheet.answers
    }

    /// Mostly the first choice, some quarters of an hour late, in their own words what is still wrong, and of scores what they give the rest.
    private func reply(to question: Question, _ contentment: Contentment, _ chance: inout Chance) -> Answer {
        switch question.kind {
        case .single(let choices):
            .chosen([(chance.happens(0.92) ? choices.first : choices.last)?.name ?? ""])
        case .multiple(let choices): .chosen([chance.pick(choices).name])
        case .scale, .nps, .ces, .csat:
            .number(Double(min(chance.int(contentment.scores), question.kind.scale?.upperBound ?? 1)))
        case .number(let from, let to, _):
            .number(min(to, max(from, Double(chance.int(1...6) * (question.name == "minutesLate" ? 15 : 1)))))
        case .date: .day(world.rules.localDay(at))
        case .text:
            .text(chance.pick(world.data.texts("answer \(question.name)", in: customer.language)))
        }
    }

    /// Whose questions stand below.
    private static let answered: Set<String> = [
        "after-repair", "after-installation", "after-delivery", "complaint-handling",
    ]

    private static func scores(_ contentment: Contentment, _ chance: inout Chance) -> [String: Answer] {
        func score() -> Answer { .number(Double(chance.int(contentment.scores))) }
        var answers: [String: Answer] = [
            "fixed": .chosen([contentment.fixed]), "worry": .chosen(["no"]), "attitude": score(),
            "skill": score(), "speed": score(), "overall": score(),
            "recommend": .number(Double(min(10, chance.int(contentment.scores) + chance.int(1...4)))),
            "onTime": .chosen([chance.happens(0.9) ? "yes" : "no"]),
        ]
        answers["signedYourself"] = .chosen([chance.happens(0.96) ? "yes" : "no"])
        return answers
    }

    /// What calls after something else than a repair ask.
    private static func otherScores(_ contentment: Contentment, _ chance: inout Chance) -> [String: Answer] {
        func score() -> Answer { .number(Double(chance.int(contentment.scores))) }
        let fixed = Answer.chosen([contentment.fixed])
        return [
            "working": fixed, "solved": fixed, "inOrder": .chosen(["yes"]),
            "redressKept": .chosen([contentment.kept]), "satisfied": .number(Double(contentment.marks)),
            "outcome": score(), "care": score(), "keptInformed": score(), "fairness": score(),
            "courtesy": score(),
        ]
    }

    /// Nearly always what the technician recorded; nothing where nobody came.
    private func paid(_ visit: Visit?, _ chance: inout Chance) -> [String: Answer] {
        var minor: Int64 = 0
        if case .number(let charge)? = visit?.fields["charge"] { minor = charge }
        if visit != nil, chance.happens(0.05) { minor += 5000 }
        guard minor > 0 else { return ["feeCharged": .chosen(["no"])] }
        return ["feeCharged": .chosen(["yes"]), "feePaid": .number(Double(minor) / 100)]
    }

    /// In the customer's language: what let them down, or what could be better.
    private func words(_ contentment: Contentment, _ chance: inout Chance) -> [String: Answer] {
        func said(_ subject: String) -> Answer {
            .text(chance.pick(world.data.texts(subject, in: customer.language)))
        }
        if contentment.scores.upperBound <= 3 { return ["reason": said("grievances")] }
        // Few speak English; they always have a word, so that there are some.
        return chance.happens(customer.language == "en" ? 1 : 0.3) ? ["suggestion": said("suggestions")] : [:]
    }

    private struct Contentment {
        /// Whether it is fixed, works, is solved; whether what was promised was kept.
        var fixed, kept: String
        /// Of 7.
        var scores: ClosedRange<Int>
        /// Of 5.
        var marks: Int
    }

    private static let contentment = [
        "satisfied": Contentment(fixed: "fully", kept: "yes", scores: 6...7, marks: 5),
        "fairly-satisfied": Contentment(fixed: "partly", kept: "partly", scores: 4...5, marks: 3),
        "dissatisfied": Contentment(fixed: "not at all", kept: "no", scores: 1...3, marks: 2),
    ]
}

extension Questionnaire {
    /// Questions that are asked only after some answer, by themselves or with all of their section.
    fileprivate var conditional: Set<String> {
        Set(
            sections.flatMap { section in
                section.questions.filter { section.when != nil || $0.when != nil }.map(\.name)
            })
    }
}
