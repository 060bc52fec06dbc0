import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("Sweeping", .onEachDatabase)
struct SweepTests {
    @Test("many sweepers at once fire every timer and flag every breach exactly once")
    func once() async throws {
        let test = try TemporaryDesk()
        let cases = try (0..<12).map { n in
            try test.logRepair(
                for: test.as("li") { try $0.addCustomer(Samples.customer(name: "客户\(n)")) }.id)
        }
        test.now = test.now + .days(20)
        let later = test.now
        let total = try await withThrowingTaskGroup(of: SweepReceipt.self) { group in
            for _ in 0..<4 {
                // Each on connections of its own, as processes would be.
                let desk = try ServiceDesk.open(test.url, rules: TemporaryDesk.rules)
                group.addTask { try desk.sweep(at: later, batch: 7) }
            }
            return try await group.reduce(into: SweepReceipt()) {
                $0.transitions += $1.transitions
                $0.breaches += $1.breaches
                $0.internalBreaches += $1.internalBreaches
            }
        }
        let ledger = try test.desk.read { reading in
            try cases.flatMap { c in
                try reading.clocks.of(Subject(c.id)).flatMap { try reading.clocks.ledger($0.id) }
            }
        }
        #expect(total.breaches > 0)
        #expect(ledger.filter { $0.kind == .breach }.count == total.breaches)
        #expect(Set(ledger.filter { $0.kind == .breach }.map(\.clock)).count == total.breaches)
        let fired = try test.desk.read { reading in
            try cases.map { c in try reading.journal.of(Subject(c.id)).filter { $0.event == "case.did" }.count
            }
        }
        #expect(fired.reduce(0, +) == total.transitions)
        #expect(try test.desk.sweep(at: test.now).isEmpty)
        #expect(try test.problems().isEmpty)
    }

    @Test("a timer set for a state that was left fires nothing")
    func left() throws {
        let test = try TemporaryDesk()
        let c = try test.logRepair()
        try test.as("li") { _ = try $0.take("assess", on: c.id) }
        test.now = test.now + .days(3)
        _ = try test.desk.sweep(at: test.now)
        let events = try test.desk.read { try $0.journal.of(Subject(c.id)) }
        #expect(!events.contains { $0.facts["did"] == .text("warn") })
    }

    @Test("a breach is a flag and an event; the case's state is untouched and the supervisor is told")
    func breach() throws {
        let test = try TemporaryDesk()
        let c = try test.logRepair()
        test.now = test.now + .days(60)
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.state(c.id) == "logged")
        let missed = try test.desk.read { try $0.clocks.of(Subject(c.id)) }.filter { $0.breachedAt != nil }
        #expect(!missed.isEmpty)
        #expect(missed.allSatisfy { $0.breachedAt == $0.due && $0.state == .running })
        #expect(
            try !test.desk.read { try $0.notices.unseen(roles: ["supervisor"], staff: StaffID(99), limit: 9) }
                .isEmpty)
    }

    @Test("sweeping seals the journal once an hour, and a line changed later breaks the seal")
    func seals() throws {
        let test = try TemporaryDesk()
        _ = try test.logRepair()
        _ = try test.desk.sweep(at: test.now)
        _ = try test.desk.sweep(at: test.now + .minutes(5))
        let count = { try test.desk.database.read { try $0.number("SELECT COUNT(*) FROM seals") } }
        #expect(try count() == 1)
        _ = try test.logRepair()
        _ = try test.desk.sweep(at: test.now + .hours(2))
        #expect(try count() == 2)
        #expect(try test.problems().isEmpty)
        try test.desk.database.write {
            _ = try $0.run("DELETE FROM journal WHERE subject_kind = 'customer'", [])
        }
        #expect(try test.problems().contains { $0.key == "journal.sealBroken" })
    }

    @Test("a notice stays until someone of its role has seen to it, and only they can take it off")
    func notices() throws {
        let test = try TemporaryDesk()
        _ = try test.logRepair()
        test.now = test.now + .days(60)
        _ = try test.desk.sweep(at: test.now)
        let chen = try test.desk.actor(named: "chen")
        let list = try test.desk.read { try $0.notices(for: chen) }
        let first = try #require(list.first)
        #expect(throws: DeskFault.self) { try test.as("li") { try $0.seen([first.id]) } }
        try test.as("chen") { try $0.seen([first.id]) }
        #expect(try test.desk.read { try $0.notices(for: chen) }.count == list.count - 1)
    }
}
