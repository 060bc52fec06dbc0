import Model
import Quality
import Statistics

/// How customers and dealers judge the service.
extension AuditWriter {
    var judgement: [Block] {
        let parts = satisfaction + servqual + importance + segments + audiences
        return parts.isEmpty ? [.paragraph(Phrase("auditReport.nobodyAsked"))] : parts
    }

    private var satisfaction: [Block] {
        let asked = figures.overall
        guard !asked.isEmpty else { return [] }
        let rows = asked.map { one in
            [
                Cell(.label(one.sheet)), cell(one.moments), Cell(.count(one.scale.upperBound), .faint),
                Cell(.bounds(one.moments)), cell(count: one.moments.count),
            ]
        }
        let bars = asked.map { one in
            let width = Double(one.scale.upperBound - one.scale.lowerBound)
            return AuditDocument.Bar(
                label: .label(one.sheet), share: (one.moments.mean - Double(one.scale.lowerBound)) / width,
                text: .phrase(
                    Phrase(
                        "auditReport.ofTop",
                        [
                            "value": .hundredths(one.moments.mean), "top": .count(one.scale.upperBound),
                        ])))
        }
        return [.heading(Phrase("auditReport.satisfaction")), .chart(.bars(bars))]
            + table(
                [
                    text(Phrase("survey.title")), figure(Phrase("auditReport.column.mean")),
                    figure(Phrase("auditReport.column.top")), figure(Phrase("survey.title.interval")),
                    figure(Phrase("survey.title.count")),
                ], rows)
    }

    private var servqual: [Block] {
        guard let (sheet, result, _) = figures.battery else { return [] }
        let told = result.dimensions.filter { $0.count > 0 }
        let top = sheet.questions.lazy.compactMap { $0.kind.scale }.first?.upperBound ?? 7
        let rows = told.map { d in
            [
                Cell(.label(figures.label(ofDimension: d.name))), cell(d.expectation), cell(d.perception),
                Cell(fixed: d.gap.mean, signed: true, tone(d.gap)), Cell(.bounds(d.gap)),
                cell(count: d.count),
            ]
        }
        let whole = [
            Cell(Phrase("survey.overall.unweightedGap"), .strong), .none, .none,
            Cell(fixed: result.unweighted.mean, signed: true, tone(result.unweighted)),
            Cell(.bounds(result.unweighted)), cell(count: result.unweighted.count),
        ]
        let drawn = told.filter { $0.expectation.count > 0 && $0.perception.count > 0 }.map {
            AuditDocument.Dimension(
                label: figures.label(ofDimension: $0.name), expectation: $0.expectation,
                perception: $0.perception)
        }
        return [
            .heading(Phrase("auditReport.servqual")), .chart(.dimensions(drawn, top: top)),
            .note(Phrase("auditReport.dimensionKey")),
        ]
            + table(
                [
                    text(Phrase("survey.title.dimension")), figure(Phrase("survey.title.expectation")),
                    figure(Phrase("survey.title.perception")), figure(Phrase("survey.title.gap")),
                    figure(Phrase("survey.title.interval")), figure(Phrase("survey.title.count")),
                ], rows + [whole])
            + [command("survey results \(sheet.name)")]
    }

    private func tone(_ gap: Moments) -> Cell.Tone {
        switch gap.verdict(beside: 0) {
        case .short: .bad
        case .beyond: .good
        default: .plain
        }
    }

    private var importance: [Block] {
        guard let map = figures.battery?.map else { return [] }
        let labels = map.points.map { figures.label(ofDimension: $0.point.name) }
        let rows = zip(map.points, labels).map { placed, label in
            let quadrant = Phrase("survey.quadrant.\(placed.quadrant.rawValue)")
            return [
                Cell(.label(label)), Cell(fixed: placed.point.importance),
                Cell(fixed: placed.point.performance),
                placed.isUndecided
                    ? Cell(Phrase("survey.undecided", ["quadrant": .phrase(quadrant)]), .faint)
                    : Cell(quadrant),
            ]
        }
        return [
            .heading(Phrase("survey.importance")), .chart(.importance(map, labels: labels)),
            .note(Phrase("auditReport.importanceKey")),
        ]
            + table(
                [
                    text(Phrase("survey.title.dimension")), figure(Phrase("survey.title.importance")),
                    figure(Phrase("survey.title.performance")), text(Phrase("survey.title.place")),
                ], rows)
    }

    /// The total gap in points, of all and of each segment that told it.
    private var segments: [Block] {
        let lines = figures.segments.first?.lines ?? []
        guard !lines.isEmpty else { return [] }
        let all = Dictionary(
            figures.gaps.lines.map { ($0.attribute.name, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = lines.map { line in
            let name = line.attribute.name
            let told =
                [all[name]] + figures.segments.map { $0.lines.first { $0.attribute.name == name } }
            return [Cell(.label(line.attribute.label))] + told.map { total($0) }
        }
        let names = figures.segments.map { figure($0.segment.label) }
        return [.heading(Phrase("auditReport.segments"))]
            + table(
                [text(Phrase("gap.title.attribute")), figure(Phrase("gap.allSegments"))] + names, rows)
            + [.note(Phrase("gap.marks"))]
    }

    /// What the figures carry of consumers, dealers and service providers, each by themselves.
    private var audiences: [Block] {
        let said = AuditFigures.segments.flatMap { claims.judgement(of: $0) }
        return said.isEmpty ? [] : [.heading(Phrase("auditReport.audiences")), .sentences(said)]
    }

    private func total(_ line: GapReport.Line?) -> Cell {
        guard let line, let size = line.figures[.total] else { return .none }
        return gapCell(size, line.attribute.unit)
    }
}

extension GapSegment {
    /// What people call it.
    var label: Phrase {
        switch self {
        case .kind(let kind): Phrase("customerKind.\(FilterWords.dashed(kind.rawValue))")
        case .dealer(let type): Phrase("dealerType.\(FilterWords.dashed(type.rawValue))")
        }
    }
}
