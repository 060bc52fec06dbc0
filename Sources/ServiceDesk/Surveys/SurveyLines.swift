package import Model
package import Quality
import Records

/// A sheet as a line of a list.
package struct SurveyLine: Sendable, Hashable, Identifiable {
    package var survey: Survey
    package var label: Label
    package var customer: String
    /// What was answered to the question the list is about; else to the one that sums the sheet up.
    package var answer: Answer?
    package var question: Question?
    /// Whether its answers set anything off.
    package var isSettingOff: Bool

    package var id: SurveyID { survey.id }
}

extension Reading {
    /// The newest first.
    /// - Parameter question: leaves out sheets that do not answer it.
    package func surveyLines(_ scope: SurveyScope, answering question: String? = nil, limit: Int) throws
        -> [SurveyLine]
    {
        let versions = try Dictionary(
            questionnaires(of: scope.query).map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
        let newest = versions.max { $0.key < $1.key }?.value
        let name = question ?? newest?.overall?.name
        let number = try name.flatMap { try surveys.questions(of: scope.questionnaire)[$0] }
        let found = try surveys.newest(
            scope.query, answering: number, only: question != nil, limit: limit)
        let settingOff = try surveys.settingOff(found.map(\.survey.id))
        return found.map { survey, customer, stored in
            let asked = name.flatMap { versions[survey.version]?[$0] }
            return SurveyLine(
                survey: survey, label: versions[survey.version]?.label ?? Label([:]),
                customer: customer,
                answer: asked.flatMap { asked in stored.flatMap { Self.answer($0, asked) } },
                question: asked, isSettingOff: settingOff.contains(survey.id))
        }
    }

    /// What a customer answered, the newest first; what was withdrawn as well.
    package func surveyLines(of customer: CustomerID, limit: Int) throws -> [SurveyLine] {
        try lines(
            surveys.of(customer, limit: limit), surveys.answers(of: customer, limit: limit),
            of: customers.name(customer))
    }

    /// What was answered about a case, the newest first.
    package func surveyLines(of id: CaseID) throws -> [SurveyLine] {
        let found = try surveys.of(id).reversed()
        guard let customer = found.first?.customer else { return [] }
        let stored = try found.map { ($0.id, try surveys.answers(of: $0.id)) }
        return try lines(
            Array(found), Dictionary(stored, uniquingKeysWith: { first, _ in first }),
            of: customers.name(customer))
    }

    private func lines(_ found: [Survey], _ stored: [SurveyID: [NamedAnswer]], of customer: String) throws
        -> [SurveyLine]
    {
        let settingOff = try surveys.settingOff(found.map(\.id))
        var known: [String: Questionnaire] = [:]
        return try found.map { survey in
            let key = "\(survey.questionnaire) \(survey.version)"
            let questionnaire =
                try known[key] ?? questionnaire(survey.questionnaire, version: survey.version)
            known[key] = questionnaire
            let overall = questionnaire.overall
            let given = stored[survey.id]?.first { $0.question == overall?.name }?.answer
            return SurveyLine(
                survey: survey, label: questionnaire.label, customer: customer,
                answer: overall.flatMap { asked in given.flatMap { Self.answer($0, asked) } },
                question: overall, isSettingOff: settingOff.contains(survey.id))
        }
    }
}
