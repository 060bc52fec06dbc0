import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// What stands beside the line of quality control that is selected.
extension Pane {
    init(_ row: QualityRow, names: [StaffID: String], _ context: DeskContext) {
        switch row {
        case .review(let line): self.init(line, names: names, context)
        case .agent(let score): self.init(score, names: names, context)
        case .item(let item): self.init(item, names: names, context)
        case .agreement(let found, let card): self.init(found, card: card, context)
        case .session(let line): self.init(line, names: names, context)
        }
    }

    private init(_ line: ReviewLine, names: [StaffID: String], _ context: DeskContext) {
        let review = line.review
        add(
            .spans([
                Span("\(review.id)  ", .accent), Span(context.cardName(review.card) + "  ", .title),
                Span(context.stateCell(line).text, .muted),
            ]))
        let kind = line.kind.map { context.kindName($0.rawValue) + "  " } ?? ""
        pair(context.say("scoring.title.subject"), "\(review.subject)  " + kind + line.customer)
        pair(context.say("scoring.title.agent"), names[review.agent] ?? review.agent.description)
        pair(context.say("scoring.title.week"), context.wording.day(review.week))
        // How it was drawn is told once that can sway nobody.
        if review.state != .open { addDrawn(review, context) }
        if let share = review.share {
            let word = context.word(passed: review.isPassed)
            pair(
                context.say("scoring.title.score"), context.wording.percent(share) + "  " + word,
                review.isPassed == true ? .good : .missed)
        }
        if let note = line.coaching { add(coaching: note, by: names, context) }
    }

    mutating func addDrawn(_ review: Review, _ context: DeskContext) {
        let traits = review.traits.map { context.wording.name($0, of: "scoring.trait") }
        let how = review.isByRisk ? context.say("quality.byRisk") : context.say("quality.byChance")
        pair(context.say("scoring.title.drawn"), how)
        pair(context.say("quality.label.traits"), context.wording.list(traits), .warning)
    }

    mutating func add(coaching note: CoachingNote, by names: [StaffID: String], _ context: DeskContext) {
        add(.heading(context.say("quality.heading.coaching")))
        let who = names[note.by] ?? note.by.description
        add(
            .spans([
                Span("\(note.id)  ", .accent), Span("\(who)  \(context.wording.moment(note.at))", .muted),
            ]))
        add(.text(note.note, .text))
        guard let at = note.answeredAt else {
            add(.text(context.say("quality.unanswered"), .warning))
            return
        }
        let said = note.answer.isEmpty ? context.say("scoring.acknowledged") : note.answer
        add(.spans([Span(context.wording.moment(at) + "  ", .muted), Span(said, .accent)]))
    }

    private init(_ score: AgentScore, names: [StaffID: String], _ context: DeskContext) {
        add(.text(names[score.agent] ?? score.agent.description, .title))
        add(share: context.say("quality.label.mean"), score.share, context)
        add(share: context.say("quality.label.passed"), score.passed, context)
        add(share: context.say("quality.label.atRisk"), score.atRisk, context)
        if let change = score.change {
            var said = context.points(change)
            if let low = change.low, let high = change.high {
                let ends = [low, high].map { context.say(GapAttribute.Unit.share.said(signed: $0)) }
                said += "  (" + ends.joined(separator: context.figureSigns.bounds) + ")"
            }
            pair(context.say("quality.label.change"), said)
        }
        add(.blank)
        add(.text(context.say("quality.explain.agents"), .muted))
    }

    /// A share on a scale from nothing to all.
    private mutating func add(share name: String, _ estimate: Estimate?, _ context: DeskContext) {
        guard let estimate else { return }
        let bounds = estimate.low.flatMap { low in
            estimate.high.map { max(0, low)...max(max(0, low), min(1, $0)) }
        }
        add(
            .interval(
                name, IntervalBar(estimate.value, bounds: bounds, scale: 0...1),
                context.said(estimate)))
    }

    private init(_ item: MissedItem, names: [StaffID: String], _ context: DeskContext) {
        add(.text(context.wording.text(item.item.label), .title))
        add(.text(context.wording.text(item.cardLabel), .muted))
        if item.item.isFatal { add(.text(context.say("quality.isFatal"), .warning)) }
        add(.heading(context.say("quality.heading.missed")))
        for one in item.agents { add(share: names[one.agent] ?? one.agent.description, one.missed, context) }
        add(.blank)
        add(.text(context.say("quality.explain.items"), .muted))
    }

    private init(_ found: RaterAgreement, card: String, _ context: DeskContext) {
        add(.text(context.itemName(found), .title))
        add(.text(context.cardName(card), .muted))
        add(kappa: context.say("quality.label.plain"), found.plain, context)
        if let linear = found.linear { add(kappa: context.say("quality.label.linear"), linear, context) }
        if let square = found.quadratic {
            add(kappa: context.say("quality.label.quadratic"), square, context)
        }
        add(.blank)
        add(.text(context.say("quality.explain.agreement"), .muted))
    }

    private mutating func add(kappa name: String, _ agreement: Agreement, _ context: DeskContext) {
        guard let kappa = agreement.kappa else { return pair(name, context.say("scoring.noKappa"), .muted) }
        let bounds = agreement.interval.map { $0.low...$0.high }
        add(
            .interval(
                name, IntervalBar(kappa, bounds: bounds, scale: -1...1),
                context.fixed(kappa)))
    }
}
