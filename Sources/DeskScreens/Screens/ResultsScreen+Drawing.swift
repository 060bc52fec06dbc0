import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

extension ResultsScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let head = context.resultsHead(self)
        let wrapped = canvas.cellWidth.wrap(head, area.width, hang: 0).prefix(2)
        for (row, spans) in wrapped.enumerated() { canvas.spans(spans, in: area.line(row)) }
        var body = area.dropping(rows: max(1, wrapped.count))
        Tabs(
            Tab.allCases.map { context.say("results.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: body.line(0), on: &canvas)
        drawCourse(in: body.line(1), on: &canvas, context)
        body = body.dropping(rows: 2)
        guard let report else {
            let why = scope == nil ? context.say("results.nobody") : context.lookEnded(on: id)
            canvas.paragraph(search == nil ? why : "", in: body, .muted)
            return canvas.parkCaret(at: body.origin, visible: false)
        }
        if tab == .plot { return drawPlot(report, in: body, on: &canvas, context) }
        if tab == .groups, report.grouping?.months != nil {
            body = drawTrend(report, in: body, on: &canvas, context)
        }
        let hasDetail = tab != .sheets && list.selected != nil
        let places = hasDetail ? ListDetail.places(in: body, on: &canvas) : (body, nil)
        if let place = places.1, let row = list.selected {
            var pane = Pane(row, report, context)
            if tab == .words { pane.addTerms(terms, of: texts.count, context) }
            pane.draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say(
                report.results.sheets == 0 ? "survey.noneFit" : "results.empty.\(tab.rawValue)"),
            context
        ) {
            context.resultCells($0, report)
        }
    }

    /// How the figure went by month, quarter or year; those in which nobody answered leave a gap.
    private func drawTrend(
        _ report: SurveyReport, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) -> Rect {
        guard let compared, report.groups.count > 2, area.height >= 14 else { return area }
        let values = report.inTime { group -> Double? in
            group.figures.figures.first { $0.source == compared && $0.moments.count > 0 }.map { figure in
                switch figure.score {
                case .nps(let value, _): value
                case .content(let share): share.value * 100
                case nil: figure.moments.mean
                }
            }
        }
        let known = values.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return area }
        let parts = area.split(rows: [.fixed(6), .fixed(1), .share(1)])
        LinePlot([PlotLine(values)], low: context.fixed(low), high: context.fixed(high))
            .draw(in: parts[0], on: &canvas)
        let label = context.wording.say(compared.label(in: report.results.questionnaire))
        canvas.rule(parts[1], title: label)
        return parts[2]
    }

    /// What matters beside how well it is done, with a legend of the letters.
    private func drawPlot(
        _ report: SurveyReport, in area: Rect, on canvas: inout Canvas, _ context: DeskContext
    ) {
        defer { canvas.parkCaret(at: area.origin, visible: false) }
        guard let map = report.results.importancePerformance else {
            canvas.paragraph(
                context.say("results.noPlot", ["key": context.key(Self.questionnaire, on: id)]), in: area,
                .muted)
            return
        }
        let letters = map.points.indices.map { String(UnicodeScalar(UInt8(97 + $0 % 26))) }
        let marks = zip(map.points, letters).map { placed, letter in
            ScatterPlot.Mark(
                letter, x: placed.point.performance, y: placed.point.importance,
                role: placed.quadrant == .concentrate ? .warning : .accent)
        }
        let legend = Pane(plot: map, letters, report.results.questionnaire, context)
        let isWide = area.width >= ListDetail.least
        let parts =
            isWide
            ? area.split(columns: [.share(11), .share(10)], gap: 2)
            : area.split(rows: [.share(1), .fixed(min(map.points.count * 2 + 2, area.height / 2))])
        canvas.field(context.say("results.axes"), in: parts[0].line(0), .muted)
        ScatterPlot(marks, cross: (map.performance, map.importance))
            .draw(in: parts[0].dropping(rows: 1), on: &canvas)
        legend.draw(in: parts[1], on: &canvas, more: context.say("list.more"))
    }
}

