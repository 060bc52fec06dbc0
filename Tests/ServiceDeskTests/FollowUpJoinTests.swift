import DeskTesting
import Foundation
import Model
import Quality
import Records
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("One call for several reasons", .onEachDatabase)
struct FollowUpJoinTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func calls(of id: CustomerID) throws -> [FollowUpCall] {
        try test.desk.read { try $0.calls.of(id) }.sorted { $0.id.number < $1.id.number }
    }

    private func matters(_ id: CallID) throws -> [CallMatter] {
        try test.desk.read { try $0.callMatters.of(id) }
    }

    private func addUnit(of customer: CustomerID, product: String = "air-conditioner") throws -> UnitID {
        let day = test.desk.rules.localDay(test.now) - 30
        return try test.as("li") { work in
            var unit = Model.Unit(id: UnitID(0), customer: customer, product: product, createdAt: work.now)
            (unit.boughtOn, unit.installedOn, unit.hasInvoice) = (day, day, true)
            return try work.addUnit(unit).id
        }
    }

    private func track(_ customer: CustomerID, _ unit: UnitID, from: Instant, by: Instant) throws
        -> FollowUpCall
    {
        try test.as("wang") { work in
            var wish = CallWish(
                customer: customer, unit: unit, reason: "quality tracking", from: from, by: by)
            (wish.plan, wish.joins, wish.rank) = ("quality-tracking", true, .low)
            return try work.schedule(wish)
        }
    }

    /// A repair whose call is due, and its unit's quality tracking with it.
    private func joined() throws -> (call: FollowUpCall, unit: UnitID) {
        let c = try test.finishedRepair()
        let call = try #require(try calls(of: c.customer).first)
        let unit = try addUnit(of: c.customer)
        #expect(try track(c.customer, unit, from: test.now, by: test.now + .days(14)).id == call.id)
        return (try test.desk.read { try $0.call(call.id) }, unit)
    }

    @Test(
        "a reason that is due at the same time is served by the call the customer is due anyway, within both windows"
    )
    func join() throws {
        let (call, unit) = try joined()
        #expect(try calls(of: call.customer).count == 1)
        #expect(call.dueFrom == test.now + .hours(24) && call.dueBy == test.now + .hours(72))
        let matters = try matters(call.id)
        #expect(matters.map(\.reason) == ["after visit", "quality tracking"] && matters[1].unit == unit)
        // What the customer asked for is never part of it, nor one whose times do not meet.
        let others = try test.as("wang") { work in
            try [
                (CallWish.promised, test.now + .hours(30), test.now + .hours(31)),
                ("quality tracking", test.now + .days(20), test.now + .days(30)),
            ].map { reason, from, by in
                var wish = CallWish(customer: call.customer, reason: reason, from: from, by: by)
                wish.joins = reason != CallWish.promised
                return try work.schedule(wish).id
            }
        }
        #expect(!others.contains(call.id) && Set(others).count == 2)
    }

    @Test("it is asked about each reason in turn, and closed after the last as the worst of them says")
    func askEach() throws {
        let (call, unit) = try joined()
        test.now = test.now + .days(2)
        let good: [String: Answer] = [
            "inUse": .chosen(["yes"]), "working": .chosen(["fully"]), "worry": .chosen(["no"]),
            "overall": .number(7),
        ]
        let bad: [String: Answer] = [
            "fixed": .chosen(["not at all"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
            "signedYourself": .chosen(["yes"]), "overall": .number(2), "reason": .text("还是不制冷"),
            "stillWrong": .text("不制冷"), "recommend": .number(2),
        ]
        let first = try test.as("zhao") { work -> (SurveyReceipt, FollowUpCall) in
            #expect(try work.claimNextCall().id == call.id)
            return try work.answerCall(call.id, bad)
        }
        #expect(first.1.category.isOpen && first.0.survey.questionnaire == "after-repair")
        let taken = first.0.setOff.filter(\.takesUp).count
        let second = try test.as("zhao") { try $0.answerCall(call.id, good) }
        #expect(second.0.survey.questionnaire == "quality-tracking" && second.0.survey.unit == unit)
        #expect(second.0.survey.caseID == nil && second.0.survey.visit == nil)
        #expect(!second.1.category.isOpen && second.1.fields["satisfaction"] == .text("dissatisfied"))
        #expect(taken > 0)
        // What it says is what the sheet says that it ends by, with where both are.
        #expect(second.1.fields["fixed"] == .text("not at all"))
        let remark = second.1.fields["remark"]?.plain ?? ""
        #expect(remark.contains("\(first.0.survey.id)") && remark.contains("还是不制冷"))
        #expect(remark.contains("\(second.0.survey.id)"))
        // Opened again by the first sheet, once.
        let reopened = try test.desk.read { try $0.serviceCase(try #require(call.caseID)).reopened }
        #expect(reopened == 1)
        #expect(throws: SurveyFault.self) { try test.as("zhao") { _ = try $0.answerCall(call.id, good) } }
    }

    @Test("what breaks off is closed with what was answered, and the rest is not asked")
    func brokeOff() throws {
        let (call, _) = try joined()
        test.now = test.now + .days(2)
        let end = try test.as("zhao") { work -> FollowUpCall in
            _ = try work.claimNextCall()
            return try work.answerCall(call.id, ["fixed": .chosen(["fully"])], brokeOff: true).1
        }
        #expect(!end.category.isOpen)
        #expect(try test.desk.read { try $0.surveys.of(call.id, of: call.customer) }.count == 1)
    }

    @Test(
        "a reason that comes first later becomes the call's own: its case hears of it, and its questions are first"
    )
    func higher() throws {
        let c = try test.logRepair()
        let unit = try addUnit(of: c.customer)
        let tracking = try track(c.customer, unit, from: test.now, by: test.now + .days(14))
        #expect(tracking.unit == unit && tracking.caseID == nil)
        let visit = try test.bookVisit(for: c.id)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take("finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        let call = try #require(try calls(of: c.customer).first)
        #expect(call.id == tracking.id && call.reason == "after visit" && call.caseID == c.id)
        #expect(call.plan == "after-repair" && call.rank == .normal)
        #expect(call.dueFrom == test.now + .hours(24))
        let asked = try test.desk.read { try $0.toAsk(in: call) }
        #expect(asked.map(\.questionnaire.name) == ["after-repair", "quality-tracking"])
    }

    @Test("there must be time to make it in the calling hours for both, or they are two calls")
    func noTime() throws {
        let customer = try test.customer().id
        let unit = try addUnit(of: customer)
        // Until nine in the evening, and from six in the morning on: they meet at night alone.
        let midnight = test.desk.rules.startOfDay(test.now)
        let evening = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: customer, reason: "after closing", from: test.now, by: midnight + .hours(32)))
        }
        let other = try track(customer, unit, from: midnight + .hours(30), by: midnight + .days(9))
        #expect(other.id != evening.id)
    }

    @Test(
        "a case that is called off takes its reason along: the call is made for the others, and ends when that was all"
    )
    func calledOff() throws {
        let (call, unit) = try joined()
        let id = try #require(call.caseID)
        try test.desk.act(by: .desk, at: test.now) { work in
            let matter = try #require(try work.callMatters.open(of: id).first)
            try work.takeOff(matter, on: .caseCalledOff)
        }
        let left = try test.desk.read { try $0.call(call.id) }
        #expect(left.category.isOpen && left.reason == "quality tracking" && left.unit == unit)
        #expect(left.caseID == nil && left.dueBy == test.now + .days(14))
        #expect(try matters(call.id).map(\.reason) == ["quality tracking"])
        try test.desk.act(by: .desk, at: test.now) { work in
            for matter in try work.callMatters.of(call.id) { try work.takeOff(matter, on: .caseCalledOff) }
        }
        #expect(try test.desk.read { try $0.call(call.id) }.category == .cancelled)
        let span = Window(start: test.now, end: test.now + .days(30))
        let all = try test.desk.read { try $0.followUps(due: span, by: .plan, at: test.now) }.all
        #expect(all.due == 2 && all.cancelled == 2)
    }

    @Test(
        "who wants no calls any more gets none that nobody has begun, but those they asked for; that they were due is kept"
    )
    func declined() throws {
        let (call, _) = try joined()
        let promised = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: call.customer, reason: CallWish.promised, from: test.now,
                    by: test.now + .hours(4)))
        }
        try test.as("li") { work in
            var customer = try work.reading.customer(call.customer)
            customer.mayCall = false
            _ = try work.editCustomer(customer)
        }
        let after = try test.desk.read { (try $0.call(call.id), try $0.call(promised.id)) }
        #expect(after.0.category == .cancelled && after.1.category.isOpen)
        let span = Window(start: test.now, end: test.now + .days(30))
        let all = try test.desk.read { try $0.followUps(due: span, by: .plan, at: test.now) }.all
        #expect(all.due == 3 && all.skipped == 2 && all.open == 1)
    }
}
