import Foundation
import GRDB
import Model

/// The SQLite driver: one file, WAL, `synchronous=FULL`; readers never wait for the writer.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let path: String

    /// Opens an existing desk's file, bringing an older schema forward.
    package static func open(path: String) throws -> SQLiteDatabase {
        guard FileManager.default.fileExists(atPath: path) else { throw StorageFault.noDatabase(path: path) }
        return try SQLiteDatabase(path: path)
    }

    /// Makes a new, empty desk.
    package static func create(path: String) throws -> SQLiteDatabase {
        guard !FileManager.default.fileExists(atPath: path) else { throw StorageFault.alreadyThere(path: path) }
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            } catch {
                throw StorageFault.cannotOpen(path: path, detail: error.localizedDescription)
            }
        }
        return try SQLiteDatabase(path: path, isNew: true)
    }

    private init(path: String, isNew: Bool = false) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -16000")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            if isNew {
                // Customers' data: nobody else on this machine may read it.
                _ = FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            // FULL makes every acknowledged commit survive a power cut. A pool sets NORMAL on its writer as it opens,
            // so this comes after.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Migrations.bringForward(self, isNew: isNew, path: path)
        } catch let error as DatabaseError {
            throw SQLiteDatabase.translate(error, path: path)
        }
    }

    package func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        try translating { try pool.read { try body(SQLiteConnection($0)) } }
    }

    package func write<T>(_ body: (any Connection) throws -> T) throws -> T {
        try translating { try pool.write { try body(SQLiteConnection($0)) } }
    }

    package func backup(to target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StorageFault.alreadyThere(path: target)
        }
        // Made under another name and moved when whole: a backup that exists is a backup that is complete.
        let partial = target + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        try translating {
            let copy = try DatabaseQueue(path: partial)
            try pool.backup(to: copy)
            try copy.close()
        }
        do {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: partial)
            try FileManager.default.moveItem(atPath: partial, toPath: target)
        } catch {
            throw StorageFault.cannotOpen(path: target, detail: error.localizedDescription)
        }
    }

    package func integrityProblems() throws -> [String] {
        try translating {
            try pool.read { db in
                let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check")
                let foreign = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
                    "\($0[0] as String? ?? "?") row \($0[1] as Int64? ?? 0) refers to a missing \($0[2] as String? ?? "?")"
                }
                return lines.filter { $0 != "ok" } + foreign
            }
        }
    }

    package func changeNumber() throws -> Int64 {
        try translating {
            // data_version speaks of other connections only, so our own commits are added.
            try pool.read { db in try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) FROM journal") ?? 0 }
        }
    }

    private func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            throw SQLiteDatabase.translate(error, path: path)
        }
    }

    private static func translate(_ error: DatabaseError, path: String) -> StorageFault {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL: .full(path: path)
        case .SQLITE_NOTADB: .notADesk(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            .cannotOpen(path: path, detail: error.message ?? "")
        case .SQLITE_CORRUPT: .damaged(detail: error.message ?? "")
        default: .damaged(detail: "\(error.message ?? "") [\(error.sql ?? "")]")
        }
    }
}

/// SQLite's side of `Connection`, alive only inside a transaction.
private final class SQLiteConnection: Connection {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) { self.db = db }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try prepare(sql, arguments)
        try statement.execute()
        return db.changesCount
    }

    func query<T>(_ sql: String, _ arguments: [SQLValue], _ decode: (any SQLRow) throws -> T) throws -> [T] {
        let statement = try prepare(sql, arguments)
        let cursor = try Row.fetchCursor(statement)
        var rows: [T] = []
        while let row = try cursor.next() { rows.append(try decode(SQLiteRow(row: row))) }
        return rows
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

    private func prepare(_ sql: String, _ arguments: [SQLValue]) throws -> Statement {
        let statement = try db.cachedStatement(sql: PortableSQL.forSQLite(sql))
        statement.setUncheckedArguments(StatementArguments(arguments.map(\.databaseValue)))
        return statement
    }

    // MARK: Full text

    func index(document: Int64, tokens: [String]) throws {
        try unindex(document: document)
        _ = try run("INSERT INTO search(rowid, tokens) VALUES ($1, $2)", [.int(document), .text(tokens.joined(separator: " "))])
    }

    func unindex(document: Int64) throws {
        _ = try run("DELETE FROM search WHERE rowid = $1", [.int(document)])
    }

    func findDocuments(tokens: [String], prefix: Bool, kind: Int64, below: Int64?, limit: Int) throws -> [Int64] {
        let quoted = tokens.map { "\"" + $0.replacingOccurrences(of: "\"", with: "") + "\"" }
        let match = quoted.joined(separator: " AND ") + (prefix ? "*" : "")
        return try query(
            """
            SELECT rowid FROM search
            WHERE search MATCH $1 AND rowid % \(SearchIndex.kinds) = $2 AND rowid < $3
            ORDER BY rowid DESC LIMIT $4
            """,
            [.text(match), .int(kind), .int(below ?? .max), SQLValue(limit)]
        ) { $0.int(0) }
    }
}

private struct SQLiteRow: SQLRow {
    let row: Row

    func isNull(_ column: Int) -> Bool { row.hasNull(atIndex: column) }
    func int(_ column: Int) -> Int64 { row[column] as Int64? ?? 0 }
    func real(_ column: Int) -> Double { row[column] as Double? ?? 0 }
    func text(_ column: Int) -> String { row[column] as String? ?? "" }
    func blob(_ column: Int) -> [UInt8] { (row[column] as Data?).map { [UInt8]($0) } ?? [] }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .int(let n): n.databaseValue
        case .real(let d): d.databaseValue
        case .text(let s): s.databaseValue
        case .blob(let b): Data(b).databaseValue
        }
    }
}
