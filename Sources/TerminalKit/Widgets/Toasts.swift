/// Notes that come by themselves and go after a while. They take neither focus nor caret, and never cover the row of the latter.
/// Whoever owns them tells the time, in milliseconds of any steady clock.
///
///     toasts.show(MessageLine(.success, "C1024 已改派"), at: now)
///     if toasts.expire(at: now) { redraw() }
///     toasts.draw(over: screen, on: &canvas)          // last of all
package struct Toasts: Hashable, Sendable {
    private struct Toast: Hashable, Sendable {
        var message: MessageLine
        var since: Int64
        var until: Int64
    }

    /// Older ones give way.
    private static let most = 3
    private var shown: [Toast] = []

    package init() {}

    package var isEmpty: Bool { shown.isEmpty }
    package var newest: (message: MessageLine, since: Int64)? { shown.last.map { ($0.message, $0.since) } }
    /// When the next one goes; nil without any.
    package var nextExpiry: Int64? { shown.map(\.until).min() }

    /// The same note again stays longer instead of standing there twice.
    package mutating func show(_ message: MessageLine, at now: Int64, for milliseconds: Int64 = 6_000) {
        shown.removeAll { $0.message == message }
        shown.append(Toast(message: message, since: now, until: now + milliseconds))
        shown = Array(shown.suffix(Self.most))
    }

    /// - Returns: whether any went.
    package mutating func expire(at now: Int64) -> Bool {
        let count = shown.count
        shown.removeAll { $0.until <= now }
        return shown.count < count
    }

    package mutating func dismiss() { shown.removeAll() }

    /// Draws them one above the other in the lower right corner, where lists have least, newest at the bottom; one that would
    /// cover the caret's row stands above it.
    /// - Parameter key: what a click on one does; nil nothing.
    package func draw(over screen: Rect, on canvas: inout Canvas, key: Key? = nil) {
        let width = min(max(screen.width / 3, 24), screen.width)
        guard width > 6 else { return }
        var bottom = screen.endRow
        for toast in shown.reversed() {
            let lines = canvas.cellWidth.wrap(toast.message.mark + toast.message.text, width - 4).prefix(3)
            let height = lines.count + 2
            if let caret = canvas.caret, bottom - height <= caret.row, caret.row < bottom {
                bottom = caret.row
            }
            let frame = Rect(
                column: screen.endColumn - width, row: bottom - height, width: width, height: height)
            guard frame.row >= screen.row else { return }
            canvas.box(frame)
            if let key { canvas.mark(frame, as: .key(key)) }
            let inside = frame.inset(columns: 2, rows: 1)
            for (index, line) in lines.enumerated() {
                canvas.field(line, in: inside.line(index), Style(toast.message.role))
            }
            bottom = frame.row
        }
    }
}
