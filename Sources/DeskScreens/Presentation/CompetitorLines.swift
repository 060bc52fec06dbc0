import Model
import Quality
import ServiceDesk
import ServiceTime
import Statistics
import TerminalKit
import Wording

/// A measure of a service: what everybody promises in it, and what everybody delivers.
struct CompetitorItem: Identifiable, Sendable {
    let service: Label
    let promise: CompetitorReport.Line
    let delivered: CompetitorReport.Line

    var measure: ServiceMeasure { promise.measure }
    var id: String { measure.id }

    subscript(side: CompetitorRow.Side) -> CompetitorReport.Line { side == .promise ? promise : delivered }

    /// - Returns: a row for each measure of the report, in its order.
    static func all(_ report: CompetitorReport) -> [CompetitorItem] {
        report.services.flatMap { service in
            service.measures.compactMap { measure in
                guard let promise = report.line(measure.id, .promise),
                    let delivered = report.line(measure.id, .delivered)
                else { return nil }
                return CompetitorItem(service: service.label, promise: promise, delivered: delivered)
            }
        }
    }
}

extension CompetitorReport.Line {
    /// Whether a company is clearly better or worse than we are, and we than the best of the others; nil where chance may explain
    /// it, or nothing can be said.
    func isBetter(_ company: Int64?) -> Bool? {
        switch verdict(company) {
        case .ahead: true
        case .behind: false
        default: nil
        }
    }

    private func verdict(_ company: Int64?) -> Standing.Place.Verdict? {
        let ours = standing.place(of: nil)
        guard company != nil else { return ours?.verdict }
        guard measure.better != .none, let us = ours?.figure, let them = standing.place(of: company)?.figure
        else { return nil }
        return Standing.verdict(Standing.lead(them, over: us, measure.better))
    }
}

extension DeskContext {
    /// `Delivery: Time to delivery`
    func name(_ item: CompetitorItem) -> String {
        say("competitors.measure", ["service": .label(item.service), "measure": .label(item.measure.label)])
    }

    func name(_ side: CompetitorRow.Side) -> String { say("competitor.side.\(side.rawValue)") }

    /// The sign of a unit in a narrow column.
    func sign(_ unit: ServiceMeasure.Unit) -> String { say("competitors.sign.\(unit)") }

    /// A company's figure as it stands in a cell: `24 +B`; nil is ourselves. What is unknown is empty.
    func competitorCell(_ line: CompetitorReport.Line, _ company: Int64?, isChosen: Bool = false) -> TableCell
    {
        let (text, role) = figure(line, company)
        return TableCell(isChosen ? ">" + text : text, role)
    }

    private func figure(_ line: CompetitorReport.Line, _ company: Int64?) -> (String, TerminalKit.Role) {
        let unit = line.measure.unit
        if let company, line.old.contains(company), let row = line.rows[company] {
            return ("(" + (row.value.map { number($0, unit) } ?? say("competitors.none")) + ")", .muted)
        }
        guard let place = line.standing.place(of: company) else { return ("", .muted) }
        guard let figure = place.figure else {
            // That we promise nothing is worth a word only beside somebody else.
            return (company == nil && line.rows.isEmpty ? "" : say("competitors.none"), .muted)
        }
        let about = company == nil && line.isReckoned ? "~" : ""
        let text = about + number(figure.value, unit) + mark(place.grade).trimmed
        guard let isBetter = line.isBetter(company) else { return (text, .text) }
        let isBad = isBetter != (company == nil)
        return (
            text + say(isBetter ? "competitors.mark.better" : "competitors.mark.worse"),
            company == nil ? (isBad ? .missed : .good) : isBad ? .atRisk : .text
        )
    }

    private func number(_ value: Double, _ unit: ServiceMeasure.Unit) -> String {
        let shown = unit == .share ? value * 100 : value
        return wording.number(shown, decimals: abs(shown) >= 100 ? 0 : unit == .points ? 2 : 1)
    }

    /// Where a row was seen: `2026-10-08, mystery call, of 24`
    func seen(_ row: CompetitorRow) -> String {
        let facts: [String: PhraseFact] = [
            "day": .day(row.day), "source": .phrase(Phrase("competitor.source.\(row.source.rawValue)")),
        ]
        guard let sample = row.sample else { return say("competitors.seen", facts) }
        return say("competitors.seenOf", facts.merging(["count": .count(sample)]) { $1 })
    }
}

