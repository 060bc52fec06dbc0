import Model
import ServiceDesk
import TerminalKit
import Wording

/// What comes of joining two cases: which stays, what ends, what is against it. `y` does it.
struct JoinPreview: Screen {
    let id = ""
    let isSheet = true
    private let purpose: JoinSheet.Purpose
    private let pair: CasePair
    private var scroll = Scroll()

    static let carryOut = ActionID("join.carryOut")
    static let turn = ActionID("join.turn")

    private enum Deed: Sendable {
        case fold, link, unlink
    }

    /// Of two that are linked already, the link is taken back.
    private var deed: Deed {
        switch purpose {
        case .fold: .fold
        case .relate: pair.isLinked ? .unlink : .link
        }
    }

    private init(_ purpose: JoinSheet.Purpose, _ pair: CasePair) {
        (self.purpose, self.pair) = (purpose, pair)
    }

    /// Reads what would come of it, and shows that in place of nothing or of what was shown before.
    static func reading<S: Screen>(
        _ purpose: JoinSheet.Purpose, _ from: CaseID, _ into: CaseID, from screen: S.Type,
        replacing: Bool = false
    ) -> Job {
        .read("join") { reading, _ in
            try reading.pair(folding: from, into: into)
        } then: { (_: inout S, pair, _) in
            let preview = JoinPreview(purpose, pair)
            return [replacing ? .replace(preview) : .push(preview)]
        }
    }

    private var facts: [String: PhraseFact] {
        ["id": .text(pair.folded.id.description), "other": .text(pair.kept.id.description)]
    }

    func title(_ context: DeskContext) -> String {
        switch deed {
        case .fold: context.say("join.fold.preview", facts)
        case .link: context.say("join.relate.preview", facts)
        case .unlink: context.say("join.unlink.preview", facts)
        }
    }

    // MARK: Actions

    static func keys(_ context: DeskContext, why: String? = nil, turns: Bool = true) -> [DeskAction] {
        [context.action(carryOut, [.character("y")], why: why)]
            + (turns ? [context.action(turn, [.character("s")])] : []) + SheetActions.reading(context)
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        Self.keys(context, why: refusal(context), turns: purpose == .fold)
    }

    private func refusal(_ context: DeskContext) -> String? {
        deed == .fold ? pair.refusal.map { context.say($0) } : nil
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        let (from, into) = (pair.folded.id, pair.kept.id)
        guard action == Self.carryOut else {
            return [.job(Self.reading(purpose, into, from, from: JoinPreview.self, replacing: true))]
        }
        return [
            .job(
                .act("join") { [deed] work in
                    switch deed {
                    case .fold: try work.mergeCase(from, into: into)
                    case .link: try work.linkCases(from, into)
                    case .unlink: try work.unlinkCases(from, into)
                    }
                } then: { [deed, facts] (_: inout JoinPreview, _, context) in
                    [.pop, .tell(Self.leavingForm), .refresh, .done(Self.done(deed, facts, context))]
                })
        ]
    }

    private static func done(_ deed: Deed, _ facts: [String: PhraseFact], _ context: DeskContext) -> String {
        switch deed {
        case .fold: context.say("join.fold.done", facts)
        case .link: context.say("join.relate.done", facts)
        case .unlink: context.say("join.unlink.done", facts)
        }
    }

    /// The form below that asked for it is done with.
    private static let leavingForm = Job.tell { (_: inout JoinSheet, _) in [.pop] }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter: [.pop]
        default: scroll.handle(event, context) ? [] : nil
        }
    }

    // MARK: Drawing

    private func pane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        let folds = deed == .fold
        pane.add(side(pair.kept, folds ? "join.stays" : "join.and", context))
        pane.add(side(pair.folded, folds ? "join.closes" : "join.and", context))
        pane.add(.blank)
        // Nothing comes of what is refused.
        if let why = refusal(context) {
            pane.add(.text(why, .warning))
            return pane
        }
        if deed == .link, !pair.isOneCustomer {
            let names = [("one", pair.kept), ("other", pair.folded)].map {
                ($0, PhraseFact.text($1.customer))
            }
            pane.add(
                .text(
                    context.say("join.twoCustomers", Dictionary(uniqueKeysWithValues: names)), .warning))
        }
        for line in what(context) { pane.add(.text(line, .text)) }
        return pane
    }

    private func side(_ side: CasePair.Side, _ label: String, _ context: DeskContext) -> Pane.Line {
        let c = side.serviceCase
        return .pair(
            context.say(label),
            [
                Span("\(c.id)  ", .accent), Span(context.kindName(c.kind.rawValue) + "  "),
                Span(context.stateName(c) + "  "), Span(side.customer + "  "), Span(c.summary, .muted),
            ])
    }

    /// What comes of it.
    private func what(_ context: DeskContext) -> [String] {
        switch deed {
        case .fold: folding(context)
        case .link: [context.say("join.relate.what")]
        case .unlink: [context.say("join.unlink.what")]
        }
    }

    private func folding(_ context: DeskContext) -> [String] {
        func counted(_ key: String, _ count: Int) -> [String] {
            var facts = facts
            facts["count"] = .count(count)
            return count == 0 ? [] : [context.say(key, facts)]
        }
        var back = facts
        back["key"] = context.key(CaseScreen.unfold, on: "C130")
        return [context.say("join.fold.what", facts)] + counted("join.clocks", pair.clocks)
            + counted("join.calls", pair.calls) + [context.say("join.fold.back", back)]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let pane = pane(context)
        let width = area.sheetWidth(76)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, max(3, rows + 2)))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}
