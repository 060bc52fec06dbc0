package import Model

/// Bills as they were written, never changed: one for a visit; after one that is void another issue under the same number.
/// Notes of what they are less by have numbers of their own.
package struct BillStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// A bill's number, which issue of it, when it was written and by whom, and all it says as text.
    package struct Record: Sendable, Hashable {
        package var number: Int64
        package var issue: Int64
        package var at: Instant
        package var who: String
        package var said: String
    }

    /// A credit note's number, and of which issue of a bill it is.
    package struct NoteRecord: Sendable, Hashable {
        package var number: Int64
        package var issue: Int64
        package var at: Instant
        package var who: String
        package var said: String
    }

    /// The latest issue.
    package func of(_ visit: VisitID) throws -> Record? { try issues(of: visit).last }

    /// The oldest first.
    package func issues(of visit: VisitID) throws -> [Record] {
        try db.query(
            """
            SELECT id, 1 AS issue, at, who, said FROM bills WHERE visit = $1 UNION ALL
            SELECT b.id, i.issue, i.at, i.who, i.said FROM bills b JOIN bill_issues i ON i.bill = b.id
            WHERE b.visit = $1 ORDER BY issue
            """, SQLValue(visit)
        ) { r in
            Record(number: r.int(0), issue: r.int(1), at: r.instant(2), who: r.text(3), said: r.text(4))
        }
    }

    /// - Returns: its number.
    package func insert(_ said: String, of visit: VisitID, by who: String, at now: Instant) throws -> Int64 {
        try db.insert(
            "INSERT INTO bills (visit, at, who, said) VALUES ($1, $2, $3, $4)",
            [SQLValue(visit), SQLValue(now), .text(who), .text(said)])
    }

    /// Another issue, after the last one of the number is void.
    package func insert(_ said: String, issue: Int64, of bill: Int64, by who: String, at now: Instant) throws
    {
        try db.run(
            "INSERT INTO bill_issues (bill, issue, at, who, said) VALUES ($1, $2, $3, $4, $5)",
            .int(bill), .int(issue), SQLValue(now), .text(who), .text(said))
    }

    /// Of all issues of a bill, the oldest first.
    package func notes(on bill: Int64) throws -> [NoteRecord] {
        try db.query(
            "SELECT id, issue, at, who, said FROM credit_notes WHERE bill = $1 ORDER BY id", .int(bill)
        ) { r in
            NoteRecord(number: r.int(0), issue: r.int(1), at: r.instant(2), who: r.text(3), said: r.text(4))
        }
    }

    /// - Returns: its number.
    package func insert(note said: String, on bill: Int64, issue: Int64, by who: String, at now: Instant)
        throws
        -> Int64
    {
        try db.insert(
            "INSERT INTO credit_notes (bill, issue, at, who, said) VALUES ($1, $2, $3, $4, $5)",
            [.int(bill), .int(issue), SQLValue(now), .text(who), .text(said)])
    }
}
