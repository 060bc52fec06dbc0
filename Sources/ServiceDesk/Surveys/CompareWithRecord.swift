import Model
package import Quality
package import Records

extension Reading {
    /// What technicians recorded at the door beside what their customers say, as far as the questionnaire counts it.
    package func honesty(_ query: SurveyQuery) throws -> Honesty {
        var versions: [Int: Questionnaire] = [:]
        var sheets: [(technician: Int64, found: [String])] = []
        var names: [String] = []
        for survey in try surveys.all(query) {
            guard survey.visit != nil, let technician = survey.technician else { continue }
            let asked =
                try versions[survey.version] ?? questionnaire(survey.questionnaire, version: survey.version)
            versions[survey.version] = asked
            // What counts is the rule of today, whatever the version of the questions.
            let rule = rules.questionnaires(named: survey.questionnaire) ?? asked
            names = rule.consequences.filter(\.differs).map(\.name)
            var answers: [String: Answer] = [:]
            for (name, stored) in try surveys.answers(of: survey.id) {
                answers[name] = asked[name].flatMap { Self.answer(stored, $0) }
            }
            let found = try rule.consequences(of: answers, recorded: recorded(survey)).filter(\.differs)
            sheets.append((technician.number, found.map(\.name)))
        }
        return Honesty(sheets, names: names)
    }
}

extension Rules {
    fileprivate func questionnaires(named name: String) -> Questionnaire? { (try? questionnaires())?[name] }
}
