import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Calling hours and attempts", .onEachDatabase)
struct CallingHoursTests {
    let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
    }

    /// A local time of the day it is.
    private func at(_ hour: Int, _ minute: Int = 0, days: Int = 0) -> Instant {
        test.desk.rules.startOfDay(test.now) + .days(days) + .minutes(hour * 60 + minute)
    }

    private func notReached(_ id: CallID) throws -> FollowUpCall {
        try test.as("zhao") { work in
            try work.recordCall(id, "not-reached", given: ["outcome": .text("no answer")])
        }
    }

    @Test("nobody is rung up at noon or by night; the next call says when it may be, and is given then")
    func hours() throws {
        let (noon, night) = (at(12, 30), at(22))
        for time in [noon, night] {
            test.now = time
            let opens = time == noon ? at(14) : at(9, days: 1)
            #expect(throws: DeskFault.outsideCallingHours(opens: opens)) {
                try test.as("zhao") { _ = try $0.claimNextCall() }
            }
            test.now = noon
        }
        test.now = at(14)
        #expect(try test.as("zhao") { try $0.claimNextCall() }.reason == "after visit")
    }

    @Test("a call-back that was promised is given at noon as well, and the one in hand at any hour")
    func promised() throws {
        test.now = at(12, 30)
        let promised = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: CustomerID(1), reason: CallWish.promised, from: work.now,
                    by: work.now + .hours(1)))
        }
        #expect(try test.as("zhao") { try $0.claimNextCall() }.id == promised.id)
        test.now = at(23)
        #expect(try test.as("zhao") { try $0.claimNextCall() }.id == promised.id)
    }

    @Test("who is not reached is called again in another part of the day, then on another day, then given up")
    func attempts() throws {
        let id = CallID(1)
        #expect(try notReached(id).dueFrom == at(14), "it was tried at ten")
        #expect(throws: DeskFault.nothingToCall) { try test.as("zhao") { _ = try $0.claimNextCall() } }
        test.now = at(14, 20)
        let again = try test.as("zhao") { try $0.claimNextCall() }
        #expect(again.id == id && again.attempts == 1)
        let standing = try test.desk.read { try $0.standing(of: id, at: test.now) }
        #expect(standing.attempts.count == 1 && standing.left == 2 && standing.isOpen)
        #expect(standing.next == at(9, days: 1), "were nobody reached now")
        #expect(try notReached(id).dueFrom == at(9, days: 1))
        test.now = at(9, 30, days: 1)
        #expect(throws: (any Error).self) { try notReached(id) }
        let closed = try test.as("zhao") { work in
            try work.recordCall(id, "unreachable", given: ["outcome": .text("no answer")])
        }
        #expect(closed.category == .done && closed.attempts == 3)
        #expect(try test.problems() == [])
    }

    @Test(
        "a customer who names a time is called then; that they were reached counts as an attempt, as those before do"
    )
    func later() throws {
        _ = try notReached(CallID(1))
        test.now = at(14, 20)
        let named = at(19, days: 1)
        let call = try test.as("zhao") { work in
            try work.recordCall(CallID(1), "call-later", given: ["callAgainAt": .instant(named)])
        }
        #expect(call.dueFrom == named && call.attempts == 2)
    }

    @Test(
        "a wrong number ends the call at once; who has the case is asked for the right one, and the customer's journal says so"
    )
    func wrongNumber() throws {
        let call = try test.as("zhao") { try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        #expect(call.category == .done && call.fields["outcome"] == .text("wrong number"))
        let (entries, c) = try test.desk.read {
            (try $0.journal.of(Subject(call.customer)), try $0.serviceCase(CaseID(1)))
        }
        #expect(entries.last?.event == "customer.numberWrong")
        #expect(entries.last?.facts["call"] == .text("F1"))
        let owner = try test.desk.read { reading in
            try reading.staff.all().first { $0.id == c.owner }?.login
        }
        let actor = try test.desk.actor(named: try #require(owner))
        let told = try test.desk.read { try $0.notices(for: actor) }
        #expect(told.contains { $0.message.text(in: "zh-Hans") == "王小明的电话有误（F1），请核实更正" })
    }
}
