package import Model

/// An answer as it is kept: a number to reckon with, and the words for choices and texts.
package struct StoredAnswer: Sendable, Hashable {
    package var question: Int64
    package var number: Double
    package var words: String?

    package init(question: Int64, number: Double, words: String?) {
        (self.question, self.number, self.words) = (question, number, words)
    }
}

/// An answer with its question's name.
package struct NamedAnswer: Sendable, Hashable {
    package var survey: SurveyID
    package var question: String
    package var answer: StoredAnswer

    static let selection = """
        a.survey, q.name, a.question, a.number, a.words
        FROM surveys s JOIN answers a ON a.survey = s.id JOIN survey_questions q ON q.id = a.question
        """

    init(_ r: any SQLRow) {
        (survey, question) = (r.id(0), r.text(1))
        answer = StoredAnswer(question: r.int(2), number: r.real(3), words: r.textOrNil(4))
    }
}

/// Which surveys are meant; nil leaves open.
package struct SurveyQuery: Sendable, Hashable {
    package var questionnaire: String
    package var version: Int?
    package var from: Day?
    package var until: Day?
    package var product: String?
    package var region: String?
    package var technician: StaffID?
    package var agent: StaffID?
    package var dealer: CustomerID?
    package var source: SurveySource?

    package init(_ questionnaire: String) { self.questionnaire = questionnaire }

    /// From when until when, where both are said.
    package var days: ClosedRange<Day>? {
        guard let from, let until, from <= until else { return nil }
        return from...until
    }

    /// Whether it leaves any answers out.
    package var isNarrowed: Bool { self != SurveyQuery(questionnaire) }

    /// Whether it parts people who were asked together, so that how many were asked says nothing of those it finds.
    package var partsSamples: Bool {
        var whole = SurveyQuery(questionnaire)
        whole.source = source
        return self != whole
    }

    /// What was withdrawn counts nowhere, unless that is asked for.
    func condition(withdrawn: Bool = false) -> (sql: String, values: [SQLValue]) {
        var (parts, values) = (["s.questionnaire = $1"], [SQLValue.text(questionnaire)])
        parts.append("s.withdrawn_at IS \(withdrawn ? "NOT " : "")NULL")
        func add(_ test: String, _ value: SQLValue?) {
            guard let value else { return }
            values.append(value)
            parts.append("s.\(test) $\(values.count)")
        }
        add("version =", version.map { SQLValue($0) })
        add("answered_on >=", from.map { SQLValue($0) })
        add("answered_on <=", until.map { SQLValue($0) })
        add("product =", product.map { .text($0) })
        add("region =", region.map { .text($0) })
        add("technician =", technician.map { SQLValue($0) })
        add("agent =", agent.map { SQLValue($0) })
        add("dealer =", dealer.map { SQLValue($0) })
        add("source =", source.map { .text($0.rawValue) })
        return (parts.joined(separator: " AND "), values)
    }
}

extension SurveyQuery {
    fileprivate func page(_ first: SurveyID, _ last: SurveyID) -> (sql: String, values: [SQLValue]) {
        let (sql, values) = condition()
        return (
            sql + " AND s.id >= $\(values.count + 1) AND s.id <= $\(values.count + 2)",
            values + [SQLValue(first), SQLValue(last)]
        )
    }
}

