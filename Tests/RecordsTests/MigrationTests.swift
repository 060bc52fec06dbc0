import DeskTesting
import Model
import Testing

@testable import Records

@Suite("An old desk brought forward", .onEachDatabase)
struct MigrationTests {
    /// Takes the tables away again that came with later schemas.
    private func goBack(to version: Int, _ db: any Connection) throws {
        let all = Migrations.steps.flatMap(\.self)
        for index in (Migrations.steps[..<version].flatMap(\.self).count..<all.count).reversed() {
            if let back = undoing(all[index], after: all[..<index]) { try db.run(back) }
        }
        try db.run("UPDATE schema_version SET version = \(version)")
    }

    /// What takes a statement back; nil where rows alone were changed, or a table was dropped.
    private func undoing(_ sql: String, after earlier: ArraySlice<String>) -> String? {
        if let made = sql.firstMatch(of: #/CREATE (TABLE|UNIQUE INDEX|INDEX) (\w+)/#) {
            return "DROP \(made.1 == "TABLE" ? "TABLE" : "INDEX") \(made.2)"
        }
        if let added = sql.firstMatch(of: #/ALTER TABLE (\w+) ADD COLUMN (\w+)/#) {
            return "ALTER TABLE \(added.1) DROP COLUMN \(added.2)"
        }
        if let gone = sql.firstMatch(of: #/ALTER TABLE (\w+) DROP COLUMN (\w+)/#) {
            let column = "ALTER TABLE \(gone.1) ADD COLUMN \(gone.2) "
            return Migrations.steps.flatMap(\.self).first { $0.hasPrefix(column) }
        }
        if let renamed = sql.firstMatch(of: #/ALTER TABLE (\w+) RENAME COLUMN (\w+) TO (\w+)/#) {
            return "ALTER TABLE \(renamed.1) RENAME COLUMN \(renamed.3) TO \(renamed.2)"
        }
        if let dropped = sql.firstMatch(of: #/DROP INDEX (\w+)/#) {
            let name = "INDEX \(dropped.1) "
            return earlier.last(where: { $0.contains(name) })
        }
        return nil
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

    @Test("hours that customers wished are kept as hours of every day, and open calls keep them")
    func wishes() throws {
        let temporary = try TemporaryDatabase()
        let customer = try temporary.database.write { db in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            try goBack(to: 18, db)
            try db.run(
                "UPDATE customers SET call_hours = '18:00-20:30' WHERE id = $1", SQLValue(customer))
            // The last was planned while other hours were wished.
            for (isOpen, from) in [(1, "1080"), (1, "NULL"), (0, "1080"), (1, "600")] {
                try db.run(
                    """
                    INSERT INTO calls (version, workflow_version, state, category, customer, reason, due_from, due_by, barred,
                        attempts, outcome, fields, created_at, state_since, is_open, hours_from, hours_to)
                    VALUES (1, 1, 'planned', 'new', $1, 'after visit', 0, 0, ',', 0, '', '{}', 0, 0, \(isOpen), \(from), 1230)
                    """, SQLValue(customer))
            }
            return customer
        }
        let forward = try temporary.another()
        try forward.read { db throws in
            let wish = try WishedHours("18:00-20:30")
            #expect(try CustomerStore(db).find(customer)?.callHours == wish)
            let calls = try CallStore(db).of(customer).sorted { $0.id < $1.id }
            #expect(calls.map(\.wish) == [wish, nil, nil, wish] && calls.allSatisfy { !$0.lacksNumber })
            #expect(try db.number("SELECT COUNT(*) FROM wished_hours") == 7)
            #expect(
                try db.number(
                    "SELECT COUNT(*) FROM wished_hours WHERE minute_from = 1080 AND minute_to = 1230")
                    == 7)
        }
    }

