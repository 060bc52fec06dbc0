package import Model

/// What the house answered to the steps of its strategy: added, never changed.
package struct StrategyStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ t: StrategyText) throws -> Int64 {
        try db.insert(
            "INSERT INTO strategy_texts (step, text, by_staff, at) VALUES ($1, $2, $3, $4)",
            [.text(t.step), .text(t.text), SQLValue(t.by), SQLValue(t.at)])
    }

    /// In the order in which they were written.
    package func all() throws -> [StrategyText] {
        try db.query("SELECT id, step, text, by_staff, at FROM strategy_texts ORDER BY id") { r in
            var found = StrategyText(step: r.text(1), text: r.text(2), by: r.idOrNil(3), at: r.instant(4))
            found.id = r.int(0)
            return found
        }
    }
}
