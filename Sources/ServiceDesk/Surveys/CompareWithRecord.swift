import Model
package import Quality
package import Records

extension Reading {
    /// What technicians recorded at the door beside what their customers say, as far as the questionnaire counts it.
    package func honesty(_ query: SurveyQuery) throws -> Honesty {
        // What counts is the rule of today, whatever the version of the questions.
        let rule = try rules.questionnaire(query.questionnaire)
        var sheets: [(technician: Int64, found: [String])] = []
        try eachPage(query) { page in
            for (survey, answers) in page where survey.visit != nil {
                guard let technician = survey.technician else { continue }
                let found = try rule.consequences(of: answers, recorded: recorded(survey))
                sheets.append((technician.number, found.filter(\.differs).map(\.name)))
            }
        }
        return Honesty(sheets)
    }
}
