import DeskTesting
import Model
import Quality
import Records
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Calls promised for a minute", .onEachDatabase)
struct PromisedCallTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func minutes(_ count: Int) -> Instant { Samples.now + .minutes(count) }

    /// Promised to a customer without a case, in so many minutes.
    private func promised(in count: Int) throws -> FollowUpCall {
        let customer = try test.customer()
        return try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: customer.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .minutes(count)))
        }
    }

    private func clocks(_ id: CallID) throws -> [Clock] {
        try test.desk.read { try $0.clocks.of(Subject(id)) }
    }

    private func report() throws -> CallBackFigures {
        let day = Window(start: Samples.now - .days(1), end: Samples.now + .days(2))
        return try test.desk.read { try $0.followUps(due: day, by: .agent, at: test.now) }.allCallBacks
    }

    @Test(
        "a promised call-back has one clock, due at its minute and the tolerance, in place of the general one"
    )
    func clock() throws {
        let call = try promised(in: 120)
        let clocks = try clocks(call.id)
        #expect(clocks.map(\.metric) == ["callback"])
        #expect(clocks[0].startedAt == minutes(120) && clocks[0].due == minutes(125))
        #expect(call.promisedAt == minutes(120) && call.dueBy == minutes(120))
        // A call of a plan has the general clock and none of this.
        let other = try test.finishedRepair()
        let planned = try #require(try test.desk.read { try $0.calls.of(other.id) }.first)
        let general = try self.clocks(planned.id)
        #expect(planned.promisedAt == nil && general.map(\.metric) == ["call"])
    }

    @Test("the reminder a plan makes is promised to nobody")
    func plan() throws {
        let customer = try test.customer()
        let call = try test.as("li") { work in
            var wish = CallWish(
                customer: customer.id, reason: CallWish.promised, from: work.now, by: work.now + .hours(1))
            wish.plan = "reminder"
            return try work.schedule(wish)
        }
        #expect(call.promisedAt == nil)
    }

    @Test("shortly before its minute a clerk is given it before what is pressing more, and not earlier")
    func hold() throws {
        let call = try promised(in: 60)
        let urgent = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: call.customer, reason: CallWish.visitLate, from: work.now,
                    by: work.now + .minutes(30)))
        }
        test.now = minutes(54)
        let first = try test.as("zhao") { work in
            let first = try work.claimNextCall()
            return try work.releaseCall(first.id)
        }
        #expect(first.id == urgent.id)
        test.now = minutes(55)
        let held = try test.as("zhao") { try $0.claimNextCall() }
        #expect(held.id == call.id && held.begunAt == minutes(55))
    }

    @Test("a minute outside the calling hours is kept as well; once it went by, not before they begin again")
    func outsideHours() throws {
        let customer = try test.customer()
        let named = test.desk.rules.startOfDay(test.now) + .hours(22)
        let call = try test.as("li") { work in
            try work.schedule(
                CallWish(customer: customer.id, reason: CallWish.promised, from: work.now, by: named))
        }
        test.now = named - .minutes(30)
        let before = try test.desk.read { try $0.standing(of: call.id, at: test.now) }
        #expect(!before.isOpen && before.opens == named - .minutes(5))
        #expect(throws: DeskFault.self) { _ = try test.as("zhao") { try $0.claimNextCall() } }
        test.now = named - .minutes(3)
        let held = try test.as("zhao") { work in
            let held = try work.claimNextCall()
            return try work.releaseCall(held.id)
        }
        #expect(held.id == call.id)
        test.now = named + .minutes(30)
        #expect(throws: DeskFault.self) { _ = try test.as("zhao") { try $0.claimNextCall() } }
        test.now = test.desk.rules.startOfDay(named) + .hours(24 + 8)
        let late = try test.as("zhao") { try $0.claimNextCall() }
        #expect(late.id == call.id)
    }

    @Test("a minute just after the calling hours begin is held for before they do, and told as open then")
    func beforeHours() throws {
        let customer = try test.customer()
        let named = test.desk.rules.startOfDay(test.now) + .hours(24 + 8) + .minutes(2)
        let call = try test.as("li") { work in
            try work.schedule(
                CallWish(customer: customer.id, reason: CallWish.promised, from: work.now, by: named))
        }
        test.now = named - .minutes(4)
        let standing = try test.desk.read { try $0.standing(of: call.id, at: test.now) }
        #expect(standing.isOpen)
        let held = try test.as("zhao") { try $0.claimNextCall() }
        #expect(held.id == call.id)
    }

    @Test("taken in hand before its minute it is kept, however long the talk is")
    func kept() throws {
        let call = try promised(in: 60)
        test.now = minutes(56)
        _ = try test.as("zhao") { try $0.claimNextCall() }
        test.now = minutes(80)
        _ = try test.desk.sweep(at: test.now)
        _ = try test.as("zhao") { try $0.recordCall(call.id, "told", given: [:]) }
        let clock = try #require(try clocks(call.id).first)
        #expect(clock.state == .met && clock.stoppedAt == minutes(60) && clock.breachedAt == nil)
        let figures = try report()
        #expect(figures.promised == 1 && figures.kept == 1 && figures.late == 0)
    }

    @Test("taken in hand later it is late by the minutes since, whether or not the sweep had told so")
    func late() throws {
        for hasSwept in [false, true] {
            let call = try promised(in: 60)
            let minute = try #require(call.promisedAt)
            test.now = minute + .minutes(30)
            if hasSwept { _ = try test.desk.sweep(at: test.now) }
            _ = try test.as("zhao") { try $0.claimNextCall() }
            test.now = minute + .minutes(75)
            _ = try test.as("zhao") { try $0.recordCall(call.id, "told", given: [:]) }
            let clock = try #require(try clocks(call.id).first)
            #expect(clock.state == .missed && clock.stoppedAt == minute + .minutes(30))
            #expect(clock.breachedAt == clock.due)
        }
        let figures = try report()
        #expect(figures.late == 2 && figures.meanBehind == .minutes(30) && figures.mostBehind == .minutes(30))
        #expect(try test.problems().isEmpty)
    }

    @Test("put back untried it is owed for the same minute; nobody counts the clock that lay in hand")
    func putBack() throws {
        let call = try promised(in: 60)
        test.now = minutes(57)
        _ = try test.as("zhao") { try $0.claimNextCall() }
        test.now = minutes(70)
        _ = try test.as("zhao") { try $0.releaseCall(call.id) }
        let clocks = try clocks(call.id)
        #expect(clocks.map(\.state) == [.cancelled, .running] && clocks[1].due == minutes(65))
        let figures = try report()
        #expect(figures.promised == 1 && figures.owedLate == 1)
    }

    @Test("a customer who names another minute is promised that one; the attempt before kept the first")
    func again() throws {
        let call = try promised(in: 60)
        test.now = minutes(60)
        _ = try test.as("zhao") { try $0.claimNextCall() }
        let named = minutes(240)
        let later = try test.as("zhao") {
            try $0.recordCall(call.id, "call-later", given: ["callAgainAt": .instant(named)])
        }
        #expect(later.promisedAt == named && later.dueFrom == named && later.dueBy == named)
        let clocks = try clocks(call.id)
        #expect(clocks.map(\.state) == [.met, .running] && clocks[1].startedAt == named)
        #expect(throws: DeskFault.nothingToCall) { _ = try test.as("zhao") { try $0.claimNextCall() } }
        test.now = minutes(237)
        let held = try test.as("zhao") { try $0.claimNextCall() }
        #expect(held.id == call.id)
    }

    @Test("who nobody answers was rung up on the minute all the same; the next attempt is promised to nobody")
    func noAnswer() throws {
        let call = try promised(in: 60)
        test.now = minutes(60)
        let tried = try test.as("zhao") { work in
            _ = try work.claimNextCall()
            return try work.recordCall(call.id, "no-answer", given: [:])
        }
        let states = try clocks(call.id).map(\.state)
        #expect(tried.promisedAt == nil && tried.category.isOpen && states == [.met])
    }

    @Test("a call-back that a questionnaire promises is made by others, and not at once")
    func fromSheet() throws {
        let repair = try test.finishedRepair()
        test.now = test.now + .days(2)
        let receipt = try test.as("zhao") { work -> SurveyReceipt in
            let call = try work.claimNextCall()
            return try work.answerCall(
                call.id,
                [
                    "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
                    "signedYourself": .chosen(["yes"]), "overall": .number(1),
                ]
            ).0
        }
        let id = try #require(receipt.setOff.compactMap(\.call).first)
        let (call, served) = try test.desk.read { (try $0.call(id), try $0.whoServed(repair.id)) }
        #expect(!served.isEmpty && Set(served).isSubset(of: Set(call.barred)))
        #expect(call.dueFrom == test.now + .hours(1) && call.promisedAt == call.dueBy)
        // One that an agent promises for a case is that agent's to keep.
        let own = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: repair.customer, caseID: repair.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .hours(1)))
        }
        #expect(own.barred.isEmpty)
    }
}
