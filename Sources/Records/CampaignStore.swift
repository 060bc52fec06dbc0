import Foundation
package import Model

/// Campaigns and their customers.
package struct CampaignStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, version, name, reason, state, must_reach, query, sample, seed, per_day, report, created_at, created_by,
        ended_at, ended_by, end_reason
        """

    package func find(_ id: CampaignID) throws -> Campaign? {
        try db.first(
            "SELECT \(Self.columns) FROM campaigns WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    package func find(name: String) throws -> Campaign? {
        try db.first(
            "SELECT \(Self.columns) FROM campaigns WHERE name = $1", .text(name), decode: Self.decode)
    }

    /// Those that run first, then the newest.
    package func all(limit: Int) throws -> [Campaign] {
        try db.query(
            """
            SELECT \(Self.columns) FROM campaigns
            ORDER BY CASE state WHEN 'running' THEN 0 ELSE 1 END, id DESC LIMIT $1
            """, SQLValue(limit), decode: Self.decode)
    }

    /// Those that run, and those that are over but have calls that nobody will make.
    package func toTend() throws -> [Campaign] {
        try db.query(
            """
            SELECT \(Self.columns) FROM campaigns WHERE state = 'running' OR id IN (
                SELECT m.campaign FROM calls f JOIN campaign_members m ON m.call = f.id
                WHERE f.is_open = 1 AND f.claimed_by IS NULL)
            ORDER BY id
            """, decode: Self.decode)
    }

    package func insert(_ new: Campaign) throws -> Campaign {
        var campaign = new
        campaign.id = CampaignID(
            try db.insert(
                """
                INSERT INTO campaigns (name, reason, state, must_reach, query, sample, seed, per_day, report, created_at,
                    created_by, ended_at, ended_by, end_reason, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)
                """, values(new)))
        return campaign
    }

    package func update(_ c: Campaign) throws -> Campaign {
        let rows = try db.run(
            """
            UPDATE campaigns SET name = $1, reason = $2, state = $3, must_reach = $4, query = $5, sample = $6, seed = $7,
                per_day = $8, report = $9, created_at = $10, created_by = $11, ended_at = $12, ended_by = $13,
                end_reason = $14, version = version + 1
            WHERE id = $15 AND version = $16
            """, values(c) + [SQLValue(c.id), SQLValue(c.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(c.id), have: c.version, found: try find(c.id)?.version ?? 0)
        }
        var updated = c
        updated.version += 1
        return updated
    }

    private func values(_ c: Campaign) throws -> [SQLValue] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let report = String(decoding: try encoder.encode(c.report), as: UTF8.self)
        return [
            .text(c.name), .text(c.reason), .text(c.state.rawValue), SQLValue(c.mustReach), .text(c.query),
            .text(c.sample), .int(c.seed), SQLValue(c.perDay.map { Int64($0) }), .text(report),
            SQLValue(c.createdAt), SQLValue(c.createdBy), SQLValue(c.endedAt), SQLValue(c.endedBy),
            .text(c.endReason),
        ]
    }

    private static func decode(_ r: any SQLRow) throws -> Campaign {
        guard let report = try? JSONDecoder().decode(CampaignReport.self, from: Data(r.text(10).utf8)) else {
            throw StorageFault.damaged(detail: "campaign \(r.int(0)): \(r.text(10).prefix(60))")
        }
        return Campaign(
            id: r.id(0), version: Int(r.int(1)), name: r.text(2), reason: r.text(3), state: try r.choice(4),
            mustReach: r.flag(5), query: r.text(6), sample: r.text(7), seed: r.int(8),
            perDay: r.intOrNil(9).map { Int($0) }, report: report, createdAt: r.instant(11),
            createdBy: r.idOrNil(12), endedAt: r.instantOrNil(13), endedBy: r.idOrNil(14),
            endReason: r.text(15))
    }
}

// MARK: Whom a query finds

extension CampaignStore {
    /// Customers with the units that pass all tests, by their numbers.
    /// - Parameters:
    ///   - reason: for which no call must be open yet, nor be planned by a campaign that runs.
    ///   - since: since when no campaign must have rung them up.
    ///   - stratum: the word that parts them; nil for none.
    package func candidates(
        _ tests: [CampaignTest], reason: String, since: Instant, stratum: CampaignTest.Word?
    ) throws -> [CampaignCandidate] {
        var sql = SQLText()
        let (planned, lately) = (sql.mark(.text(reason)), sql.mark(SQLValue(since)))
        let conditions = tests.map { "AND \($0.condition(&sql))" }.joined(separator: "\n")
        func flag(_ query: String) -> String { "CASE WHEN EXISTS (\(query)) THEN 1 ELSE 0 END" }
        let number = flag(
            """
            SELECT 1 FROM contacts k JOIN phones p ON p.contact = k.id
                WHERE k.customer = c.id AND p.wrong_since IS NULL
            """)
        // A call may serve other reasons beside its own, and one that is still to be planned is none yet.
        let open = flag(
            """
            SELECT 1 FROM calls f JOIN call_matters x ON x.call = f.id
                WHERE f.customer = c.id AND f.is_open = 1 AND x.reason = \(planned)
            UNION ALL SELECT 1 FROM campaign_members m JOIN campaigns g ON g.id = m.campaign
                WHERE m.customer = c.id AND m.call IS NULL AND m.due_from IS NOT NULL AND g.reason = \(planned)
            """)
        // By the call, which goes with the customer to whom another is merged.
        let rung = flag(
            """
            SELECT 1 FROM calls f JOIN campaign_members m ON m.call = f.id
                WHERE f.customer = c.id AND f.is_open = 0 AND f.attempts > 0 AND f.state_since >= \(lately)
            """)
        return try db.query(
            """
            SELECT c.id, u.id, u.bought_on, c.may_call, \(number), \(open), \(rung),
                \(stratum.map { "COALESCE(\($0.rawValue), '')" } ?? "''")
            FROM customers c LEFT JOIN units u ON u.customer = c.id
                LEFT JOIN addresses a ON a.id = COALESCE(u.address, (
                    SELECT d.id FROM addresses d WHERE d.customer = c.id ORDER BY d.position, d.id LIMIT 1))
            WHERE c.merged_into IS NULL \(conditions)
            ORDER BY c.id, u.id
            """, sql.values
        ) { r in
            CampaignCandidate(
                customer: r.id(0), unit: r.idOrNil(1), stratum: r.text(7), boughtOn: r.dayOrNil(2),
                mayCall: r.flag(3), hasNumber: r.flag(4), isPlanned: r.flag(5), calledLately: r.flag(6))
        }
    }

    /// How many open calls there are by the local day on which they may be made; what is overdue counts for the first day.
    /// - Parameters:
    ///   - offset: of the local time from UTC.
    ///   - first: a local day; nothing of days after `last` is counted.
    package func planned(from first: Day, through last: Day, offset: Span) throws -> [Day: Int] {
        let found = try db.query(
            """
            SELECT day, COUNT(*) FROM (
                SELECT (due_from + $1) / 86400000 AS day FROM calls WHERE is_open = 1 AND due_from < $2) AS due
            GROUP BY day
            """, .int(offset.milliseconds),
            .int(Int64(last.number + 1) * 86_400_000 - offset.milliseconds)
        ) { (Day(number: Int($0.int(0))), Int($0.int(1))) }
        return Dictionary(found.map { (max(first, $0.0), $0.1) }, uniquingKeysWith: +)
    }
}
