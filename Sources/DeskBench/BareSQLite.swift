import Foundation
import GRDBSQLite

/// SQLite alone: the same rows written by hand, one transaction a case, with nothing in between. The physical limit
/// beside which the desk's own commits are held.
final class BareSQLite {
    private var db: OpaquePointer?
    private var statements: [String: OpaquePointer] = [:]

    /// The tables one logged case writes.
    static let tables = ["cases", "journal", "clocks", "clock_events", "timers", "search"]

    init(path: String) {
        sqlite3_open(path, &db)
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA cache_size = -16000")
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(db)
    }

    func execute(_ sql: String) { sqlite3_exec(db, sql, nil, nil, nil) }

    /// Every row of a table from an id on, as values to bind again.
    func rows(_ table: String, above id: Int64) -> [[Value]] {
        let key = table == "search" ? "rowid" : "id"
        let columns = table == "search" ? "rowid, tokens" : "*"
        let statement = prepared("SELECT \(columns) FROM \(table) WHERE \(key) > ? ORDER BY \(key)")
        sqlite3_reset(statement)
        sqlite3_bind_int64(statement, 1, id)
        var rows: [[Value]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append((0..<sqlite3_column_count(statement)).map { Value(statement, $0) })
        }
        sqlite3_reset(statement)
        return rows
    }

    func insert(_ table: String, _ row: [Value]) {
        let marks = row.map { _ in "?" }.joined(separator: ", ")
        let columns = table == "search" ? "(rowid, tokens)" : ""
        let statement = prepared("INSERT INTO \(table)\(columns) VALUES (\(marks))")
        sqlite3_reset(statement)
        for (n, value) in row.enumerated() { value.bind(statement, Int32(n + 1)) }
        precondition(sqlite3_step(statement) == SQLITE_DONE, String(cString: sqlite3_errmsg(db)))
    }

    private func prepared(_ sql: String) -> OpaquePointer? {
        if let known = statements[sql] { return known }
        var statement: OpaquePointer?
        precondition(
            sqlite3_prepare_v2(db, sql, -1, &statement, nil) == SQLITE_OK, String(cString: sqlite3_errmsg(db))
        )
        statements[sql] = statement
        return statement
    }

    enum Value {
        case null
        case int(Int64)
        case real(Double)
        case text([UInt8])
        case blob([UInt8])

        init(_ s: OpaquePointer?, _ c: Int32) {
            func bytes() -> [UInt8] {
                let count = Int(sqlite3_column_bytes(s, c))
                guard count > 0, let base = sqlite3_column_blob(s, c) else { return [] }
                return [UInt8](UnsafeRawBufferPointer(start: base, count: count))
            }
            switch sqlite3_column_type(s, c) {
            case SQLITE_INTEGER: self = .int(sqlite3_column_int64(s, c))
            case SQLITE_FLOAT: self = .real(sqlite3_column_double(s, c))
            case SQLITE_TEXT: self = .text(bytes())
            case SQLITE_BLOB: self = .blob(bytes())
            default: self = .null
            }
        }

        func bind(_ s: OpaquePointer?, _ n: Int32) {
            // SQLITE_TRANSIENT: SQLite copies before this returns. A macro with a cast, so not imported.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            switch self {
            case .null: sqlite3_bind_null(s, n)
            case .int(let i): sqlite3_bind_int64(s, n, i)
            case .real(let d): sqlite3_bind_double(s, n, d)
            case .text(let b):
                b.withUnsafeBytes {
                    _ = sqlite3_bind_text(
                        s, n, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(b.count), transient)
                }
            case .blob(let b):
                b.withUnsafeBytes { _ = sqlite3_bind_blob(s, n, $0.baseAddress, Int32(b.count), transient) }
            }
        }
    }
}
