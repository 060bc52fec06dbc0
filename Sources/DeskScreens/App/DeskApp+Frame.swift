import Model
import ServiceDesk
package import TerminalKit
import Wording

extension DeskApp {
    /// Smaller than this nothing useful fits.
    static let least = Size(columns: 40, rows: 18)

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
        let (parts, context) = (Self.parts(of: canvas), context)
        drawHead(in: parts.head, on: &canvas, context)
        for entry in shown {
            if entry.screen.isSheet { canvas.cover() }
            entry.screen.draw(in: parts.body, on: &canvas, context)
        }
        if lock == nil, !isAnswering, !toasts.isEmpty {
            let key = context.keyNames?.key(of: Everywhere.notices, in: .everywhere)
            toasts.draw(over: parts.body, on: &canvas, key: key)
        }
        drawMessage(in: parts.message, on: &canvas)
        actions(of: top?.screen, context).footer.draw(in: parts.footer, on: &canvas)
        return canvas
    }

    /// What is drawn, from below.
    private var shown: ArraySlice<Entry> { lock.map { [$0] } ?? visible }

    func show() {
        let picture = canvas
        reach = picture.reach
        onCanvas(picture)
        beginReadAhead()
    }

    /// Room in which nothing need be cut off: as wide as two panes get, as high as anything is long.
    private static let wholeText = Size(columns: 179, rows: 400)

    /// The text of a screen, whole, without what shines through under a sheet; lines as long as the window.
    func lines(of screen: any Screen) -> [String] {
        var canvas = Canvas(size: Self.wholeText, cellWidth: appearance.cellWidth)
        let body = Self.parts(of: canvas).body
        screen.draw(in: body, on: &canvas, context)
        return canvas.plainLines(in: body).flatMap { canvas.cellWidth.wrap($0, size.columns) }
    }

    /// The parts of the frame, from above.
    static func parts(of canvas: Canvas) -> (head: Rect, body: Rect, message: Rect, footer: Rect) {
        let rows = canvas.bounds.split(rows: [.fixed(1), .share(1), .fixed(1), .fixed(1)])
        return (rows[0], rows[1], rows[2], rows[3])
    }

    /// Product, screen and its id to the left; who, which desk, and the time to the right. Where they have no room beside
    /// each other the title goes before the product's name, what is new, one's own name, what desk it is, and the time.
    private func drawHead(in row: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let cells = { [width = canvas.cellWidth] (spans: [Span]) in
            spans.reduce(0) { $0 + width.ofShown($1.text) }
        }
        let shown = shown.first?.screen
        var left: [Span] = []
        if let id = shown?.id, !id.isEmpty { left.append(Span(id + " ", .accent)) }
        left.append(Span(shown?.title(context) ?? "", .title))
        let product = Span(context.say("screen.product") + "  ", .muted)

        let unseen = Span(unseenText(context), .accent)
        let name = Span((actor?.staff).map { $0.name + "  " } ?? "")
        var right = standing(context) + [unseen]
        let practice = Span(desk.isPractice ? context.say("screen.database.practice") + "  " : "", .warning)
        let clock = Span(context.wording.time(context.now), .accent)
        right += [practice, name, clock]
        let needed = cells(left) + 1
        for lesser in [unseen, name, practice, clock] where needed + cells(right) > row.width {
            right.removeAll { $0 == lesser }
        }
        if needed + cells([product]) + cells(right) <= row.width { left.insert(product, at: 0) }

        let rest = row.width - cells(right)
        canvas.spans(left, in: Rect(column: row.column, row: row.row, width: rest - 1, height: 1))
        canvas.spans(right, in: row.dropping(columns: rest))
    }

    /// That the database does not answer, or is slow to.
    private func standing(_ context: DeskContext) -> [Span] {
        if upkeep.outage != nil { return [Span(context.say("screen.database.trouble") + "  ", .error)] }
        if let pause = pauseText(context) { return [Span(pause + "  ", .warning)] }
        return jobs.isSlow(at: context.now) ? [Span(context.say("screen.loading") + "  ", .muted)] : []
    }

    private func unseenText(_ context: DeskContext) -> String {
        guard upkeep.unseen > 0 else { return "" }
        let count = upkeep.unseen <= 999 ? "\(upkeep.unseen)" : "999+"
        return context.say("screen.unseen", ["count": .text(count)]) + "  "
    }

    /// Whether something is typed or asked now, which nothing may cover.
    private var isAnswering: Bool { top.map { $0.screen.isSheet || $0.screen.isTyping } ?? false }

    /// What just happened; else that the database does not answer; else the later of news nobody asked for, for a while, and of
    /// what came to this person where it may stand in no corner.
    private func drawMessage(in row: Rect, on canvas: inout Canvas) {
        // News is not for whoever walks past a locked desk.
        guard lock == nil else { return }
        let news = notice.line(at: clock())
        let arrived = isAnswering ? toasts.newest : nil
        let later = arrived.flatMap { came in
            news.text.isEmpty || came.since >= notice.since?.milliseconds ?? 0 ? came.message : nil
        }
        let standing = upkeep.outage.map(line) ?? later ?? news
        (message.text.isEmpty ? standing : message).draw(in: row, on: &canvas)
    }
}
