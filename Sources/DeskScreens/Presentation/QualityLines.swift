import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// Quality control, as tables say it.
extension DeskContext {
    /// The choice of no card in particular.
    static let allCards = "*"

    func cardName(_ card: String) -> String {
        (try? rules.scoreCards()[card]?.card.label).map { wording.text($0) } ?? card
    }

    var scoreCardPicker: Picker<String> {
        let all = Choice(id: Self.allCards, label: say("quality.allCards"), keywords: ["all"])
        let cards = ((try? rules.scoreCards().cards) ?? []).map { choice($0.name, $0.label) }
        return ChoiceField([all] + cards).picker(
            title: say("quality.pick.card"), emptyText: say("pick.empty"))
    }

    /// How many were drawn out of how many, or that it was done before.
    func drawn(_ draws: [(draw: ReviewDraw, isNew: Bool)]) -> String {
        guard draws.contains(where: \.isNew) else { return say("quality.drawnBefore") }
        let new = draws.filter(\.isNew).map(\.draw)
        return say(
            "quality.drawn",
            [
                "count": .count(new.reduce(0) { $0 + $1.drawn }),
                "found": .text(wording.number(new.reduce(0) { $0 + $1.found })),
            ])
    }

    func columns(of tab: QualityScreen.Tab) -> [Column] {
        let review = Column(say("quality.column.review"), .fixed(6))
        let subject = Column(say("quality.column.subject"), .fixed(9))
        let score = Column(say("quality.column.score"), .fixed(9), .trailing)
        let week = Column(say("quality.column.week"), .fixed(10))
        let what = [
            Column(say("quality.column.card"), .flexible(least: 8, share: 2), dropOrder: 2),
            Column(say("column.customer"), .flexible(least: 8, share: 2), dropOrder: 1),
        ]
        let (mean, interval) = (
            Column(say("quality.column.mean"), .fixed(9), .trailing),
            Column(say("column.interval"), .fixed(11), .trailing)
        )
        let count = Column(say("quality.column.count"), .fixed(8), .trailing)
        switch tab {
        case .waiting, .all:
            let people = [Column(say("quality.column.agent"), .flexible(least: 8, share: 1)), week]
            return [review, subject] + people + what
                + [Column(say("column.state"), .flexible(least: 8, share: 1)), score]
        case .own:
            return [review, subject, week] + what
                + [Column(say("quality.column.note"), .flexible(least: 6, share: 1)), score]
        case .agents:
            return [
                Column(say("quality.column.agent"), .flexible(least: 8, share: 2)), count, mean, interval,
                Column(say("quality.column.passed"), .fixed(9), .trailing),
                Column(say("quality.column.change"), .fixed(10), .trailing, dropOrder: 1),
            ]
        case .items:
            return [
                Column(say("quality.column.item"), .flexible(least: 16, share: 3)),
                Column(say("quality.column.card"), .flexible(least: 8, share: 1), dropOrder: 1), count,
                Column(say("quality.column.missed"), .fixed(9), .trailing), interval,
            ]
        case .agreement:
            return [
                Column(say("quality.column.item"), .flexible(least: 16, share: 3)),
                Column(say("quality.column.card"), .flexible(least: 8, share: 1), dropOrder: 1),
                Column(say("quality.column.pairs"), .fixed(8), .trailing),
                Column(say("quality.column.alike"), .fixed(8), .trailing),
                Column(say("quality.column.kappa"), .fixed(8), .trailing),
                Column(say("column.interval"), .fixed(15), .trailing),
            ]
        }
    }

    func qualityCells(_ row: QualityRow, _ tab: QualityScreen.Tab, names: [StaffID: String]) -> [TableCell] {
        switch row {
        case .review(let line): reviewCells(line, isOwn: tab == .own, names: names)
        case .agent(let score): agentCells(score, names: names)
        case .item(let item): itemCells(item)
        case .agreement(let found, let card): agreementCells(found, card)
        }
    }

    private func reviewCells(_ line: ReviewLine, isOwn: Bool, names: [StaffID: String]) -> [TableCell] {
        let review = line.review
        let head = [
            TableCell(review.id.description, .accent), TableCell(review.subject.description, .muted),
        ]
        let week = TableCell(wording.day(review.week), .muted)
        let what = [TableCell(cardName(review.card)), TableCell(line.customer)]
        let score = TableCell(said(review.share, review.isPassed), review.isPassed == false ? .missed : .text)
        if isOwn { return head + [week] + what + [coachingCell(line.coaching), score] }
        let agent = TableCell(names[review.agent] ?? review.agent.description)
        return head + [agent, week] + what + [stateCell(line), score]
    }

