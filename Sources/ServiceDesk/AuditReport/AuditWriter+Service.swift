import Model
import Quality
import Records
import ServiceTime
import Statistics

/// What was done, what broke, and what a standard says of it.
extension AuditWriter {
    /// So many promises and faults are drawn.
    private static let drawn = 12

    var service: [Block] {
        table(
            [
                text(Phrase("figures.title.figure")), figure(Phrase("figures.title.value")),
                figure(Phrase("figures.title.spread")), figure(Phrase("figures.title.count")),
                figure(Phrase("figures.title.before")), figure(Phrase("figures.title.change")),
            ], figures.service.lines.map(row))
            + [.note(Phrase("auditReport.service")), command("report service")] + keptBars + faults
    }

    private func row(_ line: ServiceReport.Line) -> [Cell] {
        let unit = line.figure.unit
        return [
            Cell(line.figure.label), line.now.value.map { Cell(unit.said($0), .strong) } ?? .none,
            Cell(line.now.spread(unit)),
            cell(count: line.now.count),
            line.before.value.map { Cell(unit.said($0), .faint) } ?? .none,
            line.change.map { Cell(unit.said(change: $0), tone(line)) } ?? .none,
        ]
    }

    private func tone(_ line: ServiceReport.Line) -> Cell.Tone {
        guard let moreIsBetter = line.figure.moreIsBetter, let change = line.change, change != 0,
            !line.now.isSmall, !line.before.isSmall
        else { return .plain }
        return (change > 0) == moreIsBetter ? .good : .bad
    }

    /// By promise, those that ended most often first.
    private var keptBars: [Block] {
        let most = figures.kept.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .prefix(Self.drawn)
        guard !most.isEmpty else { return [] }
        let bars = most.map { id, value in
            AuditDocument.Bar(
                label: .label(rules.promises.label(of: id)), share: value.value ?? 0,
                text: .phrase(
                    Phrase(
                        "auditReport.shareOf",
                        ["share": .share(value.value), "count": .count(value.count)])))
        }
        return [
            .heading(Phrase("auditReport.keptBars")), .chart(.bars(bars)),
            command("report service --by promise"),
        ]
    }

    private var faults: [Block] {
        let report = figures.faults
        let head = Phrase(
            "faults.head",
            [
                "from": .day(report.days.lowerBound), "until": .day(report.days.upperBound),
                "count": .count(report.cases),
            ])
        let blocks: [Block] = [.heading(Phrase("auditReport.faults")), .paragraph(head)]
        guard let most = report.lines.first?.count.cases, most > 0 else { return blocks }
        let bars = report.lines.prefix(Self.drawn).map { line in
            AuditDocument.Bar(
                label: .phrase(
                    Phrase(
                        "auditReport.faultOf",
                        ["product": claims.product(line.count.product), "fault": fault(line)])),
                share: Double(line.count.cases) / Double(most), text: .count(line.count.cases))
        }
        let out = report.batches.filter(\.isOutOfLine)
        let terms: [String: PhraseFact] = [
            "letters": .count(FaultReport.letters), "count": .count(report.tests),
            "least": .count(FaultReport.leastUnits),
        ]
        let verdict =
            out.isEmpty
            ? Phrase("faults.noneOut")
            : Phrase(
                "faults.out",
                [
                    "batches": .list(
                        out.map { batch in
                            .phrase(Phrase("auditReport.batchOf", claims.batchFacts(batch)))
                        })
                ])
        return blocks + [
            .chart(.bars(bars)), .paragraph(verdict), .note(Phrase("faults.tested", terms)),
            command("report faults"),
        ]
    }

    private func fault(_ line: FaultReport.Line) -> PhraseFact {
        let known = rules.product(line.count.product)?.faults.first { $0.name == line.count.fault }
        return known.map { .label($0.label) } ?? .text(line.count.fault)
    }

    // MARK: A standard

    var standards: [Block] {
        guard let report = figures.assessment else { return [.paragraph(Phrase("auditReport.noAssessment"))] }
        let score = report.score
        let head = Phrase(
            "auditReport.assessed",
            [
                "standard": .label(score.standard.label), "day": .day(report.assessment.day),
                "score": score.score.map { .hundredths($0) } ?? .text("–"),
                "grade": .phrase(score.grade.phrase),
                "deductions": .count(score.deductions.count), "bonuses": .count(score.bonuses.count),
                "open": .count(score.open.count),
            ])
        let rows = score.standard.items.map { item in
            let clauses = score.clauses.filter { $0.item == item }
            let applicable = clauses.filter { $0.got != nil }
            let lost = clauses.filter { $0.lost > 0 }
            return [
                Cell(.label(item.label)), Cell(.hundredths(applicable.reduce(0) { $0 + ($1.got ?? 0) })),
                Cell(.count(applicable.reduce(0) { $0 + $1.clause.points }), .faint),
                lost.isEmpty ? .none : Cell(.list(lost.map { .label($0.clause.label) }), .bad),
            ]
        }
        return [.paragraph(head)]
            + table(
                [
                    text(Phrase("standard.title.item")), figure(Phrase("standard.title.points")),
                    figure(Phrase("auditReport.column.of")), text(Phrase("auditReport.column.lost")),
                ], rows)
            + missing(score).map { .paragraph($0) }
            + [
                .note(Phrase("standard.split")),
                .command("aftercare standard show \(report.assessment.id)"),
            ]
    }

    /// What the next grade takes.
    private func missing(_ score: StandardScore) -> [Phrase] {
        guard let missing = score.missing else { return [] }
        var said = [
            Phrase(
                "standard.missing",
                [
                    "grade": .phrase(missing.grade), "from": .number(missing.from),
                    "points": .hundredths(missing.points),
                ])
        ]
        if missing.deductions > 0 {
            said.append(Phrase("standard.cure", ["count": .count(missing.deductions)]))
        }
        let clauses = missing.clauses.compactMap { score.standard[clause: $0]?.label }
        if !clauses.isEmpty {
            said.append(Phrase("standard.by", ["clauses": .list(clauses.map { .label($0) })]))
        } else if missing.points > 0 {
            said.append(Phrase("standard.notByClauses"))
        }
        return said
    }
}
