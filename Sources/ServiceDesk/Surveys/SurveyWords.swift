import Model
import Quality
import Workflow

/// Fills the words of what answers set off: `{survey}` with the sheet's number, the names of questions with their answers as
/// people say them, and those of `Consequence.recorded`.
struct SurveyWords {
    private let survey: Survey
    private let questionnaire: Questionnaire
    private let answers: [String: Answer]
    private let recorded: [String: FieldValue]

    init(
        _ survey: Survey, _ questionnaire: Questionnaire, _ answers: [String: Answer],
        _ recorded: [String: FieldValue]
    ) {
        (self.survey, self.questionnaire) = (survey, questionnaire)
        (self.answers, self.recorded) = (answers, recorded)
    }

    func fill(_ label: Label) -> Label {
        Label(
            Dictionary(
                uniqueKeysWithValues: label.texts.map { language, text in
                    let value = { (word: String) -> String? in self.value(word, in: language) }
                    return (language, text.withoutEmptyEnd(value).filled(value))
                }))
    }

    private func value(_ word: String, in language: String) -> String? {
        if word == "survey" { return survey.id.description }
        if let question = questionnaire[word] {
            return answers[word].map { question.words(of: $0, in: language) } ?? ""
        }
        guard let type = Consequence.recorded[word] else { return nil }
        if type == .money, case .number(let minor) = recorded[word] { return Money(minor: minor).description }
        return recorded[word]?.plain ?? ""
    }
}
