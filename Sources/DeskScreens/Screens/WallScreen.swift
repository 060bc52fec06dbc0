import Model
import ServiceDesk
import TerminalKit
import Wording

/// S195: the overview for a wall, to be read across the room. It names no customer and nobody who works here, so it stays
/// while a desk that nobody touches would lock itself: that is done at the next key.
struct WallScreen: Screen {
    let id = "S195"
    private var reader = OverviewReader()

    init() {}

    var isForAllToSee: Bool { true }
    var isAwaiting: Bool { reader.overview == nil }

    func title(_ context: DeskContext) -> String { context.say("overview.title") }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        reader.refresh(context, \WallScreen.reader)
    }

    mutating func tick(_ context: DeskContext) -> [DeskStep] { reader.tick(context, \WallScreen.reader) }

    private struct Tile {
        var label: String
        var number: String
        var role: Role
    }

    private func tiles(_ overview: Overview, _ context: DeskContext) -> [Tile] {
        let whole = overview.whole
        func tile(_ label: String, _ count: CappedCount, _ role: Role) -> Tile {
            Tile(label: label, number: context.count(count), role: count.count == 0 ? .muted : role)
        }
        let there = overview.teams.reduce(0) { $0 + $1.there }
        let hours = PhraseFact.count(Overview.ahead)
        let missed = Int(whole.forecast.missed.rounded())
        return [
            tile(context.say("overview.wall.waiting"), whole.figures.waiting, .text),
            tile(context.say("overview.wall.missed"), whole.figures.overdue, .missed),
            tile(context.say("overview.wall.willMiss", ["count": hours]), CappedCount(missed), .atRisk),
            tile(context.say("overview.wall.calls"), overview.calls.overdue + overview.calls.now, .accent),
            tile(context.say("overview.wall.late"), CappedCount(overview.visits.late), .missed),
            tile(context.say("overview.wall.there"), CappedCount(there), .good),
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        guard let overview = reader.overview else {
            return canvas.field(context.say("overview.reading"), in: area.line(0), .muted)
        }
        let verdict = context.verdict(overview)
        let said = canvas.cellWidth.wrap(verdict.text, area.width)
        let queues = area.height >= 24 ? overview.queues.count + 1 : 0
        let parts = area.split(rows: [.fixed(said.count), .share(1), .fixed(queues)])
        for (line, text) in said.enumerated() {
            canvas.field(text, in: parts[0].line(line), Style(verdict.role))
        }
        drawTiles(tiles(overview, context), in: parts[1], on: &canvas)
        guard queues > 0 else { return }
        let bars = overview.queues.map { queue in
            BarItem(
                context.queueName(queue.name), Double(queue.figures.waiting.count),
                text: context.count(queue.figures.waiting),
                role: queue.figures.overdue.count > 0 ? .missed : .accent)
        }
        BarChart(bars).draw(in: parts[2].dropping(rows: 1), on: &canvas)
    }

    /// Three beside each other, or two where three have no room for their numbers.
    private func drawTiles(_ tiles: [Tile], in area: Rect, on canvas: inout Canvas) {
        let widest = max(20, tiles.map { BigNumber.width($0.number) }.max() ?? 0)
        let across = area.width >= widest * 3 ? 3 : 2
        let down = (tiles.count + across - 1) / across
        let rows = area.split(rows: Array(repeating: .share(1), count: down))
        for (index, tile) in tiles.enumerated() {
            let columns = rows[index / across].split(
                columns: Array(repeating: .share(1), count: across), gap: 2)
            let place = columns[index % across]
            guard place.height > 1 else { continue }
            BigNumber(tile.number, role: tile.role).draw(
                in: Rect(column: place.column, row: place.row, width: place.width, height: place.height - 1),
                on: &canvas)
            canvas.field(tile.label, in: place.line(place.height - 1), .header, .centre)
        }
    }
}
