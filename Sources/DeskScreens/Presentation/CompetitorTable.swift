import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// Measures by companies at a width: our own column stays, those of the companies move sideways so that the one chosen is seen.
struct CompetitorTable {
    /// A figure with its marks: `>92.3?+B`
    private static let cell = 9
    private static let (rank, unit, least) = (4, 4, 20)

    private let companies: [Competitor]
    /// 0 is ourselves.
    private let chosen: Int
    private let shown: Range<Int>
    let columns: [Column]

    init(_ companies: [Competitor], chosen: Int, width: Int, _ context: DeskContext, _ cellWidth: CellWidth) {
        (self.companies, self.chosen) = (companies, chosen)
        // Each column has a blank before it.
        let room = (width - Self.least - Self.unit - Self.cell - Self.rank - 3) / (Self.cell + 1)
        let count = min(companies.count, max(1, room))
        let start = max(0, chosen - count)
        let window = start..<min(companies.count, start + count)
        shown = window
        // What is left goes to the names of the companies, as far as they need it.
        let names = companies[window].map { cellWidth.of($0.name) + 2 }.max() ?? 0
        let spare = window.isEmpty ? 0 : (width * 2 / 3 - Self.least) / (window.count + 1)
        let cell = max(Self.cell, min(names, spare, 16))
        let titles = window.map { place in
            (place == start && start > 0 ? "<" : "") + companies[place].name
                + (place == window.upperBound - 1 && window.upperBound < companies.count ? ">" : "")
        }
        columns =
            [
                context.column("competitor.title.measure", .flexible(least: Self.least, share: 1)),
                context.column("gap.title.unit", .fixed(Self.unit), dropOrder: 1),
                context.column("competitor.title.us", .fixed(cell), .trailing),
            ] + titles.map { Column($0, .fixed(cell), .trailing) }
            + [context.column("competitor.title.rank", .fixed(Self.rank), .trailing, dropOrder: 2)]
    }

    func cells(_ item: CompetitorItem, _ side: CompetitorRow.Side, isSelected: Bool, _ context: DeskContext)
        -> [TableCell]
    {
        let line = item[side]
        let ranked = line.standing.ranked.count
        let place = line.standing.place(of: nil)?.rank
        let rank = place.map { "\($0)/\(ranked)" } ?? ""
        return [
            TableCell(context.name(item)), TableCell(context.sign(item.measure.unit), .muted),
            context.competitorCell(line, nil, isChosen: isSelected && chosen == 0),
        ]
            + shown.map {
                context.competitorCell(line, companies[$0].id, isChosen: isSelected && chosen == $0 + 1)
            } + [TableCell(ranked > 1 ? rank : "", .accent).ranked(count: ranked > 1 ? place : nil)]
    }
}

/// How a measure went over the year: the best of the others, and ourselves.
struct CompetitorCourse {
    static let rows = 3
    private let course: [CompetitorTide]
    private let measure: ServiceMeasure
    private let day: Day

    init(_ course: [CompetitorTide], _ measure: ServiceMeasure, until day: Day) {
        (self.course, self.measure, self.day) = (course, measure, day)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.field(context.say("competitors.course"), in: area.line(0), .header)
        let series: [(String, (CompetitorTide) -> Double?)] = [
            ("competitors.theirs", { $0.best ?? $0.mean }), ("competitor.title.us", { $0.ours?.value }),
        ]
        let count = min(52, max(12, area.width - 48))
        let steps = series.map { CompetitorTide.steps(course, until: day, count: count, $0.1) }
        let top = steps.joined().compactMap { $0 }.max()
        for (row, (key, _)) in series.enumerated() {
            let parts = area.line(row + 1).split(columns: [.fixed(20), .fixed(count), .share(1)], gap: 1)
            canvas.field(context.say(key), in: parts[0], .muted)
            Sparkline(steps[row], top: top, role: row == 0 ? .atRisk : .accent).draw(
                in: parts[1], on: &canvas)
            canvas.field(ends(steps[row], context), in: parts[2])
        }
    }

    /// `72 h, 24 h`: the first that is known, and now.
    private func ends(_ steps: [Double?], _ context: DeskContext) -> String {
        let known = steps.compactMap { $0 }
        guard let first = known.first, let last = known.last else {
            return context.say("competitors.unknown")
        }
        return context.say(
            "competitors.ends",
            ["first": .phrase(measure.unit.said(first)), "last": .phrase(measure.unit.said(last))])
    }
}
