import Model
import Quality
import ServiceTime
import Statistics

/// What is promised to whom, whether it can be kept, and how all figures are counted.
extension AuditWriter {
    var strategy: [Block] {
        let inForce = rules.promises.all.filter { $0.isInForce(on: figures.days.upperBound) }
        let columns = [
            text(Phrase("auditReport.column.promise")), text(Phrase("auditReport.column.whom")),
            figure(Phrase("auditReport.column.published")), figure(Phrase("auditReport.column.internal")),
            figure(Phrase("auditReport.column.kept")), figure(Phrase("gap.title.interval")),
            figure(Phrase("survey.title.count")), text(Phrase("auditReport.column.keeping")),
        ]
        let parts = Promise.Line.allCases.flatMap { line -> [Block] in
            let mine = inForce.filter { $0.line == line }
            let name = FilterWords.dashed(line.rawValue)
            return mine.isEmpty
                ? [] : [.heading(Phrase("gapLine.\(name)"))] + table(columns, mine.map(row))
        }
        let facts: [String: PhraseFact] = [
            "count": .count(inForce.count), "aim": .share(AuditClaims.aim, decimals: 0),
        ]
        return [.paragraph(Phrase("auditReport.strategy", facts))] + parts
            + [.note(Phrase("auditReport.simulate"))]
    }

    private func row(_ promise: Promise) -> [Cell] {
        let head = [
            Cell(.label(promise.label)), Cell(whom(promise.scope), .faint),
            promise.published.map { Cell($0.phrase) } ?? .none,
            promise.internalTarget.map { Cell($0.phrase, .faint) } ?? .none,
        ]
        guard promise.metric != nil else {
            return head + [.none, .none, .none, Cell(Phrase("auditReport.keeping.noClock"), .faint)]
        }
        guard let value = figures.kept[promise.id], value.count > 0 else {
            return head + [
                .none, .none, Cell(.count(0), .faint), Cell(Phrase("auditReport.keeping.untold"), .faint),
            ]
        }
        let verdict = value.verdict(aim: AuditClaims.aim)
        let tone: Cell.Tone = verdict == .short ? .bad : verdict == .beyond ? .good : .faint
        return head + [
            Cell(.share(value.value), .strong), Cell(value.shareBounds), cell(count: value.count),
            Cell(Phrase("auditReport.keeping.\(verdict.rawValue)"), tone),
        ]
    }

    /// Whom, where and what a promise is for.
    private func whom(_ scope: Promise.Scope) -> PhraseFact {
        func words(_ names: [String], _ family: String) -> [PhraseFact] {
            names.map { .phrase(Phrase("\(family).\(FilterWords.dashed($0))")) }
        }
        let parts =
            words(scope.customer, "customerKind") + words(scope.dealer, "dealerType")
            + words(scope.severity, "severity") + scope.region.map { .text($0) }
            + scope.product.map { claims.product($0) }
        return parts.isEmpty ? .phrase(Phrase("auditReport.everybody")) : .list(parts)
    }

    // MARK: Annex

    var annex: [Block] {
        let what = text(Phrase("auditReport.column.what"))
        let meaning = text(Phrase("auditReport.column.meaning"))
        return [.heading(Phrase("auditReport.sureness")), .paragraph(Phrase("auditReport.tests"))]
            + [.heading(Phrase("auditReport.gapTerms"))]
            + table(
                [what, meaning], ServiceGap.shown.map { [Cell($0.label, .strong), Cell($0.definition)] })
            + [.heading(Phrase("auditReport.figureTerms"))]
            + table(
                [what, meaning],
                ServiceFigure.allCases.filter { $0.right == nil }.map {
                    [Cell($0.label, .strong), Cell($0.definition(rules))]
                })
            + [.heading(Phrase("auditReport.small"))] + small
    }

    /// The gaps that fewer than thirty tell.
    private var small: [Block] {
        let rows = figures.gaps.lines.compactMap { line -> [Cell]? in
            let few = ServiceGap.shown.compactMap { gap -> PhraseFact? in
                guard let size = line.figures[gap], size.grade != .sound else { return nil }
                let facts: [String: PhraseFact] = [
                    "gap": .phrase(gap.label), "count": .count(size.estimate.count ?? 0),
                ]
                return .phrase(Phrase("auditReport.smallGap", facts))
            }
            return few.isEmpty ? nil : [Cell(.label(line.attribute.label)), Cell(.list(few))]
        }
        return rows.isEmpty
            ? [.paragraph(Phrase("auditReport.noneSmall"))]
            : table([text(Phrase("gap.title.attribute")), text(Phrase("auditReport.column.few"))], rows)
    }
}
