package import Model

/// What one person answered to one question of a need.
package struct NeedAnswer: Sendable, Hashable {
    package var survey: SurveyID
    package var answeredOn: Day
    /// Nil for nobody known.
    package var customer: CustomerID?
    package var question: String
    package var number: Double
    /// Of a choice.
    package var words: String?
}

/// What somebody wrote or said in their own words: a case's summary, or an answer.
package struct NeedText: Sendable, Hashable {
    /// A case or a sheet of answers.
    package var subject: Subject
    package var moment: Moment
    package var text: String

    package enum Moment: Sendable, Hashable {
        case instant(Instant)
        case day(Day)
    }
}

/// From what needs are told: answers, texts, and what was noted in interviews. Notes are added and withdrawn, never changed.
package struct NeedStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Whose words are meant.
    package struct Whom: Sendable, Hashable {
        package var audience: NeedAudience
        package var segment: GapSegment?
        /// A province, city, district or zone that one of their addresses is in; nil for any.
        package var region: String?

        package init(_ audience: NeedAudience, _ segment: GapSegment? = nil, region: String? = nil) {
            (self.audience, self.segment, self.region) = (audience, segment, region)
        }

        /// Whether all of the audience are meant, and with them who is nobody known.
        fileprivate var isAll: Bool { segment == nil && region == nil }

        /// Of customers `u`; whose words are nobody's count where they may, unless only some are asked for.
        fileprivate func test(nobodys: Bool, _ sql: inout SQLText) -> String {
            var known =
                switch segment {
                case .kind(let kind): "u.kind = \(sql.mark(.text(kind.rawValue)))"
                case .dealer(let type): "u.dealer_type = \(sql.mark(.text(type.rawValue)))"
                case nil: "u.kind IN (\(marks(audience.kinds.map(\.rawValue), &sql)))"
                }
            if let region {
                known += """
                     AND EXISTS (SELECT 1 FROM addresses d WHERE d.customer = u.id
                        AND \(sql.mark(.text(region))) IN (d.province, d.city, d.district, d.zone))
                    """
            }
            return nobodys && isAll ? "(u.id IS NULL OR \(known))" : known
        }

        /// Likewise; whose words are nobody's count in answers `s` to some questionnaires alone.
        fileprivate func test(nobodysOf questionnaires: [String], _ sql: inout SQLText) -> String {
            let known = test(nobodys: false, &sql)
            guard isAll, !questionnaires.isEmpty else { return known }
            return "(\(known) OR u.id IS NULL AND s.questionnaire IN (\(marks(questionnaires, &sql))))"
        }
    }

    // MARK: Answers

    /// Answers to some questions of a questionnaire, the oldest first; what was withdrawn is none. Those of nobody known are
    /// theirs whom the questionnaire is for.
    package func answers(
        to questions: [String], of questionnaire: String, on days: ClosedRange<Day>, _ whom: Whom
    ) throws -> [NeedAnswer] {
        guard !questions.isEmpty else { return [] }
        var sql = SQLText()
        let tests = [
            "s.questionnaire = \(sql.mark(.text(questionnaire)))", Self.answered(days, &sql),
            "q.questionnaire = s.questionnaire", "q.name IN (\(marks(questions, &sql)))",
            whom.test(nobodys: true, &sql),
        ]
        return try db.query(
            """
            SELECT s.id, s.answered_on, s.customer, q.name, a.number, a.words
            FROM surveys s JOIN answers a ON a.survey = s.id JOIN survey_questions q ON q.id = a.question
                LEFT JOIN customers u ON u.id = s.customer
            WHERE \(tests.joined(separator: " AND ")) ORDER BY s.answered_on, s.id, a.question
            """, sql.values
        ) { r in
            NeedAnswer(
                survey: r.id(0), answeredOn: Day(number: Int(r.int(1))), customer: r.idOrNil(2),
                question: r.text(3), number: r.real(4), words: r.textOrNil(5))
        }
    }

    private static func answered(_ days: ClosedRange<Day>, _ sql: inout SQLText) -> String {
        let (first, last) = (sql.mark(SQLValue(days.lowerBound)), sql.mark(SQLValue(days.upperBound)))
        return "s.withdrawn_at IS NULL AND s.answered_on >= \(first) AND s.answered_on <= \(last)"
    }

    // MARK: Texts

    /// The summaries of cases of some kinds opened in a time, the newest first; of cases merged into one, that one's.
    package func summaries(of kinds: [String], in span: Window, _ whom: Whom, limit: Int) throws -> [NeedText]
    {
        guard !kinds.isEmpty else { return [] }
        var sql = SQLText()
        let tests = [
            "c.opened_at >= \(sql.mark(SQLValue(span.start)))",
            "c.opened_at < \(sql.mark(SQLValue(span.end)))",
            "c.kind IN (\(marks(kinds, &sql)))", "c.merged_into IS NULL", whom.test(nobodys: false, &sql),
        ]
        return try db.query(
            """
            SELECT c.id, c.opened_at, c.summary FROM cases c JOIN customers u ON u.id = c.customer
            WHERE \(tests.joined(separator: " AND ")) ORDER BY c.opened_at DESC, c.id DESC
            LIMIT \(sql.mark(SQLValue(limit)))
            """, sql.values
        ) { NeedText(subject: Subject(.case, $0.int(0)), moment: .instant($0.instant(1)), text: $0.text(2)) }
    }

    /// Answers in words to some questions, the newest first.
    /// - Parameters:
    ///   - questions: by their questionnaires.
    ///   - nobodys: the questionnaires in which words of nobody known are theirs.
    package func words(
        of questions: [String: [String]], nobodys: [String], on days: ClosedRange<Day>, _ whom: Whom,
        limit: Int
    ) throws -> [NeedText] {
        let numbers = try db.query(
            "SELECT questionnaire, name, id FROM survey_questions ORDER BY id", []
        ) { ($0.text(0), $0.text(1), $0.int(2)) }
        .filter { questions[$0.0]?.contains($0.1) ?? false }
        guard !numbers.isEmpty else { return [] }
        var sql = SQLText()
        let tests = [
            "s.questionnaire IN (\(marks(Set(numbers.map(\.0)).sorted(), &sql)))",
            Self.answered(days, &sql),
            "a.question IN (\(numbers.map { String($0.2) }.joined(separator: ", ")))", "a.words <> ''",
            whom.test(nobodysOf: nobodys, &sql),
        ]
        return try db.query(
            """
            SELECT s.id, s.answered_on, a.words FROM surveys s JOIN answers a ON a.survey = s.id
                LEFT JOIN customers u ON u.id = s.customer
            WHERE \(tests.joined(separator: " AND ")) ORDER BY s.answered_on DESC, s.id DESC, a.question
            LIMIT \(sql.mark(SQLValue(limit)))
            """, sql.values
        ) { r in
            NeedText(
                subject: Subject(SurveyID(r.int(0))), moment: .day(Day(number: Int(r.int(1)))),
                text: r.text(2))
        }
    }

    /// The cities that customers of an audience have an address in, by name, at most so many.
    package func cities(of audience: NeedAudience, limit: Int) throws -> [String] {
        var sql = SQLText()
        let whom = Whom(audience).test(nobodys: false, &sql)
        return try db.query(
            """
            SELECT DISTINCT d.city FROM addresses d JOIN customers u ON u.id = d.customer
            WHERE d.city <> '' AND \(whom) ORDER BY d.city LIMIT \(sql.mark(SQLValue(limit)))
            """, sql.values
        ) { $0.text(0) }
    }

    // MARK: Notes

    private static let columns = """
        n.id, n.need, n.audience, n.customer, n.who, n.wanted, n.words, n.source, n.noted_on, n.by_staff, n.at,
        n.withdrawn_at
        """

    package func insert(_ note: NeedNote) throws -> Int64 {
        try db.insert(
            """
            INSERT INTO need_notes (need, audience, customer, who, wanted, words, source, noted_on, by_staff, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(note.need), .text(note.audience.rawValue), SQLValue(note.customer), .text(note.group),
                SQLValue(note.wanted), .text(note.words), .text(note.source.rawValue), SQLValue(note.day),
                SQLValue(note.by), SQLValue(note.at),
            ])
    }

    /// The oldest first; of one day in the order they were entered. Withdrawn ones are among them.
    package func notes(on days: ClosedRange<Day>, _ whom: Whom) throws -> [NeedNote] {
        var sql = SQLText()
        var tests = [
            "n.audience = \(sql.mark(.text(whom.audience.rawValue)))",
            "n.noted_on >= \(sql.mark(SQLValue(days.lowerBound)))",
            "n.noted_on <= \(sql.mark(SQLValue(days.upperBound)))",
        ]
        if !whom.isAll { tests.append(whom.test(nobodys: false, &sql)) }
        return try db.query(
            """
            SELECT \(Self.columns) FROM need_notes n LEFT JOIN customers u ON u.id = n.customer
            WHERE \(tests.joined(separator: " AND ")) ORDER BY n.noted_on, n.id
            """, sql.values, Self.note)
    }

    package func note(_ id: Int64) throws -> NeedNote? {
        try db.first(
            "SELECT \(Self.columns) FROM need_notes n WHERE n.id = $1", .int(id), decode: Self.note)
    }

    package func withdraw(_ id: Int64, at now: Instant) throws {
        try db.send(
            "UPDATE need_notes SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL",
            SQLValue(now), .int(id))
    }

    private static func note(_ r: any SQLRow) throws -> NeedNote {
        var note = NeedNote(
            need: r.text(1), audience: try r.choice(2), customer: r.idOrNil(3), group: r.text(4),
            wanted: r.isNull(5) ? nil : r.real(5), words: r.text(6), source: try r.choice(7),
            day: Day(number: Int(r.int(8))), by: r.idOrNil(9), at: r.instant(10))
        (note.id, note.withdrawnAt) = (r.int(0), r.instantOrNil(11))
        return note
    }
}

private func marks(_ words: [String], _ sql: inout SQLText) -> String {
    words.map { sql.mark(.text($0)) }.joined(separator: ", ")
}
