package import Model
package import Quality
import Statistics

/// How our services stand beside others', as screens, commands and reports say it alike.
extension Standing.Place {
    /// `12 h ahead`, `3 %pt behind, which chance may explain`; nil where there is nothing to compare.
    package func leadSaid(in unit: ServiceMeasure.Unit) -> Phrase? {
        guard let lead, let verdict else { return nil }
        guard verdict != .even else { return Phrase("competitor.lead.even") }
        let word = lead.value < 0 ? "behind" : "ahead"
        let said = Phrase(
            "competitor.lead.\(word)", ["size": .phrase(unit.said(difference: abs(lead.value)))])
        let isProven = verdict == .ahead || verdict == .behind
        return isProven ? said : Phrase("competitor.lead.\(verdict.rawValue)", ["lead": .phrase(said)])
    }
}

extension CompetitorReport.Lesson {
    /// What is to be learned.
    package func phrase(in report: CompetitorReport) -> Phrase {
        let service = report.services.first { $0.name == measure.service }?.label
        return Phrase(
            "competitor.lesson.\(kind.rawValue)",
            [
                "company": .text(report.name(of: company)),
                "service": service.map { .label($0) } ?? .text(measure.service),
                "measure": .label(measure.label),
                "side": .phrase(Phrase("competitor.side.\(side.rawValue)")),
                "value": .phrase(measure.unit.said(figure.value)),
                "against": .phrase(measure.unit.said(against?.value ?? figure.value)),
            ])
    }
}
