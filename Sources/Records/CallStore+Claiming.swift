package import Model

/// Which calls may be taken now.
package struct CallClaim: Sendable {
    package var states: [String]
    /// The reasons for which somebody may be rung up now who wishes no hours of their own; nil for any.
    package var reasons: [String]?
    /// The weekday, 1 Monday … 7 Sunday, and the minute of the local day, for those who do wish hours.
    package var weekday: Int
    package var minute: Int
    /// Whether any of those may be rung up now.
    package var keepsWishes: Bool
    /// What the clerk speaks; empty for everything.
    package var languages: [String]
    /// What is planned for somebody else and due since then is theirs still.
    package var heldSince: Instant

    package init(
        states: [String], reasons: [String]?, weekday: Int, minute: Int, keepsWishes: Bool,
        languages: [String], heldSince: Instant = Instant(milliseconds: .max)
    ) {
        self.heldSince = heldSince
        (self.states, self.reasons, self.weekday, self.minute) = (states, reasons, weekday, minute)
        (self.keepsWishes, self.languages) = (keepsWishes, languages)
    }
}

extension CallStore {
    /// Takes the first due call that this clerk may make: two clerks asking at once never get the same one.
    /// - Parameter reach: only about these cases, or about none; nil is all.
    package func claimNext(
        for staff: StaffID, _ wanted: CallClaim, within reach: CaseReach? = nil, at now: Instant
    ) throws -> FollowUpCall? {
        for rank in CallRank.allCases {
            for part in ClaimPart.allCases {
                let (sql, values) = Self.claim(rank, part, for: staff, wanted, within: reach, at: now)
                if let taken = try db.query(sql, values, Self.decode).first { return taken }
            }
        }
        return nil
    }

    /// Those of a rank in the order in which they will be late, in two parts. Together they are found by their order alone, so
    /// that neither those to come nor all that are due are read.
    enum ClaimPart: CaseIterable {
        /// They are late.
        case late
        /// They have begun: they end within the longest time that any of their rank may be made in.
        case begun

        func condition(of rank: CallRank, at moment: String) -> String {
            switch self {
            case .late: "due_by <= \(moment)"
            case .begun:
                """
                due_by > \(moment) AND due_by <= \(moment) + COALESCE((SELECT due_by - due_from FROM calls
                    WHERE is_open = 1 AND claimed_by IS NULL AND priority = \(rank.rawValue)
                    ORDER BY due_by - due_from DESC LIMIT 1), 0)
                """
            }
        }
    }

    /// The one statement that takes the first of a rank and part.
    static func claim(
        _ rank: CallRank, _ part: ClaimPart, for staff: StaffID, _ wanted: CallClaim,
        within reach: CaseReach?,
        at now: Instant
    ) -> (sql: String, values: [SQLValue]) {
        var sql = SQLText()
        let (clerk, moment) = (sql.mark(SQLValue(staff)), sql.mark(SQLValue(now)))
        let barred = sql.mark(.text("%,\(staff.number),%"))
        func list(_ words: [String]) -> String {
            words.map { sql.mark(.text($0)) }.joined(separator: ", ")
        }
        var tests = ["state IN (\(list(wanted.states)))"]
        let open = wanted.reasons.map { $0.isEmpty ? "1 = 0" : "reason IN (\(list($0)))" } ?? "1 = 1"
        var wished = "1 = 0"
        if wanted.keepsWishes {
            let (weekday, minute) = (sql.mark(SQLValue(wanted.weekday)), sql.mark(SQLValue(wanted.minute)))
            wished = """
                wish <> '' AND EXISTS (SELECT 1 FROM wished_hours w WHERE w.wish = calls.wish
                    AND w.weekday = \(weekday) AND w.minute_from <= \(minute) AND w.minute_to > \(minute))
                """
        }
        tests.append("(wish = '' AND \(open) OR \(wished))")
        // A language that nobody speaks must not leave a customer without a call: once it would be late, anybody makes it.
        if !wanted.languages.isEmpty {
            tests.append("(language IN (\(list([""] + wanted.languages))) OR due_by < \(moment))")
        }
        let held = sql.mark(SQLValue(wanted.heldSince))
        tests.append("(meant_for IS NULL OR meant_for = \(clerk) OR due_from <= \(held))")
        if let reach { tests.append(reach.conditionOfCalls(heldBy: nil, &sql)) }
        // SQLite is kept from reading and sorting all that are due, by `calls_from`.
        return (
            """
            UPDATE calls SET claimed_by = \(clerk), version = version + 1 WHERE id = (
                SELECT id FROM calls
                WHERE is_open = 1 AND claimed_by IS NULL AND priority = \(rank.rawValue)
                    AND \(part.condition(of: rank, at: moment)) AND +due_from <= \(moment) AND lacks_number = 0
                    AND barred NOT LIKE \(barred) AND \(tests.joined(separator: " AND "))
                ORDER BY due_by, id LIMIT 1 {skipLocked})
            RETURNING \(columns)
            """, sql.values
        )
    }
}
