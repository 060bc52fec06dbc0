package import Model
import Quality
import Records
import Workflow

extension Work {
    /// Draws what is to be judged of a week by a card; a week that was drawn before is told as it was.
    /// - Parameters:
    ///   - day: any of the week, which must be over.
    ///   - seed: by which the same is drawn from the same.
    /// - Throws: `ReviewFault.noCard`, `.weekToCome`.
    @discardableResult
    package func drawReviews(_ name: String, weekOf day: Day, seed: Int64) throws -> (
        draw: ReviewDraw, isNew: Bool
    ) {
        try require(.steerQuality)
        let (card, plan) = try rules.scoreCard(name)
        let week = day - (day.weekday - 1)
        guard week + 7 <= rules.localDay(now) else { throw ReviewFault.weekToCome(week) }
        if let known = try reviews.draw(of: name, week: week) { return (known, false) }
        let found = try candidates(plan, in: week)
        let drawn = plan.draw(found, seed: UInt64(bitPattern: seed))
        let version = try keep(card)
        for one in drawn {
            let traits = one.candidate.traits.filter { plan.weights[$0] != nil }.map(\.rawValue).sorted()
            _ = try reviews.insert(
                Review(
                    card: name, cardVersion: version,
                    subject: Subject(plan.matter == .case ? .case : .call, one.candidate.number),
                    agent: StaffID(one.candidate.agent), week: week, isByRisk: one.isByRisk, traits: traits,
                    isDouble: one.isDouble))
        }
        let draw = ReviewDraw(
            card: name, week: week, seed: seed, found: found.count, drawn: drawn.count, at: now,
            by: actor.staffID)
        try reviews.insert(draw)
        try record(
            .desk, "quality.drawn",
            [
                "card": .text(name), "week": .text(week.description), "seed": .number(seed),
                "found": .number(Int64(found.count)), "drawn": .number(Int64(drawn.count)),
            ])
        return (draw, true)
    }

    private func candidates(_ plan: ScorePlan, in week: Day) throws -> [ReviewCandidate] {
        let span = rules.span(of: week, days: 7)
        let lows = try rules.questionnaires().newest.compactMap { sheet in
            sheet.dissatisfied.map {
                LowAnswer(questionnaire: sheet.name, question: $0.question, most: Double($0.most))
            }
        }
        let found =
            plan.matter == .case
            ? try reviews.cases(closed: span, lows: lows, for: plan.card)
            : try reviews.calls(
                over: span, reached: rules.campaigns().reached, lows: lows, for: plan.card)
        return found.filter { plan.kinds.isEmpty || plan.kinds.contains($0.kind) }.map { matter in
            let traits: [(ReviewRisk, Bool)] = [
                (.reopened, matter.isReopened), (.breached, matter.isBreached),
                (.complaint, matter.kind == "complaint"), (.dissatisfied, matter.isDissatisfied),
                (.granted, matter.hasGrants), (.chased, matter.isChased),
            ]
            return ReviewCandidate(
                number: matter.number, agent: matter.agent.number,
                traits: Set(traits.filter(\.1).map(\.0)), length: matter.length)
        }
    }
}
