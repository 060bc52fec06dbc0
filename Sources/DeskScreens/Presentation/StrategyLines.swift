import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// The strategy and its promises, as tables say them.
extension DeskContext {
    func columns(of tab: StrategyScreen.Tab) -> [Column] {
        switch tab {
        case .steps:
            [
                Column("", .fixed(3), .trailing),
                column("strategy.title.step", .flexible(least: 26, share: 1)),
                column("strategy.title.answer", .flexible(least: 20, share: 2)),
            ]
        case .promises:
            [
                column("strategy.title.segment", .flexible(least: 14, share: 1)),
                column("need.title.promise", .flexible(least: 22, share: 2)),
                column("strategy.title.published", .fixed(14), dropOrder: 1),
                column("strategy.title.internal", .fixed(14), dropOrder: 2),
                column("strategy.title.kept", .fixed(22)),
            ]
        case .drafts:
            [
                column("promise.title.draft", .fixed(4), .trailing),
                column("promise.title.name", .flexible(least: 14, share: 2)),
                column("promise.title.state", .fixed(10)),
                column("promise.title.since", .fixed(12)),
                column("promise.title.by", .flexible(least: 8, share: 1)),
                column("promise.title.approvedBy", .flexible(least: 8, share: 1), dropOrder: 1),
                column("strategy.title.forecast", .fixed(10)),
            ]
        }
    }

    func strategyCells(_ row: StrategyRow, _ names: [StaffID: String]) -> [TableCell] {
        switch row {
        case .step(let step):
            let answer = step.answers.first?.text.split(whereSeparator: \.isNewline).first.map { String($0) }
            return [
                TableCell("\(step.number)", .muted), TableCell(wording.text(step.step.label)),
                answer.map { TableCell($0) } ?? TableCell(say("strategy.open"), .muted),
            ]
        case .promise(let promise):
            return [
                TableCell(segment(of: promise), .muted), TableCell(wording.text(promise.promise.label)),
                TableCell(said(promise.promise.published)),
                TableCell(said(promise.promise.internalTarget), .muted), TableCell(kept(promise)),
            ]
        case .draft(let drafted):
            let draft = drafted.draft
            let isOff = draft.state == .withdrawn
            return [
                TableCell("\(draft.id)", .muted), TableCell(draft.name, isOff ? .muted : .text),
                TableCell(
                    say("promise.state.\(draft.state.rawValue)"), draft.state == .approved ? .good : .text),
                TableCell(draft.state == .approved ? draft.since.map { wording.day($0) } ?? "" : ""),
                TableCell(author(of: draft, names)),
                TableCell(draft.approvedBy.map { names[$0] ?? $0.description } ?? "", .muted),
                TableCell(say(draft.forecast == nil ? "strategy.noForecast" : "strategy.hasForecast")),
            ]
        }
    }

    func author(of draft: PromiseDraft, _ names: [StaffID: String]) -> String {
        draft.by.map { names[$0] ?? $0.description } ?? say("promise.theDesk")
    }

    /// To whom a promise is given.
    func segment(of promise: SegmentPromise) -> String {
        let scope = promise.promise.scope
        let names =
            scope.customer.map { wording.name($0, of: "customerKind") }
            + scope.dealer.map { wording.name($0, of: "dealerType") } + scope.region
        return names.isEmpty ? say("strategy.everybody") : wording.list(names)
    }

    func said(_ target: Target?) -> String { target.map { wording.say($0.phrase) } ?? "" }

    /// `92.3 % (84 to 97)`, empty where none ended.
    func kept(_ promise: SegmentPromise) -> String {
        guard let figure = promise.kept, let value = figure.value else { return "" }
        return kept(value, figure.low, figure.high)
    }

    func kept(_ value: Double, _ low: Double?, _ high: Double?) -> String {
        guard let low, let high else { return wording.percent(value) }
        return say(
            "process.share",
            [
                "share": .text(wording.percent(value)),
                "low": .text(wording.percent(max(0, low), decimals: 0)),
                "high": .text(wording.percent(min(1, high), decimals: 0)),
            ])
    }
}

extension Pane {
    /// All that is known of a step, a promise or a draft.
    /// - Parameter isWhole: the older answers, and a draft's text, as well.
    init(_ row: StrategyRow, _ names: [StaffID: String], isWhole: Bool, _ context: DeskContext) {
        switch row {
        case .step(let step): tell(step, names, isWhole, context)
        case .promise(let promise): tell(promise, context)
        case .draft(let draft): tell(draft, names, isWhole, context)
        }
    }

    private mutating func tell(
        _ step: AnsweredStep, _ names: [StaffID: String], _ isWhole: Bool, _ context: DeskContext
    ) {
        add(.spans([Span(context.wording.text(step.step.label), .title)]))
        add(.text(context.wording.text(step.step.asks), .text))
        if step.answers.isEmpty { add(.text(context.say("strategy.open"), .missed)) }
        if let newest = step.answers.first { tell(newest, names, context) }
        add(.blank)
        add(.text(context.say("strategy.inputs"), .muted))
        for input in step.step.inputs { add(.text("- " + context.wording.text(input), .muted)) }
        for older in step.answers.dropFirst() where isWhole {
            add(.blank)
            tell(older, names, context)
        }
        guard !step.promises.isEmpty else { return }
        add(.blank)
        add(.text(context.say("strategy.kept", ["days": .count(SegmentPromise.days)]), .muted))
        for promise in step.promises {
            let parts = [
                context.segment(of: promise), context.wording.text(promise.promise.label),
                context.said(promise.promise.published), context.kept(promise),
            ]
            add(
                .text(
                    parts.filter { !$0.isEmpty }.joined(separator: context.say("list.separator")), .text))
        }
    }

