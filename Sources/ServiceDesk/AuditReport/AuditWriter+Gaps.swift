import Model
import Quality
import Statistics

/// The five gaps, and our services beside those of others.
extension AuditWriter {
    /// So many attributes are drawn, those furthest short of what customers expect first.
    private static let drawn = 6

    var gaps: [Block] {
        let told = figures.gaps.lines.filter { line in
            ServiceGap.allCases.contains { line.figures[$0] != nil }
        }
        guard !told.isEmpty else { return [.paragraph(Phrase("auditReport.noGaps"))] }
        let columns =
            [text(Phrase("gap.title.attribute"))] + ServiceGap.shown.map { figure($0.label) }
        let rows = told.map { line in
            [Cell(.label(line.attribute.label))]
                + ServiceGap.shown.map { gap in
                    line.figures[gap].map { gapCell($0, line.attribute.unit) } ?? .none
                }
        }
        return [.paragraph(Phrase("auditReport.gaps"))] + table(columns, rows)
            + [.note(Phrase("gap.marks")), command("gap show")] + worst(told).flatMap(steps)
    }

    func gapCell(_ size: GapSize, _ unit: GapAttribute.Unit) -> Cell {
        let tone: Cell.Tone =
            size.verdict == .short ? .bad : size.verdict == .beyond ? .good : .plain
        let facts: [String: PhraseFact] = [
            "value": unit.said(signed: size.estimate.value), "mark": .text(size.mark),
        ]
        return size.mark.isEmpty
            ? Cell(unit.said(signed: size.estimate.value), tone)
            : Cell(Phrase("auditReport.marked", facts), tone)
    }

    private func worst(_ lines: [GapReport.Line]) -> [GapReport.Line] {
        let short = lines.filter { line in
            ServiceGap.allCases.contains { line.figures[$0]?.verdict == .short }
        }
        let sorted = short.sorted {
            ($0.figures[.total]?.relative ?? 0, $0.attribute.name)
                < ($1.figures[.total]?.relative ?? 0, $1.attribute.name)
        }
        return Array(sorted.prefix(Self.drawn))
    }

    /// From expectation to experience, and what each gap that falls short comes of.
    private func steps(_ line: GapReport.Line) -> [Block] {
        let short = ServiceGap.shown.filter { line.figures[$0]?.verdict == .short }
        let rows = short.flatMap { gap -> [[Cell]] in
            guard let size = line.figures[gap] else { return [] }
            let unit = line.attribute.unit
            let head = [
                Cell(gap.label, .strong), gapCell(size, unit),
                Cell(.bounds(signed: size.estimate, unit)), cell(count: size.estimate.count ?? 0),
                Cell(
                    line.causes[gap].map { causes in
                        .list(causes.map { .phrase($0.said(figures.names)) })
                    } ?? .text("–")),
            ]
            return [head]
        }
        return [.heading(Phrase("auditReport.steps.of", ["attribute": .label(line.attribute.label)]))]
            + [.chart(.waterfall(line))]
            + table(
                [
                    text(Phrase("auditReport.column.gap")), figure(Phrase("figures.title.value")),
                    figure(Phrase("gap.title.interval")), figure(Phrase("survey.title.count")),
                    text(Phrase("auditReport.column.causes")),
                ], rows)
    }

    // MARK: Competitors

    var competitors: [Block] {
        let report = figures.competitors
        guard !report.companies.isEmpty else { return [.paragraph(Phrase("auditReport.noCompetitors"))] }
        let told = report.lines.filter { line in
            line.standing.places.contains { $0.company != nil }
        }
        let head = Phrase(
            "competitor.head",
            [
                "day": .day(report.day), "from": .day(report.days.lowerBound),
                "until": .day(report.days.upperBound),
            ])
        let companies = report.companies.map { Column(title: .text($0.name), isFigure: true) }
        let columns =
            [
                text(Phrase("competitor.title.measure")), text(Phrase("competitor.title.side")),
                figure(Phrase("competitor.title.us")),
            ] + companies + [
                figure(Phrase("competitor.title.rank")), text(Phrase("competitor.title.lead")),
            ]
        var notes: [Block] = [.note(Phrase("auditReport.marks"))]
        if told.contains(where: \.isReckoned) { notes.append(.note(Phrase("auditReport.reckoned"))) }
        return [.paragraph(head)] + table(columns, told.map { row($0, report) })
            + notes + lessons("auditReport.mistakes", report.mistakes)
            + lessons("auditReport.rivalStrengths", report.strengths)
            + [.command("aftercare competitor show --on \(report.day)")]
    }

    private func row(_ line: CompetitorReport.Line, _ report: CompetitorReport) -> [Cell] {
        let us = line.standing.place(of: nil)
        let companies = report.companies.map { line.standing.place(of: $0.id) }
        let ranked = line.standing.ranked.count
        return [
            Cell(figures.name(line.measure)), Cell(Phrase("competitor.side.\(line.side.rawValue)")),
            cell(us, line.measure, isReckoned: line.isReckoned),
        ] + companies.map { cell($0, line.measure) } + [
            us?.rank.map { Cell(.text("\($0)/\(ranked)")) } ?? .none, lead(us, line.measure),
        ]
    }

    private func cell(_ place: Standing.Place?, _ measure: ServiceMeasure, isReckoned: Bool = false) -> Cell {
        guard let place else { return .none }
        guard let figure = place.figure else { return Cell(Phrase("competitor.noPromise"), .faint) }
        let value = measure.unit.said(figure.value)
        let said = isReckoned ? Phrase("auditReport.roughly", ["value": .phrase(value)]) : value
        let mark = place.grade.mark
        let facts: [String: PhraseFact] = ["value": .phrase(said), "mark": .text(mark)]
        return Cell(
            mark.isEmpty ? said : Phrase("auditReport.marked", facts), place.rank == 1 ? .good : .plain)
    }

    private func lead(_ us: Standing.Place?, _ measure: ServiceMeasure) -> Cell {
        guard let us, let said = us.leadSaid(in: measure.unit) else { return .none }
        switch us.verdict {
        case .ahead: return Cell(said, .good)
        case .behind: return Cell(said, .bad)
        case .even: return Cell(said)
        default: return Cell(said, .faint)
        }
    }

    private func lessons(_ title: String, _ all: [CompetitorReport.Lesson]) -> [Block] {
        guard !all.isEmpty else { return [] }
        let said = all.map { lesson in
            AuditDocument.Sentence(lesson.phrase(in: figures.competitors), .competitors)
        }
        return [.heading(Phrase(title)), .sentences(said)]
    }
}
