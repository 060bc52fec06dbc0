package import Model

/// What a figure of the service reports is counted of: which rows, and by which of their moments.
package enum ReportBasis: Sendable, Hashable {
    /// Cases, by when they were opened; those merged into others left out.
    case opened
    /// The same, cancelled ones left out as well: settled at the first contact or not. At the latest so long after they
    /// were opened, without a visit, never opened again, and no new case of the same matter within `quiet` after.
    case firstContact(within: Span, quiet: Span)
    /// The same: whether there was an earlier case of the same matter so shortly before.
    case repeated(within: Span)
    /// Cases done, by when they were closed.
    case closed
    /// The same: whether they had been opened again before.
    case reopened
    /// Clocks of cases that were stopped, by when: those of a metric, in place of which some kinds have another.
    case ended(metric: String, instead: [CaseKind: String])
    /// Clocks of cases, visits and calls whose time ran out, by when: in time or not.
    case promises
    /// Cases that are open as of now, by when they were opened: late or not.
    case waiting
    /// Reasons for follow-up calls that were to be made, by when they were due at the latest: made in time or not.
    case followUps

    /// By what its rows can be told apart.
    package var fields: [ReportField] {
        let cases: [ReportField] = [
            .kind, .product, .queue, .zone, .customer, .channel, .severity, .team, .agent,
        ]
        return switch self {
        case .opened, .firstContact, .repeated, .closed, .reopened, .waiting: cases
        case .ended: cases + [.promise]
        case .promises: cases + [.technician, .promise]
        case .followUps: [.kind, .product, .customer, .team, .agent, .plan, .reason]
        }
    }
}

/// Statements that give the rows of a basis: `kind`, `subject`, `case_id`, `moment`, `amount` (1 or 0), `grp`, and
/// the `promise` that a clock counts for; empty for what is no clock.
extension ReportBasis {
    /// - Parameter now: what is not yet due by then is no part of it.
    func rows(in window: Window, by field: ReportField?, at now: Instant, _ sql: inout SQLText) -> String {
        let group = field.map { "COALESCE(\(self.expression(of: $0)), '')" } ?? "''"
        switch self {
        case .opened, .firstContact, .repeated:
            return """
                SELECT 'case' AS kind, c.id AS subject, c.id AS case_id, c.opened_at AS moment,
                    \(amount(&sql)) AS amount, \(group) AS grp, '' AS promise
                FROM cases c
                WHERE \(Self.within(window, "c.opened_at", &sql)) AND c.merged_into IS NULL
                    \(self == .opened ? "" : "AND c.category <> 'cancelled'")
                """
        case .closed, .reopened:
            return """
                SELECT 'case' AS kind, c.id AS subject, c.id AS case_id, c.closed_at AS moment,
                    \(amount(&sql)) AS amount, \(group) AS grp, '' AS promise
                FROM cases c
                WHERE c.closed_at IS NOT NULL AND \(Self.within(window, "c.closed_at", &sql))
                    AND c.category = 'done' AND c.merged_into IS NULL
                """
        case .ended(let metric, let instead):
            return """
                SELECT 'case' AS kind, c.id AS subject, c.id AS case_id, k.stopped_at AS moment, 1 AS amount,
                    \(group) AS grp, k.promise AS promise, k.id AS clock, k.started_at AS began, k.calendar AS calendar
                FROM clocks k JOIN cases c ON c.id = k.subject
                WHERE k.subject_kind = 'case' AND k.state IN ('met', 'missed')
                    AND \(Self.within(window, "k.stopped_at", &sql))
                    AND k.metric = \(Self.metric(metric, instead, &sql))
                    AND \(Self.happened)
                """
        case .promises:
            let past = Window(start: window.start, end: min(window.end, now))
            return """
                SELECT k.subject_kind AS kind, k.subject AS subject, c.id AS case_id, k.due AS moment,
                    \(amount(&sql)) AS amount, \(group) AS grp, k.promise AS promise
                FROM \(Self.clocks)
                WHERE \(Self.isOwed) AND \(Self.within(past, "k.due", &sql))
                """
        case .waiting:
            let late = sql.mark(SQLValue(now))
            return """
                SELECT 'case' AS kind, c.id AS subject, c.id AS case_id, c.opened_at AS moment,
                    CASE WHEN c.urgency < \(late) THEN 1 ELSE 0 END AS amount, \(group) AS grp, '' AS promise
                FROM cases c
                WHERE c.closed_at IS NULL AND \(Self.within(window, "c.opened_at", &sql))
                """
        case .followUps:
            return """
                SELECT 'call' AS kind, f.id AS subject, m.case_id AS case_id, m.due_by AS moment,
                    \(amount(&sql)) AS amount, \(group) AS grp, '' AS promise
                FROM call_matters m JOIN calls f ON f.id = m.call LEFT JOIN cases c ON c.id = m.case_id
                WHERE \(Self.within(window, "m.due_by", &sql)) AND m.skipped IS NULL
                    AND (f.is_open = 1 AND m.due_by < \(sql.mark(SQLValue(now)))
                        OR f.is_open = 0 AND f.category <> 'cancelled')
                """
        }
    }

