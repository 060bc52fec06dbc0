import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("Calls to make", .onEachDatabase)
struct CallListTests {
    @Test(
        "one's own are those in hand, and those due that nobody has and one is not barred from; the rest says why"
    )
    func mine() throws {
        let test = try TemporaryDesk()
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
        let later = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: CustomerID(1), reason: "call back", from: work.now + .hours(3),
                    by: work.now + .hours(5))
            ).id
        }
        func list(_ login: String, everyones: Bool) throws -> [CallItem] {
            let actor = try test.desk.actor(named: login)
            return try test.desk.read {
                try $0.callList(for: actor, everyones: everyones, at: test.now, limit: 50)
            }
        }
        #expect(try list("zhao", everyones: false).map(\.standing) == [.open])
        #expect(try list("li", everyones: false).isEmpty)
        #expect(try list("li", everyones: true).map(\.standing).contains(.barred))
        #expect(try list("zhao", everyones: true).first { $0.id == later }?.standing == .notYet)
        _ = try test.as("zhao") { try $0.claimNextCall() }
        #expect(try list("zhao", everyones: false).map(\.standing) == [.inHand])
        #expect(try list("admin", everyones: false).isEmpty)
        #expect(try list("admin", everyones: true).map(\.standing).contains(.heldBy("赵敏")))
        #expect(try list("zhao", everyones: true).allSatisfy { $0.customer == "王小明" && !$0.phone.isEmpty })
    }
}
