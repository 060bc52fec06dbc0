import GRDB
import GRDBSQLite
import Model

/// SQLite's side of `Connection`, alive only inside a transaction. GRDB opens, locks and caches statements; binding,
/// stepping and reading columns speak to SQLite itself, since a use case runs some twenty statements and nothing else
/// of it costs as much.
final class SQLiteConnection: Connection {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) { self.db = db }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try prepare(sql, arguments)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_DONE: return Int(sqlite3_changes(db.sqliteConnection))
            case SQLITE_ROW: continue
            case let code: throw failure(code, sql)
            }
        }
    }

    func send(_ sql: String, _ arguments: [SQLValue]) throws { _ = try run(sql, arguments) }

    func insert(_ sql: String, _ arguments: [SQLValue]) throws -> Int64 {
        _ = try run(sql, arguments)
        return db.lastInsertedRowID
    }

    func insertAll(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int64] {
        try rows.map { try insert(sql, $0) }
    }

    func query<T>(_ sql: String, _ arguments: [SQLValue], _ decode: (any SQLRow) throws -> T) throws -> [T] {
        let statement = try prepare(sql, arguments)
        defer { sqlite3_reset(statement) }
        let row = SQLiteRow(statement: statement)
        var rows: [T] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(try decode(row))
            case SQLITE_DONE: return rows
            case let code: throw failure(code, sql)
            }
        }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        var result: T?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { throw StorageFault.damaged(detail: "savepoint gave nothing") }
        return result
    }

    /// Whoever writes is alone.
    func takeTurn(of staff: StaffID) throws {}
    func takeSweep() throws -> Bool { true }

    func hasTable(_ name: String) throws -> Bool {
        try query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", [.text(name)]) { _ in }
            .isEmpty
            == false
    }

    // MARK: Statements

    private func prepare(_ sql: String, _ arguments: [SQLValue]) throws -> OpaquePointer {
        // `$1` is a name to SQLite, numbered by its first appearance; `PortableSQL` holds every text to that order.
        assert(PortableSQL.numbersInOrder(sql), "parameters must first appear in order: \(sql)")
        let statement = try db.cachedStatement(sql: PortableSQL.forSQLite(sql)).sqliteStatement
        for (index, value) in arguments.enumerated() { bind(value, statement, Int32(index + 1)) }
        return statement
    }

    private func bind(_ value: SQLValue, _ statement: OpaquePointer, _ index: Int32) {
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .int(let n): sqlite3_bind_int64(statement, index, n)
        case .real(let d): sqlite3_bind_double(statement, index, d)
        case .text(""):
            // Empty text may have no base address, and a null one would bind NULL.
            sqlite3_bind_text(statement, index, "", 0, transient)
        case .text(var s):
            s.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    _ = sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        case .blob(let b):
            b.withUnsafeBytes {
                _ = sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient)
            }
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(db.sqliteConnection)), sql: sql)
    }

    // MARK: Full text

    func index(document: Int64, tokens: [String], isNew: Bool) throws {
        if !isNew { try unindex(document: document) }
        _ = try run(
            "INSERT INTO search(rowid, tokens) VALUES ($1, $2)",
            [.int(document), .text(tokens.joined(separator: " "))])
    }

    func unindex(document: Int64) throws {
        _ = try run("DELETE FROM search WHERE rowid = $1", [.int(document)])
    }

    func tidy(steps: Int) throws -> Bool {
        let before = sqlite3_total_changes(db.sqliteConnection)
        // A negative count also gathers parts too few for FTS5 to merge by itself.
        _ = try run("INSERT INTO search(search, rank) VALUES ('merge', $1)", [.int(Int64(-steps))])
        // The command counts as one change itself.
        return sqlite3_total_changes(db.sqliteConnection) - before > 1
    }

    func unindexed(_ kind: SearchIndex.Kind) throws -> Int64 {
        try number(
            """
            SELECT COUNT(*) FROM \(kind.table) t WHERE NOT EXISTS (
                SELECT 1 FROM search WHERE rowid = t.id * \(SearchIndex.kinds) + \(kind.rawValue))
            """)
    }

    func findDocuments(tokens: [String], prefix: Bool, kind: SearchIndex.Kind, below: Int64?, limit: Int)
        throws -> [Int64]
    {
        // Tokens are letters, digits and ideographs only (`SearchText`), so quoting them is enough.
        let match = tokens.map { "\"\($0)\"" }.joined(separator: " AND ") + (prefix ? "*" : "")
        return try query(
            """
            SELECT rowid FROM search
            WHERE search MATCH $1 AND rowid % \(SearchIndex.kinds) = $2 AND rowid < $3
            ORDER BY rowid DESC LIMIT $4
            """,
            [.text(match), .int(kind.rawValue), .int(below ?? end(of: kind)), SQLValue(limit)]
        ) { $0.int(0) }
    }

    /// A number above all documents of a kind. Of a word that a hundred thousand cases hold, most documents lie above
    /// the last customer's, and the index passes over them unread.
    private func end(of kind: SearchIndex.Kind) throws -> Int64 {
        try (number("SELECT COALESCE(MAX(id), 0) FROM \(kind.table)") + 1) * SearchIndex.kinds
    }
}

/// SQLITE_TRANSIENT: SQLite copies before the call returns. A macro with a cast, which Swift does not import.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The row under a statement's cursor.
private struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
    func int(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }
    func real(_ column: Int) -> Double { sqlite3_column_double(statement, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return [UInt8](
            UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }
}
