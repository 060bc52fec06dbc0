package import Model

/// A clock whose time ran out, and what its job was.
package struct GapClock: Sendable, Hashable {
    package var id: ClockID
    package var subject: Subject
    package var caseID: CaseID?
    package var startedAt: Instant
    /// Nil for one that runs still.
    package var stoppedAt: Instant?
    package var due: Instant
    package var internalDue: Instant
    package var calendar: String
    package var promise: String
    /// What it measures: `respond`.
    package var metric: String
    package var job: GapJob
}

/// What a clock or an answer is about, as far as it is known; empty where it is not.
package struct GapJob: Sendable, Hashable {
    package var kind: String
    package var queue: String
    package var product: String
    package var fault: String
    package var technician: StaffID?
}

/// What one person answered to one question.
package struct GapAnswer: Sendable, Hashable {
    package var survey: SurveyID
    package var answeredOn: Day
    package var caseID: CaseID?
    package var visit: VisitID?
    package var call: CallID?
    package var customer: CustomerID?
    /// Who put it down; of a question to people of the house who answered it, unless it came in a file.
    package var enteredBy: StaffID?
    package var isFromFile: Bool
    package var question: String
    package var number: Double
    package var words: String?
    package var job: GapJob
    package var team: String
}

/// What the gaps are told from.
package struct GapStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Which clocks are meant.
    package struct Clocks: Sendable, Hashable {
        package var metrics: [String]
        /// Kinds of cases; empty for any.
        package var kinds: [String]
        package var segment: GapSegment?
        package var choice: Choice

        package enum Choice: Sendable, Hashable {
            /// Those whose time ran out then.
            case due(Window)
            /// Those of what answers to a questionnaire are about.
            case answered(String, ClosedRange<Day>)
        }

        package init(_ metrics: [String], kinds: [String], segment: GapSegment?, _ choice: Choice) {
            (self.metrics, self.kinds, self.segment, self.choice) = (metrics, kinds, segment, choice)
        }
    }

    private static let joins = """
        FROM clocks k
            LEFT JOIN visits v ON k.subject_kind = 'visit' AND v.id = k.subject
            LEFT JOIN calls f ON k.subject_kind = 'call' AND f.id = k.subject
            LEFT JOIN cases c ON c.id = CASE k.subject_kind WHEN 'case' THEN k.subject
                WHEN 'visit' THEN v.case_id ELSE f.case_id END
            LEFT JOIN customers u ON u.id = COALESCE(c.customer, f.customer)
        """

    private static let job = """
        COALESCE(c.kind, ''), COALESCE(c.queue, ''), COALESCE(c.product, ''), COALESCE(c.fault, '')
        """

    /// Who came to a case; of several nobody, since none of them alone made it what it is.
    private static let onlyTechnician = """
        (SELECT CASE WHEN MIN(w.technician) = MAX(w.technician) THEN MAX(w.technician) END
            FROM visits w WHERE w.case_id = c.id AND w.arrived_at IS NOT NULL)
        """

    /// A case that was settled from afar stops all its clocks, and nobody was on site.
    private static let cameWhereDue = """
        (k.metric NOT IN ('visit', 'install') OR k.stopped_at IS NULL OR EXISTS (SELECT 1 FROM visits w
            WHERE w.case_id = c.id AND w.arrived_at >= k.started_at AND w.arrived_at <= k.stopped_at))
        """

    /// In the order of their numbers. What an import stopped by itself shows nothing and is left out, and so is a
    /// visit or an installation that nobody came for.
    package func clocks(_ wanted: Clocks, at now: Instant) throws -> [GapClock] {
        var sql = SQLText()
        let condition = Self.condition(wanted, at: now, &sql)
        return try db.query(
            """
            SELECT k.id, k.subject_kind, k.subject, c.id, k.started_at, k.stopped_at, k.due, k.internal_due, k.calendar,
                k.promise, k.metric, \(Self.job),
                COALESCE(v.technician, \(Self.onlyTechnician))
            \(Self.joins) WHERE \(condition) ORDER BY k.id
            """, sql.values
        ) { r in
            GapClock(
                id: r.id(0), subject: Subject(try r.choice(1), r.int(2)), caseID: r.idOrNil(3),
                startedAt: r.instant(4), stoppedAt: r.instantOrNil(5), due: r.instant(6),
                internalDue: r.instant(7), calendar: r.text(8), promise: r.text(9), metric: r.text(10),
                job: Self.job(r, 11))
        }
    }

    /// When those stood still, the earliest first; those that never did are left out.
    package func pauses(_ wanted: Clocks, at now: Instant) throws -> [ClockID: [ClockPause]] {
        var sql = SQLText()
        let condition = Self.condition(wanted, at: now, &sql)
        return try ClockPause.paired(
            db.query(
                """
                SELECT e.clock, e.at, e.kind, e.reason FROM clock_events e
                WHERE e.kind IN ('pause', 'resume')
                    AND e.clock IN (SELECT k.id \(Self.joins) WHERE \(condition))
                ORDER BY e.clock, e.id
                """, sql.values, ClockPause.Event.init))
    }

    private static func condition(_ wanted: Clocks, at now: Instant, _ sql: inout SQLText) -> String {
        var tests = ["k.state IN ('met', 'missed', 'running')", ReportBasis.happened, Self.cameWhereDue]
        tests.append(isOne("k.metric", wanted.metrics, &sql))
        if !wanted.kinds.isEmpty { tests.append(isOne("c.kind", wanted.kinds, &sql)) }
        if let segment = wanted.segment { tests.append(test(segment, &sql)) }
        switch wanted.choice {
        case .due(let window):
            let past = Window(start: window.start, end: min(window.end, now))
            tests.append("k.due >= \(sql.mark(SQLValue(past.start)))")
            tests.append("k.due < \(sql.mark(SQLValue(past.end)))")
        case .answered(let questionnaire, let days):
            // From the few sheets to their clocks: told as OR, PostgreSQL would look at every clock.
            let name = sql.mark(.text(questionnaire))
            let (first, last) = (sql.mark(SQLValue(days.lowerBound)), sql.mark(SQLValue(days.upperBound)))
            let each = [("case", "case_id"), ("visit", "visit"), ("call", "call")].map { kind, column in
                """
                SELECT x.id FROM surveys s
                    JOIN clocks x ON x.subject_kind = '\(kind)' AND x.subject = s.\(column)
                WHERE s.questionnaire = \(name) AND s.withdrawn_at IS NULL
                    AND s.answered_on >= \(first) AND s.answered_on <= \(last)
                """
            }
            tests.append("k.id IN (\(each.joined(separator: " UNION ")))")
        }
        return tests.joined(separator: " AND ")
    }

    private static func isOne(_ column: String, _ words: [String], _ sql: inout SQLText) -> String {
        "\(column) IN (\(words.map { sql.mark(.text($0)) }.joined(separator: ", ")))"
    }

    /// Of the customer `u`.
    static func test(_ segment: GapSegment, _ sql: inout SQLText) -> String {
        switch segment {
        case .kind(let kind): "u.kind = \(sql.mark(.text(kind.rawValue)))"
        case .dealer(let type): "u.dealer_type = \(sql.mark(.text(type.rawValue)))"
        }
    }

    private static func job(_ r: any SQLRow, _ first: Int) -> GapJob {
        GapJob(
            kind: r.text(first), queue: r.text(first + 1), product: r.text(first + 2),
            fault: r.text(first + 3), technician: r.idOrNil(first + 4))
    }

    // MARK: Answers

    /// Answers to some questions of a questionnaire on some days, by sheet; what was withdrawn is none.
    /// - Parameter kinds: of the cases they are about; empty for any, and for none.
    package func answers(
        to questions: [String], of questionnaire: String, on days: ClosedRange<Day>, kinds: [String],
        segment: GapSegment?
    ) throws -> [GapAnswer] {
        var sql = SQLText()
        var tests = [
            "s.questionnaire = \(sql.mark(.text(questionnaire)))", "s.withdrawn_at IS NULL",
            "s.answered_on >= \(sql.mark(SQLValue(days.lowerBound)))",
            "s.answered_on <= \(sql.mark(SQLValue(days.upperBound)))",
            "q.questionnaire = \(sql.mark(.text(questionnaire)))",
        ]
        tests.append(Self.isOne("q.name", questions, &sql))
        if !kinds.isEmpty { tests.append(Self.isOne("c.kind", kinds, &sql)) }
        if let segment { tests.append(Self.test(segment, &sql)) }
        return try db.query(
            """
            SELECT s.id, s.answered_on, s.case_id, s.visit, s.call, s.customer, s.entered_by, s.sample, q.name,
                a.number, a.words, \(Self.job),
                COALESCE(s.technician, \(Self.onlyTechnician)),
                COALESCE(e.team, '')
            FROM surveys s JOIN answers a ON a.survey = s.id JOIN survey_questions q ON q.id = a.question
                LEFT JOIN cases c ON c.id = s.case_id LEFT JOIN customers u ON u.id = s.customer
                LEFT JOIN staff e ON e.id = s.entered_by
            WHERE \(tests.joined(separator: " AND ")) ORDER BY s.id, a.question
            """, sql.values
        ) { r in
            GapAnswer(
                survey: r.id(0), answeredOn: Day(number: Int(r.int(1))), caseID: r.idOrNil(2),
                visit: r.idOrNil(3), call: r.idOrNil(4), customer: r.idOrNil(5), enteredBy: r.idOrNil(6),
                isFromFile: r.intOrNil(7) != nil, question: r.text(8), number: r.real(9),
                words: r.textOrNil(10), job: Self.job(r, 11), team: r.text(16))
        }
    }
}
