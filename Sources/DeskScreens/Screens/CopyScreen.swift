import TerminalKit

/// A text without lines drawn beside it, so that the terminal's own selection copies clean text: of the screen below, or one that
/// a screen makes.
struct CopyScreen: Screen {
    let id = ""
    private var lines: [String]
    /// Makes it in the language of the desk; nil where it is what the screen below shows.
    private let text: (@Sendable (DeskContext) -> [String])?
    private var scroll = Scroll()

    init(ofScreenBelow lines: [String]) { (self.lines, text) = (lines, nil) }
    init(_ context: DeskContext, _ text: @escaping @Sendable (DeskContext) -> [String]) {
        (lines, self.text) = (text(context), text)
    }

    var isOfScreenBelow: Bool { text == nil }

    mutating func languageChanged(_ context: DeskContext) {
        if let text { lines = text(context) }
    }

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
