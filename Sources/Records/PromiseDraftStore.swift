import Foundation
package import Model

/// Promises that are proposed, and those approved. There are few: a desk changes its promises some times a year.
package struct PromiseDraftStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns =
        "id, version, name, basis, text, state, by_staff, at, forecast, approved_by, approved_at, since, remark"

    /// The newest first.
    package func all() throws -> [PromiseDraft] {
        try db.query("SELECT \(Self.columns) FROM promise_drafts ORDER BY id DESC", decode: Self.decode)
    }

    /// Those approved, in the order in which they come into force.
    package func approved() throws -> [PromiseDraft] {
        try db.query(
            "SELECT \(Self.columns) FROM promise_drafts WHERE state = $1 ORDER BY since, approved_at, id",
            .text(PromiseDraft.State.approved.rawValue), decode: Self.decode)
    }

    package func find(_ id: Int64) throws -> PromiseDraft? {
        try db.first(
            "SELECT \(Self.columns) FROM promise_drafts WHERE id = $1", .int(id), decode: Self.decode)
    }

    package func insert(_ d: PromiseDraft) throws -> Int64 {
        try db.insert(
            """
            INSERT INTO promise_drafts (version, name, basis, text, state, by_staff, at, forecast, approved_by,
                approved_at, since, remark)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, [SQLValue(d.version)] + (try Self.values(d)))
    }

    /// - Returns: whether it was still at the version it had been read at; it is one more then.
    package func update(_ d: PromiseDraft) throws -> Bool {
        try db.run(
            """
            UPDATE promise_drafts SET version = $1 + 1, name = $2, basis = $3, text = $4, state = $5, by_staff = $6,
                at = $7, forecast = $8, approved_by = $9, approved_at = $10, since = $11, remark = $12
            WHERE id = $13 AND version = $1
            """, [SQLValue(d.version)] + (try Self.values(d)) + [.int(d.id)]) == 1
    }

    /// What is set whenever one is written, but the version.
    private static func values(_ d: PromiseDraft) throws -> [SQLValue] {
        let forecast = try d.forecast.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        return [
            .text(d.name), .text(d.basis), .text(d.text), .text(d.state.rawValue), SQLValue(d.by),
            SQLValue(d.at), .text(forecast ?? ""), SQLValue(d.approvedBy), SQLValue(d.approvedAt),
            SQLValue(d.since), .text(d.remark),
        ]
    }

    private static func decode(_ r: any SQLRow) throws -> PromiseDraft {
        var found = PromiseDraft(
            name: r.text(2), basis: r.text(3), text: r.text(4), by: r.idOrNil(6), at: r.instant(7))
        (found.id, found.version, found.state) = (r.int(0), Int(r.int(1)), try r.choice(5))
        if !r.text(8).isEmpty {
            found.forecast = try JSONDecoder().decode(DraftForecast.self, from: Data(r.text(8).utf8))
        }
        (found.approvedBy, found.approvedAt, found.remark) = (r.idOrNil(9), r.instantOrNil(10), r.text(12))
        found.since = r.dayOrNil(11)
        return found
    }
}
