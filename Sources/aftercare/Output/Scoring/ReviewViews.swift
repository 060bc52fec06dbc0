import Model
import Quality
import Records
import ServiceDesk
import Wording

/// Something drawn to be judged. How it was drawn, and whether by two, is told once that can sway nobody.
struct ReviewView: Listable, Showable {
    let review: String
    let card: String
    let version: Int
    let subject: String
    let agent: String
    let week: String
    let state: String
    /// `chance` or `risk`.
    @OrNull var drawn: String?
    @OrNull var traits: [String]?
    @OrNull var double: Bool?
    @OrNull var share: Double?
    @OrNull var passed: Bool?
    @OrNull var finished: String?
    private let day: Day
    private let label: String

    private enum CodingKeys: String, CodingKey {
        case review, card, version, subject, agent, week, state, drawn, traits, double, share, passed,
            finished
    }

    init(_ r: Review, _ v: Viewer) throws {
        let isTold = r.state != .open
        (review, card, version) = (r.id.description, r.card, r.cardVersion)
        (subject, agent) = (r.subject.description, try v.login(r.agent) ?? "")
        (week, state, day) = (r.week.description, r.state.rawValue, r.week)
        _drawn = OrNull(isTold ? (r.isByRisk ? "risk" : "chance") : nil)
        _traits = OrNull(isTold ? r.traits : nil)
        _double = OrNull(isTold ? r.isDouble : nil)
        (_share, _passed) = (OrNull(r.share), OrNull(r.isPassed))
        _finished = OrNull(v.output.iso(r.finishedAt))
        label = v.output.words("scoring.state.\(r.state.rawValue)")
    }

    static let titles = [
        "scoring.title.review", "scoring.title.card", "scoring.title.subject", "scoring.title.agent",
        "scoring.title.week", "scoring.title.state", "scoring.title.score", "scoring.title.passed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(review, .strong), TextCell(card), TextCell(subject), TextCell(agent),
            TextCell(output.wording.day(day)), TextCell(label),
            TextCell(share.map { output.wording.percent($0) } ?? ""),
            TextCell(passed.map { output.yes($0) } ?? ""),
        ]
    }

    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// What one person found.
struct ScoreView: Encodable {
    /// 1 or 2, or 3 of whoever settled it; told once that can sway nobody, since 2 says that another scores it as well.
    @OrNull var place: Int?
    @OrNull var rater: String?
    @OrNull var scored: String?
    /// Of the points that apply.
    @OrNull var got: Double?
    @OrNull var applicable: Int?
    @OrNull var share: Double?
    @OrNull var passed: Bool?
    let fatal: [String]
    let note: String
    let answers: [String: String]
    /// Remarks on single items.
    let notes: [String: String]

    init(_ s: ReviewScore, rater: StaffID?, isWhole: Bool, _ v: Viewer) throws {
        _place = OrNull(isWhole ? s.place : nil)
        (_got, _applicable) = (OrNull(s.got), OrNull(s.applicable))
        (fatal, note, answers, notes) = (s.fatal, s.note, s.answers, s.notes)
        _rater = OrNull(try v.login(rater))
        _scored = OrNull(v.output.iso(s.scoredAt))
        (_share, _passed) = (OrNull(s.share), OrNull(s.isPassed))
    }

    func line(_ output: Output) -> String? {
        guard let share else { return nil }
        var facts: [String: PhraseFact] = [
            "share": .text(output.wording.percent(share)),
            "passed": .phrase(Phrase(passed == true ? "scoring.passed" : "scoring.failed")),
            "note": .text(note),
        ]
        guard let place else { return output.words("scoring.ownLine", facts).trimmed }
        facts["rater"] = .text(rater ?? "—")
        if place == ReviewScore.settled { return output.words("scoring.settledLine", facts).trimmed }
        facts["place"] = .text(String(place))
        return output.words("scoring.scoreLine", facts).trimmed
    }
}

/// A review with its card, its scores side by side and what the agent was told.
struct ReviewSheetView: Showable {
    let review: ReviewView
    let card: ScoreCardView.Card
    let scores: [ScoreView]
    let coaching: [CoachingView]

    init(_ sheet: ReviewSheet, _ v: Viewer) throws {
        review = try ReviewView(sheet.review, v)
        card = ScoreCardView.Card(sheet.card, v.output)
        scores = try sheet.scores.map { try ScoreView($0.score, rater: $0.rater, isWhole: sheet.isWhole, v) }
        coaching = try sheet.coaching.map { try CoachingView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let given = scores.filter { !$0.answers.isEmpty }
        let items = card.sections.flatMap { section in
            [section.label] + section.items.flatMap { self.lines(of: $0, given, output) }
        }
        let told = coaching.isEmpty ? [] : [""] + output.table(coaching)
        return output.table([review]) + [""] + items + [""] + scores.compactMap { $0.line(output) } + told
    }

    /// What was answered to it, and remarked on it.
    private func lines(of item: ScoreCardView.Item, _ given: [ScoreView], _ output: Output) -> [String] {
        let said = given.map { $0.answers[item.item] ?? "" }
        let line = output.words(
            "scoring.itemLine",
            [
                "item": .text(item.item), "label": .text(item.label),
                "said": .text(
                    given.isEmpty ? item.answers.joined(separator: "/") : said.joined(separator: " | ")),
            ])
        return ["  " + line] + given.compactMap { $0.notes[item.item] }.map { "      " + $0 }
    }
}

/// What an agent was told.
struct CoachingView: Listable, Showable {
    let coaching: String
    let review: String
    let agent: String
    let by: String
    let at: String
    let note: String
    let answer: String
    @OrNull var acknowledged: String?
    private let moment: Instant

    private enum CodingKeys: String, CodingKey {
        case coaching, review, agent, by, at, note, answer, acknowledged
    }

    init(_ n: CoachingNote, _ v: Viewer) throws {
        (coaching, review) = (n.id.description, n.review.description)
        (agent, by) = (try v.login(n.agent) ?? "", try v.login(n.by) ?? "")
        (at, note, answer, moment) = (v.output.iso(n.at), n.note, n.answer, n.at)
        _acknowledged = OrNull(v.output.iso(n.answeredAt))
    }

    static let titles = [
        "scoring.title.coaching", "scoring.title.review", "scoring.title.by", "scoring.title.at",
        "scoring.title.note", "scoring.title.answer",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let said = answer.isEmpty && acknowledged != nil ? output.words("scoring.acknowledged") : answer
        return [
            TextCell(coaching, .strong), TextCell(review), TextCell(by), TextCell(output.moment(moment)),
            TextCell(note), TextCell(said),
        ]
    }

    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// What was found of one's own work, and what one was told.
struct OwnReviewsView: Showable {
    let reviews: [ReviewView]
    let coaching: [CoachingView]

    init(_ own: (reviews: [Review], coaching: [CoachingNote]), _ v: Viewer) throws {
        reviews = try own.reviews.map { try ReviewView($0, v) }
        coaching = try own.coaching.map { try CoachingView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        guard !reviews.isEmpty || !coaching.isEmpty else { return [output.words("scoring.nothingOwn")] }
        let told = output.table(coaching)
        return output.table(reviews) + (told.isEmpty ? [] : [""] + told)
    }
}
