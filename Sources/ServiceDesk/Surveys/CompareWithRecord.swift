import Model
package import Quality
package import Records

extension Reading {
    /// What technicians recorded at the door beside what their customers say, as far as the questionnaire counts it.
    package func honesty(_ query: SurveyQuery) throws -> Honesty {
        // What counts is the rule of today, whatever the version of the questions.
        let rule = try rules.questionnaire(query.questionnaire)
        var versions: [Int: Questionnaire] = [:]
        var sheets: [(technician: Int64, found: [String])] = []
        for survey in try surveys.all(query) where survey.visit != nil {
            guard let technician = survey.technician else { continue }
            let asked =
                try versions[survey.version] ?? questionnaire(survey.questionnaire, version: survey.version)
            versions[survey.version] = asked
            let found = try rule.consequences(of: answers(of: survey, to: asked), recorded: recorded(survey))
            sheets.append((technician.number, found.filter(\.differs).map(\.name)))
        }
        return Honesty(sheets)
    }
}
