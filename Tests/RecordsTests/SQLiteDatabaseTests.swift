import DeskTesting
import Foundation
import Model
import Records
import Testing

@Suite("SQLite")
struct SQLiteDatabaseTests {
    @Test("a file written by a newer program is refused and left as it was")
    func newer() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { _ = try $0.run("UPDATE schema_version SET version = 99", []) }
        #expect(throws: StorageFault.newerSchema(path: temporary.url, found: 99, known: Migrations.current)) {
            _ = try temporary.another()
        }
        #expect(try temporary.database.read { try Migrations.version($0) } == 99)
    }

    @Test(
        "a file that is no desk is refused, whatever it is",
        arguments: ["", "hello, this is no database at all"])
    func foreign(content: String) throws {
        let folder = try TemporaryFolder()
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file("x.sqlite")))
        #expect(throws: StorageFault.self) { _ = try SQLiteDatabase.open(path: folder.file("x.sqlite")) }
    }

    @Test("a desk that is not there is said to be missing; one that is, not made again")
    func missing() throws {
        let temporary = try TemporaryDatabase()
        let nowhere = temporary.folder.file("none.sqlite")
        #expect(throws: StorageFault.noDatabase(path: nowhere)) { _ = try SQLiteDatabase.open(path: nowhere) }
        #expect(throws: StorageFault.alreadyThere(path: temporary.url)) {
            _ = try DatabaseAddress.file(temporary.url).create()
        }
    }

    @Test("every connection writes through: WAL with synchronous=FULL")
    func durable() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { db throws in
            #expect(try db.number("PRAGMA synchronous") == 2)
            #expect(try db.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        }
    }

    @Test("only the owner may read the file")
    func permissions() throws {
        let temporary = try TemporaryDatabase()
        let attributes = try FileManager.default.attributesOfItem(atPath: temporary.url)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("a failed transaction leaves nothing, a failed savepoint only itself")
    func rollback() throws {
        struct Stop: Error {}
        let temporary = try TemporaryDatabase()
        #expect(throws: Stop.self) {
            try temporary.database.write { db in
                try SettingsStore(db).set("a", "1")
                throw Stop()
            }
        }
        try temporary.database.write { db in
            try SettingsStore(db).set("b", "1")
            #expect(throws: Stop.self) {
                try db.savepoint {
                    try SettingsStore(db).set("b", "2")
                    throw Stop()
                }
            }
        }
        try temporary.database.read { db throws in
            #expect(try SettingsStore(db).get("a") == nil)
            #expect(try SettingsStore(db).get("b") == "1")
        }
    }

    @Test("a backup is whole and consistent while others write")
    func backup() async throws {
        let temporary = try TemporaryDatabase()
        let writer = try temporary.another()
        let writing = Task.detached {
            for n in 0..<300 {
                try writer.write { db in
                    // Two rows that must agree in any consistent copy.
                    try SettingsStore(db).set("left", String(n))
                    try SettingsStore(db).set("right", String(n))
                }
            }
        }
        for n in 0..<5 {
            let path = temporary.folder.file("backup\(n).sqlite")
            try temporary.database.backup(to: path)
            let copy = try SQLiteDatabase.open(path: path)
            #expect(try copy.integrityProblems().isEmpty)
            try copy.read { db throws in
                #expect(try SettingsStore(db).get("left") == SettingsStore(db).get("right"))
            }
        }
        try await writing.value
        #expect(throws: StorageFault.alreadyThere(path: temporary.folder.file("backup0.sqlite"))) {
            try temporary.database.backup(to: temporary.folder.file("backup0.sqlite"))
        }
    }

    @Test("a backup that cannot be written names the file it was to go to, and leaves nothing")
    func backupNowhere() throws {
        let t = try TemporaryDatabase()
        let target = t.folder.file("none") + "/copy.sqlite"
        #expect {
            try t.database.backup(to: target)
        } throws: { error in
            guard case .cannotOpen(let path, _)? = error as? StorageFault else { return false }
            return path == target
        }
    }
}
