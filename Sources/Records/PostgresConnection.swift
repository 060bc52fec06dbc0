import Model

/// PostgreSQL's side of `Connection`, alive only inside a transaction.
final class PostgresConnection: Connection {
    private let link: PostgresLink
    /// What went wrong in this transaction. The server does nothing more in it, so nor do we: whoever swallowed the error
    /// is told again.
    private(set) var failure: PostgresError?
    private var depth = 0

    init(_ link: PostgresLink) { self.link = link }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try ask(sql, arguments).changed
    }

    func send(_ sql: String, _ arguments: [SQLValue]) throws {
        try guarded { try link.tell(sql, arguments) }
    }

    func insert(_ sql: String, _ arguments: [SQLValue]) throws -> Int64 {
        try ask(sql + " RETURNING id", arguments).row(0).int(0)
    }

    func insertAll(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int64] {
        try guarded { try link.askAll(sql + " RETURNING id", rows) }.map { $0.row(0).int(0) }
    }

    func query<T>(_ sql: String, _ arguments: [SQLValue], _ decode: (any SQLRow) throws -> T) throws -> [T] {
        let answer = try ask(sql, arguments)
        return try (0..<answer.count).map { try decode(answer.row($0)) }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        let name = "piece\(depth)"
        try send("SAVEPOINT \(name)", [])
        do {
            let result = try body()
            try guarded { try link.settle() }
            try send("RELEASE SAVEPOINT \(name)", [])
            return result
        } catch {
            // What concerns the whole transaction is not undone by undoing a piece of it.
            if let failure, failure.isLost || failure.isWorthRepeating { throw failure }
            // What was told and not yet answered belongs to the piece; whether it worked no longer matters.
            try? link.settle()
            failure = nil
            _ = try ask("ROLLBACK TO SAVEPOINT \(name)", [])
            throw error
        }
    }

    func takeTurn(of staff: StaffID) throws {
        try send("SELECT pg_advisory_xact_lock(7292, $1)", [.int(staff.number)])
    }

    func takeSweep() throws -> Bool {
        try number("SELECT pg_try_advisory_xact_lock(7291, 2)") == 1
    }

    func hasTable(_ name: String) throws -> Bool {
        try number(
            "SELECT count(*) FROM pg_tables WHERE schemaname = $1 AND tablename = $2",
            .text(PostgresLink.schema), .text(name)) == 1
    }

    /// Runs a statement that nobody will repeat.
    func once(_ sql: String) throws { _ = try ask(sql, [], named: false) }

    private func ask(_ sql: String, _ arguments: [SQLValue], named: Bool = true) throws -> PostgresAnswer {
        try guarded { try link.ask(sql, arguments, named: named) }
    }

    private func guarded<T>(_ body: () throws -> T) throws -> T {
        if let failure { throw failure }
        do { return try body() } catch let error as PostgresError {
            failure = error
            throw error
        }
    }

    // MARK: Full text

    func index(document: Int64, tokens: [String], isNew: Bool) throws {
        let insert = """
            INSERT INTO search (document, kind, tokens)
            VALUES ($1, $2, array_to_tsvector(string_to_array($3, ' ')))
            """
        let replacing = " ON CONFLICT (document) DO UPDATE SET tokens = excluded.tokens"
        // A lexeme holds 2046 bytes at most; nobody searches for such a word.
        let words = tokens.filter { $0.utf8.count <= 512 }
        try send(
            isNew ? insert : insert + replacing,
            [.int(document), .int(document % SearchIndex.kinds), .text(words.joined(separator: " "))])
    }

    func unindex(document: Int64) throws {
        try send("DELETE FROM search WHERE document = $1", [.int(document)])
    }

    /// Forgets commits of which nobody asks any more. The server gathers its index's pending entries by itself, as it
    /// vacuums and when they are many.
    func tidy(steps: Int) throws -> Bool {
        try run(
            """
            DELETE FROM commits WHERE key IN (
                SELECT key FROM commits WHERE at < now() - interval '1 day' LIMIT $1)
            """, SQLValue(steps * 50)) > 0
    }

    func unindexed(_ kind: SearchIndex.Kind) throws -> Int64 {
        try number(
            """
            SELECT count(*) FROM \(kind.table) t WHERE NOT EXISTS (
                SELECT 1 FROM search WHERE document = t.id * \(SearchIndex.kinds) + \(kind.rawValue))
            """)
    }

    func findDocuments(tokens: [String], prefix: Bool, kind: SearchIndex.Kind, below: Int64?, limit: Int)
        throws -> [Int64]
    {
        // Tokens are letters, digits and ideographs only (`SearchText`), so quoting them is enough.
        let match = tokens.map { "'\($0)'" }.joined(separator: " & ") + (prefix ? ":*" : "")
        // Not prepared: whether to walk the documents or the index is for the planner to say, word by word.
        let answer = try ask(
            """
            SELECT document FROM search
            WHERE tokens @@ $1::tsquery AND kind = $2 AND document < $3
            ORDER BY document DESC LIMIT $4
            """, [.text(match), .int(kind.rawValue), .int(below ?? .max), SQLValue(limit)], named: false)
        return (0..<answer.count).map { answer.row($0).int(0) }
    }
}
