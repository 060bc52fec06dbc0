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
            guard let first = page.first?.survey.id, let last = page.last?.survey.id else { return }
            let visits = Dictionary(
                try surveys.visits(query, from: first, through: last).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            let kinds = try surveys.kinds(query, from: first, through: last)
            for (survey, answers) in page {
                guard let visit = survey.visit, let technician = survey.technician else { continue }
                let recorded = Self.recorded(visits[visit], kind: survey.caseID.flatMap { kinds[$0] })
                let found = rule.consequences(of: answers, recorded: recorded)
                sheets.append((technician.number, found.filter(\.differs).map(\.name)))
            }
        }
        return Honesty(sheets)
    }
}
