package import Model
package import Quality
import Statistics

/// What several parts of the report are told from.
extension AuditFigures {
    /// The five gaps; the sixth is their whole.
    static let five = ServiceGap.chain + [.promotion]

    /// What a questionnaire's question about the whole service came to.
    struct Overall {
        var sheet: Label
        var ask: Label
        var scale: ClosedRange<Int>
        var moments: Moments
    }

    /// Of every questionnaire that customers answered and that asks for the whole.
    var overall: [Overall] {
        surveys.compactMap { report in
            let questionnaire = report.results.questionnaire
            guard questionnaire.about != .staff, let asked = questionnaire.overall, !asked.isReversed,
                let scale = asked.kind.scale,
                let moments = report.results.questions.first(where: { $0.question.name == asked.name })?
                    .moments, moments.count > 0
            else { return nil }
            return Overall(sheet: questionnaire.label, ask: asked.ask, scale: scale, moments: moments)
        }
    }

    /// The battery of expectation and perception that most answered.
    var battery: (sheet: Questionnaire, result: BatteryResult, map: ImportancePerformance?)? {
        surveys.compactMap { report in
            guard let battery = report.results.questionnaire.battery, battery.showsGaps,
                let result = report.results.battery, result.counted > 0
            else { return nil }
            return (report.results.questionnaire, result, report.results.importancePerformance)
        }
        .max { $0.result.counted < $1.result.counted }
    }

    func label(ofDimension name: String) -> Label {
        battery?.sheet.battery?.dimensions.first { $0.name == name }?.label ?? Label(["en": name])
    }

    /// The dimension that falls furthest short of what is expected.
    var worstDimension: (label: Label, result: BatteryResult.Dimension)? {
        let told = battery?.result.dimensions.filter { !$0.isApart && $0.gap.count > 0 } ?? []
        return told.min { $0.gap.mean < $1.gap.mean }.map { (label(ofDimension: $0.name), $0) }
    }

    // MARK: Competitors

    /// What we deliver in one measure beside the best of the others.
    struct Compared {
        var measure: ServiceMeasure
        var verdict: Standing.Place.Verdict
        var lead: Estimate
        /// How large the lead is, by our own figure.
        var size: Double
        var facts: [String: PhraseFact]

        var grade: SampleGrade { SampleGrade(lead.count ?? 0) }
    }

    /// Every measure in which what we and somebody else deliver is known.
    var compared: [Compared] {
        competitors.lines.filter { $0.side == .delivered }.compactMap { line in
            guard let us = line.standing.place(of: nil), let ours = us.figure, let lead = us.lead,
                let verdict = us.verdict, let best = best(of: line), let theirs = best.figure
            else { return nil }
            let unit = line.measure.unit
            let facts: [String: PhraseFact] = [
                "company": .text(best.company.map { competitors.name(of: $0) } ?? ""),
                "measure": name(line.measure),
                "ours": .phrase(unit.said(ours.value)), "theirs": .phrase(unit.said(theirs.value)),
                "size": .phrase(unit.said(difference: abs(lead.value))), "between": .bounds(lead, unit),
                "count": .count(lead.count ?? 0),
            ]
            return Compared(
                measure: line.measure, verdict: verdict, lead: lead,
                size: abs(lead.value) / max(abs(ours.value), 1e-9), facts: facts)
        }
    }

    /// The best of the others.
    private func best(of line: CompetitorReport.Line) -> Standing.Place? {
        line.standing.places.filter { $0.company != nil && $0.rank != nil }.min {
            ($0.rank ?? 0, $0.company ?? 0) < ($1.rank ?? 0, $1.company ?? 0)
        }
    }

    /// The service and in what it is compared.
    func name(_ measure: ServiceMeasure) -> PhraseFact {
        let service = competitors.services.first { $0.name == measure.service }?.label
        return .phrase(
            Phrase(
                "cli.pair",
                [
                    "name": service.map { .label($0) } ?? .text(measure.service),
                    "value": .label(measure.label),
                ]
            ))
    }
}

extension StandardScore.Missing {
    /// The grade it leads to.
    package var grade: Phrase {
        (stars.map { StandardScore.Grade.stars($0) } ?? .passed).phrase
    }
}
