import DeskTesting
import Dispatching
import Model
import Records
import Resources
import ServiceTime
import Simulation
import Testing
import Workflow

@testable import ServiceDesk

/// A past small enough to be told whole.
@Suite("What a past teaches whoever simulates it", .onEachDatabase)
struct PastDeskTests {
    let test: TemporaryDesk
    private let rules = TemporaryDesk.rules

    init() throws { test = try TemporaryDesk() }

    // MARK: What happened

    private func log(_ name: String, _ phone: String) throws -> CaseID {
        let customer = try test.as("li") { try $0.addCustomer(Samples.customer(name: name, phone: phone)) }
        return try test.logRepair(for: customer.id).id
    }

    /// Somebody sets out half an hour before the planned time, and where they are let in, is there for 75 minutes.
    private func visit(_ id: CaseID, _ last: String = "finish", given: [String: FieldValue]? = nil) throws
        -> (setOut: Instant, over: Instant)
    {
        let visit = try test.bookVisit(for: id)
        let setOut = max(test.now, visit.planned.start - .minutes(30))
        test.now = setOut
        try test.as("t1") { _ = try $0.take("set-out", on: visit.id) }
        if last != "no-access" {
            test.now = setOut + .minutes(30)
            try test.as("t1") { _ = try $0.take("arrive", on: visit.id) }
            test.now = test.now + .minutes(75)
        }
        let report: [String: FieldValue] = ["result": .text("fixed"), "action": .text("更换电容")]
        try test.as("t1") { _ = try $0.take(last, on: visit.id, given: given ?? report) }
        return (setOut, test.now)
    }

    private func visitNobody(_ id: CaseID) throws -> (setOut: Instant, over: Instant) {
        try visit(id, "no-access", given: ["noAccessCause": .text("customer")])
    }

    private func nextMorning() {
        let day = rules.localDay(test.now) + 1
        test.now = rules.deskCalendar.instant(day, minute: 9 * 60)
    }

    private func learnt(inForce: Day? = nil) throws -> PastDesk {
        let first = rules.localDay(Samples.now)
        return try test.desk.read {
            try $0.pastDesk(on: first...first + 20, inForce: inForce, at: test.now)
        }
    }

    private func hours(_ span: Span) -> Double { Double(span.milliseconds) / 3_600_000 }

    private func acts(_ pattern: CasePattern) -> [CasePattern.Act.Deed] { pattern.acts.map(\.deed) }

    // MARK: What is learnt of it

