import Model
import ServiceDesk
import TerminalKit
import Wording

extension CustomerScreen {
    /// From so many columns on the overview stands beside the drawer.
    private static let leastForThree = 180

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let overview else { return }
        canvas.spans(context.customerSpans(overview.file.customer), in: area.line(0))
        tabs(context).draw(in: area.line(1), on: &canvas)
        canvas.rule(area.line(2))
        let body = area.dropping(rows: 3)
        guard case .section(let section) = tab else {
            drawOverview(overview, in: body, on: &canvas, context)
            return canvas.parkCaret(at: body.origin, visible: false)
        }
        guard body.width >= Self.leastForThree else { return draw(section, in: body, on: &canvas, context) }
        let parts = body.split(columns: [.share(2), .share(5)], gap: 2)
        let more = context.say("customer.more", ["key": context.key(Tab.overview.action, on: id)])
        Pane.columns(overview, named: false, count: 1, context)[0]
            .draw(in: parts[0], on: &canvas, more: more)
        canvas.verticalRule(
            Rect(column: parts[1].column - 1, row: body.row, width: 1, height: body.height))
        draw(section, in: parts[1], on: &canvas, context)
    }

    /// In as many columns as there is room for.
    private func drawOverview(
        _ overview: CustomerOverview, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        let count = area.width >= Self.leastForThree ? 3 : area.width >= ListDetail.least ? 2 : 1
        let panes = Pane.columns(overview, named: false, count: count, context)
        let places = area.split(columns: panes.map { _ in .share(1) }, gap: 2)
        for place in places.dropFirst() {
            canvas.verticalRule(
                Rect(column: place.column - 1, row: area.row, width: 1, height: area.height))
        }
        for (pane, place) in zip(panes, places) {
            pane.draw(in: place, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        }
    }

    private func draw(
        _ section: CustomerSection, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        var body = area
        if section == .satisfaction, let satisfaction = page?.satisfaction, satisfaction.mean != nil {
            canvas.spans(context.satisfactionSpans(satisfaction), in: body.line(0))
            body = body.dropping(rows: 1)
        }
        let hasDetail = list.selected != nil && detail != nil
        let places = hasDetail ? ListDetail.places(in: body, on: &canvas) : (body, nil)
        if let place = places.1, let detail {
            Pane(detail, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: empty(section, context),
            context
        ) {
            cells($0, context)
        }
    }

    /// Each drawer has columns of its own.
    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.name)" }

    func columns(_ context: DeskContext) -> [Column] {
        if case .section(let section) = tab { context.columns(of: section) } else { [] }
    }

    func cells(_ row: CustomerRow, _ context: DeskContext) -> [TableCell] {
        context.cells(row, rights: rights, best: page?.satisfaction.best ?? 0)
    }

    /// What an empty drawer says. Units and people are of no case, and everybody's.
    private func empty(_ section: CustomerSection, _ context: DeskContext) -> String {
        let (key, way) = ("customer.empty.\(section.rawValue)", ["key": way(into: section, context)])
        return [.units, .people].contains(section) ? context.say(key, way) : context.whenEmpty(key, way)
    }

    /// The key by which something comes into a drawer.
    private func way(into section: CustomerSection, _ context: DeskContext) -> PhraseFact {
        switch section {
        case .visits: context.key(CaseScreen.visit, on: "C130")
        case .notes: context.key(Self.note, on: id)
        case .people: context.key(EditActions.edit, on: id)
        default: context.key(Self.log, on: id)
        }
    }

    private func tabs(_ context: DeskContext) -> Tabs {
        let counts = Tab.all.map { tab in
            guard case .section(let section) = tab, let count = page?.counts[section] else { return "" }
            return "(\(count))"
        }
        return Tabs(
            Tab.all.map { context.say("customer.tab.\($0.name)") }, counts: counts,
            selected: Tab.all.firstIndex(of: tab))
    }
}

extension DeskContext {
    /// `Mean 2.67 of 3 over 6 answers  Last 2  ▆█▃` with the answers from the oldest to the newest.
    fileprivate func satisfactionSpans(_ satisfaction: Satisfaction) -> [Span] {
        guard let mean = satisfaction.mean, let last = satisfaction.last else { return [] }
        let facts: [String: PhraseFact] = [
            "mean": .text(wording.number(mean, decimals: 2)), "best": .count(satisfaction.best),
            "count": .count(satisfaction.points.count),
        ]
        let trend = satisfaction.points.prefix(20).reversed().map(String.init).joined(separator: " ")
        return [
            Span(say("customer.mean", facts) + "  ", .title),
            Span(say("customer.last", ["last": .count(last)]) + "  "),
            Span(say("customer.trend", ["trend": .text(trend)]), .muted),
        ]
    }
}
