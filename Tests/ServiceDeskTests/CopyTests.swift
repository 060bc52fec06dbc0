import DeskTesting
import Foundation
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("A desk moves between databases")
struct CopyTests {
    private func open(_ place: TemporaryPlace) throws -> ServiceDesk {
        try ServiceDesk.open(place.url, rules: TemporaryDesk.rules)
    }

    private func copy(_ desk: ServiceDesk, to place: TemporaryPlace) throws -> CopyReceipt {
        try DeskCopy(of: desk.database).run(into: DatabaseAddress(place.url))
    }

    private func isEmpty(_ place: TemporaryPlace) throws -> Bool { try !ServiceDesk.exists(place.url) }

    @Test("from SQLite to PostgreSQL and back: the same rows, sound, findable, and ready to go on")
    func roundTrip() throws {
        let places = try [Backend.sqlite, .postgres, .sqlite, .postgres].map(TemporaryPlace.init)
        var desk = try desk(at: places[0])
        var receipts: [CopyReceipt] = []
        for place in places.dropFirst() {
            receipts.append(try copy(desk, to: place))
            desk = try open(place)
            #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
        }
        #expect(receipts[1] == receipts[0])
        #expect(receipts[2] == receipts[0])
        #expect(receipts[0].tables.filter { $0.rows == 0 }.map(\.name) == [], "every table has its turn")
        #expect(receipts[0].digest.count == 64)

        for place in places.prefix(3) {
            let desk = try open(place)
            let found = try desk.read { try $0.find("O'Brien") }
            #expect(found.customers.count == 1)
            let note = try desk.database.read {
                try $0.first("SELECT text FROM notes ORDER BY id DESC LIMIT 1") { $0.text(0) }
            }
            #expect(note.map { Array($0.utf8) } == Array(Self.odd.utf8))
            // The next record gets the next number, as on the desk it came from.
            let last = try desk.database.read { try $0.number("SELECT MAX(id) FROM customers") }
            let next = try desk.act(by: desk.actor(named: "admin"), at: Samples.now) {
                try $0.addCustomer(Samples.customer(name: "后来者"))
            }
            #expect(next.id.number == last + 1)
            #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
        }
    }

