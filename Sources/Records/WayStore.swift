package import Model

/// A way that a map service told.
package struct StoredWay: Sendable, Hashable {
    /// The numbers of the places' cells.
    package var origin: Int64
    package var destination: Int64
    /// Nil where no road leads.
    package var minutes: Int?
    package var metres: Int?

    package init(origin: Int64, destination: Int64, minutes: Int?, metres: Int?) {
        (self.origin, self.destination, self.minutes, self.metres) = (origin, destination, minutes, metres)
    }
}

/// How the last questions to the map service went.
package struct WaysAsked: Sendable, Hashable {
    package var at: Instant
    /// What went wrong, as the service or the network said it; empty when all was answered.
    package var problem: String

    package init(at: Instant, problem: String) { (self.at, self.problem) = (at, problem) }
}

/// The ways that a map service told, and when it was asked last.
package struct WayStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Changes whenever the ways do.
    package func number() throws -> Int64 { try Int64(settings.get("ways.number") ?? "") ?? 0 }

    package func all() throws -> [StoredWay] {
        try db.query("SELECT origin, destination, minutes, metres FROM ways") { r in
            StoredWay(
                origin: r.int(0), destination: r.int(1), minutes: r.isNull(2) ? nil : Int(r.int(2)),
                metres: r.isNull(3) ? nil : Int(r.int(3)))
        }
    }

    /// - Parameter since: only what was told then or later.
    package func known(since: Instant) throws -> [(Int64, Int64)] {
        try db.query("SELECT origin, destination FROM ways WHERE told_at >= $1", SQLValue(since)) {
            ($0.int(0), $0.int(1))
        }
    }

    package func count() throws -> Int { Int(try db.number("SELECT COUNT(*) FROM ways")) }

    /// What was told before is replaced.
    package func keep(_ ways: [StoredWay], at now: Instant) throws {
        for way in ways {
            try db.send(
                """
                INSERT INTO ways (origin, destination, minutes, metres, told_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (origin, destination) DO UPDATE
                    SET minutes = excluded.minutes, metres = excluded.metres, told_at = excluded.told_at
                """, .int(way.origin), .int(way.destination), way.minutes.map { .int(Int64($0)) } ?? .null,
                way.metres.map { .int(Int64($0)) } ?? .null, SQLValue(now))
        }
        try settings.set("ways.number", "\(number() + 1)")
    }

    /// Forgets the ways from and to places that are no longer gone to.
    /// - Returns: how many.
    package func keepOnly(_ cells: Set<Int64>) throws -> Int {
        let known = try db.query(
            "SELECT DISTINCT origin FROM ways UNION SELECT DISTINCT destination FROM ways"
        ) {
            $0.int(0)
        }
        let gone = known.filter { !cells.contains($0) }
        let forgotten = try gone.reduce(0) {
            try $0 + db.run("DELETE FROM ways WHERE origin = $1 OR destination = $1", .int($1))
        }
        if forgotten > 0 { try settings.set("ways.number", "\(number() + 1)") }
        return forgotten
    }

    package func asked() throws -> WaysAsked? {
        guard let at = try settings.get("ways.asked").flatMap({ Int64($0) }) else { return nil }
        return WaysAsked(at: Instant(milliseconds: at), problem: try settings.get("ways.problem") ?? "")
    }

    package func note(_ asked: WaysAsked) throws {
        try settings.set("ways.asked", "\(asked.at.milliseconds)")
        try settings.set("ways.problem", asked.problem)
    }

    private var settings: SettingsStore { SettingsStore(db) }
}
