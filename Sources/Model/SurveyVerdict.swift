/// What came of a difference between what was recorded at the door and what the customer says.
package enum DifferenceVerdict: String, Sendable, Codable, CaseIterable {
    /// Both are right: there is a reason.
    case explained
    /// What was recorded is wrong.
    case recordWrong
    /// What the customer says is wrong.
    case customerMistaken
    /// It is looked into, as a case.
    case followUp

    /// Whether it stands against the record.
    package var confirms: Bool { self == .recordWrong || self == .followUp }
}

/// A difference that somebody decided.
package struct DecidedDifference: Sendable, Hashable {
    package var survey: SurveyID
    /// The consequence's name in the questionnaire.
    package var difference: String
    package var verdict: DifferenceVerdict
    package var note: String
    /// That it is looked into with.
    package var caseID: CaseID?
    package var decidedAt: Instant
    /// Nil is the desk itself.
    package var decidedBy: StaffID?

    package init(
        survey: SurveyID, difference: String, verdict: DifferenceVerdict, note: String, caseID: CaseID? = nil,
        decidedAt: Instant, decidedBy: StaffID? = nil
    ) {
        (self.survey, self.difference, self.verdict) = (survey, difference, verdict)
        (self.note, self.caseID) = (note, caseID)
        (self.decidedAt, self.decidedBy) = (decidedAt, decidedBy)
    }
}
