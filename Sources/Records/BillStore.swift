package import Model

/// Bills as they were written: one for a visit at most, never changed.
package struct BillStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// A bill's number, when it was written and by whom, and all it says as text.
    package struct Record: Sendable, Hashable {
        package var number: Int64
        package var at: Instant
        package var who: String
        package var said: String
    }

    package func of(_ visit: VisitID) throws -> Record? {
        try db.first("SELECT id, at, who, said FROM bills WHERE visit = $1", SQLValue(visit)) { r in
            Record(number: r.int(0), at: r.instant(1), who: r.text(2), said: r.text(3))
        }
    }

    /// - Returns: its number.
    package func insert(_ said: String, of visit: VisitID, by who: String, at now: Instant) throws -> Int64 {
        try db.insert(
            "INSERT INTO bills (visit, at, who, said) VALUES ($1, $2, $3, $4)",
            [SQLValue(visit), SQLValue(now), .text(who), .text(said)])
    }
}
