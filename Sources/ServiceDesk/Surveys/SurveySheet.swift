package import Model
package import Quality
import Records
import Workflow

/// One person's answers with all there is to say of them: what they set off, where they differ from the record, and how they
/// were changed.
package struct SurveySheet: Sendable {
    package var survey: Survey
    package var questionnaire: Questionnaire
    package var answers: [String: Answer]
    /// As they were before each correction: those of revision 1 first.
    package var former: [[String: Answer]]
    package var customer: Customer?
    package var setOff: [SurveyReceipt.SetOff]
    package var differences: [ReviewItem]
    /// Corrections, withdrawal, decisions; the first on top.
    package var changes: [JournalEntry]
    package var names: [StaffID: String]
    /// What a consequence is called, by name.
    package var consequences: [String: Label]

    /// The questions answered, with their answers, in the questionnaire's order.
    package var answered: [(question: Question, answer: Answer)] { inOrder(answers) }

    /// Some answers in the questionnaire's order.
    package func inOrder(_ answers: [String: Answer]) -> [(question: Question, answer: Answer)] {
        questionnaire.questions.compactMap { question in answers[question.name].map { (question, $0) } }
    }

    /// As it stood in a revision.
    /// - Throws: `SurveyFault.noRevision` for one there never was.
    package func asOf(revision: Int) throws -> SurveySheet {
        if revision == survey.revision { return self }
        guard former.indices.contains(revision - 1) else {
            throw SurveyFault.noRevision(revision, of: survey.id, newest: survey.revision)
        }
        var sheet = self
        (sheet.answers, sheet.survey.revision) = (former[revision - 1], revision)
        // Where it differs from the record is found of the answers that count.
        sheet.differences = []
        return sheet
    }
}

extension Reading {
    /// - Throws: `DeskFault.unknown`; `DeskFault.outOfReach` where it is about a case that the actor may not read.
    package func sheet(_ id: SurveyID, by actor: Actor) throws -> SurveySheet {
        let survey = try survey(id)
        try requireReach(.read, on: Subject(id), actor)
        let (questionnaire, answers) = try answers(of: survey)
        let stored = Dictionary(grouping: try surveys.formerAnswers(of: id), by: \.revision)
        return SurveySheet(
            survey: survey, questionnaire: questionnaire, answers: answers,
            former: (1..<max(1, survey.revision)).map { revision in
                Self.answers((stored[revision] ?? []).map(\.answer), to: questionnaire)
            },
            customer: try survey.customer.map { try customer($0) }, setOff: try setOff(by: id),
            differences: try differences(of: survey),
            changes: try journal.of(Subject(id)).filter { SurveySheet.changing.contains($0.event) },
            names: try names(), consequences: try consequenceLabels(survey.questionnaire))
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
