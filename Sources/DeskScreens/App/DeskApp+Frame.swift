import Model
import ServiceDesk
package import TerminalKit
import Wording

extension DeskApp {
    /// Smaller than this nothing useful fits.
    static let least = Size(columns: 60, rows: 18)

    /// The desk as it looks now.
    package var canvas: Canvas {
        var canvas = Canvas(size: size, cellWidth: appearance.cellWidth)
        guard size.columns >= Self.least.columns, size.rows >= Self.least.rows else {
            let text = context.say(
                "screen.tooSmall",
                [
                    "columns": .count(size.columns), "rows": .count(size.rows),
                    "leastColumns": .count(Self.least.columns), "leastRows": .count(Self.least.rows),
                ])
            canvas.paragraph(text, in: canvas.bounds, .warning)
            return canvas
        }
        let parts = Self.parts(of: canvas)
        drawHead(in: parts.head, on: &canvas)
        for entry in shown {
            if entry.screen.isSheet { canvas.cover() }
            entry.screen.draw(in: parts.body, on: &canvas, context)
        }
        drawMessage(in: parts.message, on: &canvas)
        actions.footer(()).draw(in: parts.footer, on: &canvas)
        return canvas
    }

    /// What is drawn, from below.
    private var shown: ArraySlice<Entry> { lock.map { [$0] } ?? visible }

    func show() { onCanvas(canvas) }

    /// Room in which nothing need be cut off: as wide as two panes get, as high as anything is long.
    private static let wholeText = Size(columns: 179, rows: 400)

    /// The text of the screen on top, whole, without what shines through under a sheet; lines as long as the window.
    var topLines: [String] {
        var canvas = Canvas(size: Self.wholeText, cellWidth: appearance.cellWidth)
        let body = Self.parts(of: canvas).body
        stack.last?.screen.draw(in: body, on: &canvas, context)
        return canvas.plainLines(in: body).flatMap { canvas.cellWidth.wrap($0, size.columns) }
    }

    /// The parts of the frame, from above.
    static func parts(of canvas: Canvas) -> (head: Rect, body: Rect, message: Rect, footer: Rect) {
        let rows = canvas.bounds.split(rows: [.fixed(1), .share(1), .fixed(1), .fixed(1)])
        return (rows[0], rows[1], rows[2], rows[3])
    }

    /// Product, screen and its id to the left; who, which desk, and the time to the right.
    private func drawHead(in row: Rect, on canvas: inout Canvas) {
        let context = context
        var right: [Span] = []
        if upkeep.outage != nil {
            right.append(Span(context.say("screen.database.trouble") + "  ", .error))
        } else if jobs.isSlow(at: context.now) {
            right.append(Span(context.say("screen.loading") + "  ", .muted))
        }
        if upkeep.unseen > 0 {
            let text = context.say(
                "screen.unseen", ["count": .text(upkeep.unseen < 100 ? "\(upkeep.unseen)" : "99+")])
            right.append(Span(text + "  ", .accent))
        }
        if desk.isPractice { right.append(Span(context.say("screen.database.practice") + "  ", .warning)) }
        if let person = actor?.staff { right.append(Span(person.name + "  ")) }
        right.append(Span(context.wording.time(context.now), .accent))
        let cells = right.reduce(0) { $0 + canvas.cellWidth.ofShown($1.text) }

        let shown = shown.first?.screen
        var left = [Span(context.say("screen.product") + "  ", .muted)]
        if let id = shown?.id, !id.isEmpty { left.append(Span(id + " ", .accent)) }
        left.append(Span(shown?.title(context) ?? "", .title))
        canvas.spans(
            left, in: Rect(column: row.column, row: row.row, width: row.width - cells - 1, height: 1))
        canvas.spans(right, in: row.dropping(columns: row.width - cells))
    }

    /// What just happened; else that the database does not answer; else news nobody asked for, for a while.
    private func drawMessage(in row: Rect, on canvas: inout Canvas) {
        // News is not for whoever walks past a locked desk.
        guard lock == nil else { return }
        let standing = upkeep.outage.map(line) ?? notice.line(at: clock())
        (message.text.isEmpty ? standing : message).draw(in: row, on: &canvas)
    }
}