    @Test("PostgreSQL checks references again after a copy", arguments: Backend.allCases)
    func references(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        _ = try copy(desk(at: place), to: target)
        let copied = try open(target).database
        #expect(throws: StorageFault.self) {
            try copied.write { _ = try $0.run("UPDATE cases SET merged_into = 999999 WHERE id = 1") }
        }
    }

    @Test("one moment of the source is copied, whatever is written meanwhile", arguments: Backend.allCases)
    func consistent(_ backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        let source = try desk(at: place)
        let other = try open(place).database
        let writer = Writer { n in
            // Rows that must agree in any consistent copy; the first table is read long before the last.
            do {
                try other.write { db in
                    try db.run(
                        "UPDATE customers SET remarks = $1 WHERE id = (SELECT MIN(id) FROM customers)",
                        .text(String(n)))
                    try db.run(
                        "UPDATE visits SET skill = $1 WHERE id = (SELECT MIN(id) FROM visits)",
                        .text(String(n)))
                }
            } catch StorageFault.busy {
                // A copy may hold the desk longer than a writer waits; whoever writes tries again.
            }
        }
        for _ in 0..<3 {
            let before = writer.count
            let target = try TemporaryPlace(backend == .sqlite ? .postgres : .sqlite)
            _ = try copy(source, to: target)
            #expect(writer.count > before, "somebody wrote meanwhile")
            let (left, right) = try open(target).database.read { db in
                (
                    try db.first("SELECT remarks FROM customers ORDER BY id LIMIT 1") { $0.text(0) },
                    try db.first("SELECT skill FROM visits ORDER BY id LIMIT 1") { $0.text(0) }
                )
            }
            #expect(left != nil && left == right)
        }
        #expect(writer.stop() == nil)
    }

    @Test("a desk that is there already is left as it is", arguments: Backend.allCases)
    func alreadyThere(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        let source = try desk(at: place)
        let there = try ServiceDesk.found(
            target.url, admin: "boss", practice: false, rules: TemporaryDesk.rules, at: Samples.now)
        let path = try ServiceDesk.name(of: target.url)
        #expect(throws: StorageFault.alreadyThere(path: path)) { try copy(source, to: target) }
        #expect(try there.actor(named: "boss").login == "boss")
        #expect(try there.database.read { try $0.number("SELECT COUNT(*) FROM cases") } == 0)
    }

    @Test("a desk whose journal was tampered with is not copied", arguments: Backend.allCases)
    func unsound(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        let source = try desk(at: place)
        try source.database.write { _ = try $0.run("UPDATE journal SET by_login = 'nobody' WHERE id = 40") }
        #expect {
            _ = try copy(source, to: target)
        } throws: { error in
            guard case .unsound(let problems)? = error as? CopyFault else { return false }
            return problems.contains { $0.key == "journal.changed" }
        }
        #expect(try isEmpty(target))
    }

    @Test("a text that PostgreSQL cannot hold is named by its row; SQLite takes it")
    func zeroByte() throws {
        let (place, file, server) = try (
            TemporaryPlace(.sqlite), TemporaryPlace(.sqlite), TemporaryPlace(.postgres)
        )
        let source = try desk(at: place)
        try source.database.write {
            _ = try $0.run("UPDATE customers SET remarks = $1 WHERE id = 7", .text("a\0b"))
        }
        #expect(throws: CopyFault.zeroByte(table: "customers", key: "7")) { try copy(source, to: server) }
        #expect(try isEmpty(server))
        _ = try copy(source, to: file)
        let text = try open(file).database.read {
            try $0.first("SELECT remarks FROM customers WHERE id = 7") { $0.text(0) }
        }
        #expect(text == "a\0b")
    }

    /// Copies between two servers' databases, and in the middle ends the sessions with one of them.
    private func copy(
        _ source: TemporaryPlace, to target: TemporaryPlace, endingSessionsOf broken: TemporaryPlace
    ) throws -> CopyReceipt {
        let desk = try open(source)
        let other = try open(source).database
        var isBroken = false
        let copy = DeskCopy(of: desk.database) { done, total in
            guard done > total / 4, !isBroken else { return }
            isBroken = true
            let ended = try? other.read {
                try $0.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                    """, [.text(broken.database ?? "")]
                ) { $0.int(0) }
            }
            #expect(ended?.isEmpty == false, "there was a session to end")
        }
        defer { #expect(isBroken) }
        return try copy.run(into: DatabaseAddress(target.url))
    }

    @Test("a source lost in the middle leaves nothing in the target")
    func sourceLost() throws {
        let (source, target) = try (TemporaryPlace(.postgres), TemporaryPlace(.postgres))
        _ = try desk(at: source)
        #expect(throws: StorageFault.connectionLost) {
            try copy(source, to: target, endingSessionsOf: source)
        }
        #expect(try isEmpty(target))
    }

    @Test("a target lost in the middle is filled from the beginning again")
    func targetLost() throws {
        let (source, target) = try (TemporaryPlace(.postgres), TemporaryPlace(.postgres))
        let desk = try desk(at: source)
        let receipt = try copy(source, to: target, endingSessionsOf: target)
        #expect(try copy(desk, to: TemporaryPlace(.sqlite)) == receipt)
        #expect(try open(target).examine(at: Samples.now).flatMap(\.problems) == [])
    }

    @Test("progress goes up to the whole")
    func progress() throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(.sqlite))
        var told: [(Int, Int)] = []
        let source = try desk(at: place)
        let receipt = try DeskCopy(of: source.database) { told.append(($0, $1)) }
            .run(into: DatabaseAddress(target.url))
        #expect(told.map(\.0) == told.map(\.0).sorted())
        #expect(told.allSatisfy { $0.1 == 2 * receipt.rows })
        #expect(told.last?.0 == 2 * receipt.rows)
    }
}
