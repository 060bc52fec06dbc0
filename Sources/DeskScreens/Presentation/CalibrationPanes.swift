import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// What stands beside the line of a calibration session that is selected.
extension Pane {
    init(_ row: CalibrationRow, _ found: CalibrationScreen.Found, _ context: DeskContext) {
        switch row {
        case .matter(let line): self.init(line, found, context)
        case .item(let item): self.init(item, found, context)
        case .rater(let rater): self.init(rater, found, context)
        }
    }

    /// The answers of everybody side by side, what was agreed last, each column under a number that a name below has.
    private init(
        _ line: CalibrationMatterLine, _ found: CalibrationScreen.Found, _ context: DeskContext
    ) {
        add(
            .spans([
                Span("\(line.matter.subject)  ", .accent), Span(line.customer + "  ", .title),
                Span(found.name(line.matter.agent), .muted),
            ]))
        let scores = found.sheet.scores(of: line.matter.subject)
        guard !scores.isEmpty else {
            add(.blank)
            add(.text(context.say("calibration.noScore"), .muted))
            return
        }
        let heads = scores.indices.map { " " + String($0 + 1).padded(to: 4) + " " }
        add(.spans(heads.map { Span($0, .label) }))
        for item in found.sheet.card.items { add(item, scores, context) }
        add(.heading(context.say("calibration.heading.scores")))
        for (place, score) in scores.enumerated() { add(score, place + 1, found, context) }
    }

    private mutating func add(_ item: ScoreCard.Item, _ scores: [CalibrationScore], _ context: DeskContext) {
        let answers = scores.map { $0.answers[item.name].flatMap(ScoreAnswer.init) }
        let found = zip(scores, answers).filter { !$0.0.isAgreed }.map(\.1)
        let isApart = Set(found).count > 1
        let cells = answers.map { answer in
            let word = answer.map { context.wording.shortAnswer($0) } ?? ""
            return Span("[\(word.padded(to: 3))] ", isApart ? .warning : .text)
        }
        add(.spans(cells + [Span(context.wording.text(item.label), isApart ? .title : .muted)]))
    }

    /// Whose column it is, what it came to, and what was remarked.
    private mutating func add(
        _ score: CalibrationScore, _ number: Int, _ found: CalibrationScreen.Found, _ context: DeskContext
    ) {
        let words = score.answers.compactMapValues(ScoreAnswer.init)
        let result = ScoreSheet.result(of: found.sheet.card, words)
        let who = score.isAgreed ? context.say("calibration.title.agreed") : found.name(score.rater)
        add(
            .spans([
                Span("\(number)  ", .label), Span(who + "  ", score.isAgreed ? .accent : .text),
                Span(
                    context.wording.percent(result.share) + "  " + context.word(passed: result.isPassed),
                    result.isPassed ? .good : .missed),
            ]))
        if !score.note.isEmpty { add(.text(score.note, .text)) }
        for item in found.sheet.card.items {
            guard let note = score.notes[item.name] else { continue }
            add(.spans([Span(context.wording.text(item.label) + "  ", .muted), Span(note, .text)]))
        }
    }

    private init(
        _ item: CalibrationFigures.OfItem, _ found: CalibrationScreen.Found, _ context: DeskContext
    ) {
        add(.text(context.wording.text(item.item.label), .title))
        if item.item.isFatal { add(.text(context.say("quality.isFatal"), .warning)) }
        if let gap = item.gap { add(.share(context.say("calibration.title.gap"), gap, context.whole(gap))) }
        if let widest = item.widest {
            add(.share(context.say("calibration.title.widest"), widest, context.whole(widest)))
        }
        add(agreement: context.say("calibration.label.all"), item.alpha, context)
        add(.heading(context.say("calibration.heading.answers")))
        for matter in found.sheet.session.matters {
            let said = found.sheet.scores(of: matter.subject).compactMap { score in
                score.answers[item.item.name].flatMap(ScoreAnswer.init).map {
                    context.words($0, of: item.item)
                }
            }
            pair(matter.subject.description, said.joined(separator: " | "))
        }
        add(.blank)
        add(.text(context.say("calibration.explain.items"), .muted))
    }

    private init(
        _ rater: CalibrationFigures.OfRater, _ found: CalibrationScreen.Found, _ context: DeskContext
    ) {
        add(.text(found.name(rater.rater), .title))
        pair(context.say("calibration.title.mean"), context.wording.percent(rater.mean))
        pair(context.say("calibration.title.lean"), rater.lean.map { context.points($0) } ?? "")
        pair(context.say("calibration.title.asAgreed"), context.whole(rater.asAgreed))
        add(.heading(context.say("calibration.heading.pairs")))
        for pair in found.sheet.figures?.pairs ?? [] where [pair.first, pair.second].contains(rater.rater) {
            add(
                agreement: found.name(pair.first == rater.rater ? pair.second : pair.first), pair.kappa,
                context)
        }
        if let alpha = found.sheet.figures?.alpha {
            add(.blank)
            add(agreement: context.say("calibration.label.all"), alpha, context)
        }
        add(.blank)
        add(.text(context.say("calibration.explain.raters"), .muted))
    }

    /// Kappa or alpha on their scale.
    private mutating func add(agreement name: String, _ value: Double?, _ context: DeskContext) {
        guard let value else { return pair(name, context.say("scoring.noKappa"), .muted) }
        add(.interval(name, IntervalBar(max(-1, value), scale: -1...1), context.fixed(value)))
    }

    // MARK: A session in a list

    init(_ line: CalibrationLine, names: [StaffID: String], _ context: DeskContext) {
        let session = line.session
        add(.spans([Span("\(session.id)  ", .accent), Span(session.name, .title)]))
        pair(context.say("quality.column.card"), context.cardName(session.card))
        pair(context.say("column.state"), context.sessionState(session))
        pair(context.say("calibration.label.leader"), names[session.leader] ?? session.leader.description)
        pair(context.say("calibration.label.opened"), context.wording.moment(session.openedAt))
        pair(
            context.say("calibration.label.closed"), session.closedAt.map { context.wording.moment($0) } ?? ""
        )
        pair(
            context.say("calibration.title.matters"),
            session.matters.map(\.subject.description).joined(separator: "  "))
        add(.heading(context.say("calibration.title.raters")))
        for rater in session.raters {
            let scored = line.progress.scored[rater, default: 0]
            pair(names[rater] ?? rater.description, context.part(scored, session.matters.count))
        }
    }
}

extension CalibrationScreen.Found {
    func name(_ person: StaffID) -> String { names[person] ?? person.description }
}

extension String {
    /// With blanks behind, to so many cells.
    fileprivate func padded(to cells: Int) -> String { CellWidth.narrow.fit(self, cells) }
}
