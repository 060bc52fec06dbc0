import Foundation
import GRDB
import Model
import Synchronization

/// The SQLite driver: one file, WAL, `synchronous=FULL`; readers never wait for the writer.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    /// Writes nothing, so that `data_version` tells it of every commit there is: the pool's as well as other programs'.
    /// Opened when first asked: a command that ends at once has no use for it.
    private let watcher = Mutex<DatabaseQueue?>(nil)
    private let path: String

    /// Opens an existing desk's file, bringing an older schema forward.
    package static func open(path: String) throws -> SQLiteDatabase {
        guard FileManager.default.fileExists(atPath: path) else { throw StorageFault.noDatabase(path: path) }
        let database = try SQLiteDatabase(path: path)
        try Migrations.bringForward(database, path: path)
        return database
    }

    /// Makes a new one and fills it under another name: the file is there once it is whole.
    static func createFilled<T>(path: String, _ fill: (any Connection) throws -> T) throws -> T {
        try makeRoom(for: path)
        return try PartialFile.make(path) { partial in
            let database = try SQLiteDatabase(path: partial)
            do {
                let result = try database.write(.serializable) { db in
                    try Migrations.build(in: db)
                    return try fill(db)
                }
                try database.close()
                return result
            } catch {
                try? database.close()
                throw error
            }
        }
    }

    /// Makes the folder of a file that is not there yet.
    private static func makeRoom(for path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StorageFault.alreadyThere(path: path)
        }
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
    }

    /// Pages a connection keeps, in KiB. What a transaction changes is kept by the writer until it commits; a reader needs
    /// little more than the upper levels of some tables, for the system keeps the file's pages as well, and every reader
    /// has a cache of its own: four of 16 MB were most of the memory of a desk that looked through a million cases.
    private static let (writerCache, readerCache) = (16_000, 4_000)

    private init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(
                sql:
                    "PRAGMA cache_size = -\(db.configuration.readonly ? SQLiteDatabase.readerCache : SQLiteDatabase.writerCache)"
            )
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // FULL makes every acknowledged commit survive a power cut. A pool sets NORMAL on its writer as it opens,
            // so this comes after.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch let error as DatabaseError {
            throw SQLiteDatabase.translate(error, path: path)
        }
    }

    package func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        try translating { try pool.read { try body(SQLiteConnection($0)) } }
    }

    package func write<T>(_ isolation: Isolation, _ body: (any Connection) throws -> T) throws -> T {
        try translating { try pool.write { try body(SQLiteConnection($0)) } }
    }

    package func backup(to target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StorageFault.alreadyThere(path: target)
        }
        // A backup that exists is a backup that is complete.
        try PartialFile.make(target) { partial in
            do {
                let copy = try DatabaseQueue(path: partial)
                try pool.backup(to: copy)
                try copy.close()
            } catch let error as DatabaseError {
                throw SQLiteDatabase.translate(error, path: target)
            }
        }
    }

    package func describe() throws -> DatabaseDescription {
        let version = try read { try $0.first("SELECT sqlite_version()") { $0.text(0) } }
        let whole = URL(fileURLWithPath: path).path
        let sizes = ["", "-wal"].map { suffix -> Int64 in
            let attributes = try? FileManager.default.attributesOfItem(atPath: whole + suffix)
            return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
        }
        return DatabaseDescription(
            engine: "SQLite " + (version ?? ""), place: whole, bytes: sizes.reduce(0, +))
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

    /// A file is always there; what is wrong with it, each use says.
    package var connectionState: ConnectionState { .connected }

    /// 4 microseconds when nothing happened, 11 after a commit (a debug build, one core of a small server): it reads no
    /// page, only the head of the write-ahead log's index in shared memory.
    package func changeNumber() throws -> Int64 {
        try translating {
            let watcher = try watcher.withLock { watcher in
                let open = try watcher ?? SQLiteDatabase.watcher(path: path)
                watcher = open
                return open
            }
            return try watcher.unsafeRead { db in
                try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        }
    }

    /// Puts everything into the one file, beside which nothing is left.
    private func close() throws {
        try translating { try pool.close() }
    }

    private static func watcher(path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    package func signedIn() throws -> String? { nil }
    package func ownsDesk() -> Bool { true }
    package func admit(login: String, keepsStaff: Bool) -> Admission { .done }
    package func dismiss(login: String) -> Admission { .done }

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