    @Test(
        "each case with its visits: what each took, what it waited for, and the first that left nothing to do"
    )
    func patterns() throws {
        let opened = test.now
        let once = try log("王小明", "+8613800138000")
        let fixed = try visit(once)
        nextMorning()
        let second = test.now
        let twice = try log("赵四", "+8613800138001")
        let nobody = try visitNobody(twice)
        nextMorning()
        let morning = test.now
        let again = try visit(twice)
        nextMorning()
        let third = test.now
        let reopened = try log("钱五", "+8613800138002")
        let first = try visit(reopened)
        nextMorning()
        try test.as("chen") {
            _ = try $0.take("reopen", on: reopened, given: ["reopenReason": .text("recurred")])
        }
        let booked = test.now
        let last = try visit(reopened)

        let past = try learnt()
        #expect(past.visits == 5 && past.visitsWithTravel == 4 && past.visitsWithMinutes == 4)
        let patterns = past.patterns
        try #require(patterns.count == 3)
        let outcomes: [[Signal]] = [
            [.visitDone], [.visitNoAccess, .visitDone], [.visitDone, .visitDone],
        ]
        #expect(patterns.map { $0.legs.map(\.outcome) } == outcomes)
        #expect(patterns.map { $0.legs.map(\.isArrival) } == [[true], [false, true], [true, true]])
        for leg in patterns.flatMap(\.legs) {
            #expect(leg.travel == .minutes(30) && leg.onSite == .minutes(75), "the usual where none is told")
        }
        // Since each was booked, nothing was waited for but the slots they were given.
        #expect(
            patterns.map { $0.legs.map(\.wait) } == [
                [fixed.setOut - opened],
                [nobody.setOut - second, again.setOut - morning],
                [first.setOut - third, last.setOut - booked],
            ])
        #expect(patterns[0].hour == 10 && patterns[0].weekday == 2 && patterns[1].hour == 9)
        let lead = [
            fixed.setOut - opened, again.setOut - second, first.setOut - third,
        ].map { hours($0) + 0.5 }
        #expect(abs((past.went.lead ?? 0) - lead.reduce(0, +) / 3) < 1e-9)
        #expect(abs(past.went.visits - 5.0 / 21) < 1e-9)
    }

    @Test(
        "what people did is learnt step by step in the desk's hours; what the desk did by itself runs do again"
    )
    func steps() throws {
        let id = try log("王小明", "+8613800138000")
        test.now = test.now + .minutes(20)
        try test.as("li") { _ = try $0.take("assess", on: id) }
        test.now = test.now + .minutes(10)
        let reason: [String: FieldValue] = ["waitingFor": .text("回电")]
        try test.as("li") { _ = try $0.take("wait-for-customer", on: id, given: reason) }
        test.now = test.now + .days(7)
        _ = try test.desk.sweep(at: test.now)
        _ = try visit(id)
        nextMorning()
        let pattern = try #require(try learnt().patterns.first)
        let leg = try #require(pattern.legs.first)
        let deeds: [CasePattern.Act.Deed] = [
            .step("assess"), .step("wait-for-customer"), .visit(leg), .over(0),
        ]
        #expect(acts(pattern) == deeds, "neither the reminder nor what the visit brought about")
        let states: [String?] = ["logged", "assessed", "waiting-for-customer", nil]
        #expect(pattern.acts.map(\.from) == states)
        #expect(pattern.acts[0].after == .minutes(20) && pattern.acts[1].after == .minutes(10))
        let week = rules.deskCalendar.working(from: test.now, to: test.now + .days(7))
        #expect(pattern.acts[2].after == week, "a week's hours, whenever it begins")
        #expect(pattern.facts["waitingFor"] == .text("回电"))
    }

    @Test("a case without a visit is learnt as well; one whose visit is not over yet, up to its booking")
    func withoutVisit() throws {
        let settled = try log("王小明", "+8613800138000")
        let remedy: [String: FieldValue] = ["remedy": .text("电话指导")]
        try test.as("li") { _ = try $0.take("settle", on: settled, given: remedy) }
        let open = try log("赵四", "+8613800138001")
        try test.as("li") { _ = try $0.take("assess", on: open) }
        _ = try test.bookVisit(for: open)
        let past = try learnt()
        let known: [[CasePattern.Act.Deed]] = [[.step("settle")], [.step("assess")]]
        #expect(past.patterns.map { acts($0) } == known)
        #expect(past.visits == 0 && past.went.calledOff == 0)
    }

    @Test("what was promised is judged by the clocks of the opening, and only what fell due")
    func promises() throws {
        _ = try visit(log("王小明", "+8613800138000"))
        let open = try log("赵四", "+8613800138001")
        test.now = test.now + .days(12)
        _ = try test.desk.sweep(at: test.now)
        _ = try visit(open)
        _ = try visit(log("钱五", "+8613800138002"))
        let past = try learnt()
        let term = try #require(past.terms.firstIndex { $0.promise == "repair-resolve" })
        #expect(past.terms[term].isOfVisits && past.terms[term].target == Target(5, .workingDays))
        #expect(past.patterns.allSatisfy { $0.terms.contains(term) })
        #expect(past.went.terms[term] == Tally.Kept(kept: 1, count: 2), "the third is not due yet")
        let acknowledge = try #require(past.terms.firstIndex { $0.promise == "repair-acknowledge" })
        #expect(!past.terms[acknowledge].isOfVisits, "taken up at the desk")
        #expect(!past.promised.contains("repair-inform"), "it repeats")
    }

    @Test("a visit's window is learnt by how much later it ended than somebody could have been there")
    func windows() throws {
        let id = try log("王小明", "+8613800138000")
        let arrived = try visit(id).over - .minutes(75)
        let booked = try #require(try test.desk.read { try $0.visits.of(id) }.first)
        nextMorning()
        let past = try learnt()
        let leg = try #require(past.patterns.first?.legs.first)
        #expect(leg.grace == booked.promised.end - arrived)
        #expect(leg.acceptance == nil, "nobody was asked to accept it")
        let day = rules.deskCalendar.localDay(of: arrived)
        let time = arrived - .minutes(30) - rules.deskCalendar.instant(day, minute: 0)
        #expect(leg.since == CasePattern.DayTime(days: 0, time: time), "on the way half an hour before")
        let term = try #require(past.terms.firstIndex { $0.promise == "visit-arrive" })
        #expect(past.terms[term].subject == .visit && past.patterns[0].termsOfWork.contains(term))
        #expect(past.went.terms[term] == Tally.Kept(kept: 1, count: 1))
    }

    @Test("a call that was due and not made is learnt with when its time began")
    func calls() throws {
        let id = try log("王小明", "+8613800138000")
        _ = try visit(id)
        test.now = test.now + .days(12)
        let call = try #require(try test.desk.read { try $0.calls.of(id) }.first)
        let past = try learnt()
        let pattern = try #require(past.patterns.first)
        let planned = CasePattern.Call("call", from: call.dueFrom - call.createdAt, made: nil)
        #expect(acts(pattern).last == .call(planned) && call.dueFrom > call.createdAt)
        let term = try #require(past.terms.firstIndex { $0.promise == "follow-up-call" })
        #expect(past.went.terms[term] == Tally.Kept(kept: 0, count: 1))
    }

    @Test("how severe a case came, and what it became, is learnt; what it was owed goes by that")
    func severity() throws {
        let id = try log("王小明", "+8613800138000")
        test.now = test.now + .minutes(20)
        var changed = try test.desk.read { try $0.serviceCase(id) }
        changed.severity = .urgent
        _ = try test.as("li") { try $0.edit(changed) }
        test.now = test.now + .minutes(20)
        try test.as("li") { _ = try $0.take("assess", on: id) }
        let deeds: [CasePattern.Act.Deed] = [.severity(2), .step("assess")]
        let known = try #require(try learnt().patterns.first)
        #expect(acts(known) == deeds && known.severity == .general)

        test.now = test.now + .days(5)
        _ = try test.desk.sweep(at: test.now)
        let past = try learnt()
        let pattern = try #require(past.patterns.first)
        let usual = try #require(past.terms.firstIndex { $0.promise == "repair-resolve" })
        let urgent = try #require(past.terms.firstIndex { $0.promise == "repair-resolve-urgent" })
        #expect(pattern.terms.contains(usual) && pattern.terms(at: .urgent).contains(urgent))
        #expect(past.went.terms[urgent] == Tally.Kept(kept: 0, count: 1))
        #expect(past.went.terms[usual] == Tally.Kept())
    }

    @Test("what a step opened is told from what came by itself")
    func opened() throws {
        let customer = try test.as("li") {
            try $0.addCustomer(Samples.customer(name: "王小明", phone: "+8613800138000"))
        }
        try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("inquiry"), customer: customer.id, summary: "空调滴水")
            (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
            let inquiry = try work.log(draft).serviceCase
            _ = try work.take("make-repair", on: inquiry.id)
        }
        let past = try learnt()
        #expect(past.patterns.map(\.isOpenedByStep) == [false, true])
        let days = past.days.length / 7
        let came = past.rates.hourly.joined().reduce(0, +) * Double(days)
        #expect(abs(came - 1) < 1e-9)
    }

    @Test("a promise that comes into force later holds for the days to come, not for the past")
    func inForce() throws {
        _ = try visit(log("王小明", "+8613800138000"))
        let past = try learnt()
        let newer = ResourceFile(
            name: "set.yaml",
            text: """
                line: repair
                promises:
                  - id: repair-resolve-2027
                    label: {en: Repair completed, zh-Hans: 维修完成}
                    wording: {en: Within two working days., zh-Hans: 两个工作日内修复。}
                    need: basic
                    metric: resolve
                    published: 2 working days
                    since: 2027-01-01
                    for: {subject: case, kinds: [repair]}
                    source: default
                """)
        let book = rules.promises.amended(by: try PromiseBook(files: [newer], calendars: rules.calendars))
        func promised(_ day: Day?) -> [String] {
            past.owing(book, inForce: day, rules.calendars).promised.filter { $0.hasPrefix("repair-resolve") }
        }
        #expect(promised(nil) == ["repair-resolve"])
        #expect(promised(Day(2026, 12, 31)) == ["repair-resolve"])
        #expect(promised(Day(2027, 1, 1)) == ["repair-resolve-2027"])
    }

    @Test("cases that are owed nothing are simulated as well")
    func nothingOwed() throws {
        _ = try visit(log("王小明", "+8613800138000"))
        let none = try learnt().owing(
            PromiseBook(files: [], calendars: rules.calendars), inForce: nil, rules.calendars)
        let days = rules.localDay(test.now) + 1...rules.localDay(test.now) + 30
        let tallies = try test.desk.read { try $0.simulator(of: none, on: days) }.runs(3, seed: 1)
        #expect(none.promised.isEmpty && none.mostOwed(tallies) == nil)
        #expect(tallies.contains { $0.visits > 0 })
    }

    @Test("visits of which nobody wrote down minutes take what was planned, on ways that take none")
    func untold() throws {
        let id = try log("王小明", "+8613800138000")
        let booked = try test.bookVisit(for: id)
        test.now = booked.planned.start
        try test.as("t1") {
            _ = try $0.take("set-out", on: booked.id)
            _ = try $0.take("no-access", on: booked.id, given: ["noAccessCause": .text("customer")])
        }
        let past = try learnt()
        #expect(past.visits == 1 && past.visitsWithTravel == 0 && past.visitsWithMinutes == 0)
        let leg = try #require(past.patterns.first?.legs.first)
        #expect(leg.travel == .zero && leg.onSite == booked.planned.end - booked.planned.start)
        #expect(leg.onSite > .zero)
    }

    @Test("shifts are filled by what lies within them; what is done after hours is not")
    func utilisation() throws {
        _ = try visit(log("王小明", "+8613800138000"))
        let past = try learnt()
        let first = rules.localDay(Samples.now)
        let people = try test.desk.read { try $0.technicians(in: rules.span(first...first + 20)) }
        let paid = people.flatMap(\.shifts).reduce(0.0) { $0 + hours($1.end - $1.start) }
        // The half-hour on the way lies within the noon break.
        #expect(abs((past.went.utilisation ?? 0) - 1.25 / paid) < 1e-9)

        nextMorning()
        let late = try test.bookVisit(for: log("赵四", "+8613800138001"))
        let evening = rules.deskCalendar.instant(rules.localDay(late.planned.start), minute: 22 * 60)
        for (step, at) in [("set-out", evening), ("arrive", evening + .minutes(20))] {
            test.now = at
            try test.as("t1") { _ = try $0.take(step, on: late.id) }
        }
        test.now = test.now + .minutes(60)
        try test.as("t1") {
            _ = try $0.take(
                "finish", on: late.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        #expect(abs((try learnt().went.utilisation ?? 0) - 1.25 / paid) < 1e-9)
    }
}
