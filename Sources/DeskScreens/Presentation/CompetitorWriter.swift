import Model
package import Quality
package import ServiceDesk
import Statistics
package import Wording

/// Writes how our services stand beside others': the desk on its screens, the command line in its texts.
extension Wording {
    /// `12 h ahead`, `3 %pt behind, which chance may explain`; empty where there is nothing to compare.
    package func lead(of place: Standing.Place, _ unit: ServiceMeasure.Unit) -> String {
        guard let lead = place.lead, let verdict = place.verdict else { return "" }
        guard verdict != .even else { return say("competitor.lead.even") }
        let word = lead.value < 0 ? "behind" : "ahead"
        let said = say("competitor.lead.\(word)", ["size": .phrase(unit.said(difference: abs(lead.value)))])
        let isProven = verdict == .ahead || verdict == .behind
        return isProven ? said : say("competitor.lead.\(verdict.rawValue)", ["lead": .text(said)])
    }

    /// Something to learn from a competitor, as a sentence.
    package func lesson(_ lesson: CompetitorReport.Lesson, of report: CompetitorReport) -> String {
        say(lesson.phrase(in: report))
    }
}
