import TerminalKit

/// A record that has no screen of its own (a unit, a person, a note), in full over the list it stands in.
struct ReadSheet: Screen {
    let id = ""
    let isSheet = true
    private let name: @Sendable (DeskContext) -> String
    private let pane: @Sendable (DeskContext) -> Pane
    private var scroll = Scroll()

    /// Made anew for every drawing, so that the language and the time can change under it.
    init(
        _ name: @escaping @Sendable (DeskContext) -> String,
        _ pane: @escaping @Sendable (DeskContext) -> Pane
    ) {
        self.name = name
        self.pane = pane
    }

    func title(_ context: DeskContext) -> String { name(context) }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.reading(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key?.command {
        case .escape, .f(12), .enter: return [.pop]
        default: return scroll.handle(event, context) ? [] : nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let pane = pane(context)
        let width = area.sheetWidth(84)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, max(5, rows + 2)))
        canvas.box(frame, title: name(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        canvas.parkCaret(at: inside.origin, visible: false)
    }
}
