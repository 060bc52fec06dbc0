import Model

/// The schema, as an append-only list: a released migration is never edited, only followed by another.
package enum Migrations {
    /// What this program knows.
    package static let current = steps.count

    private static let steps: [[String]] = [Schema1.statements, Schema2.statements]

    /// Brings a database to `current`; each step is one transaction together with the number that records it.
    /// - Throws: `StorageFault.newerSchema` for a file of a newer program, untouched.
    static func bringForward(_ database: some Database, isNew: Bool, path: String) throws {
        if !isNew {
            guard try database.read({ try $0.hasTable("schema_version") }) else {
                throw StorageFault.notADesk(path: path)
            }
        }
        let found = isNew ? 0 : try database.read { try version($0) }
        guard found <= current else {
            throw StorageFault.newerSchema(path: path, found: found, known: current)
        }
        for step in found..<current {
            try database.write(.sealing) { db in
                if step == 0 { try db.run("CREATE TABLE schema_version (version BIGINT NOT NULL)") }
                // Another process may have taken this step while we waited for the lock.
                guard try step == 0 || version(db) == step else { return }
                for sql in steps[step] { try db.run(sql) }
                try db.run("DELETE FROM schema_version")
                try db.run("INSERT INTO schema_version VALUES ($1)", SQLValue(step + 1))
            }
        }
    }

    package static func version(_ db: any Connection) throws -> Int {
        Int(try db.number("SELECT version FROM schema_version"))
    }
}
