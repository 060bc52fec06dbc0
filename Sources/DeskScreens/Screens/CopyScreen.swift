import TerminalKit

/// The text of the screen below without its lines, so that the terminal's own selection copies clean text.
struct CopyScreen: Screen {
    let id = ""
    private let lines: [String]
    private var scroll = Scroll()

    init(_ lines: [String]) { self.lines = lines }

    func title(_ context: DeskContext) -> String { context.say("copy.title") }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let lines = lines.flatMap { line in
            canvas.cellWidth.of(line) <= area.width ? [line] : canvas.cellWidth.wrap(line, area.width)
        }
        let beyond = max(0, lines.count - area.height)
        canvas.scrolls(by: beyond)
        for (row, line) in lines.dropFirst(min(scroll.top, beyond)).prefix(area.height).enumerated() {
            canvas.text(line, at: area.line(row).origin)
        }
        canvas.parkCaret(at: area.origin, visible: false)
    }
}
