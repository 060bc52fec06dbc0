import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

@Suite("The main job", .onEachDatabase)
struct MainJobTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    @Test("a repair goes from the first call to the recorded follow-up, its state following from its visits")
    func repair() throws {
        let c = try test.logRepair()
        #expect(c.state == "logged")
        let visit = try test.bookVisit(for: c.id)
        #expect(try test.state(c.id) == "dispatched")

        for step in ["dispatch", "accept", "set-out", "arrive"] {
            test.now = test.now + .minutes(20)
            try test.as("t1") { _ = try $0.take(step, on: visit.id) }
        }
        try test.as("t1") {
            _ = try $0.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        let done = try test.desk.read { try $0.visit(visit.id) }
        #expect(done.category == .done)
        #expect(done.arrivedAt == test.now && done.finishedAt == test.now)
        #expect(done.promised == visit.promised, "what was promised is never moved")
        #expect(try test.desk.read { try $0.serviceCase(c.id) }.category == .done)

        test.now = test.now + .days(2)
        let call = try test.as("zhao") { try $0.claimNextCall() }
        #expect(call.caseID == c.id)
        let recorded = try test.as("zhao") {
            try $0.recordCall(
                call.id, "without-questions",
                given: ["remark": .text("师傅很专业"), "unasked": .text("客户没时间")])
        }
        #expect(recorded.category == .done)
        #expect(recorded.attempts == 1)
        #expect(try test.problems().isEmpty)
    }

    @Test("whoever handled the case may not make its follow-up call")
    func barred() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .days(2)
        let call = try #require(try test.desk.read { try $0.calls.of(c.id) }.first)
        #expect(throws: DeskFault.barred(login: "li", call: call.id)) {
            _ = try test.as("li") { try $0.recordCall(call.id, "satisfied", given: [:]) }
        }
        #expect(throws: DeskFault.nothingToCall) { _ = try test.as("li") { try $0.claimNextCall() } }
    }

    @Test("a dissatisfied answer reopens the case, more urgent, with its clocks running again")
    func dissatisfied() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .days(2)
        let call = try test.as("zhao") { try $0.claimNextCall() }
        _ = try test.as("zhao") {
            try $0.recordCall(
                call.id, "dissatisfied", given: ["remark": .text("还是不制冷"), "unasked": .text("客户没时间")])
        }
        let reopened = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(reopened.category.isOpen)
        #expect(reopened.reopened == 1)
        #expect(reopened.severity > c.severity)
        #expect(try test.desk.read { try $0.clocks.of(Subject(c.id)) }.contains { $0.state == .running })
        #expect(try test.problems().isEmpty)
    }

    @Test("no access makes the case wait for the customer, and a second visit is a record of its own")
    func noAccess() throws {
        let c = try test.logRepair()
        let first = try test.bookVisit(for: c.id)
        try test.as("t1") {
            try $0.take("set-out", on: first.id)
            try $0.take("no-access", on: first.id, given: ["noAccessCause": .text("customer")])
        }
        let waiting = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(waiting.category == .waitingForCustomer)
        #expect(waiting.fields["visitWanted"] == .flag(true))
        let second = try test.bookVisit(for: c.id)
        #expect(second.id != first.id)
        let dispatched = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(dispatched.state == "dispatched")
        #expect(dispatched.fields["visitWanted"] == nil)
    }

    @Test("when parts are expected is told to the case, which looks for them that day")
    func partsDue() throws {
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        let due = test.now + .days(3)
        try test.as("t1") {
            try $0.take("set-out", on: visit.id)
            try $0.take("arrive", on: visit.id)
            try $0.take(
                "need-parts", on: visit.id,
                given: ["partsNeeded": .text("压缩机"), "partsDue": .instant(due)])
        }
        let waiting = try test.desk.read { try $0.serviceCase(c.id) }
        #expect(waiting.state == "waiting-for-parts")
        #expect(waiting.fields["partsDue"] == .instant(due))
        _ = try test.desk.sweep(at: due)
        let taken = try test.desk.read { try $0.journal.of(Subject(c.id)) }.map { $0.facts["did"] }
        #expect(taken.contains(.text("parts-overdue")))
    }

    @Test("cancelling a case takes its open visit and clocks with it")
    func cancel() throws {
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        try test.as("li") {
            _ = try $0.take("cancel", on: c.id, given: ["cancelReason": .text(try test.cancelReason)])
        }
        #expect(try test.desk.read { try $0.visit(visit.id) }.category == .cancelled)
        #expect(try test.desk.read { try $0.clocks.of(Subject(c.id)) }.allSatisfy { !$0.state.isOpen })
        #expect(try test.problems().isEmpty)
    }

    @Test("a technician sees the own open visits, and only those")
    func ownVisits() throws {
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        let mine = try test.desk.actor(named: "t1")
        let other = try test.desk.actor(named: "t2")
        let visits = { (actor: Actor) in
            try test.desk.read { try $0.work(of: actor, everyones: false, at: test.now).items.map(\.subject) }
        }
        #expect(try visits(mine) == [Subject(visit.id)])
        #expect(try visits(other).isEmpty)
    }
}