/// Surveys, their answers, and what the questionnaires said.
package struct SurveyStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    static let columns = """
        s.id, s.questionnaire, s.version, s.source, s.sample, s.language, s.customer, s.unit, s.case_id, s.visit,
        s.call, s.product, s.region, s.technician, s.agent, s.dealer, s.answered_on, s.entered_at, s.entered_by,
        s.external_key, s.chance, s.revision, s.withdrawn_at, s.sets_off
        """

    package func find(_ id: SurveyID) throws -> Survey? {
        try db.first(
            "SELECT \(Self.columns) FROM surveys s WHERE s.id = $1", SQLValue(id), decode: Self.decode)
    }

    package func find(_ questionnaire: String, externalKey: String) throws -> SurveyID? {
        try db.first(
            "SELECT id FROM surveys WHERE questionnaire = $1 AND external_key = $2 AND external_key <> ''",
            .text(questionnaire), .text(externalKey)
        ) { $0.id(0) }
    }

    package func of(_ id: CaseID) throws -> [Survey] {
        try db.query(
            "SELECT \(Self.columns) FROM surveys s WHERE s.case_id = $1 ORDER BY s.id", SQLValue(id),
            decode: Self.decode)
    }

    /// What was answered in a call, and stands.
    package func of(_ id: CallID, of customer: CustomerID) throws -> [Survey] {
        try db.query(
            "SELECT \(Self.columns) FROM surveys s WHERE s.customer = $1 AND s.call = $2 AND s.withdrawn_at IS NULL ORDER BY s.id",
            SQLValue(customer), SQLValue(id), decode: Self.decode)
    }

    /// In the order of their numbers.
    package func all(_ query: SurveyQuery, after: SurveyID = SurveyID(0), limit: Int = .max) throws
        -> [Survey]
    {
        let (condition, values) = query.condition()
        return try db.query(
            """
            SELECT \(Self.columns) FROM surveys s WHERE \(condition) AND s.id > $\(values.count + 1) ORDER BY s.id
            LIMIT $\(values.count + 2)
            """, values + [SQLValue(after), SQLValue(limit)], Self.decode)
    }

    /// The newest first.
    package func of(_ id: CustomerID, limit: Int) throws -> [Survey] {
        try db.query(
            "SELECT \(Self.columns) FROM surveys s WHERE s.customer = $1 ORDER BY s.id DESC LIMIT $2",
            SQLValue(id), SQLValue(limit), decode: Self.decode)
    }

    /// How many a customer answered; those withdrawn as well, which stay in the file.
    package func count(of id: CustomerID) throws -> Int {
        Int(try db.number("SELECT COUNT(*) FROM surveys WHERE customer = $1", SQLValue(id)))
    }

    /// How many surveys of a questionnaire count, by version.
    package func counts(of questionnaire: String) throws -> [(version: Int, count: Int)] {
        try db.query(
            """
            SELECT version, COUNT(*) FROM surveys WHERE questionnaire = $1 AND withdrawn_at IS NULL
            GROUP BY version ORDER BY version
            """, .text(questionnaire)
        ) { (Int($0.int(0)), Int($0.int(1))) }
    }

    /// How many of a query's surveys count.
    package func count(_ query: SurveyQuery) throws -> Int { try count(query.condition()) }

    /// How many would count had nobody withdrawn them.
    package func withdrawn(_ query: SurveyQuery) throws -> Int {
        try count(query.condition(withdrawn: true))
    }

    private func count(_ condition: (sql: String, values: [SQLValue])) throws -> Int {
        try db.query("SELECT COUNT(*) FROM surveys s WHERE \(condition.sql)", condition.values) {
            Int($0.int(0))
        }.first ?? 0
    }

    package func insert(_ new: Survey, _ answers: [StoredAnswer]) throws -> SurveyID {
        let id = SurveyID(
            try db.insert(
                """
                INSERT INTO surveys (questionnaire, version, source, sample, language, customer, unit, case_id, visit,
                    call, product, region, technician, agent, dealer, answered_on, entered_at, entered_by, external_key,
                    chance, sets_off)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
                """,
                [
                    .text(new.questionnaire), SQLValue(new.version), .text(new.source.rawValue),
                    SQLValue(new.sample), .text(new.language), SQLValue(new.customer), SQLValue(new.unit),
                    SQLValue(new.caseID), SQLValue(new.visit), SQLValue(new.call), .text(new.product),
                    .text(new.region), SQLValue(new.technician), SQLValue(new.agent), SQLValue(new.dealer),
                    SQLValue(new.answeredOn), SQLValue(new.enteredAt), SQLValue(new.enteredBy),
                    .text(new.externalKey), SQLValue(new.chance), SQLValue(new.setsOff ? 1 : 0),
                ]))
        try insert(answers, of: id)
        return id
    }

    func insert(_ answers: [StoredAnswer], of id: SurveyID) throws {
        for answer in answers {
            try db.send(
                "INSERT INTO answers (survey, question, number, words) VALUES ($1, $2, $3, $4)",
                [SQLValue(id), .int(answer.question), .real(answer.number), SQLValue(answer.words)])
        }
    }

    package func answers(of id: SurveyID) throws -> [NamedAnswer] {
        try db.query(
            "SELECT \(NamedAnswer.selection) WHERE s.id = $1 ORDER BY a.question", SQLValue(id),
            decode: NamedAnswer.init)
    }

    // MARK: A page of a query's surveys, from one through another

    package func answers(_ query: SurveyQuery, from first: SurveyID, through last: SurveyID) throws
        -> [SurveyID: [NamedAnswer]]
    {
        let (condition, values) = query.page(first, last)
        let found = try db.query(
            "SELECT \(NamedAnswer.selection) WHERE \(condition) ORDER BY s.id, a.question", values,
            NamedAnswer.init)
        return Dictionary(grouping: found, by: \.survey)
    }

    /// The visits they are about.
    package func visits(_ query: SurveyQuery, from first: SurveyID, through last: SurveyID) throws -> [Visit]
    {
        let (condition, values) = query.page(first, last)
        return try db.query(
            """
            SELECT \(VisitStore.columns) FROM visits
            WHERE id IN (SELECT s.visit FROM surveys s WHERE \(condition))
            """, values, VisitStore.decode)
    }

    /// The kinds of the cases they are about.
    package func kinds(_ query: SurveyQuery, from first: SurveyID, through last: SurveyID) throws
        -> [CaseID: CaseKind]
    {
        let (condition, values) = query.page(first, last)
        return try Dictionary(
            uniqueKeysWithValues: db.query(
                """
                SELECT id, kind FROM cases
                WHERE id IN (SELECT s.case_id FROM surveys s WHERE \(condition))
                """, values
            ) { (CaseID($0.int(0)), CaseKind($0.text(1))) })
    }

    // MARK: All of them

    /// Each answer, in the order of the surveys' numbers, without its words: a million of them are read at once.
    package func eachNumber(
        _ query: SurveyQuery, _ body: (_ survey: Int64, _ question: Int64, _ number: Double) throws -> Void
    ) throws {
        let (condition, values) = query.condition()
        _ = try db.query(
            """
            SELECT a.survey, a.question, a.number FROM surveys s JOIN answers a ON a.survey = s.id
            WHERE \(condition) ORDER BY a.survey
            """, values
        ) { try body($0.int(0), $0.int(1), $0.real(2)) }
    }

    /// What was said in free words to some questions, the newest first.
    package func texts(_ query: SurveyQuery, of questions: [Int64], limit: Int) throws -> [SurveyText] {
        guard !questions.isEmpty else { return [] }
        let (condition, values) = query.condition()
        return try db.query(
            """
            SELECT a.survey, a.question, a.words FROM surveys s JOIN answers a ON a.survey = s.id
            WHERE \(condition) AND a.question IN (\(questions.map(String.init).joined(separator: ", ")))
            ORDER BY a.survey DESC, a.question LIMIT $\(values.count + 1)
            """, values + [SQLValue(limit)]
        ) { SurveyText(survey: $0.id(0), question: $0.int(1), text: $0.text(2)) }
    }

    static func decode(_ r: any SQLRow) throws -> Survey {
        Survey(
            id: r.id(0), questionnaire: r.text(1), version: Int(r.int(2)), source: try r.choice(3),
            sample: r.intOrNil(4), language: r.text(5), customer: r.idOrNil(6), unit: r.idOrNil(7),
            caseID: r.idOrNil(8), visit: r.idOrNil(9), call: r.idOrNil(10), product: r.text(11),
            region: r.text(12),
            technician: r.idOrNil(13), agent: r.idOrNil(14), dealer: r.idOrNil(15), chance: r.intOrNil(20),
            answeredOn: Day(number: Int(r.int(16))), enteredAt: r.instant(17), enteredBy: r.idOrNil(18),
            externalKey: r.text(19), revision: Int(r.int(21)), withdrawnAt: r.instantOrNil(22),
            setsOff: r.int(23) != 0)
    }
}

/// What somebody said in free words.
package struct SurveyText: Sendable, Hashable {
    package var survey: SurveyID
    package var question: Int64
    package var text: String
}
