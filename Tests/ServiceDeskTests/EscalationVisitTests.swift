import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Escalation ladders of visits and calls", .onEachDatabase)
struct EscalationVisitTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func climbed(_ subject: Subject) throws -> [String] {
        try test.desk.read { try $0.escalation(of: subject, at: test.now) }.climbed.map {
            "\($0.ladder) \($0.mark?.description ?? "")"
        }
    }

    /// Of a subject, by kind.
    private func told(_ login: String, _ subject: Subject) throws -> [NoticeKind] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.notices(for: actor, limit: 200) }
            .filter { $0.subject == subject }.map(\.kind)
    }

    /// Looks every half hour, as a desk does that nobody leaves open at night.
    private func live(until end: Instant) throws {
        while test.now < end {
            test.now = min(end, test.now + .minutes(30))
            _ = try test.desk.sweep(at: test.now)
        }
    }

    @Test("who comes late is told of, once at the window's end and once long after; who comes in time is not")
    func arrival() throws {
        let late = try test.bookVisit(for: test.logRepair().id)
        let good = try test.bookVisit(for: test.logRepair(for: test.customer().id).id)
        for visit in [late, good] {
            try test.as("t1") { work in
                for step in ["dispatch", "accept"] { try work.take(step, on: visit.id) }
            }
        }
        let coming = try test.desk.read { try $0.escalation(of: Subject(late.id), at: test.now) }.coming
        #expect(coming.map(\.ladder.name).contains("arrival"))
        try live(until: min(good.promised.end, late.promised.end) - .minutes(40))
        for step in ["set-out", "arrive"] { try test.as("t1") { _ = try $0.take(step, on: good.id) } }
        #expect(try climbed(Subject(late.id)).contains("arrival 100 %") == false)
        try live(until: late.promised.end + .days(2))
        let wanted = ["arrival 100 %", "arrival 10 min after"]
        #expect(try climbed(Subject(late.id)).filter { $0.hasPrefix("arrival") } == wanted)
        #expect(try climbed(Subject(good.id)).filter { $0.hasPrefix("arrival") } == [])
        let technician = try #require(late.technician)
        let login = try #require(try test.desk.read { try $0.staff.find(technician) }?.login)
        #expect(try told(login, Subject(late.id)).filter { $0 == .breach }.count == 1)
        #expect(try told("wang", Subject(late.id)).filter { $0 == .breach }.count == 1)
        #expect(try told("chen", Subject(late.id)).filter { $0 == .overdue }.count == 1)
        #expect(try test.problems() == [])
    }

    @Test("the second time nobody opens in the visits of a case is told of, not the first")
    func noAccess() throws {
        let c = try test.logRepair()
        var ended: [Visit] = []
        for _ in 1...2 {
            let visit = try test.bookVisit(for: c.id)
            try test.as("t1") {
                try $0.take("set-out", on: visit.id)
                try $0.take("no-access", on: visit.id, given: ["noAccessCause": .text("customer")])
            }
            ended.append(visit)
        }
        #expect(try climbed(Subject(ended[0].id)) == [])
        #expect(try climbed(Subject(ended[1].id)) == ["no-access 2"])
        #expect(try told("chen", Subject(ended[1].id)).contains(.escalated))
    }

    @Test("a call-back is told of at its minute and a quarter of an hour after, unless it was taken in hand")
    func callBack() throws {
        let customer = try test.customer()
        func promised() throws -> FollowUpCall {
            try test.as("li") { work in
                try work.schedule(
                    CallWish(
                        customer: customer.id, reason: CallWish.promised, from: work.now,
                        by: work.now + .minutes(120)))
            }
        }
        let call = try promised()
        _ = try test.desk.sweep(at: test.now + .minutes(124))
        #expect(try climbed(Subject(call.id)) == [])
        test.now = test.now + .minutes(130)
        _ = try test.desk.sweep(at: test.now)
        #expect(try climbed(Subject(call.id)) == ["call-back 100 %"])
        try live(until: test.now + .days(1))
        #expect(try climbed(Subject(call.id)) == ["call-back 100 %", "call-back 300 %"])
        // Of no case: whoever stands in for an owner is told, and there is nothing to raise.
        #expect(try told("chen", Subject(call.id)).contains(.breach))
        try test.desk.act(by: .desk, at: test.now) { work in
            try work.climb(asEnded: .call(work.reading.call(call.id)), telling: .callUnreachable)
        }
        #expect(try climbed(Subject(call.id)).last == "unreachable 1")
    }

    @Test("a window at risk is told to who has the case, and what a rung does is done to the case")
    func atRisk() throws {
        let c = try test.logRepair()
        try test.as("li") { _ = try $0.claimCase(c.id) }
        let visit = try test.bookVisit(for: c.id)
        try test.desk.act(by: .desk, at: test.now) { try $0.climb(atRisk: visit.id) }
        #expect(try climbed(Subject(visit.id)) == ["window 1"])
        #expect(try told("li", Subject(visit.id)).contains(.escalated))
        #expect(try climbed(Subject(c.id)) == [])
        #expect(throws: DeskFault.self) {
            try test.desk.read { try $0.escalation(of: Subject(c.customer), at: test.now) }
        }
    }
}
