import Crypto
package import Model

/// The append-only record. Each entry carries the hash of the subject's previous entry; a seal now and then chains all
/// subjects, so that neither an entry nor a whole subject can be changed or taken out unnoticed.
package struct Journal {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Parameters:
    ///   - version: of the subject, as this entry's change made it; no part of what is proved.
    ///   - isFirst: the subject was made in this transaction and has no entry yet; sparing the look-up.
    package func append(
        _ subject: Subject, _ event: String, by: String, at: Instant, facts: [String: FieldValue] = [:],
        version: Int? = nil, isFirst: Bool = false
    ) throws {
        let last =
            isFirst
            ? nil
            : try db.first(
                """
                SELECT sequence, hash FROM journal WHERE subject_kind = $1 AND subject = $2
                ORDER BY sequence DESC LIMIT 1
                """, .text(subject.kind.rawValue), .int(subject.number)
            ) { (Int($0.int(0)), $0.blob(1)) }
        let sequence = (last?.0 ?? 0) + 1
        let text = FieldCoding.encode(facts)
        let hash = Journal.hash(
            previous: last?.1 ?? [], subject: subject, sequence: sequence, at: at, event: event, by: by,
            facts: text)
        try db.send(
            """
            INSERT INTO journal (at, subject_kind, subject, sequence, event, by_login, facts, hash, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            SQLValue(at), .text(subject.kind.rawValue), .int(subject.number), SQLValue(sequence),
            .text(event),
            .text(by), .text(text), .blob(hash), SQLValue(version.map { Int64($0) }))
    }

    package func of(_ subject: Subject) throws -> [JournalEntry] {
        try db.query(
            """
            SELECT \(Self.columns) FROM journal WHERE subject_kind = $1 AND subject = $2 ORDER BY sequence
            """, .text(subject.kind.rawValue), .int(subject.number), decode: Self.decode)
    }

    package func page(after: Int64, limit: Int) throws -> [JournalEntry] {
        try db.query(
            "SELECT \(Self.columns) FROM journal WHERE id > $1 ORDER BY id LIMIT $2", .int(after),
            SQLValue(limit),
            decode: Self.decode)
    }

    /// The last entries of all subjects, newest first.
    package func latest(_ limit: Int) throws -> [JournalEntry] {
        try db.query(
            "SELECT \(Self.columns) FROM journal ORDER BY id DESC LIMIT $1", SQLValue(limit),
            decode: Self.decode)
    }

    // MARK: Seals

    /// Whether it is time for a seal: an hour after the last one (or the desk's founding), when something was written.
    package func wantsSeal(at now: Instant) throws -> Bool {
        let last = try db.first("SELECT at, upto FROM seals ORDER BY id DESC LIMIT 1") {
            ($0.instant(0), $0.int(1))
        }
        if let last, now - last.0 < .hours(1) { return false }
        return try db.number("SELECT COALESCE(MAX(id), 0) FROM journal") > (last?.1 ?? 0)
    }

    /// Chains everything written since the last seal; nothing new, no seal.
    /// - Returns: whether one was set.
    @discardableResult
    package func seal(at: Instant) throws -> Bool {
        let last = try lastSeal()
        let upto = try db.number("SELECT COALESCE(MAX(id), 0) FROM journal")
        guard upto > last.upto else { return false }
        let hash = try sealHash(previous: last.hash, after: last.upto, upto: upto)
        try db.run(
            "INSERT INTO seals (at, upto, hash) VALUES ($1, $2, $3)", SQLValue(at), .int(upto), .blob(hash))
        return true
    }

    private func lastSeal() throws -> (upto: Int64, hash: [UInt8]) {
        try db.first("SELECT upto, hash FROM seals ORDER BY id DESC LIMIT 1") { ($0.int(0), $0.blob(1)) } ?? (
            0, []
        )
    }

    private func sealHash(previous: [UInt8], after: Int64, upto: Int64) throws -> [UInt8] {
        var sha = SHA256()
        sha.update(data: previous)
        _ = try db.query(
            "SELECT id, hash FROM journal WHERE id > $1 AND id <= $2 ORDER BY id", .int(after), .int(upto)
        ) { row in
            sha.update(data: Array("\(row.int(0)):".utf8))
            sha.update(data: row.blob(1))
        }
        return Array(sha.finalize())
    }

    // MARK: Verifying

    /// Walks the whole journal; gives a phrase for each break found (at most 20), empty when whole.
    package func verify() throws -> [Phrase] {
        var problems: [Phrase] = []
        var heads: [Subject: (sequence: Int, hash: [UInt8])] = [:]
        var position: Int64 = 0
        while problems.count < 20 {
            let entries = try page(after: position, limit: 2000)
            guard let last = entries.last else { break }
            position = last.id
            for e in entries {
                let head = heads[e.subject] ?? (0, [])
                let hash = Journal.hash(
                    previous: head.hash, subject: e.subject, sequence: e.sequence, at: e.at, event: e.event,
                    by: e.by, facts: FieldCoding.encode(e.facts))
                if e.sequence != head.sequence + 1 {
                    problems.append(
                        Phrase(
                            "journal.gap",
                            ["subject": .text(e.subject.description), "entry": .text(String(e.id))]))
                } else if hash != e.hash {
                    problems.append(
                        Phrase(
                            "journal.changed",
                            ["subject": .text(e.subject.description), "entry": .text(String(e.id))]))
                }
                heads[e.subject] = (e.sequence, e.hash)
            }
        }
        return problems + (try verifySeals())
    }

    private func verifySeals() throws -> [Phrase] {
        var previous: (upto: Int64, hash: [UInt8]) = (0, [])
        for seal in try db.query(
            "SELECT id, upto, hash FROM seals ORDER BY id", decode: { ($0.int(0), $0.int(1), $0.blob(2)) })
        {
            let hash = try sealHash(previous: previous.hash, after: previous.upto, upto: seal.1)
            if hash != seal.2 { return [Phrase("journal.sealBroken", ["seal": .text(String(seal.0))])] }
            previous = (seal.1, seal.2)
        }
        return []
    }

    private static let columns =
        "id, at, subject_kind, subject, sequence, event, by_login, facts, hash, version"

    private static func hash(
        previous: [UInt8], subject: Subject, sequence: Int, at: Instant, event: String, by: String,
        facts: String
    ) -> [UInt8] {
        var sha = SHA256()
        sha.update(data: previous)
        // Lengths before free text, so that no two different entries give the same bytes.
        let head = "\(subject.kind.rawValue)/\(subject.number)/\(sequence)/\(at.milliseconds)/"
        let texts = "\(event.utf8.count):\(event)\(by.utf8.count):\(by)\(facts)"
        sha.update(data: Array((head + texts).utf8))
        return Array(sha.finalize())
    }

    private static func decode(_ r: any SQLRow) throws -> JournalEntry {
        JournalEntry(
            id: r.int(0), at: r.instant(1), subject: Subject(try r.choice(2), r.int(3)),
            sequence: Int(r.int(4)),
            event: r.text(5), by: r.text(6), facts: try FieldCoding.decode(r.text(7)), hash: r.blob(8),
            version: r.intOrNil(9).map { Int($0) })
    }
}
