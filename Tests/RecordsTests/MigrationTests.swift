import DeskTesting
import Model
import Testing

@testable import Records

@Suite("An old desk brought forward", .onEachDatabase)
struct MigrationTests {
    /// Takes the tables away again that came with later schemas.
    private func goBack(to version: Int, _ db: any Connection) throws {
        for sql in Migrations.steps[version...].flatMap(\.self).reversed() {
            guard let made = sql.firstMatch(of: #/CREATE TABLE (\w+)/#) else { continue }
            try db.run("DROP TABLE \(made.1)")
        }
        try db.run("UPDATE schema_version SET version = \(version)")
    }

    /// As a desk was before parts had a ledger.
    private func seventh(_ db: any Connection) throws {
        try goBack(to: 7, db)
        let old = try #require(Schema6.statements.first { $0.contains("TABLE vehicle_stock") })
        try db.run(old)
    }

    private func person(_ login: String, in db: any Connection) throws -> StaffID {
        try StaffStore(db).insert(Staff(id: StaffID(0), login: login, name: login, roles: ["technician"]))
    }

    @Test("what vehicles carried begins the ledger of parts, each with its level")
    func vehicleStock() throws {
        let temporary = try TemporaryDatabase()
        let (a, b) = try temporary.database.write { db in
            try seventh(db)
            let people = try (person("a", in: db), person("b", in: db))
            for (who, part, count) in [
                (people.0, "ac-capacitor", 3), (people.0, "washer-belt", 0), (people.1, "ac-capacitor", 1),
            ] {
                try db.run(
                    "INSERT INTO vehicle_stock (staff, part, quantity) VALUES ($1, $2, $3)",
                    SQLValue(who), .text(part), SQLValue(count))
            }
            return people
        }
        let forward = try temporary.another()
        try forward.read { db throws in
            #expect(try Migrations.version(db) == Migrations.current)
            let levels = try StockStore(db).levels()
            #expect(Set(levels.map(\.place)) == [.vehicle(a), .vehicle(b)])
            #expect(try StockStore(db).level("ac-capacitor", at: .vehicle(a))?.free == 3)
            #expect(try StockStore(db).level("ac-capacitor", at: .vehicle(b))?.free == 1)
            #expect(try StockStore(db).level("washer-belt", at: .vehicle(a)) == nil)
            let moves = try StockStore(db).moves(of: "ac-capacitor", limit: 10)
            #expect(moves.map(\.what) == [.count, .count] && moves.allSatisfy { $0.who == "desk" })
            #expect(try !db.hasTable("vehicle_stock"))
            #expect(try Invariants(db).problems() == [])
        }
        // It goes on from there.
        try forward.write { db throws in
            let move = StockMove(
                at: Samples.now, who: "a", what: .use, part: "ac-capacitor", place: .vehicle(a), quantity: -3)
            #expect(try StockStore(db).apply(move))
            #expect(try !StockStore(db).apply(move))
        }
    }

    @Test("bills and parts of the ninth schema keep what they said")
    func ninth() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { db in
            try goBack(to: 9, db)
            try db.run("ALTER TABLE bills RENAME COLUMN said TO lines")
            for column in ["label", "price", "currency"] {
                try db.run("ALTER TABLE visit_parts DROP COLUMN \(column)")
            }
            try db.run("ALTER TABLE stock_orders DROP COLUMN cancelled_at")
            try db.run(
                """
                INSERT INTO stock_orders (part, place, quantity, received, expected, reference, at, who)
                VALUES ('ac-capacitor', 'depot:main', 5, 2, 20600, '', 0, 'a')
                """)
        }
        let forward = try temporary.another()
        try forward.read { db throws in
            #expect(try Migrations.version(db) == Migrations.current)
            #expect(try StockStore(db).openOrders().map(\.remaining) == [3])
            #expect(try BillStore(db).of(VisitID(1)) == nil)
        }
    }
}
