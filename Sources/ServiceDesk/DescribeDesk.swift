package import Model
import Records

/// What a support call asks of a desk's database.
package struct DeskDescription: Sendable, Hashable {
    /// `SQLite 3.40.1`, `PostgreSQL 15.9`.
    package var engine: String
    /// A file's path, or a server's address without its password.
    package var place: String
    package var bytes: Int64
    /// The schema it has, and the one this program makes.
    package var schema: Int
    package var knownSchema: Int
    /// When `aftercare backup` last ended; nil when it never did, or a server's own means do it.
    package var backedUpAt: Instant?
    /// A file is copied by `aftercare backup`; a server is backed up by its own means.
    package var isBackedUpByServer: Bool
}

extension ServiceDesk {
    private static let backedUp = "backedUp"

    package func describe() throws -> DeskDescription {
        let store = try database.describe()
        return try database.read { db in
            let stamp = try SettingsStore(db).get(Self.backedUp).flatMap(Int64.init)
            return DeskDescription(
                engine: store.engine, place: store.place, bytes: store.bytes,
                schema: try Migrations.version(db), knownSchema: Migrations.current,
                backedUpAt: stamp.map(Instant.init(milliseconds:)),
                isBackedUpByServer: store.engine.hasPrefix("PostgreSQL"))
        }
    }

    /// Copies the whole desk, while others work, into a new file, and notes when.
    package func backup(to path: String, at now: Instant) throws {
        try database.backup(to: path)
        // The copy is whole, whether or not this can be noted.
        try? database.write { try SettingsStore($0).set(Self.backedUp, String(now.milliseconds)) }
    }
}
