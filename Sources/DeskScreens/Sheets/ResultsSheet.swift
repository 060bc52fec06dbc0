import Model
import ServiceDesk
import TerminalKit
import Wording

/// What became of each of several cases: one line each, what failed first, as many as anybody reads.
struct ResultsSheet: Screen {
    let id = ""
    let isSheet = true
    private let results: [EachResult]
    private let done: Int
    private let step: @Sendable (DeskContext) -> String
    private var scroll = Scroll()

    init(_ results: [EachResult], step: @escaping @Sendable (DeskContext) -> String) {
        self.results = results.filter { $0.fault != nil } + results.filter { $0.fault == nil }
        done = results.count { $0.fault == nil }
        self.step = step
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "results.title",
            [
                "step": .text(step(context)), "done": .count(done), "count": .count(results.count),
            ])
    }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.reading(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter: [.pop]
        default: scroll.handle(event, context) ? [] : nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var pane = Pane()
        for result in results.prefix(Pane.mostResults) {
            let said = result.fault.map { context.say($0) } ?? context.say("results.done")
            pane.add(.item(result.id.description, said, result.fault == nil ? .good : .warning))
        }
        pane.addLeftOut(of: results.count, context)
        let width = area.sheetWidth(76)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, rows + 2))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}

extension Pane {
    /// A pane is laid out anew with every picture, and thousands of lines are read by nobody.
    static let mostResults = 200

    /// How many of so many are not shown.
    mutating func addLeftOut(of count: Int, _ context: DeskContext) {
        guard count > Self.mostResults else { return }
        add(.text(context.say("bulk.more", ["count": .count(count - Self.mostResults)]), .muted))
    }
}
