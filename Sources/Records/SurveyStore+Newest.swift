package import Model

extension SurveyStore {
    /// The newest first, each with what was answered to one question.
    /// - Parameters:
    ///   - question: by number; nil for none.
    ///   - only: leaves out sheets that do not answer it.
    package func newest(_ query: SurveyQuery, answering question: Int64?, only: Bool, limit: Int) throws -> [(
        survey: Survey, answer: StoredAnswer?
    )] {
        let (condition, values) = query.condition()
        return try db.query(
            """
            SELECT \(Self.columns), a.question, a.number, a.words
            FROM surveys s \(only ? "" : "LEFT ")JOIN answers a
                ON a.survey = s.id AND a.question = \(question ?? 0)
            WHERE \(condition) ORDER BY s.id DESC LIMIT $\(values.count + 1)
            """, values + [SQLValue(limit)]
        ) { r in
            let answer = r.intOrNil(23).map {
                StoredAnswer(question: $0, number: r.real(24), words: r.textOrNil(25))
            }
            return (try Self.decode(r), answer)
        }
    }
}
