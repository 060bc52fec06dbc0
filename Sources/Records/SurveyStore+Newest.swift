package import Model

extension SurveyStore {
    /// Those answered last first, each with its customer's name, empty for nobody's, and what was answered to one question.
    /// - Parameters:
    ///   - question: by number; nil for none.
    ///   - only: leaves out sheets that do not answer it.
    package func newest(_ query: SurveyQuery, answering question: Int64?, only: Bool, limit: Int) throws -> [(
        survey: Survey, customer: String, answer: StoredAnswer?
    )] {
        let (condition, values) = query.condition()
        return try db.query(
            """
            SELECT \(Self.columns), COALESCE(c.name, ''), a.question, a.number, a.words
            FROM surveys s \(only ? "" : "LEFT ")JOIN answers a
                ON a.survey = s.id AND a.question = \(question ?? 0)
            LEFT JOIN customers c ON c.id = s.customer
            WHERE \(condition) ORDER BY s.answered_on DESC, s.id DESC LIMIT $\(values.count + 1)
            """, values + [SQLValue(limit)]
        ) { r in
            let answer = r.intOrNil(25).map {
                StoredAnswer(question: $0, number: r.real(26), words: r.textOrNil(27))
            }
            return (try Self.decode(r), r.text(24), answer)
        }
    }
}
