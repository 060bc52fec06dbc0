package import Model

/// The ways that cases, visits or calls went, step by step, as the journal has them.
package struct ProcessStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Step: Sendable, Hashable {
        package var subject: Subject
        package var at: Instant
        /// The transition; empty for how the matter began.
        package var taken: String
        /// The state it was taken in; empty for how it began.
        package var from: String
        package var to: String
    }

    /// What befell a case beside its steps.
    package struct Turn: Sendable, Hashable {
        package enum Deed: Sendable, Hashable {
            case severity(from: Severity, to: Severity)
            /// Another case was opened because of it.
            case followed(CaseID)
        }

        package var at: Instant
        package var deed: Deed
    }

    /// Those who are in a state now.
    package struct Waiting: Sendable, Hashable {
        package var count: Int
        package var oldest: Instant

        package init(count: Int, oldest: Instant) { (self.count, self.oldest) = (count, oldest) }
    }

    /// All steps of every matter of a workflow that is open, or was moved since: matter by matter, each in its order, so that
    /// what happened before that time is known of those that matter. Cases that were imported did not go their way here, and
    /// those merged into others go theirs no more: both are left out.
    package func steps(of workflow: String, _ kind: SubjectKind, since: Instant) throws -> [[Step]] {
        var matters: [[Step]] = []
        // Most steps say the same; those that name a customer or an owner do not, and are not all to be kept.
        var known: [String: (taken: String, from: String, to: String)] = [:]
        let began = kind == .case ? "case.logged" : kind == .visit ? "visit.booked" : "call.scheduled"
        let statement = Self.statement(kind, of: [began, "\(kind.rawValue).did"])
        _ = try db.query(statement, Self.values(workflow, kind) + [SQLValue(since)]) { r in
            let text = r.text(2)
            var said = known[text]
            if said == nil {
                let facts = try FieldCoding.decode(text)
                let word = { (key: String) in facts[key]?.plain ?? "" }
                said = (word("did"), word("from"), word("to"))
                if text.utf8.count < 120, known.count < 10_000 { known[text] = said }
            }
            guard let said else { return }
            let step = Step(
                subject: Subject(kind, r.int(0)), at: r.instant(1), taken: said.taken,
                // Of what was scheduled the journal has by `from` when it may be made, and no state.
                from: said.taken.isEmpty ? "" : said.from, to: said.to)
            if matters.last?.first?.subject == step.subject {
                matters[matters.count - 1].append(step)
            } else {
                matters.append([step])
            }
        }
        return matters
    }

    /// How severe the same cases became, and what cases were opened because of them; case by case, in its order.
    package func turns(of workflow: String, since: Instant) throws -> [CaseID: [Turn]] {
        var turns: [CaseID: [Turn]] = [:]
        let statement = Self.statement(.case, of: ["case.edited", "case.followed"])
        _ = try db.query(statement, [.text(workflow), SQLValue(since)]) { r in
            let facts = try FieldCoding.decode(r.text(2))
            func severity(_ key: String) -> Severity? { facts[key].flatMap { Severity(rawValue: $0.plain) } }
            if let from = severity("severity.before"), let to = severity("severity") {
                turns[r.id(0), default: []].append(
                    Turn(at: r.instant(1), deed: .severity(from: from, to: to)))
            } else if let opened = facts["case"].flatMap({ CaseID($0.plain) }) {
                turns[r.id(0), default: []].append(Turn(at: r.instant(1), deed: .followed(opened)))
            }
        }
        return turns
    }

    /// How many are in each state now.
    package func waiting(in workflow: String, _ kind: SubjectKind) throws -> [String: Waiting] {
        let found = try db.query(
            """
            SELECT m.state, COUNT(*), MIN(m.state_since) FROM \(Self.table(kind)) m
            WHERE \(Self.mine(kind)) AND \(Self.isOpen(kind)) GROUP BY m.state ORDER BY m.state
            """, Self.values(workflow, kind)
        ) { ($0.text(0), Waiting(count: Int($0.int(1)), oldest: $0.instant(2))) }
        return Dictionary(found) { first, _ in first }
    }

    private static func statement(_ kind: SubjectKind, of events: [String]) -> String {
        let since = kind == .case ? "$2" : "$1"
        return """
            SELECT j.subject, j.at, j.facts
            FROM \(table(kind)) m JOIN journal j ON j.subject_kind = '\(kind.rawValue)' AND j.subject = m.id
            WHERE \(mine(kind)) \(kind == .case ? "AND m.channel <> 'import'" : "")
                AND (\(isOpen(kind)) OR m.state_since >= \(since))
                AND j.event IN (\(events.map { "'\($0)'" }.joined(separator: ", ")))
            ORDER BY j.subject, j.sequence
            """
    }

    private static func table(_ kind: SubjectKind) -> String {
        kind == .case ? "cases" : kind == .visit ? "visits" : "calls"
    }

    /// Whether a row goes by the workflow: visits and calls have one for all.
    private static func mine(_ kind: SubjectKind) -> String {
        kind == .case ? "m.kind = $1 AND m.merged_into IS NULL" : "1 = 1"
    }

    private static func isOpen(_ kind: SubjectKind) -> String {
        kind == .case ? "m.closed_at IS NULL" : "m.is_open = 1"
    }

    private static func values(_ workflow: String, _ kind: SubjectKind) -> [SQLValue] {
        kind == .case ? [.text(workflow)] : []
    }
}
