import DeskTesting
import Model
import Testing

@testable import Records

@Suite("Which call is taken next", .onEachDatabase)
struct CallClaimTests {
    let temporary: TemporaryDatabase
    let now = Samples.now
    let wanted = CallClaim(
        states: ["planned"], reasons: nil, weekday: 1, minute: 600, keepsWishes: false, languages: [])

    init() throws { temporary = try TemporaryDatabase() }

    /// - Parameters:
    ///   - from: in minutes from now, as is `by`.
    private func plan(
        _ rank: CallRank, from: Int, by: Int, barred: [StaffID] = [], to customer: CustomerID,
        _ db: any Connection
    ) throws -> CallID {
        try CallStore(db).insert(
            FollowUpCall(
                id: CallID(0), workflowVersion: 1, state: "planned", category: .new, customer: customer,
                reason: "after visit", rank: rank, dueFrom: now + .minutes(from), dueBy: now + .minutes(by),
                barred: barred, createdAt: now, stateSince: now)
        ).id
    }

    @Test(
        "the higher rank first, in each what will be late first; neither what is to come nor what is barred")
    func order() throws {
        let taken = try temporary.database.write { db -> (wanted: [CallID], got: [CallID]) in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            let clerk = try StaffStore(db).insert(Staff(id: StaffID(0), login: "clerk", name: "", roles: []))
            func plan(_ rank: CallRank, _ from: Int, _ by: Int, barred: [StaffID] = []) throws -> CallID {
                try self.plan(rank, from: from, by: by, barred: barred, to: customer, db)
            }
            let low = try plan(.low, -900, -800)
            let normal = try plan(.normal, -60, 5_000)
            let normalLate = try plan(.normal, -30, 0)
            let high = try plan(.high, 0, 4_000)
            let highSooner = try plan(.high, -10, 30)
            let highLate = try plan(.high, -50, -1)
            _ = try plan(.high, 1, 20)
            _ = try plan(.high, -90, -80, barred: [clerk])
            var got: [CallID] = []
            while let call = try CallStore(db).claimNext(for: clerk, wanted, at: now) { got.append(call.id) }
            return ([highLate, highSooner, high, normalLate, normal, low], got)
        }
        #expect(taken.got == taken.wanted)
    }

    @Test("an index leads to it: neither all that are due nor all that are to come are read and sorted")
    func plans() throws {
        guard Backend.current == .sqlite else { return }
        for part in CallStore.ClaimPart.allCases {
            let (sql, values) = CallStore.claim(.high, part, for: StaffID(1), wanted, within: nil, at: now)
            let plan = try temporary.database.write { db in
                try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
            }
            #expect(plan.contains { $0.contains("calls_free (priority=?") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test(
        "those that nobody may make are found by how many are barred, not by looking through all that are due"
    )
    func stranded() throws {
        guard Backend.current == .sqlite else { return }
        let callers = [Callers(people: [StaffID(1), StaffID(2)], reach: nil)]
        let (sql, values) = CallStore.stranding(without: callers, among: nil, at: now, limit: 9)
        let plan = try temporary.database.read { db in
            try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
        }
        #expect(plan.contains { $0.contains("calls_barred") }, "\(plan)")
    }
}
