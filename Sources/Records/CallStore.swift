package import Model

package struct CallStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    static let columns = """
        id, version, workflow_version, state, category, customer, case_id, visit, reason, due_from, due_by,
        claimed_by, barred, attempts, outcome, fields, created_at, state_since, unit, plan, priority, language,
        wish, lacks_number, taken_at, promised_at, begun_at, meant_for
        """

    package func find(_ id: CallID) throws -> FollowUpCall? {
        try db.first("SELECT \(Self.columns) FROM calls WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func of(_ id: CaseID) throws -> [FollowUpCall] {
        try db.query(
            "SELECT \(Self.columns) FROM calls WHERE case_id = $1 ORDER BY id", SQLValue(id),
            decode: Self.decode)
    }

    package func of(_ id: CustomerID, limit: Int = 100) throws -> [FollowUpCall] {
        try db.query(
            "SELECT \(Self.columns) FROM calls WHERE customer = $1 ORDER BY id DESC LIMIT $2", SQLValue(id),
            SQLValue(limit), decode: Self.decode)
    }

    /// Which of some visits have a call of some reasons, made out since then.
    package func about(_ visits: [VisitID], _ reasons: [String], since: Instant) throws -> Set<VisitID> {
        guard !visits.isEmpty else { return [] }
        let list = visits.map { String($0.number) }.joined(separator: ", ")
        let words = (0..<reasons.count).map { "$\($0 + 2)" }.joined(separator: ", ")
        return try Set(
            db.query(
                """
                SELECT visit FROM calls WHERE created_at >= $1 AND visit IN (\(list)) AND reason IN (\(words))
                    AND case_id IN (SELECT case_id FROM visits WHERE id IN (\(list)))
                """, [SQLValue(since)] + reasons.map { .text($0) }
            ) { $0.id(0) })
    }

    /// Calls to a customer in which a question was answered, newest first.
    package func of(_ id: CustomerID, answering field: String, limit: Int) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE customer = $1 AND fields LIKE $2 ORDER BY id DESC LIMIT $3
            """, SQLValue(id), .text("%\(field)%"), SQLValue(limit), decode: Self.decode
        ).filter { !($0.fields[field]?.isEmpty ?? true) }
    }

    /// Open calls, the first to be late on top.
    /// - Parameters:
    ///   - reach: only of these cases, and what is about none; nil is all.
    ///   - holder: of others, too, what this person has in hand.
    package func open(
        after: FollowUpCall? = nil, within reach: CaseReach? = nil, orHeldBy holder: StaffID? = nil,
        limit: Int
    ) throws -> [FollowUpCall] {
        var sql = SQLText()
        let (due, id) = (
            sql.mark(SQLValue(after?.dueBy.milliseconds ?? .min)), sql.mark(SQLValue(after?.id.number ?? 0))
        )
        let near = reach.map { "AND \($0.conditionOfCalls(heldBy: holder, &sql))" } ?? ""
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE is_open = 1 AND (due_by, id) > (\(due), \(id)) \(near)
            ORDER BY due_by, id LIMIT \(most)
            """, sql.values, Self.decode)
    }

    /// Open calls of one part, the first to be late on top.
    /// - Parameters:
    ///   - end: of today.
    ///   - reach: with `holder` as in `open`.
    package func open(
        _ part: CallPart, at now: Instant, end: Instant, within reach: CaseReach? = nil,
        orHeldBy holder: StaffID? = nil, limit: Int
    ) throws -> [FollowUpCall] {
        var sql = SQLText()
        let condition = part.condition(&sql, at: now, end: end)
        let near = reach.map { "AND \($0.conditionOfCalls(heldBy: holder, &sql))" } ?? ""
        let most = sql.mark(SQLValue(limit))
        // Few are in hand: SQLite is kept from looking for them through all that wait, in the order of `calls_due`.
        let first = part == .inHand ? "+due_by" : "due_by"
        return try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE is_open = 1 AND \(condition) \(near)
            ORDER BY \(first), id LIMIT \(most)
            """, sql.values, Self.decode)
    }

    /// What a clerk may call about now: what is in their hands, and what is due, in nobody's, and not barred to them, as far
    /// as there is a number to ring up.
    /// - Parameters:
    ///   - heldSince: what is planned for somebody else and due since then is theirs still.
    ///   - reach: of what is in nobody's hands only what is about these cases, or about none; nil is all.
    package func due(
        for staff: StaffID, at now: Instant, heldSince: Instant, within reach: CaseReach? = nil, limit: Int
    ) throws -> [FollowUpCall] {
        var sql = SQLText()
        let mine = Self.mine(staff, at: now, heldSince: heldSince, within: reach, &sql)
        let most = sql.mark(SQLValue(limit))
        return try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE is_open = 1 AND \(mine)
            ORDER BY due_by, id LIMIT \(most)
            """, sql.values, Self.decode)
    }

    /// The condition of that on an open call.
    static func mine(
        _ staff: StaffID, at now: Instant, heldSince: Instant, within reach: CaseReach? = nil,
        _ sql: inout SQLText
    ) -> String {
        let (clerk, until) = (sql.mark(SQLValue(staff)), sql.mark(SQLValue(now)))
        let barred = sql.mark(.text("%,\(staff.number),%"))
        let held = sql.mark(SQLValue(heldSince))
        let near = reach.map { "AND \($0.conditionOfCalls(heldBy: nil, &sql))" } ?? ""
        return """
            (claimed_by IS NOT NULL AND claimed_by = \(clerk)
                OR claimed_by IS NULL AND due_from <= \(until) AND lacks_number = 0 AND barred NOT LIKE \(barred)
                    AND (meant_for IS NULL OR meant_for = \(clerk) OR due_from <= \(held)) \(near))
            """
    }

    /// The call this clerk already has in hand.
    package func inHand(of staff: StaffID) throws -> FollowUpCall? {
        try db.first(
            "SELECT \(Self.columns) FROM calls WHERE claimed_by = $1 AND is_open = 1 ORDER BY due_by, id LIMIT 1",
            SQLValue(staff), decode: Self.decode)
    }

    /// Calls of the customer that nobody has begun, the latest first.
    package func notBegun(of customer: CustomerID) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls
            WHERE customer = $1 AND is_open = 1 AND claimed_by IS NULL AND attempts = 0 ORDER BY id DESC LIMIT 20
            """, SQLValue(customer), decode: Self.decode)
    }

    /// Open calls of the customer, in whoever's hands.
    package func open(of customer: CustomerID) throws -> [FollowUpCall] {
        try db.query(
            "SELECT \(Self.columns) FROM calls WHERE customer = $1 AND is_open = 1 ORDER BY id",
            SQLValue(customer), decode: Self.decode)
    }

    /// Those of them that nobody has in hand.
    package func free(of customer: CustomerID) throws -> [FollowUpCall] {
        try db.query(
            """
            SELECT \(Self.columns) FROM calls WHERE customer = $1 AND is_open = 1 AND claimed_by IS NULL ORDER BY id
            """, SQLValue(customer), decode: Self.decode)
    }

    /// Open calls follow the customer, who speaks another language from now on, wishes other hours, or can be rung up again.
    /// - Parameter reasons: those of calls that keep no wish.
    package func follow(_ customer: Customer, except reasons: [String]) throws {
        let places = reasons.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let keepsNone = reasons.isEmpty ? "1 = 0" : "reason IN (\(places))"
        let last = reasons.count + 1
        try db.run(
            """
            UPDATE calls SET language = $1, wish = CASE WHEN \(keepsNone) THEN '' ELSE $\(last + 1) END,
                lacks_number = $\(last + 2), version = version + 1
            WHERE customer = $\(last + 3) AND is_open = 1
            """,
            [.text(customer.language)] + reasons.map { .text($0) }
                + [
                    .text(try kept(customer.callHours)), SQLValue(customer.lacksNumber),
                    SQLValue(customer.id),
                ])
    }

    /// A wish as calls name it. Its hours stand beside, once for all who wish the same, where the next call is looked for.
    private func kept(_ wish: WishedHours?) throws -> String {
        guard let wish else { return "" }
        let known = try db.number(
            "SELECT COUNT(*) FROM wished_hours WHERE wish = $1", .text(wish.description))
        if known > 0 { return wish.description }
        for weekday in 1...7 {
            for hours in wish.hours(on: weekday) {
                try db.send(
                    """
                    INSERT INTO wished_hours (wish, weekday, minute_from, minute_to) VALUES ($1, $2, $3, $4)
                    ON CONFLICT DO NOTHING
                    """, .text(wish.description), SQLValue(weekday), SQLValue(hours.lowerBound),
                    SQLValue(hours.upperBound))
            }
        }
        return wish.description
    }

    package func insert(_ new: FollowUpCall) throws -> FollowUpCall {
        var c = new
        c.id = CallID(
            try db.insert(
                """
                INSERT INTO calls (workflow_version, state, category, customer, case_id, visit, reason, due_from,
                    due_by, claimed_by, barred, attempts, outcome, fields, created_at, state_since, is_open, unit, plan,
                    priority, language, wish, lacks_number, taken_at, promised_at, begun_at, meant_for, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                    $22, $23, $24, $25, $26, $27, 1)
                """, try values(c)
            ))
        return c
    }

    package func update(_ c: FollowUpCall) throws -> FollowUpCall {
        let rows = try db.run(
            """
            UPDATE calls SET workflow_version = $1, state = $2, category = $3, customer = $4, case_id = $5,
                visit = $6, reason = $7, due_from = $8, due_by = $9, claimed_by = $10, barred = $11, attempts = $12,
                outcome = $13, fields = $14, created_at = $15, state_since = $16, is_open = $17, unit = $18,
                plan = $19, priority = $20, language = $21, wish = $22, lacks_number = $23, taken_at = $24,
                promised_at = $25, begun_at = $26, meant_for = $27, version = version + 1
            WHERE id = $28 AND version = $29
            """, try values(c) + [SQLValue(c.id), SQLValue(c.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(c.id), have: c.version, found: try find(c.id)?.version ?? 0)
        }
        var updated = c
        updated.version += 1
        return updated
    }

    private func values(_ c: FollowUpCall) throws -> [SQLValue] {
        [
            SQLValue(c.workflowVersion), .text(c.state), .text(c.category.rawValue), SQLValue(c.customer),
            SQLValue(c.caseID), SQLValue(c.visit), .text(c.reason), SQLValue(c.dueFrom), SQLValue(c.dueBy),
            SQLValue(c.claimedBy), .text(Self.kept(c.barred)),
            SQLValue(c.attempts),
            .text(c.outcome), .text(FieldCoding.encode(c.fields)), SQLValue(c.createdAt),
            SQLValue(c.stateSince),
            SQLValue(c.category.isOpen), SQLValue(c.unit), .text(c.plan), SQLValue(c.rank.rawValue),
            .text(c.language), .text(try kept(c.wish)), SQLValue(c.lacksNumber), SQLValue(c.takenAt),
            SQLValue(c.promisedAt), SQLValue(c.begunAt), SQLValue(c.meantFor),
        ]
    }

    /// Who is barred, as it is kept: `,3,7,`.
    static func kept(_ barred: [StaffID]) -> String { "," + barred.map { "\($0.number)," }.joined() }

    static func decode(_ r: any SQLRow) throws -> FollowUpCall {
        FollowUpCall(
            id: r.id(0), version: Int(r.int(1)), workflowVersion: Int(r.int(2)), state: r.text(3),
            category: try r.choice(4), customer: r.id(5), caseID: r.idOrNil(6), visit: r.idOrNil(7),
            unit: r.idOrNil(18), reason: r.text(8), plan: r.text(19),
            rank: CallRank(rawValue: Int(r.int(20))) ?? .normal, language: r.text(21),
            wish: r.text(22).isEmpty ? nil : try WishedHours(r.text(22)), lacksNumber: r.flag(23),
            dueFrom: r.instant(9),
            dueBy: r.instant(10), promisedAt: r.instantOrNil(25), claimedBy: r.idOrNil(11),
            meantFor: r.idOrNil(27),
            barred: r.text(12).split(separator: ",").compactMap { Int64($0) }.map { StaffID($0) },
            attempts: Int(r.int(13)), takenAt: r.instantOrNil(24), begunAt: r.instantOrNil(26),
            outcome: r.text(14),
            fields: try FieldCoding.decode(r.text(15)),
            createdAt: r.instant(16), stateSince: r.instant(17))
    }
}
