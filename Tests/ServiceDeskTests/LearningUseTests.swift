import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Planning with what past visits taught", .onEachDatabase)
struct LearningUseTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// Repairs on days in a row, 90 minutes planned, each so long in truth; their technician sets out 30 minutes before.
    private func history(_ count: Int, minutes: Int) throws {
        for _ in 0..<count {
            let customer = try test.as("li") { try $0.addCustomer(Samples.customer()) }
            let visit = try test.bookVisit(for: test.logRepair(for: customer.id).id)
            try test.as("wang") { _ = try $0.take("dispatch", on: visit.id) }
            let steps: [(String, Int)] = [("accept", -60), ("set-out", -30), ("arrive", 0)]
            for (step, offset) in steps {
                test.now = visit.planned.start + .minutes(offset)
                try test.as("t1") { _ = try $0.take(step, on: visit.id) }
            }
            test.now = visit.planned.start + .minutes(minutes)
            try test.as("t1") {
                _ = try $0.take(
                    "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
            }
            let next = test.desk.rules.localDay(test.now) + 1
            test.now = test.desk.rules.deskCalendar.instant(next, minute: 9 * 60)
        }
    }

    private func learner() throws -> Learner {
        let window = Window(start: Samples.now - .days(1), end: test.now + .days(1))
        return try test.desk.read { try $0.learn(from: window, at: test.now) }
    }

    private func slot(_ id: CaseID) throws -> Slot {
        try test.desk.read { try $0.slots(VisitWish(caseID: id), at: test.now)[0] }
    }

    private func minutes(_ slot: Slot) -> Int { (slot.planned.end - slot.planned.start).minutes }

    @Test(
        "slots are as long as was learnt once it is in force, say why, and are as planned again once it is forgotten"
    )
    func inForce() throws {
        try history(12, minutes: 150)
        let c = try test.logRepair()
        let before = try slot(c.id)
        #expect(minutes(before) == 90 && before.basis.isEmpty)

        let learner = try learner()
        let duration = try #require(
            learner.learnt.figure(
                .duration, .init(product: "air-conditioner", fault: "not-cooling", kind: "repair")))
        #expect(duration.estimate.visits == 12 && duration.planned == 90)
        #expect(duration.estimate.value > 110)
        // Looking changes nothing.
        #expect(try slot(c.id) == before)

        try test.as("wang") { try $0.putInForce(learner.learnt) }
        let after = try slot(c.id)
        // The one technician's pace and the fault share what makes it longer; together they come near the truth.
        #expect((130...155).contains(minutes(after)), "\(minutes(after))")
        #expect(
            after.reasons.contains { $0.key == "slot.why.learntFault" && $0.facts["count"] == .count(12) })
        let booked = try test.as("wang") { try $0.book(VisitWish(caseID: c.id), slot: after) }
        #expect(booked.planned == after.planned)

        let other = try test.logRepair()
        #expect(try test.as("wang") { try $0.forgetLearnt() })
        #expect(try minutes(slot(other.id)) == 90)
        #expect(try !test.as("wang") { try $0.forgetLearnt() })
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.problems() == [])
        let events = try test.desk.read { try $0.journal.of(.desk).map(\.event) }
        #expect(events.filter { $0.hasPrefix("dispatch.") } == ["dispatch.learnt", "dispatch.forgot"])
    }

    @Test("another connection plans with it at once, and tells since when and by whom")
    func elsewhere() throws {
        try history(3, minutes: 150)
        let c = try test.logRepair()
        let other = try ServiceDesk.open(test.url, rules: TemporaryDesk.rules)
        func there() throws -> Int {
            try minutes(other.read { try $0.slots(VisitWish(caseID: c.id), at: test.now)[0] })
        }
        #expect(try there() == 90)
        let learnt = try learner().learnt
        try test.as("wang") { try $0.putInForce(learnt) }
        #expect(try there() > 95)
        let known = try #require(try other.read { try $0.learntInForce() })
        #expect(known.by == "wang" && known.since == test.now && known.learnt == learnt)
    }

    @Test("minutes that the agent says count, whatever was learnt")
    func said() throws {
        try history(5, minutes: 150)
        let learnt = try learner().learnt
        try test.as("wang") { try $0.putInForce(Learnt(learnt.figures.filter { $0.what == .duration })) }
        var wish = VisitWish(caseID: try test.logRepair().id)
        wish.minutes = 40
        let slots = try test.desk.read { try $0.slots(wish, at: test.now) }
        #expect(minutes(slots[0]) == 40 && slots[0].basis.isEmpty)
    }

    @Test("who may not plan can neither put it in force nor take it back")
    func refused() throws {
        #expect(throws: DeskFault.notAllowed(login: "li", right: "visit.plan")) {
            try test.as("li") { try $0.putInForce(Learnt()) }
        }
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "visit.plan")) {
            try test.as("t1") { _ = try $0.forgetLearnt() }
        }
    }

    @Test("setting out is read from the journal, and ways are learnt from it")
    func ways() throws {
        try history(2, minutes: 90)
        let window = Window(start: Samples.now - .days(1), end: test.now)
        let records = try test.desk.read { try $0.visitRecords(in: window) }
        #expect(records.count == 2)
        for record in records {
            #expect(record.outcome == .done && record.isFixed && record.zone == "浦东")
            #expect(record.setOutAt == record.planned.start - .minutes(30))
            #expect(record.arrivedAt == record.planned.start)
        }
        // 5 km by air from the technician's home take 16 minutes as planned.
        let way = try #require(try learner().learnt.figure(.way, .init(zone: "浦东")))
        #expect(way.estimate.visits == 2 && way.estimate.value > 1.1)
    }

    @Test("a report tells windows and promises kept, and how much of the shifts was worked, by whom")
    func report() throws {
        try history(4, minutes: 90)
        let rules = test.desk.rules
        let first = rules.localDay(Samples.now)
        let window = Window(
            start: rules.deskCalendar.instant(first, minute: 0),
            end: rules.deskCalendar.instant(rules.localDay(test.now), minute: 0))
        let report = try test.desk.read { try $0.dispatchReport(window, by: .technician, at: test.now) }
        #expect(report.desk.visits == 4)
        #expect(report.desk[.windowsKept].value == 1 && report.desk[.windowsKept].count == 4)
        #expect(report.desk[.travelShare].value == 0.25)
        #expect(report.desk[.minutesOnSite].value == 90)
        #expect((report.desk[.promisesKept].value ?? 0) > 0)
        // The same customer's same fault again and again: each is another customer here, so all four are fixed at once.
        #expect(report.desk[.firstTimeFix].value == 1)
        let t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
        let t2 = try #require(try test.desk.read { try $0.staff.find(login: "t2") })
        let rows = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.technician, $0) })
        let used = try #require(rows[t1.id]?[.utilisation].value)
        #expect(used > 0.1 && used < 1)
        #expect(rows[t2.id]?[.utilisation].value == 0)
        #expect(report.desk[.utilisation].value == used / 2)
        // No window, nothing to report.
        let empty = Window(start: window.start - .days(60), end: window.start - .days(50))
        let nothing = try test.desk.read { try $0.dispatchReport(empty, by: .zone, at: test.now) }
        #expect(nothing.rows.isEmpty && nothing.desk[.firstTimeFix].value == nil)
    }
}
