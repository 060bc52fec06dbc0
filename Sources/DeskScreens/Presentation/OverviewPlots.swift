import Model
import ServiceDesk
import TerminalKit
import Wording

/// How one queue or team stands, drawn: how long its cases wait, what came and went by the hour, and of a queue what is due in
/// the next ones.
struct OverviewPlots {
    /// Of what it is.
    struct Part {
        var name: String
        var ages: [CappedCount]
        var arrivals: [Int]
        var closings: [Int]
        /// Empty where no promises are told by the hour.
        var due: [PromiseForecast.Hour]

        init(_ queue: QueueOverview, _ context: DeskContext) {
            name = context.scopeName(queue.name.isEmpty ? .everything : .queue(queue.name))
            (ages, arrivals, closings) = (queue.figures.ages, queue.arrivals, queue.closings)
            due = queue.forecast.hours
        }

        init(_ team: TeamOverview, _ context: DeskContext) {
            name = team.name.isEmpty ? context.say("overview.noTeam") : team.name
            (ages, arrivals, closings, due) = (team.ages, team.arrivals, team.closings, [])
        }
    }

    let overview: Overview
    let part: Part
    let context: DeskContext

    /// Rows it needs where it stands below the numbers.
    static let lowHeight = 6

    func draw(in area: Rect, on canvas: inout Canvas) {
        guard area.height >= 4 else { return }
        canvas.rule(area.line(0), title: part.name)
        let body = area.dropping(rows: 1)
        if area.width >= 70 {
            let parts = body.split(columns: [.share(1), .share(1)], gap: 2)
            drawAges(in: parts[0], on: &canvas)
            drawFlow(in: parts[1], on: &canvas)
        } else {
            let parts = body.split(rows: [.fixed(8), .fixed(1), .fixed(6), .fixed(1), .share(1)])
            drawAges(in: parts[0], on: &canvas)
            drawFlow(in: parts[2], on: &canvas)
            drawDue(in: parts[4], on: &canvas)
        }
    }

    private func drawAges(in area: Rect, on canvas: inout Canvas) {
        guard area.height > 1 else { return }
        canvas.field(context.say("overview.waitedFor"), in: area.line(0), .header)
        let bins = zip(part.ages, context.ageNames).map { count, name in
            BarItem(name, Double(count.count), text: context.count(count))
        }
        Histogram(bins).draw(in: area.dropping(rows: 1), on: &canvas)
    }

    private func drawFlow(in area: Rect, on canvas: inout Canvas) {
        let since = overview.hours.first.map { context.wording.time($0) } ?? ""
        canvas.field(context.say("overview.flow", ["time": .text(since)]), in: area.line(0), .header)
        let top = Double(max(part.arrivals.max() ?? 0, part.closings.max() ?? 0))
        let rows = max(1, (area.height - 1) / 2)
        for (place, (label, counts, role)) in [
            ("overview.came", part.arrivals, Role.accent), ("overview.went", part.closings, Role.good),
        ].enumerated() {
            let line = Rect(
                column: area.column, row: area.row + 1 + place * rows, width: area.width, height: rows)
            guard line.row + rows <= area.endRow else { break }
            let parts = line.split(columns: [.fixed(12), .fixed(counts.count), .share(1)], gap: 1)
            canvas.field(context.say(label), in: parts[0].line(rows - 1))
            Sparkline(counts.map(Double.init), top: top, role: role).draw(in: parts[1], on: &canvas)
            canvas.field("\(counts.reduce(0, +))", in: parts[2].line(rows - 1), Style(role))
        }
    }

    /// Each hour ahead: what runs out, and what of it will be missed.
    private func drawDue(in area: Rect, on canvas: inout Canvas) {
        guard area.height > 2, !part.due.isEmpty else { return }
        canvas.field(context.say("overview.dueByHour"), in: area.line(0), .header)
        let items = part.due.map { hour in
            BarItem(
                context.wording.time(hour.until), Double(hour.due),
                text: context.say(
                    "overview.dueMissed",
                    [
                        "due": .text("\(hour.due)"),
                        "missed": .text(context.wording.number(hour.missed, decimals: 1)),
                    ]),
                role: hour.missed < 0.5 ? .accent : .atRisk)
        }
        BarChart(items).draw(in: area.dropping(rows: 1), on: &canvas)
    }
}
