package import Model

/// Changes of many cases at once.
package struct BulkStore {
    /// One change, and of what kind it was.
    package struct Change: Sendable, Hashable {
        package var id: Int64
        package var at: Instant
        /// `assign`, `queue`, `severity`, `step`, `merge`, or `link`.
        package var what: String
        package var isUndone: Bool
    }

    /// A case of it: what it held before, and the version it has since.
    package struct Row: Sendable, Hashable {
        package var caseID: CaseID
        package var version: Int
        package var before: String

        package init(caseID: CaseID, version: Int, before: String) {
            (self.caseID, self.version, self.before) = (caseID, version, before)
        }
    }

    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ what: String, by: StaffID, at: Instant, _ rows: [Row]) throws {
        let change = try db.insert(
            "INSERT INTO bulk_changes (at, by_staff, what) VALUES ($1, $2, $3)", SQLValue(at), SQLValue(by),
            .text(what))
        for row in rows {
            try db.send(
                "INSERT INTO bulk_rows (change, case_id, version, before) VALUES ($1, $2, $3, $4)",
                .int(change), SQLValue(row.caseID), SQLValue(row.version), .text(row.before))
        }
    }

    /// The last one somebody made.
    package func last(by: StaffID) throws -> Change? {
        try db.first(
            "SELECT id, at, what, undone_at FROM bulk_changes WHERE by_staff = $1 ORDER BY id DESC LIMIT 1",
            SQLValue(by)
        ) { Change(id: $0.int(0), at: $0.instant(1), what: $0.text(2), isUndone: !$0.isNull(3)) }
    }

    package func rows(of change: Int64) throws -> [Row] {
        try db.query(
            "SELECT case_id, version, before FROM bulk_rows WHERE change = $1 ORDER BY case_id", .int(change)
        ) { Row(caseID: $0.id(0), version: Int($0.int(1)), before: $0.text(2)) }
    }

    package func markUndone(_ change: Int64, at: Instant) throws {
        try db.send(
            "UPDATE bulk_changes SET undone_at = $1 WHERE id = $2", SQLValue(at), .int(change))
    }
}