    func word(passed: Bool?) -> String { say(passed == true ? "scoring.passed" : "scoring.failed") }

    /// `87.5 %`, and `!` where it was not passed.
    func said(_ share: Double?, _ isPassed: Bool?) -> String {
        share.map { wording.percent($0) + (isPassed == false ? " !" : "  ") } ?? ""
    }

    func stateCell(_ line: ReviewLine) -> TableCell {
        switch (line.review.state, line.own) {
        case (.open, .inHand): TableCell(say("quality.inHand"), .accent)
        case (.open, .scored): TableCell(say("quality.scoredByYou"), .muted)
        case (.open, .none): TableCell(wording.name("open", of: "scoring.state"))
        case (.differs, _): TableCell(wording.name("differs", of: "scoring.state"), .warning)
        case (.finished, _): TableCell(wording.name("finished", of: "scoring.state"), .muted)
        }
    }

    private func coachingCell(_ note: CoachingNote?) -> TableCell {
        guard let note else { return TableCell("") }
        return note.answeredAt == nil
            ? TableCell(say("quality.newNote"), .warning) : TableCell(say("scoring.acknowledged"), .muted)
    }

    private func agentCells(_ score: AgentScore, names: [StaffID: String]) -> [TableCell] {
        [
            TableCell(names[score.agent] ?? score.agent.description),
            TableCell(wording.number(score.count), .muted), TableCell(said(score.share)),
            TableCell(bounds(score.share), .muted), TableCell(said(score.passed)),
            TableCell(points(score.change), changeRole(score.change)),
        ]
    }

    /// A share and its mark where few tell it.
    func said(_ estimate: Estimate?) -> String {
        guard let estimate else { return "" }
        return wording.percent(estimate.value, decimals: 0)
            + (estimate.count.map { mark(SampleGrade($0)) } ?? "")
    }

    /// `81-94 %`
    func bounds(_ estimate: Estimate?) -> String {
        guard let low = estimate?.low, let high = estimate?.high else { return "" }
        return wording.percent(max(0, low), decimals: 0) + "-" + wording.percent(min(1, high), decimals: 0)
    }

    func points(_ change: Estimate?) -> String {
        change.map { say(GapAttribute.Unit.share.said(signed: $0.value)) } ?? ""
    }

    /// Only what chance does not explain is coloured.
    private func changeRole(_ change: Estimate?) -> Role {
        guard let low = change?.low, let high = change?.high else { return .muted }
        return high < 0 ? .missed : low > 0 ? .good : .muted
    }

    private func itemCells(_ item: MissedItem) -> [TableCell] {
        let isHeavy = item.item.isFatal && item.missed.value > 0
        return [
            TableCell((item.item.isFatal ? "! " : "") + wording.text(item.item.label)),
            TableCell(wording.text(item.cardLabel), .muted),
            TableCell(wording.number(item.missed.count ?? 0), .muted),
            TableCell(said(item.missed), isHeavy ? .missed : .text), TableCell(bounds(item.missed), .muted),
        ]
    }

    private func agreementCells(_ found: RaterAgreement, _ card: String) -> [TableCell] {
        [
            found.item == nil
                ? TableCell(say("quality.wholeOf", ["card": .text(cardName(card))]), .accent)
                : TableCell(itemName(found)),
            TableCell(cardName(card), .muted),
            TableCell(wording.number(found.plain.count) + mark(SampleGrade(found.plain.count)), .muted),
            TableCell(wording.percent(found.plain.share, decimals: 0)), TableCell(kappa(found.plain)),
            TableCell(bounds(found.plain), .muted),
        ]
    }

    func itemName(_ found: RaterAgreement) -> String {
        found.label.map { wording.text($0) } ?? say("scoring.whole")
    }

    func kappa(_ agreement: Agreement) -> String {
        agreement.kappa.map { fixed($0) } ?? say("scoring.noKappa")
    }

    func bounds(_ agreement: Agreement) -> String {
        agreement.interval.map { fixed($0.low) + figureSigns.bounds + fixed($0.high) } ?? ""
    }
}
