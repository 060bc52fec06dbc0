import Model
import ServiceDesk
import TerminalKit
import Wording

/// What would become of each of several cases, before anything is done: those that refuse first, with why. `y` does it.
struct BulkSheet: Screen {
    let id = ""
    let isSheet = true
    private let change: BulkChange
    private let cases: [CaseID]
    private let refused: [EachResult]
    private let good: [CaseID]
    private let overload: Phrase?
    private let name: @Sendable (DeskContext) -> String
    private var scroll = Scroll()

    static let carryOut = ActionID("bulk.carryOut")

    /// - Parameter name: what is done, in the language of the context.
    init(
        _ change: BulkChange, on cases: [CaseID], _ rehearsed: BulkReceipt,
        name: @escaping @Sendable (DeskContext) -> String
    ) {
        self.change = change
        self.cases = cases
        refused = rehearsed.results.filter { $0.fault != nil }
        good = rehearsed.results.filter { $0.fault == nil }.map(\.id)
        overload = rehearsed.overload?.phrase
        self.name = name
    }

    /// Rehearses a change and shows what would become of it.
    /// - Parameter replacing: in place of the sheet that asks; a form stays below, so that Esc leads back to its words.
    static func rehearsal<S: Screen>(
        of change: BulkChange, on cases: [CaseID], from: S.Type, replacing: Bool = false,
        name: @escaping @Sendable (DeskContext) -> String
    ) -> Job {
        .survey(
            "rehearse",
            { desk, context in
                try desk.rehearse(change, on: cases, by: context.actor, at: context.now)
            },
            then: { (_: inout S, receipt, _) in
                let sheet = BulkSheet(change, on: cases, receipt, name: name)
                return [replacing ? .replace(sheet) : .push(sheet)]
            })
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "bulk.title",
            [
                "step": .text(name(context)), "done": .count(good.count),
                "count": .count(good.count + refused.count),
            ])
    }

    static func keys(_ context: DeskContext, why: String? = nil) -> [DeskAction] {
        [context.action(carryOut, [.character("y")], why: why)] + SheetActions.reading(context)
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        Self.keys(context, why: good.isEmpty ? context.say("bulk.none") : nil)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .act("bulk") { [change, cases] work in
                    try work.bulk(change, on: cases)
                } then: { [name] (_: inout BulkSheet, receipt, context) in
                    [
                        .pop, .tell(Self.leavingForm), .tell(Self.unmarking), .refresh,
                        .push(ResultsSheet(receipt.results, step: name)),
                    ]
                })
        ]
    }

    /// What a form below asked for it is done with.
    private static let leavingForm = Job.tell { (_: inout FieldSheet, _) in [.pop] }

    /// What was marked for it is done with.
    private static let unmarking = Job.tell { (screen: inout QueueScreen, _) in
        screen.marks.clear()
        return []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter: [.pop]
        default: scroll.handle(event, context) ? [] : nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var pane = Pane()
        for result in refused.prefix(Pane.mostResults) {
            pane.add(.item(result.id.description, result.fault.map { context.say($0) } ?? "", .warning))
        }
        pane.addLeftOut(of: refused.count, context)
        if !good.isEmpty {
            let shown = good.prefix(Pane.mostResults).map(\.description)
            if let overload { pane.add(.text(context.wording.say(overload), .warning)) }
            pane.add(.text(context.say("bulk.these", ["count": .count(good.count)]), .good))
            pane.add(.text(shown.joined(separator: " "), .muted))
            pane.addLeftOut(of: good.count, context)
        }
        let width = area.sheetWidth(76)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, max(3, rows + 2)))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}
