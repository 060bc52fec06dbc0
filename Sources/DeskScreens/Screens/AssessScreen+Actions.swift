import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What R231 offers.
extension AssessScreen {
    func actions(_ context: DeskContext) -> [DeskAction] {
        guard !isTyping else { return Self.typing(context) }
        let part = part(context)
        let isRead = part == .reading ? context.say(sheet == nil ? "screen.loading" : "assess.onlyRead") : nil
        let moves =
            readsMatter
            ? []
            : [
                context.action(Self.previous, [.up, .backTab], inFooter: false),
                context.action(Self.following, [.down, .tab], inFooter: false),
            ]
        return [
            context.action(Self.save, [.ctrl("s")], why: isRead),
            context.action(Self.itemNote, [.character("e")], why: isRead),
            context.action(Self.note, [.character("w")], why: isRead),
            context.action(Self.matter, [.character("m")]),
            context.action(Self.open, [.enter]),
            context.action(
                Self.coach, [.character("c")], inFooter: whyNoCoaching(context) == nil,
                why: whyNoCoaching(context)),
            context.action(
                Self.answer, [.character("a")], inFooter: unanswered(context) != nil,
                why: unanswered(context) == nil ? context.say("assess.nothingToAnswer") : nil),
            context.action(
                Self.release, [.character("b")], inFooter: false,
                why: isInHand(context)
                    ? nil : context.say("scoring.notInHand", ["id": .text(reviewID.description)])),
        ] + moves + (part == .reading ? [] : answerKeys(context))
    }

    /// While a remark is typed; whoever saves then has finished it.
    static func typing(_ context: DeskContext) -> [DeskAction] {
        [context.action(noted, [.enter, .escape]), context.action(save, [.ctrl("s")])]
    }

    private func whyNoCoaching(_ context: DeskContext) -> String? {
        if let lack = context.lack(of: .scoreQuality) { return lack }
        guard let review = sheet?.review, review.state == .finished else {
            return context.say("scoring.notFinished", ["id": .text(reviewID.description)])
        }
        return review.agent == context.actor.staffID
            ? context.say("scoring.ownWork", ["id": .text(reviewID.description)]) : nil
    }

    /// A digit for each answer: 1 is yes and 2 no, the level itself of a scale (x for ten), 0 where it does not apply.
    private func answerKeys(_ context: DeskContext) -> [DeskAction] {
        guard let item else { return [] }
        return item.answers.map { answer in
            context.action(
                ActionID("assess.answer.\(answer.word)"), Self.keys(answer),
                label: context.words(answer, of: item), group: "group.answers", inFooter: false)
        }
    }

    static func keys(_ answer: ScoreAnswer) -> [Key] {
        switch answer {
        case .yes: [.character("1"), .character("y")]
        case .no: [.character("2"), .character("n")]
        case .notApplicable: [.character("0")]
        case .level(let level): [.character(level == 10 ? "x" : Character("\(level)"))]
        }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case Self.previous: move(by: -1)
        case Self.following: move(by: 1)
        case Self.matter: turn()
        case Self.noted: endNote()
        case Self.itemNote: if let item { begin(.item(item.name)) }
        case Self.note: begin(.whole)
        case Self.save:
            endNote()
            return save(context)
        case Self.open: return sheet.map { open($0.review.subject) } ?? []
        case Self.release: return [.job(putBack)]
        case Self.coach: return [.push(CoachSheet(.coach(reviewID), context))]
        case Self.answer: return unanswered(context).map { [.push(CoachSheet(.answer($0), context))] } ?? []
        default:
            let word = action.name.split(separator: ".").last ?? ""
            return ScoreAnswer(word).map { give($0, context) } ?? []
        }
        return []
    }

    private var putBack: Job {
        .act("release") { [reviewID, draft] work in
            try draft.drop(work)
            try work.releaseReview(reviewID)
        } then: { (screen: inout AssessScreen, _: Void, context) in
            screen.draft.saved()
            return [.pop, .done(context.say("assess.putBack", ["id": .text(screen.reviewID.description)]))]
        }
    }

    // MARK: Saving

    /// Only whole, and asked first: a score stands once given.
    private mutating func save(_ context: DeskContext) -> [DeskStep] {
        guard let sheet else { return [] }
        if let open = firstOpen {
            go(to: open)
            let count = items.count { given[$0.name] == nil }
            return [.warn(context.say("assess.unanswered", ["count": .count(count)]))]
        }
        let isSettling = part(context) == .settling
        if isSettling, note.trimmed.isEmpty {
            begin(.whole)
            return [.warn(context.say("assess.noteOwed"))]
        }
        let words = given.compactMapValues(ScoreAnswer.init)
        let result = ScoreSheet.result(of: sheet.card, words)
        guard result.applicable > 0 else { return [.warn(context.say(ScoringFault.nothingApplies))] }
        let keep = Job.tell { (screen: inout AssessScreen, context) in [.job(screen.keep(isSettling))] }
        return [
            .push(
                ConfirmSheet.ask(context, then: [.tell(keep)]) { [reviewID] context in
                    let facts = context.facts(of: result, reviewID)
                    return (
                        context.say("assess.ask.title", facts),
                        context.say(isSettling ? "assess.ask.settle" : "assess.ask.score", facts)
                    )
                })
        ]
    }

    private func keep(_ isSettling: Bool) -> Job {
        let (id, given, notes, note, draft) = (reviewID, isSettling ? answers : given, notes, note, draft)
        return .act("keep") { work -> ReviewScore in
            try draft.drop(work)
            return isSettling
                ? try work.settleReview(id, given, notes: notes, note: note)
                : try work.scoreReview(id, given, notes: notes, note: note)
        } then: { (screen: inout AssessScreen, score, context) in
            screen.draft.saved()
            let passed = context.word(passed: score.isPassed)
            let facts: [String: PhraseFact] = [
                "id": .text(screen.reviewID.description),
                "share": .text(context.wording.percent(score.share ?? 0)), "passed": .text(passed),
            ]
            return [.pop, .refresh, .done(context.say("assess.done", facts))]
        }
    }
}

extension DeskContext {
    /// `yes`, `4 of 5`
    func words(_ answer: ScoreAnswer, of item: ScoreCard.Item) -> String {
        switch answer {
        case .yes, .no, .notApplicable: say("scoring.answer.\(answer.word)")
        case .level(let level):
            say(
                "scoring.answer.level",
                ["level": .number(Double(level)), "scale": .number(Double(item.scale ?? level))])
        }
    }

    func facts(of result: ScoreSheet.Result, _ id: ReviewID) -> [String: PhraseFact] {
        [
            "id": .text(id.description), "share": .text(wording.percent(result.share)),
            "passed": .text(word(passed: result.isPassed)),
        ]
    }
}
