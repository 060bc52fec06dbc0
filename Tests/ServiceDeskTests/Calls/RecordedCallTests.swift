import DeskTesting
import Model
import Quality
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Recording calls", .onEachDatabase)
struct RecordedCallTests {
    let test: TemporaryDesk
    let repair: ServiceCase

    init() throws {
        test = try TemporaryDesk()
        repair = try test.finishedRepair()
        test.now = test.now + .days(2)
    }

    private func call() throws -> FollowUpCall {
        try #require(try test.desk.read { try $0.calls.of(repair.id) }.first)
    }

    private func events(_ subject: Subject) throws -> [String] {
        try test.desk.read { try $0.journal.of(subject) }.map(\.event)
    }

    @Test("made at night it says why, which is kept; begun in the hours, it may be written down later")
    func outside() throws {
        let id = try call().id
        test.now = test.desk.rules.startOfDay(test.now) + .hours(22)
        #expect(throws: RecordedCallFault.self) {
            _ = try test.as("zhao") { try $0.recordCall(id, "no-answer", given: [:]) }
        }
        let made = try test.as("zhao") {
            try $0.recordCall(id, "no-answer", given: ["offHours": .text("customer rang")])
        }
        #expect(made.fields["offHours"] == .text("customer rang") && made.attempts == 1)
        test.now = made.dueFrom
        _ = try test.as("zhao") { try $0.claimNextCall() }
        test.now = test.desk.rules.startOfDay(test.now) + .hours(23)
        let written = try test.as("zhao") { try $0.recordCall(id, "no-answer", given: [:]) }
        #expect(written.attempts == 2)
    }

    @Test("at the minute that was promised nobody says why so late in the day; an hour after it they do")
    func promisedMinute() throws {
        let minute = test.desk.rules.startOfDay(test.now) + .hours(22)
        let ids = try (0..<2).map { _ in
            try test.as("li") { work in
                try work.schedule(
                    CallWish(
                        customer: repair.customer, reason: CallWish.promised, from: work.now, by: minute)
                ).id
            }
        }
        test.now = minute + .minutes(3)
        let kept = try test.as("zhao") { try $0.recordCall(ids[0], "told", given: [:]) }
        #expect(kept.category == .done)
        test.now = minute + .hours(1)
        #expect(throws: RecordedCallFault.self) {
            _ = try test.as("zhao") { try $0.recordCall(ids[1], "told", given: [:]) }
        }
    }

    @Test(
        "reached without time for the questions it says why; ended as if they were asked, the journal says so"
    )
    func unasked() throws {
        let id = try call().id
        let offers = try test.desk.actor(named: "zhao")
        let offered = try test.desk.read { try $0.offers(id, by: offers, at: test.now) }
        let way = try #require(offered.first { $0.name == "without-questions" })
        #expect(way.refusal == nil && way.requires.map(\.name) == ["unasked"])
        let done = try test.as("zhao") {
            try $0.recordCall(id, "without-questions", given: ["unasked": .text("客户没时间")])
        }
        #expect(done.category == .done && done.fields["unasked"] == .text("客户没时间"))
        let quiet = try events(Subject(id))
        #expect(!quiet.contains("call.unasked"))
    }

    @Test(
        "a call that owes a questionnaire is ended by no outcome as if it were answered without saying why, by neither door",
        arguments: ["dissatisfied", "told", "broke-off"])
    func told(_ outcome: String) throws {
        let id = try call().id
        var given: [String: FieldValue] = outcome == "dissatisfied" ? ["remark": .text("太慢")] : [:]
        let refused = try test.desk.read { reading in
            RecordedCallFault.unasked(
                id, questionnaire: try #require(try reading.questionnaire(asked: reading.call(id))?.label))
        }
        #expect(throws: refused) { _ = try test.as("zhao") { try $0.recordCall(id, outcome, given: given) } }
        _ = try test.as("zhao") { try $0.claimNextCall() }
        #expect(throws: refused) { _ = try test.as("zhao") { try $0.take(outcome, on: id, given: given) } }
        given["unasked"] = .text(" ")
        #expect(throws: refused) { _ = try test.as("zhao") { try $0.recordCall(id, outcome, given: given) } }
        given["unasked"] = .text("客户没时间")
        let done = try test.as("zhao") { try $0.recordCall(id, outcome, given: given) }
        #expect(done.category == .done && done.fields["unasked"] == .text("客户没时间"))
        let events = try events(Subject(id))
        #expect(events.filter { $0 == "call.unasked" }.count == 1)
    }

    @Test(
        "that somebody is content is said by the answers alone where a questionnaire is owed, whatever reason is given, and is not offered",
        arguments: ["satisfied", "fairly-satisfied"])
    func content(_ outcome: String) throws {
        let id = try call().id
        let zhao = try test.desk.actor(named: "zhao")
        let offered = try test.desk.read { try $0.offers(id, by: zhao, at: test.now) }
        #expect(offered.first { $0.name == outcome }?.refusal != nil)
        #expect(throws: StepRefusal.self) {
            _ = try test.as("zhao") { try $0.recordCall(id, outcome, given: [:]) }
        }
        _ = try test.as("zhao") { try $0.claimNextCall() }
        #expect(throws: StepRefusal.self) { _ = try test.as("zhao") { try $0.take(outcome, on: id) } }
        let answers: [String: Answer] = [
            "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
            "signedYourself": .chosen(["nothing"]), "overall": .number(outcome == "satisfied" ? 7 : 5),
        ]
        let done = try test.as("zhao") { try $0.answerCall(id, answers).1 }
        #expect(done.category == .done && done.fields["satisfaction"] != nil)
    }

    @Test("a tracking call about no unit asks no questionnaire about one: it ends as its script says")
    func withoutUnit() throws {
        let call = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: repair.customer, reason: "quality tracking", from: work.now,
                    by: work.now + .days(1)))
        }
        let asked = try test.desk.read { try $0.questionnaire(asked: call)?.name }
        #expect(asked == nil)
        _ = try test.as("zhao") { try $0.recordCall(call.id, "satisfied", given: [:]) }
        let events = try events(Subject(call.id))
        #expect(!events.contains("call.unasked"))
    }

    @Test(
        "who asked for no more calls stands on the customer's record, and on the next call that is looked at")
    func declined() throws {
        let first = try call()
        _ = try test.as("zhao") {
            try $0.recordCall(first.id, "do-not-call", given: ["declinedBy": .text("王太太")])
        }
        let next = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: repair.customer, reason: CallWish.promised, from: work.now,
                    by: work.now + .hours(1)))
        }
        let zhao = try test.desk.actor(named: "zhao")
        let sheet = try test.desk.read { try $0.sheet(next.id, by: zhao, at: test.now) }
        #expect(sheet.declined == .init(by: "王太太", call: first.id.description, at: test.now))
    }

    @Test("a case opened again withdraws what waits to be asked about it, not what its customer was promised")
    func reopened() throws {
        let waiting = try call()
        let promised = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: repair.customer, caseID: repair.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .hours(5)))
        }
        try test.desk.act(by: .desk, at: test.now) { try $0.withdrawCalls(of: repair.id) }
        let (gone, kept) = try test.desk.read { (try $0.call(waiting.id), try $0.call(promised.id)) }
        #expect(gone.category == .cancelled && kept.category.isOpen)
        let events = try events(Subject(waiting.id))
        #expect(events.contains("call.withdrawn"))
    }

    @Test("a call about no case tells of the customer's cases, visits and calls before")
    func earlier() throws {
        let call = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: repair.customer, reason: "quality tracking", from: work.now,
                    by: work.now + .days(1)))
        }
        let zhao = try test.desk.actor(named: "zhao")
        let (sheet, about) = try test.desk.read {
            (
                try $0.sheet(call.id, by: zhao, at: test.now),
                try $0.sheet(CallID(1), by: zhao, at: test.now)
            )
        }
        let ids = sheet.earlier.map(\.id)
        #expect(ids.contains("C1") && ids.contains("V1") && ids.contains("F1"))
        #expect(!ids.contains(call.id.description) && about.earlier.isEmpty)
    }
}
