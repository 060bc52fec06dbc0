import Model
import ServiceDesk
import TerminalKit
import Wording

/// What queues and lists of cases look like.
extension DeskContext {
    func scopeName(_ scope: QueueScope) -> String {
        switch scope {
        case .queue(let name): queueName(name)
        case .view(let name): rules.views.first { $0.name == name }.map { wording.text($0.label) } ?? name
        case .saved(let view): view.kept.name
        case .work(let name):
            rules.workViews.first { $0.name == name }.map { wording.text($0.label) } ?? name
        case .everything: say("queue.everything")
        }
    }

    /// What a list of the rules is called.
    func name(of list: ListOfRules) -> String { rules.label(of: list).map { wording.text($0) } ?? list.name }

    /// The queues and views of whoever sits here, those that people keep last.
    var scopes: [QueueScope] { rules.scopes(for: actor) + savedViews.map { .saved($0) } }

    /// `340`, `10000+`
    func count(_ count: CappedCount) -> String {
        count.isCapped ? say("queue.capped", ["count": .count(count.count)]) : "\(count.count)"
    }

    /// How long something waits, in its largest measure: `3 d`.
    func age(since: Instant) -> String { wording.age(now - since) }

    func cells(_ line: CaseLine) -> [TableCell] {
        let state = standing(of: line.due)
        return [
            TableCell(line.due == nil ? "" : mark(state), state.role),
            TableCell(line.due.map { wording.deadline($0, now: now) } ?? "", state.role),
            TableCell(line.id.description, .accent), TableCell(kindName(line.kind)),
            TableCell(
                stateName(line.kind, line.workflowVersion, line.state), style(line.severity).role),
            TableCell(line.customer), TableCell(matter(line)),
            TableCell(line.owner, .muted), TableCell(age(since: line.openedAt), .muted),
            TableCell(wording.name(line.severity), style(line.severity).role),
            TableCell(productName(line.product)), number(line.chasers), number(line.reopened),
            TableCell(age(since: line.stateSince), .muted), TableCell(queueName(line.queue), .muted),
            TableCell(distinction(line.rank), .accent),
        ]
    }

    private func number(_ count: Int) -> TableCell { TableCell(count == 0 ? "" : "\(count)") }

    /// What it is about, with how bad it is in front where that matters.
    private func matter(_ line: CaseLine) -> String {
        line.severity < .urgent ? line.summary : wording.name(line.severity) + "  " + line.summary
    }

    var caseColumns: [Column] {
        [
            Column("", .fixed(2)), Column(say("column.due"), .fixed(12), id: "due"),
            Column(say("column.id"), .fixed(8), id: "id"),
            Column(say("column.kind"), .fixed(9), dropOrder: 4, id: "kind"),
            Column(say("column.state"), .fixed(12), dropOrder: 3, id: "state"),
            Column(say("column.customer"), .flexible(least: 8, share: 1), id: "customer"),
            Column(say("column.matter"), .flexible(least: 18, share: 3), id: "matter"),
            Column(say("column.owner"), .fixed(8), dropOrder: 2, id: "owner"),
            Column(say("column.age"), .fixed(8), .trailing, dropOrder: 5, id: "age"),
            Column(say("column.severity"), .fixed(8), id: "severity", isExtra: true),
            Column(say("column.product"), .fixed(10), id: "product", isExtra: true),
            Column(say("column.chasers"), .fixed(6), .trailing, id: "chasers", isExtra: true),
            Column(say("column.reopened"), .fixed(8), .trailing, id: "reopened", isExtra: true),
            Column(say("column.stateSince"), .fixed(10), .trailing, id: "stateSince", isExtra: true),
            Column(say("column.queue"), .fixed(10), id: "queue", isExtra: true),
            Column(say("column.rank"), .fixed(10), id: "rank", isExtra: true),
        ]
    }
}

/// A queue's load as a bar: what is late, what is at risk, and the rest, as shares of the fullest queue.
struct LoadBar {
    let load: QueueLoad
    let most: Int

    /// Cells of each part, which never vanish while there is something.
    func parts(width: Int) -> [(cells: Int, role: Role)] {
        guard most > 0, load.waiting.count > 0 else { return [] }
        let whole = min(width, max(1, load.waiting.count * width / most))
        func share(_ count: Int, of room: Int) -> Int {
            count == 0 ? 0 : min(room, max(1, whole * count / load.waiting.count))
        }
        let late = share(load.overdue.count, of: whole)
        let risk = share(load.atRisk.count, of: whole - late)
        return [(late, .missed), (risk, .atRisk), (whole - late - risk, .accent)].filter { $0.0 > 0 }
    }

    func draw(in row: Rect, on canvas: inout Canvas, selected: Bool) {
        var rest = row
        for part in parts(width: row.width) {
            let place = Rect(column: rest.column, row: rest.row, width: part.cells, height: 1)
            canvas.fill(place, with: canvas.glyphs.full, Style(part.role, selected: selected))
            rest = rest.dropping(columns: part.cells)
        }
    }
}
