import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

/// What holds when many processes work on one desk, on either database.
@Suite("Many at once", .serialized)
struct LoadTests {
    @Test("32 processes take 20,000 cases: none twice, none left, each in order", arguments: Backend.allCases)
    func claims(_ backend: Backend) throws {
        let (place, count) = (try TemporaryPlace(backend), 20_000)
        let desk = try Workers.desk(at: place.url, agents: 32, customers: 1)
        // As an import leaves them: open, of different urgency, nobody's.
        for batch in 0..<20 {
            try desk.database.write { db in
                for _ in 0..<(count / 20) {
                    _ = try CaseStore(db).insert(Samples.serviceCase(customer: CustomerID(1)))
                }
                _ = try db.run(
                    "UPDATE cases SET urgency = (id * 7919) % 10007 WHERE id > $1",
                    .int(Int64(batch * count / 20)))
            }
        }
        let started = Date()
        let workers = Workers(place.folder)
        for n in 1...32 { try workers.start(place.url, "claim", number: n, "repair") }
        let (said, broken) = try workers.finish()
        let seconds = Date().timeIntervalSince(started)
        #expect(broken == 0)

        let taken = said.map { lines in
            lines.compactMap { $0.hasPrefix("case ") ? CaseID(String($0.dropFirst(5))) : nil }
        }
        let refused = said.joined().count { $0.hasPrefix("refused") }
        print("claims on \(backend): \(Int(Double(count) / seconds))/s, \(refused) refused and asked again")
        let all = taken.joined()
        #expect(all.count == count)
        #expect(Set(all).count == count, "none twice")
        #expect(taken.count { !$0.isEmpty } > 16, "the work was shared: \(taken.map(\.count))")
        for mine in taken {
            let order = mine.map { [$0.number * 7919 % 10007, $0.number] }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }, "in order")
        }
        let (left, owners) = try desk.database.read { db in
            (
                try db.number("SELECT COUNT(*) FROM cases WHERE owner IS NULL"),
                try db.number("SELECT COUNT(DISTINCT owner) FROM cases")
            )
        }
        #expect(left == 0)
        #expect(owners == Int64(taken.count { !$0.isEmpty }))
        let problems = try desk.database.read { try Journal($0).verify() }
        #expect(problems.isEmpty)
    }

    @Test(
        "16 processes do everything at once for a minute: nothing is lost, doubled or at odds",
        arguments: Backend.allCases)
    func mixed(_ backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        let desk = try Workers.desk(at: place.url, agents: 16, customers: 400)
        let workers = Workers(place.folder)
        for n in 1...16 { try workers.start(place.url, "mixed", number: n, "60") }
        let (said, broken) = try workers.finish()
        let lines = said.joined().map { $0.split(separator: " ").map(String.init) }
        #expect(broken == 0, "\(said.compactMap(\.last).filter { !$0.contains(" ") })")
        let counts = Dictionary(grouping: lines) { $0.first ?? "" }.mapValues(\.count)
        print("mixed load on \(backend): \(counts.sorted { $0.key < $1.key })")
        let done = counts.filter { !["refused", "not-now"].contains($0.key) }.values.reduce(0, +)
        #expect(done > 500, "there was a load: \(counts)")
        #expect((counts["refused"] ?? 0) * 10 < done, "being told to try again is rare: \(counts)")

        let end = Samples.now + .hours(12)
        _ = try desk.sweep(at: end)
        let problems = try desk.examine(at: end).flatMap(\.problems)
        #expect(problems.isEmpty)
        func count(_ sql: String) throws -> Int { Int(try desk.database.read { try $0.number(sql) }) }
        let cases = try count("SELECT COUNT(*) FROM cases")
        #expect(cases == counts["logged"] ?? 0, "every case acknowledged, once")
        let notes = try count("SELECT COUNT(*) FROM notes")
        #expect(notes == (counts["note"] ?? 0) + (counts["chased"] ?? 0), "every note, and one a chaser")
        let visits = try count("SELECT COUNT(*) FROM visits")
        #expect(visits == counts["visit"] ?? 0, "every visit")
        let chasers = try count("SELECT COALESCE(SUM(chasers), 0) FROM cases")
        #expect(chasers == counts["chased"] ?? 0, "every chaser")
        let together = try count(
            """
            SELECT COUNT(*) FROM visits a JOIN visits b ON a.technician = b.technician AND a.id < b.id
                AND a.planned_start < b.planned_end AND b.planned_start < a.planned_end
            WHERE a.category <> 'cancelled' AND b.category <> 'cancelled'
            """)
        #expect(together == 0, "no technician is in two places")
        let twice = try count(
            """
            SELECT COUNT(*) FROM (SELECT clock, kind FROM clock_events
                WHERE kind IN ('breach', 'internalBreach') GROUP BY clock, kind HAVING COUNT(*) > 1) AS twice
            """)
        #expect(twice == 0, "a line is crossed once")
    }
}
