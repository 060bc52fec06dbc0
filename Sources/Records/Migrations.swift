import Model

/// The schema, as an append-only list: a released migration is never edited, only followed by another.
package enum Migrations {
    /// What this program knows.
    package static let current = steps.count

    static let steps: [[String]] = [
        Schema1.statements, Schema2.statements, Schema3.statements, Schema4.statements,
        Schema5.statements, Schema6.statements, Schema7.statements, Schema8.statements,
        Schema9.statements, Schema10.statements, Schema11.statements, Schema12.statements,
        Schema13.statements, Schema14.statements, Schema15.statements, Schema16.statements,
        Schema17.statements, Schema18.statements, Schema19.statements, Schema20.statements,
        Schema21.statements, Schema22.statements, Schema23.statements, Schema24.statements,
        Schema25.statements, Schema26.statements, Schema27.statements, Schema28.statements,
        Schema29.statements, Schema30.statements, Schema31.statements, Schema32.statements,
        Schema33.statements, Schema34.statements, Schema35.statements, Schema36.statements,
        Schema37.statements, Schema38.statements, Schema39.statements, Schema40.statements,
        Schema41.statements, Schema42.statements, Schema43.statements,
    ]

    /// Where the number of the last step taken stands.
    static let table = "schema_version"

    /// Brings a database to `current`; each step is one transaction together with the number that records it.
    /// - Throws: `StorageFault.newerSchema` for a file of a newer program, untouched.
    static func bringForward(_ database: some Database, path: String) throws {
        let found = try database.read { db in
            guard try db.hasTable(table) else { throw StorageFault.notADesk(path: path) }
            return try version(db)
        }
        guard found <= current else {
            throw StorageFault.newerSchema(path: path, found: found, known: current)
        }
        for step in found..<current {
            try database.write(.alone) { db in
                // Another process may have taken this step while we waited for the lock.
                guard try version(db) == step else { return }
                try take(step, in: db)
            }
        }
    }

    /// Makes a new schema, every step of it, in the transaction that runs.
    static func build(in db: any Connection) throws {
        try db.run("CREATE TABLE \(table) (version BIGINT NOT NULL)")
        for step in 0..<current { try take(step, in: db) }
    }

    private static func take(_ step: Int, in db: any Connection) throws {
        for sql in steps[step] { try db.run(sql) }
        try db.run("DELETE FROM \(table)")
        try db.run("INSERT INTO \(table) VALUES ($1)", SQLValue(step + 1))
    }

    package static func version(_ db: any Connection) throws -> Int {
        Int(try db.number("SELECT version FROM \(table)"))
    }
}