    private mutating func tell(
        _ answer: StrategyText, _ names: [StaffID: String], _ context: DeskContext
    ) {
        for line in answer.text.split(separator: "\n", omittingEmptySubsequences: false) {
            add(.text(String(line), .accent))
        }
        let by = answer.by.map { names[$0] ?? $0.description } ?? context.say("promise.theDesk")
        add(.text(context.say("strategy.said", ["by": .text(by), "at": .instant(answer.at)]), .muted))
    }

    private mutating func tell(_ promise: SegmentPromise, _ context: DeskContext) {
        let one = promise.promise
        add(.spans([Span(context.wording.text(one.label), .title)]))
        add(.text(context.wording.text(one.wording), .accent))
        pair(context.say("strategy.title.segment"), context.segment(of: promise))
        pair(context.say("strategy.title.published"), context.said(one.published))
        pair(context.say("strategy.title.internal"), context.said(one.internalTarget))
        pair(context.say("strategy.title.kept"), context.kept(promise))
        pair(context.say("figures.title.count"), context.wording.number(promise.kept?.count ?? 0))
        pair(context.say("promise.title.since"), one.since.map { context.wording.day($0) } ?? "")
        add(.blank)
        add(.text(context.say("strategy.keptOver", ["days": .count(SegmentPromise.days)]), .muted))
    }

    private mutating func tell(
        _ drafted: DraftedPromises, _ names: [StaffID: String], _ isWhole: Bool, _ context: DeskContext
    ) {
        let draft = drafted.draft
        let approver = draft.approvedBy.map { names[$0] ?? $0.description } ?? ""
        add(
            .text(
                context.say(
                    "promise.draft.\(draft.state.rawValue)",
                    [
                        "number": .text(String(draft.id)), "name": .text(draft.name),
                        "author": .text(context.author(of: draft, names)), "approver": .text(approver),
                        "since": draft.since.map { .day($0) } ?? .text(""),
                    ]), .title))
        if !draft.basis.isEmpty {
            add(.text(context.say("promise.basis", ["basis": .text(draft.basis)]), .text))
        }
        if !draft.remark.isEmpty {
            add(.text(context.say("promise.remark", ["note": .text(draft.remark)]), .text))
        }
        if let problem = drafted.problem { add(.text(context.wording.say(problem), .missed)) }
        for difference in drafted.differences { tell(difference, context) }
        add(.blank)
        tell(draft.forecast, drafted, context)
        guard isWhole else { return }
        add(.heading(context.say("strategy.title.text")))
        for line in draft.text.split(separator: "\n", omittingEmptySubsequences: false) {
            add(.spans([Span(String(line), .muted)]))
        }
    }

    /// A promise of a draft: as it is, and as it would be.
    private mutating func tell(_ difference: PromiseDifference, _ context: DeskContext) {
        let kind = context.say("promise.difference.\(difference.kind.rawValue)")
        add(
            .spans([
                Span(context.wording.text(difference.label) + "  "),
                Span(kind, difference.kind == .same ? .muted : .accent),
            ]))
        func change(_ title: String, _ before: Target?, _ after: Target?) {
            let (old, new) = (context.said(before), context.said(after))
            let said =
                old == new || difference.inForce == nil || difference.drafted == nil
                ? (difference.drafted == nil ? old : new)
                : context.say("strategy.becomes", ["before": .text(old), "after": .text(new)])
            pair(context.say(title), said)
        }
        change("strategy.title.published", difference.inForce?.published, difference.drafted?.published)
        change(
            "strategy.title.internal", difference.inForce?.internalTarget, difference.drafted?.internalTarget)
    }

    private mutating func tell(
        _ forecast: DraftForecast?, _ drafted: DraftedPromises, _ context: DeskContext
    ) {
        guard let forecast else {
            let said =
                drafted.isOpen
                ? context.say(
                    "strategy.notForecast",
                    ["key": context.key(StrategyScreen.simulate, on: StrategyScreen().id)])
                : context.say("promise.neverForecast")
            add(.text(said, .muted))
            return
        }
        add(
            .text(
                context.say(
                    "promise.forecast",
                    [
                        "at": .instant(forecast.at), "days": .count(forecast.days),
                        "runs": .count(forecast.runs), "technicians": .count(forecast.technicians),
                    ]), .muted))
        for line in forecast.lines {
            func said(_ share: DraftForecast.Share?) -> String {
                share.map { context.kept($0.mean, $0.low, $0.high) } ?? "-"
            }
            pair(
                drafted.labels[line.promise].map { context.wording.text($0) } ?? line.promise,
                context.say(
                    "strategy.becomes",
                    ["before": .text(said(line.asIs)), "after": .text(said(line.changed))]),
                line.isWorse ? .missed : .text)
        }
    }
}
