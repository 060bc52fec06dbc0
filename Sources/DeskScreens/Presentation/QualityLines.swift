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
        let review = column("quality.column.review", .fixed(6))
        let subject = column("quality.column.subject", .fixed(9))
        let score = column("quality.column.score", .fixed(9), .trailing)
        let week = column("quality.column.week", .fixed(10))
        let what = [
            column("quality.column.card", .flexible(least: 8, share: 2), dropOrder: 2),
            column("column.customer", .flexible(least: 8, share: 2), dropOrder: 1),
        ]
        let (mean, interval) = (
            column("quality.column.mean", .fixed(9), .trailing),
            column("column.interval", .fixed(11), .trailing)
        )
        let count = column("quality.column.count", .fixed(8), .trailing)
        switch tab {
        case .waiting, .all:
            let people = [column("quality.column.agent", .flexible(least: 8, share: 1)), week]
            return [review, subject] + people + what
                + [column("column.state", .flexible(least: 13, share: 2)), score]
        case .own:
            return [review, subject, week] + what
                + [column("quality.column.note", .flexible(least: 6, share: 1)), score]
        case .agents:
            return [
                column("quality.column.agent", .flexible(least: 8, share: 2)), count, mean, interval,
                column("quality.column.passed", .fixed(8), .trailing),
                column("quality.column.change", .fixed(12), .trailing, dropOrder: 1),
            ]
        case .items:
            return [
                column("quality.column.item", .flexible(least: 16, share: 3)),
                column("quality.column.card", .flexible(least: 8, share: 1), dropOrder: 1), count,
                column("quality.column.missed", .fixed(9), .trailing), interval,
            ]
        case .agreement:
            return [
                column("quality.column.item", .flexible(least: 16, share: 3)),
                column("quality.column.card", .flexible(least: 8, share: 1), dropOrder: 1),
                column("quality.column.pairs", .fixed(8), .trailing),
                column("quality.column.alike", .fixed(8), .trailing),
                column("quality.column.kappa", .fixed(8), .trailing),
                column("column.interval", .fixed(15), .trailing),
            ]
        case .calibration: return sessionColumns
        }
    }

    func qualityCells(_ row: QualityRow, _ tab: QualityScreen.Tab, names: [StaffID: String]) -> [TableCell] {
        switch row {
        case .review(let line): reviewCells(line, isOwn: tab == .own, names: names)
        case .agent(let score): agentCells(score, names: names)
        case .item(let item): itemCells(item)
        case .agreement(let found, let card): agreementCells(found, card)
        case .session(let line): sessionCells(line)
        }
    }

    private func reviewCells(_ line: ReviewLine, isOwn: Bool, names: [StaffID: String]) -> [TableCell] {
        let review = line.review
        let head = [
            TableCell(review.id.description, .accent).ranked(id: review.id),
            TableCell(review.subject.description, .muted).ranked(subject: review.subject),
        ]
        let week = TableCell(wording.day(review.week), .muted).ranked(on: review.week)
        let what = [TableCell(cardName(review.card)), TableCell(line.customer)]
        let score = TableCell(said(review.share, review.isPassed), review.isPassed == false ? .missed : .text)
            .ranked(review.share)
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
            TableCell(wording.number(score.count), .muted).ranked(count: score.count),
            TableCell(said(score.share)).ranked(score.share?.value),
            TableCell(bounds(score.share), .muted).ranked(score.share?.low),
            TableCell(said(score.passed)).ranked(score.passed?.value),
            TableCell(points(score.change), changeRole(score.change)).ranked(score.change?.value),
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
        return wording.percent(max(0, low), decimals: 0) + figureSigns.shares
            + wording.percent(min(1, high), decimals: 0)
    }

    func points(_ change: Estimate?) -> String {
        change.map { points($0.value) } ?? ""
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
            TableCell(wording.number(item.missed.count ?? 0), .muted).ranked(count: item.missed.count),
            TableCell(said(item.missed), isHeavy ? .missed : .text).ranked(item.missed.value),
            TableCell(bounds(item.missed), .muted).ranked(item.missed.low),
        ]
    }

    private func agreementCells(_ found: RaterAgreement, _ card: String) -> [TableCell] {
        [
            found.item == nil
                ? TableCell(say("quality.wholeOf", ["card": .text(cardName(card))]), .accent)
                : TableCell(itemName(found)),
            TableCell(cardName(card), .muted),
            TableCell(wording.number(found.plain.count) + mark(SampleGrade(found.plain.count)), .muted)
                .ranked(count: found.plain.count),
            TableCell(wording.percent(found.plain.share, decimals: 0)).ranked(found.plain.share),
            TableCell(kappa(found.plain)).ranked(found.plain.kappa),
            TableCell(bounds(found.plain), .muted).ranked(found.plain.interval?.low),
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
