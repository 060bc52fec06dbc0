import DeskTesting
import Foundation
import Records
import Synchronization
import Testing

/// What only PostgreSQL does so.
@Suite("PostgreSQL")
struct PostgresDatabaseTests {
    private let temporary: TemporaryDatabase
    private var database: any Database { temporary.database }

    init() throws { temporary = try TemporaryDatabase(.postgres) }

    @Test("an error that was swallowed does not let half of a transaction through")
    func swallowed() throws {
        #expect(throws: (any Error).self) {
            try database.write { db in
                try SettingsStore(db).set("half", "1")
                _ = try? db.run("INSERT INTO contacts (customer) VALUES ($1)", .int(1))
            }
        }
        let half = try database.read { try SettingsStore($0).get("half") }
        #expect(half == nil)
    }

    @Test("a zero byte is refused by name; the connection goes on")
    func zeroByte() throws {
        #expect(throws: StorageFault.zeroByte) {
            try database.write { try SettingsStore($0).set("zero", "a\0b") }
        }
        try database.write { try SettingsStore($0).set("zero", "ab") }
        #expect(try database.read { try SettingsStore($0).get("zero") } == "ab")
    }

    @Test("a word is looked up in an index, not in every document")
    func searchByIndex() throws {
        let plan = try database.write { db in
            _ = try db.run("SET LOCAL enable_seqscan TO off")
            return try db.query("EXPLAIN SELECT document FROM search WHERE tokens @@ '''空调'''::tsquery") {
                $0.text(0)
            }
        }
        #expect(plan.contains { $0.contains("search_tokens") }, "\(plan)")
    }

    @Test("whoever is overtaken again and again has a turn alone, and the others follow with what they wrote")
    func lastResort() throws {
        let database = temporary.database
        try database.write { try SettingsStore($0).set("sum", "0") }
        @Sendable func add(_ amount: Int, in db: any Connection, pause: () -> Void = {}) throws {
            let sum = Int(try SettingsStore(db).get("sum") ?? "") ?? 0
            pause()
            try SettingsStore(db).set("sum", "\(sum + amount)")
        }
        let others = DispatchGroup()
        let overtaken = Mutex(0)
        var tries = 0
        try database.write { db in
            tries += 1
            try add(1000, in: db) {
                let done = DispatchSemaphore(value: 0)
                others.enter()
                Thread.detachNewThread {
                    try? database.write { try add(1, in: $0) }
                    done.signal()
                    others.leave()
                }
                // Until they are done, or must wait for us.
                if done.wait(timeout: .now() + 1) == .success { overtaken.withLock { $0 += 1 } }
            }
        }
        others.wait()
        #expect(tries > 1)
        #expect(overtaken.withLock { $0 } == tries - 1, "nobody overtook the last try")
        #expect(try database.read { try SettingsStore($0).get("sum") } == "\(1000 + tries)")
    }

    @Test("what is kept of commits is forgotten after a day")
    func commitsForgotten() throws {
        for n in 0..<10 { try database.write { try SettingsStore($0).set("n", "\(n)") } }
        func kept() throws -> Int64 { try database.read { try $0.number("SELECT COUNT(*) FROM commits") } }
        let before = try kept()
        #expect(before >= 10)
        try database.write { _ = try $0.run("UPDATE commits SET at = at - interval '2 days'") }
        while try database.write({ try $0.tidy(steps: 200) }) {}
        #expect(try kept() < before)
    }
}
