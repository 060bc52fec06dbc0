package import Model
import Records

/// A word of praise that a customer's answers set down in a person's record.
package struct Praise: Sendable, Hashable {
    package var at: Instant
    /// The answers it was in.
    package var survey: SurveyID
    package var text: String

    /// What it is in the person's journal.
    static let event = "staff.praised"
}

extension Reading {
    /// What customers praised a person for in some days, the newest first; what was withdrawn since is none.
    func praise(of id: StaffID, in days: ClosedRange<Day>) throws -> [Praise] {
        let span = rules.span(days)
        return try journal.of(Subject(id)).reversed().compactMap { entry in
            guard entry.event == Praise.event, entry.at >= span.start, entry.at < span.end,
                let survey = entry.facts["survey"].flatMap({ SurveyID($0.plain) }),
                try surveys.find(survey)?.withdrawnAt == nil
            else { return nil }
            return Praise(at: entry.at, survey: survey, text: entry.facts["text"]?.plain ?? "")
        }
    }
}