    /// Clocks with what they belong to: the case `c`, the visit `v`, the call `f`.
    static let clocks = """
        clocks k
            LEFT JOIN visits v ON k.subject_kind = 'visit' AND v.id = k.subject
            LEFT JOIN calls f ON k.subject_kind = 'call' AND f.id = k.subject
            LEFT JOIN cases c ON c.id = CASE k.subject_kind WHEN 'case' THEN k.subject
                WHEN 'visit' THEN v.case_id ELSE f.case_id END
        """

    /// Whether a clock's promise was kept or missed, once its time is up.
    static let isOwed = "k.state IN ('met', 'missed', 'running') AND \(happened)"
    static let isKept = "CASE WHEN k.state = 'met' AND k.breached_at IS NULL THEN 1 ELSE 0 END"

    static func within(_ window: Window, _ column: String, _ sql: inout SQLText) -> String {
        let start = sql.mark(SQLValue(window.start))
        return "\(column) >= \(start) AND \(column) < \(sql.mark(SQLValue(window.end)))"
    }

    /// An import stops some clocks as it opens or closes a case, whenever that truly was done. What is not known (a clock
    /// that runs, a case that is open, a call about no case) is not held against a row, hence no plain NOT.
    static let happened = """
        CASE WHEN c.channel = 'import' AND k.metric IN ('acknowledge', 'respond', 'visit', 'inform')
            AND k.stopped_at IN (c.opened_at, c.closed_at) THEN 0 ELSE 1 END = 1
        """

    private static func metric(_ usual: String, _ instead: [CaseKind: String], _ sql: inout SQLText) -> String
    {
        guard !instead.isEmpty else { return sql.mark(.text(usual)) }
        let others = instead.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, metric in
            let kind = sql.mark(.text(kind.rawValue))
            return "WHEN \(kind) THEN \(sql.mark(.text(metric)))"
        }
        return "CASE c.kind \(others.joined(separator: " ")) ELSE \(sql.mark(.text(usual))) END"
    }

    // MARK: What each row adds

    private func amount(_ sql: inout SQLText) -> String {
        switch self {
        case .opened, .closed, .ended, .waiting: return "1"
        case .firstContact(let within, let quiet):
            let soon = sql.mark(.int(within.milliseconds))
            return """
                CASE WHEN c.category = 'done' AND c.closed_at - c.opened_at <= \(soon) AND c.reopened = 0
                    AND NOT EXISTS (SELECT 1 FROM visits w WHERE w.case_id = c.id)
                    AND NOT (\(Self.same("r.opened_at > c.closed_at AND r.opened_at <= c.closed_at + "
                        + sql.mark(.int(quiet.milliseconds)))))
                THEN 1 ELSE 0 END
                """
        case .repeated(let within):
            let start = "r.opened_at >= c.opened_at - " + sql.mark(.int(within.milliseconds))
            let earlier = "(r.opened_at < c.opened_at OR r.opened_at = c.opened_at AND r.id < c.id)"
            return "CASE WHEN \(Self.same(start + " AND " + earlier)) THEN 1 ELSE 0 END"
        case .reopened: return "CASE WHEN c.reopened > 0 THEN 1 ELSE 0 END"
        case .promises: return Self.isKept
        case .followUps:
            return """
                CASE WHEN f.is_open = 0 AND COALESCE(f.taken_at, f.state_since) <= m.due_by THEN 1 ELSE 0 END
                """
        }
    }

    /// Whether there is another case `r` of the same matter: of its kind, and of the same unit or, where it is about no
    /// unit, of the same customer, product and fault, as `CaseStore.newest` has it. What was split off is another matter.
    private static func same(_ condition: String) -> String {
        let one = """
            r.kind = c.kind AND r.id <> c.id AND r.merged_into IS NULL AND r.category <> 'cancelled'
                AND COALESCE(c.split_from, 0) <> r.id AND COALESCE(r.split_from, 0) <> c.id AND \(condition)
            """
        return """
            CASE WHEN c.unit IS NOT NULL
                THEN EXISTS (SELECT 1 FROM cases r WHERE r.unit = c.unit AND \(one))
                ELSE EXISTS (SELECT 1 FROM cases r WHERE r.customer = c.customer AND r.unit IS NULL
                    AND r.product = c.product AND r.fault = c.fault AND \(one)) END
            """
    }

    // MARK: What they are told apart by

    private func expression(of field: ReportField) -> String {
        let person: String
        switch self {
        case .followUps: person = "f.claimed_by"
        case .promises: person = "COALESCE(f.claimed_by, c.owner)"
        default: person = "c.owner"
        }
        switch field {
        case .kind, .product, .queue, .channel, .severity: return "c.\(field.rawValue)"
        case .zone: return "(SELECT a.zone FROM addresses a WHERE a.id = c.address)"
        case .customer:
            let customer =
                self == .followUps
                ? "m.customer" : self == .promises ? "COALESCE(c.customer, f.customer)" : "c.customer"
            return "(SELECT u.kind FROM customers u WHERE u.id = \(customer))"
        case .team: return "(SELECT s.team FROM staff s WHERE s.id = \(person))"
        case .agent: return "CAST(\(person) AS TEXT)"
        case .technician: return "CAST(v.technician AS TEXT)"
        case .promise: return "k.promise"
        case .plan, .reason: return "m.\(field.rawValue)"
        }
    }
}