extension SurveyReport {
    /// What each month, quarter or year has, from the first that was answered in to the last; nil for those in which nobody
    /// answered, none of all where groups are no spans of time.
    func inTime(_ value: (Group) -> Double?) -> [Double?] {
        guard let grouping, let months = grouping.months else { return [] }
        let groups = Dictionary(
            self.groups.map { ($0.figures.key, $0) }, uniquingKeysWith: { first, _ in first })
        let spans = groups.keys.compactMap { grouping.days(of: $0)?.lowerBound }
        guard let first = spans.min(), let last = spans.max() else { return [] }
        return sequence(first: first) { $0 < last ? $0.adding(months: months) : nil }.map { day in
            groups[grouping.span(of: day)].flatMap(value)
        }
    }
}

extension Pane {
    fileprivate init(
        plot map: ImportancePerformance, _ letters: [String], _ questionnaire: Questionnaire,
        _ context: DeskContext
    ) {
        for (placed, letter) in zip(map.points, letters) {
            let label = questionnaire.label(ofDimension: placed.point.name).map(context.wording.text)
            let quadrant = context.say("survey.quadrant.\(placed.quadrant.rawValue)")
            let place =
                placed.isUndecided ? context.say("survey.undecided", ["quadrant": .text(quadrant)]) : quadrant
            add(
                .spans([
                    Span(letter + "  ", .key), Span((label ?? placed.point.name) + "  "),
                    Span(place, placed.quadrant == .concentrate ? .warning : .muted),
                ]))
        }
        add(.blank)
        add(
            .text(
                context.say(
                    "survey.cross",
                    [
                        "importance": .text(context.fixed(map.importance)),
                        "performance": .text(context.fixed(map.performance)),
                    ]), .muted))
    }
}

extension DeskContext {
    /// Which answers are looked at, and how many there are.
    fileprivate func resultsHead(_ screen: ResultsScreen) -> [Span] {
        var spans = [Span(name(screen.period) + "  ", .accent)]
        let grouping = say("survey.grouping.\(screen.grouping.rawValue)")
        spans.append(Span(say("survey.groups", ["grouping": .text(grouping)]) + "  ", .muted))
        for (grouping, key) in (screen.scope?.within ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue })
        {
            let name = screen.groupNames[grouping] ?? key
            let chosen = say(
                "cli.pair",
                [
                    "name": .text(say("survey.grouping.\(grouping.rawValue)")),
                    "value": .text(name.isEmpty ? "-" : name),
                ])
            spans.append(Span(chosen + "  ", .title))
        }
        guard let report = screen.report else { return spans }
        if let asked = screen.asked.flatMap({ report.results.questionnaire[$0] }) {
            spans.append(Span(wording.text(asked.ask) + "  ", .title))
        }
        let count = report.results.sheets
        spans.append(Span(say("results.sheets", ["count": .count(count)]) + mark(report.results.grade)))
        if let before = report.before {
            let facts: [String: PhraseFact] = [
                "from": .day(before.days.lowerBound), "until": .day(before.days.upperBound),
                "count": .count(before.sheets),
            ]
            spans.append(Span("  " + say("results.beside", facts), .muted))
        }
        if screen.texts.count >= ResultsScreen.mostTexts {
            spans.append(
                Span("  " + say("results.newest", ["count": .count(ResultsScreen.mostTexts)]), .warning))
        }
        if let term = screen.term {
            spans.append(Span("  " + say("results.holding", ["term": .text(term)]), .title))
        }
        if let invited = report.invited {
            let rate = wording.percent(Double(invited.count) / Double(invited.of))
            spans.append(
                Span(
                    "  "
                        + say(
                            "survey.rate",
                            [
                                "rate": .text(rate), "count": .count(invited.count),
                                "invited": .count(invited.of),
                            ])))
        }
        if report.withdrawn > 0 {
            spans.append(
                Span("  " + say("survey.withdrawnCount", ["count": .count(report.withdrawn)]), .warning))
        }
        return spans
    }
}
