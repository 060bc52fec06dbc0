package import Model

/// What staff prove themselves with, and how often somebody failed to of late.
package struct PassphraseStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Tries that failed since the last that did not.
    package struct WrongTries: Sendable, Hashable {
        package var count: Int
        package var at: Instant

        package init(count: Int, at: Instant) { (self.count, self.at) = (count, at) }
    }

    /// Nil for whoever has none.
    /// - Throws: `StorageFault.damaged` for what is stored and is no hash: it must let nobody in.
    package func hash(of id: StaffID) throws -> PassphraseHash? {
        guard
            let stored = try db.first(
                "SELECT passphrase FROM staff WHERE id = $1", SQLValue(id), decode: { $0.textOrNil(0) })
                ?? nil
        else { return nil }
        guard let hash = PassphraseHash(stored: stored) else {
            throw StorageFault.damaged(detail: "passphrase of \(id)")
        }
        return hash
    }

    package func set(_ hash: PassphraseHash?, for id: StaffID) throws {
        try db.send(
            "UPDATE staff SET passphrase = $1 WHERE id = $2", SQLValue(hash?.stored), SQLValue(id))
        try forgetTries(of: id)
    }

    package func wrongTries(of id: StaffID) throws -> WrongTries? {
        try db.first("SELECT tries, at FROM wrong_tries WHERE staff = $1", SQLValue(id)) {
            WrongTries(count: Int($0.int(0)), at: $0.instant(1))
        }
    }

    package func count(_ tries: WrongTries, of id: StaffID) throws {
        try db.send(
            """
            INSERT INTO wrong_tries (staff, tries, at) VALUES ($1, $2, $3)
            ON CONFLICT (staff) DO UPDATE SET tries = excluded.tries, at = excluded.at
            """, SQLValue(id), SQLValue(tries.count), SQLValue(tries.at))
    }

    package func forgetTries(of id: StaffID) throws {
        try db.send("DELETE FROM wrong_tries WHERE staff = $1", SQLValue(id))
    }
}