    @Test("requests that wait at the upgrade know where their sum goes, and are told when they wait too long")
    func requests() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { db in
            try goBack(to: 19, db)
            for (decision, amount, state) in [
                ("goodwill", "40000", "asked"), ("return", "90000", "asked"), ("refund", "500", "asked"),
                ("exchange", "NULL", "asked"), ("goodwill", "100", "granted"),
            ] {
                try db.run(
                    """
                    INSERT INTO approvals (version, subject_kind, subject, decision, amount, currency, reason, state,
                        asked_at, answer)
                    VALUES (1, 'case', 1, '\(decision)', \(amount), 'CNY', 'x', '\(state)', 1000, '')
                    """)
            }
        }
        try temporary.another().read { db throws in
            let found = try ApprovalStore(db).of(Subject(CaseID(1)))
            #expect(found.map(\.amountField) == ["goodwill", "amount", nil, nil, nil])
            let due = "subject_kind = 'approval' AND transition = 'approval.waiting' AND due = 14401000"
            #expect(try db.number("SELECT COUNT(*) FROM timers WHERE \(due)") == 4)
        }
    }

    /// A visit that something can be said of.
    private func visit(in db: any Connection) throws -> VisitID {
        let customer = try CustomerStore(db).insert(Samples.customer())
        let c = try CaseStore(db).insert(Samples.serviceCase(customer: customer.id))
        let window = Window(start: Samples.now, end: Samples.now + .hours(1))
        return try VisitStore(db).insert(
            Visit(
                id: VisitID(0), caseID: c.id, workflowVersion: 1, state: "done", category: .done,
                technician: nil, promised: window, planned: window, createdAt: Samples.now,
                stateSince: Samples.now)
        ).id
    }

    @Test("bills, parts and orders of the ninth schema keep what they said")
    func billsAndParts() throws {
        let temporary = try TemporaryDatabase()
        let id = try temporary.database.write { db in
            let id = try visit(in: db)
            try goBack(to: 9, db)
            try db.run(
                "INSERT INTO bills (visit, at, who, lines) VALUES ($1, $2, 'a', '[\"labour\"]')",
                SQLValue(id), SQLValue(Samples.now))
            try db.run(
                "INSERT INTO visit_parts (visit, part, needed, used) VALUES ($1, 'ac-capacitor', 2, 1)",
                SQLValue(id))
            try db.run(
                """
                INSERT INTO stock_orders (part, place, quantity, received, expected, reference, at, who)
                VALUES ('ac-capacitor', 'depot:main', 5, 2, 20600, '', 0, 'a')
                """)
            return id
        }
        let forward = try temporary.another()
        try forward.read { db throws in
            #expect(try Migrations.version(db) == Migrations.current)
            #expect(try StockStore(db).openOrders().map(\.remaining) == [3])
            let bill = try #require(try BillStore(db).of(id))
            #expect(bill.said == "[\"labour\"]" && bill.who == "a" && bill.at == Samples.now)
            let part = try #require(try StockStore(db).parts(of: id).first)
            #expect(part.part == "ac-capacitor" && part.needed == 2 && part.used == 1)
            #expect(part.charge == nil, "what it cost then nobody wrote down")
        }
        // From here on what is used says what it cost, and an order may be called off.
        let charge = PartCharge(
            label: Label(["en": "Run capacitor"]), price: Money(minor: 4500, currency: "CNY"))
        try forward.write { db throws in
            var part = try #require(try StockStore(db).parts(of: id).first)
            part.charge = charge
            try StockStore(db).set(part)
            let order = try #require(try StockStore(db).openOrders().first)
            try StockStore(db).cancel(order.id, at: Samples.now)
        }
        try forward.read { db throws in
            #expect(try StockStore(db).parts(of: id).first?.charge == charge)
            #expect(try StockStore(db).openOrders().isEmpty)
        }
    }

    @Test("a report that was made again and again goes on, as the words that ask for it")
    func scheduledReports() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { db in
            try goBack(to: 34, db)
            for sql in Schema35.statements { try db.run(sql) }
            try db.run("UPDATE schema_version SET version = 35")
            let owner = try person("a", in: db)
            for field in ["", "team"] {
                try db.run(
                    """
                    INSERT INTO scheduled_reports (owner, by_field, rhythm, form, folder, program, language, made_until,
                        due, failures, error, created_at)
                    VALUES ($1, $2, 'week', 'csv', '/reports', '', 'en', 1, 1, 0, '', 1)
                    """, SQLValue(owner), .text(field))
            }
        }
        let forward = try temporary.another()
        let kept = try forward.read { try ScheduledReportStore($0).all().map(\.command) }
        #expect(kept == [["report", "service"], ["report", "service", "--by", "team"]])
    }
}
