import DeskTesting
import Model
import Records
import Testing

/// What every store relies on, whichever database is behind it.
@Suite("A connection", .onEachDatabase)
struct ConnectionTests {
    let temporary: TemporaryDatabase
    private var database: any Database { temporary.database }

    init() throws { temporary = try TemporaryDatabase() }

    @Test("texts come back as they were written, whatever is in them")
    func texts() throws {
        let texts = [
            "", " ", "王小明", "🙂‍↔️ 👩‍👩‍👧", "it's \"quoted\"", #"back\slash \x41 \n"#, "a\tb\r\nc", "$1 {id} %s ; --",
            "e\u{301}", String(repeating: "长", count: 100_000),
        ]
        try database.write { db in
            for (n, text) in texts.enumerated() { try SettingsStore(db).set("t\(n)", text) }
        }
        for (n, text) in texts.enumerated() {
            #expect(try database.read { try SettingsStore($0).get("t\(n)") } == text)
        }
    }

    @Test("numbers, bytes and nothing at all come back as they were written")
    func values() throws {
        let numbers: [Int64] = [0, -1, .max, .min, 1_795_485_600_000]
        for n in numbers {
            let id = try database.write { db in
                try db.insert(
                    "INSERT INTO timers (subject_kind, subject, transition, state, due) VALUES ($1, $2, $3, $4, $5)",
                    .text("case"), .int(1), .text("t"), .text("s"), .int(n))
            }
            let timer = try database.read { db in
                try db.first("SELECT due, fired_at FROM timers WHERE id = $1", .int(id)) {
                    ($0.int(0), $0.intOrNil(1))
                }
            }
            #expect(timer?.0 == n)
            #expect(timer != nil && timer?.1 == nil)
        }
        let bytes = (0...255).map { UInt8($0) }
        try database.write {
            try $0.send(
                "INSERT INTO seals (at, upto, hash) VALUES ($1, $2, $3)", .int(0), .int(0), .blob(bytes))
        }
        #expect(try database.read { try $0.first("SELECT hash FROM seals") { $0.blob(0) } } == bytes)
        for place in [
            Place(latitude: 0.1, longitude: -0.2), Place(latitude: 1e-300, longitude: 1.7976931348623157e308),
        ] {
            var customer = Samples.customer()
            customer.addresses[0].place = place
            let id = try database.write { try CustomerStore($0).insert(customer).id }
            #expect(try database.read { try CustomerStore($0).find(id)?.addresses.first?.place } == place)
        }
    }

    @Test("several rows get their numbers in order")
    func severalRows() throws {
        let rows = (0..<500).map { n in
            [SQLValue.text("case"), .int(Int64(n)), .text("t"), .text("s"), .int(0)]
        }
        let ids = try database.write {
            try $0.insertAll(
                "INSERT INTO timers (subject_kind, subject, transition, state, due) VALUES ($1, $2, $3, $4, $5)",
                rows)
        }
        #expect(ids == ids.sorted() && Set(ids).count == 500)
        let subjects = try database.read {
            try $0.query("SELECT subject FROM timers ORDER BY id") { $0.int(0) }
        }
        #expect(subjects == (0..<500).map { Int64($0) })
        #expect(try database.write { try $0.insertAll("INSERT INTO timers (due) VALUES ($1)", []) } == [])
    }

    @Test("a piece that fails undoes only itself, also within a piece")
    func pieces() throws {
        struct Stop: Error {}
        try database.write { db in
            let settings = SettingsStore(db)
            try settings.set("before", "1")
            try db.savepoint {
                try settings.set("outer", "1")
                #expect(throws: Stop.self) {
                    try db.savepoint {
                        try settings.set("inner", "1")
                        throw Stop()
                    }
                }
                try settings.set("outer after", "1")
            }
            // What the database itself refuses is undone like anything else.
            #expect(throws: (any Error).self) {
                try db.savepoint { try db.send("INSERT INTO contacts (customer) VALUES ($1)", .int(1)) }
            }
            try settings.set("after", "1")
        }
        let there = try database.read { db in
            try ["before", "outer", "inner", "outer after", "after"].filter {
                try SettingsStore(db).get($0) != nil
            }
        }
        #expect(there == ["before", "outer", "outer after", "after"])
    }

    @Test("two that each write what the other read take place one after the other")
    func serial() async throws {
        let (database, others) = (database, try temporary.another())
        try database.write { try SettingsStore($0).set("n", "0") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for side in [database, others] {
                group.addTask {
                    for _ in 0..<50 {
                        try side.write { db in
                            let n = try SettingsStore(db).get("n").flatMap { Int($0) } ?? 0
                            try SettingsStore(db).set("n", String(n + 1))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try database.read { try SettingsStore($0).get("n") } == "100")
    }
}
