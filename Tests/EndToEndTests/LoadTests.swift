import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

/// What holds when many processes work on one desk, on either database.
@Suite("Many at once", .serialized)
struct LoadTests {
    /// What waits in a line to be taken.
    enum Line: String, CaseIterable, Sendable {
        case cases, calls, approvals

        static let count = 20_000

        /// Puts them in, of different urgency, nobody's; the place of each in the order is what `rank` says.
        func fill(_ db: any Connection, _ numbers: Range<Int>) throws {
            for n in numbers {
                let due = Samples.now - .seconds(100_000 - Int(Line.rank(Int64(n + 1))))
                switch self {
                case .cases:
                    let c = try CaseStore(db).insert(Samples.serviceCase(customer: CustomerID(1)))
                    try CaseStore(db).setUrgency(c.id, due)
                case .calls:
                    _ = try CallStore(db).insert(
                        FollowUpCall(
                            id: CallID(0), workflowVersion: 1, state: "planned", category: .new,
                            customer: CustomerID(1), reason: "visit", dueFrom: Samples.now - .days(2),
                            dueBy: due,
                            createdAt: due, stateSince: due))
                case .approvals:
                    _ = try ApprovalStore(db).insert(
                        Approval(
                            id: ApprovalID(0), subject: Subject(CaseID(1)), decision: "refund", reason: "退款",
                            askedBy: nil, askedAt: due))
                }
            }
        }

        static func rank(_ number: Int64) -> Int64 { number * 7919 % 10007 }

        /// How many nobody has.
        var left: String {
            switch self {
            case .cases: "SELECT COUNT(*) FROM cases WHERE owner IS NULL"
            case .calls: "SELECT COUNT(*) FROM calls WHERE is_open = 1"
            case .approvals: "SELECT COUNT(*) FROM approvals WHERE claimed_by IS NULL"
            }
        }
    }

    @Test(
        "32 processes take 20,000 from a line: none twice, none left, each in order",
        arguments: Line.allCases, Backend.allCases)
    func claims(_ line: Line, _ backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        let desk = try Workers.desk(at: place.url, agents: 32, customers: 1)
        for start in stride(from: 0, to: Line.count, by: 1000) {
            try desk.database.write { try line.fill($0, start..<start + 1000) }
        }
        let started = Date()
        let workers = Workers(place.folder)
        for n in 1...32 { try workers.start(place.url, "claim", number: n, line.rawValue) }
        let (said, broken) = try workers.finish()
        let seconds = Date().timeIntervalSince(started)
        #expect(broken == 0, "\(said.compactMap(\.last).filter { !$0.hasPrefix("taken") })")

        let taken = said.map { $0.compactMap { $0.hasPrefix("taken ") ? Int64($0.dropFirst(6)) : nil } }
        let refused = said.joined().count { $0.hasPrefix("refused") }
        print("\(line) taken on \(backend): \(Int(Double(Line.count) / seconds))/s, \(refused) asked again")
        let all = taken.joined()
        #expect(all.count == Line.count)
        #expect(Set(all).count == Line.count, "none twice")
        #expect(taken.count { !$0.isEmpty } > 16, "the work was shared: \(taken.map(\.count))")
        for mine in taken {
            let order = mine.map { [Line.rank($0), $0] }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }, "in order")
        }
        let (left, problems) = try desk.database.read { (try $0.number(line.left), try Journal($0).verify()) }
        #expect(left == 0)
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
        let done = counts.filter { !["busy", "overtaken", "not-now"].contains($0.key) }.values.reduce(0, +)
        #expect(done > 200, "there was a load: \(counts)")
        #expect((counts["busy"] ?? 0) * 50 < done, "the database gives up rarely: \(counts)")

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