extension Pane {
    /// Everybody in one measure, promised and delivered, and where the figure chosen was seen.
    init(_ item: CompetitorItem, company: Int64?, _ report: CompetitorReport, _ context: DeskContext) {
        let unit = context.say(
            "competitors.unit",
            [
                "unit": .phrase(item.measure.unit.label),
                "better": .phrase(Phrase("competitors.better.\(item.measure.better.rawValue)")),
            ])
        add(.spans([Span(context.name(item) + "  ", .header), Span(unit, .muted)]))
        for one in [nil] + report.companies.map({ Optional($0.id) }) {
            let name = one.map { report.name(of: $0) } ?? context.say("competitor.title.us")
            add(
                .pair(
                    (one == company ? ">" : "") + name,
                    Pane.both(item, one, context)))
        }
        for side in CompetitorRow.Side.allCases {
            guard let us = item[side].standing.place(of: nil) else { continue }
            pair(
                context.say("competitors.lead", ["side": .text(context.name(side))]),
                us.leadSaid(in: item.measure.unit).map { context.wording.say($0) } ?? "",
                item[side].isBetter(nil) == false ? .missed : .text)
        }
        guard let company else { return }
        for side in CompetitorRow.Side.allCases {
            guard let row = item[side].rows[company] else { continue }
            pair(
                context.say("competitors.from", ["side": .text(context.name(side))]),
                context.seen(row), .muted)
        }
    }

    private static func both(_ item: CompetitorItem, _ company: Int64?, _ context: DeskContext) -> [Span] {
        let spans = CompetitorRow.Side.allCases.flatMap { side -> [Span] in
            let cell = context.competitorCell(item[side], company)
            guard !cell.text.isEmpty else { return [] }
            return [Span(context.name(side) + " ", .muted), Span(cell.text + "  ", Style(cell.role))]
        }
        return spans.isEmpty ? [Span(context.say("competitors.unknown"), .muted)] : spans
    }

    /// Where a figure of our own comes from.
    init(
        ours item: CompetitorItem, _ side: CompetitorRow.Side, _ report: CompetitorReport,
        _ context: DeskContext
    ) {
        let line = item[side]
        let value = line.standing.place(of: nil)?.figure
        pair(
            context.say("competitor.title.value"),
            value.map { context.say(.phrase(item.measure.unit.said($0.value))) }
                ?? context.say("competitors.unknown"))
        if side == .promise {
            promised(item.measure, line, context)
        } else {
            let source = item.measure.delivered
            pair(
                context.say("competitor.title.sample"), value?.count.map { context.wording.number($0) } ?? "")
            if let value, let low = value.low, let high = value.high {
                let unit = item.measure.unit
                pair(
                    context.say("gap.title.interval"),
                    context.say(
                        "figures.between",
                        ["low": .phrase(unit.said(low)), "high": .phrase(unit.said(high))]))
            }
            let kinds = source?.kinds.map { context.kindName($0) } ?? []
            pair(context.say("competitors.kinds"), context.wording.list(kinds))
            pair(
                context.say("competitors.days"),
                context.say(
                    "figures.between",
                    ["low": .day(report.days.lowerBound), "high": .day(report.days.upperBound)]))
            add(.blank)
            add(
                .text(
                    source.map { context.wording.say($0.said(context.rules)) }
                        ?? context.say("competitors.noRecord"),
                    .text))
        }
        add(.blank)
        add(.text(context.say("competitors.marks"), .muted))
    }

    private mutating func promised(
        _ measure: ServiceMeasure, _ line: CompetitorReport.Line, _ context: DeskContext
    ) {
        if case .set? = measure.promised { return add(.text(context.say("competitors.set"), .text)) }
        guard let promise = line.promise else {
            return add(.text(context.say("competitors.nothingPromised"), .text))
        }
        pair(context.say("competitors.promise"), context.wording.text(promise.label))
        pair(
            context.say("competitors.published"),
            promise.published.map { context.wording.say($0.phrase) } ?? "")
        add(.blank)
        add(.text(context.wording.text(promise.wording), .text))
        if line.isReckoned { add(.text(context.say("competitors.reckoned"), .muted)) }
    }

    /// What competitors do so badly that one learns from it, and what they do better than we.
    init(lessons report: CompetitorReport, _ context: DeskContext) {
        for (title, lessons) in [
            ("competitor.mistakes", report.mistakes), ("competitor.strengths", report.strengths),
        ] {
            add(.spans([Span(context.say(title), .header)]))
            if lessons.isEmpty { add(.text(context.say("competitors.noLessons"), .muted)) }
            for lesson in lessons {
                add(.spans([Span("  " + context.wording.say(lesson.phrase(in: report)))]))
            }
            add(.blank)
        }
        add(.text(context.say("competitors.lessonsOf"), .muted))
    }
}
