/// Where answers to a questionnaire come from.
package enum SurveySource: String, Sendable, Codable, CaseIterable {
    case call, interview, paper, web, other
}

/// One person's answers to a questionnaire: what they are about, and who was concerned. The answers themselves are kept
/// beside it.
package struct Survey: Sendable, Hashable {
    package var id: SurveyID
    package var questionnaire: String
    /// The version they were given to.
    package var version: Int
    package var source: SurveySource
    /// The batch it came in with; nil for one entered by itself.
    package var sample: Int64?
    /// BCP 47, in which it was asked.
    package var language: String
    package var customer: CustomerID?
    package var unit: UnitID?
    package var caseID: CaseID?
    package var visit: VisitID?
    package var call: CallID?
    package var product: String
    package var region: String
    package var technician: StaffID?
    /// Who handled the case.
    package var agent: StaffID?
    package var dealer: CustomerID?
    /// What decided which questions of a rotation were asked, and in which order; nil where all were, as on a form.
    package var chance: Int64?
    package var answeredOn: Day
    package var enteredAt: Instant
    package var enteredBy: StaffID?
    /// What a file knows it by; empty for one entered here.
    package var externalKey: String
    /// Of the answers: raised by each correction.
    package var revision = 1
    /// Such a sheet counts no longer.
    package var withdrawnAt: Instant?
    /// Whether its answers have consequences; those taken in as history have none, corrected or not.
    package var setsOff = true

    package init(
        id: SurveyID = SurveyID(0), questionnaire: String, version: Int, source: SurveySource,
        sample: Int64? = nil,
        language: String = "", customer: CustomerID? = nil, unit: UnitID? = nil, caseID: CaseID? = nil,
        visit: VisitID? = nil, call: CallID? = nil, product: String = "", region: String = "",
        technician: StaffID? = nil, agent: StaffID? = nil, dealer: CustomerID? = nil, chance: Int64? = nil,
        answeredOn: Day,
        enteredAt: Instant, enteredBy: StaffID? = nil, externalKey: String = "", revision: Int = 1,
        withdrawnAt: Instant? = nil, setsOff: Bool = true
    ) {
        (self.id, self.questionnaire, self.version, self.source) = (id, questionnaire, version, source)
        (self.sample, self.language) = (sample, language)
        (self.customer, self.unit, self.caseID, self.visit, self.call) = (customer, unit, caseID, visit, call)
        (self.product, self.region, self.technician) = (product, region, technician)
        (self.agent, self.dealer, self.chance, self.answeredOn) = (agent, dealer, chance, answeredOn)
        (self.enteredAt, self.enteredBy, self.externalKey) = (enteredAt, enteredBy, externalKey)
        (self.revision, self.withdrawnAt, self.setsOff) = (revision, withdrawnAt, setsOff)
    }
}

/// Answers that came together: a mailing, a round of interviews.
package struct SurveySample: Sendable, Hashable {
    package var id: Int64
    package var questionnaire: String
    package var source: SurveySource
    /// How these people were chosen, in words.
    package var note: String
    /// How many were asked to answer; nil where nobody knows.
    package var invited: Int?
    package var at: Instant

    package init(
        id: Int64 = 0, questionnaire: String, source: SurveySource, note: String, invited: Int? = nil,
        at: Instant
    ) {
        (self.id, self.questionnaire, self.source) = (id, questionnaire, source)
        (self.note, self.invited, self.at) = (note, invited, at)
    }
}
