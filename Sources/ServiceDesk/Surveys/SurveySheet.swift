package import Model
package import Quality
import Records

/// One person's answers with all there is to say of them: what they set off, where they differ from the record, and how they
/// were changed.
package struct SurveySheet: Sendable {
    package var survey: Survey
    package var questionnaire: Questionnaire
    package var answers: [String: Answer]
    package var customer: Customer?
    package var setOff: [SurveyReceipt.SetOff]
    package var differences: [ReviewItem]
    /// Corrections, withdrawal, decisions; the first on top.
    package var changes: [JournalEntry]
    package var names: [StaffID: String]
    /// What a consequence is called, by name.
    package var consequences: [String: Label]

    /// The questions answered, with their answers, in the questionnaire's order.
    package var answered: [(question: Question, answer: Answer)] {
        questionnaire.questions.compactMap { question in answers[question.name].map { (question, $0) } }
    }
}

extension Reading {
    package func sheet(_ id: SurveyID) throws -> SurveySheet {
        let survey = try survey(id)
        let (questionnaire, answers) = try answers(of: survey)
        let rule = try rules.questionnaires()[survey.questionnaire] ?? questionnaire
        return SurveySheet(
            survey: survey, questionnaire: questionnaire, answers: answers,
            customer: try survey.customer.map { try customer($0) }, setOff: try setOff(by: id),
            differences: try differences(of: survey),
            changes: try journal.of(Subject(id)).filter { SurveySheet.changing.contains($0.event) },
            names: try names(),
            consequences: Dictionary(
                rule.consequences.map { ($0.name, $0.words) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension SurveySheet {
    fileprivate static let changing: Set<String> = [
        "survey.corrected", "survey.withdrawn", "survey.reviewed",
    ]
}

extension Reading {
    /// What the consequences of a questionnaire are called, by name.
    package func consequenceLabels(_ questionnaire: String) throws -> [String: Label] {
        Dictionary(
            try rules.questionnaires()[questionnaire]?.consequences.map { ($0.name, $0.words) } ?? [],
            uniquingKeysWith: { first, _ in first })
    }
}
