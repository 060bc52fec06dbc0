import DeskTesting
import Dispatching
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("Where a visit's parts are, and who can have them", .onEachDatabase)
struct SupplyTests {
    let test: TemporaryDesk
    let (t1, t2): (StaffID, StaffID)
    let main = StockPlace.depot("main")
    let part = "ac-capacitor"

    /// A desk whose depot is of the team 南区, t1's; t2, of no team, can do the same work. There is a shift that begins in the
    /// afternoon.
    init() throws {
        let folder = try TemporaryFolder()
        let calendars = URL(fileURLWithPath: folder.file("calendars"))
        try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
        try Data(
            """
            calendar: late-day
            label: {en: Late day, zh-Hans: 晚班}
            zone: Asia/Shanghai
            week:
              mon-sun: [14:00-20:00]
            """.utf8
        ).write(to: calendars.appending(path: "late-day.yaml"))
        let shipped = try ResourceLibrary().file("parts.yaml").text
        let label = "label: {en: Main depot, zh-Hans: 总仓}"
        #expect(shipped.contains(label))
        try Data(shipped.replacing(label, with: label + "\n    teams: [南区]").utf8)
            .write(to: URL(fileURLWithPath: folder.file("parts.yaml")))
        let rules = try Rules(library: ResourceLibrary(override: folder.file("")))
        _ = try rules.parts()
        test = try TemporaryDesk(rules: rules)
        let staff = try test.as("admin") { work in
            let staff = try ["t1", "t2"].map { try #require(try work.reading.staff.find(login: $0)) }
            var (a, b) = (staff[0], staff[1])
            a.team = "南区"
            b.skills.append("air-conditioner")
            try work.editStaff(a)
            try work.editStaff(b)
            return staff
        }
        (t1, t2) = (staff[0].id, staff[1].id)
        try test.as("wang") { _ = try $0.receive(part, 4, at: main) }
    }

    private var today: Day { test.desk.rules.localDay(test.now) }

    /// t1's visit, on a day from today.
    private func visit(in days: Int, parts: [String: Int] = [:]) throws -> Visit {
        var wish = VisitWish(caseID: try test.logRepair(for: test.customer().id).id)
        (wish.technician, wish.parts) = (t1, parts)
        if days > 0 { wish.from = test.desk.rules.span(of: today + days, days: 1).start }
        let slot = try #require(
            try test.desk.read { try $0.slots(wish, at: test.now, limit: 500) }.min {
                $0.planned.start < $1.planned.start
            })
        #expect(test.desk.rules.localDay(slot.planned.start) == today + days)
        return try test.as("wang") { try $0.book(wish, slot: slot) }
    }

    private func change(_ visit: Visit, to technician: StaffID, in days: Int) throws -> DayPlan {
        var plan = DayPlan(
            try test.desk.read { try $0.dayBook(today + days, at: test.now) }.day)
        plan.assign(visit.id, Assignment(technician: technician, planned: visit.planned))
        return plan
    }

    private func carryOut(_ plan: DayPlan) throws -> [String] {
        do {
            try test.as("wang") { try $0.carryOut(plan.changes) }
            return []
        } catch DeskFault.planRefused(let reasons) {
            return reasons.compactMap { reason in
                if case .phrase(let what)? = reason.facts["what"] { what.key } else { nil }
            }
        }
    }

    @Test("slots are offered of those who fetch at the depot, and of who carries it; of nobody else")
    func slots() throws {
        var wish = VisitWish(caseID: try test.logRepair().id)
        wish.parts = [part: 1]
        func who() throws -> Set<StaffID> {
            Set(
                try test.desk.read {
                    try $0.slots(wish, at: test.now, limit: 500, each: .windowAndTechnician).map(\.technician)
                })
        }
        #expect(try who() == [t1])
        try test.as("wang") { _ = try $0.receive(part, 1, at: .vehicle(t2)) }
        #expect(try who() == [t1, t2])
    }

    @Test("a plan gives a visit to nobody who cannot fetch its part at the depot")
    func plans() throws {
        let visit = try visit(in: 1, parts: [part: 1])
        let book = try test.desk.read { try $0.dayBook(today + 1, at: test.now) }
        let task = try #require(book.day.visit[visit.id]).task
        let all = try #require(book.day.technicians.first { $0.id == t2 })
        #expect(task.objection(to: all) == .fetch(part))
        #expect(DayPlan(book.day).stops.allSatisfy { $0.faults.isEmpty })
        // Even where nobody else is left to do it.
        let away = Absence(
            staff: t1, window: test.desk.rules.span(of: today + 1, days: 1), reason: "病假")
        let without = try test.desk.read { try $0.dayBook(today + 1, at: test.now, away: away) }
        let plan = without.repaired(RoutingOptions(budget: .iterations(300)))
        #expect(plan.assignments[visit.id]?.technician == nil)
        #expect(try carryOut(change(visit, to: t2, in: 1)) == ["slot.fetch"])
        #expect(try test.desk.read { try $0.visit(visit.id).technician } == t1)
    }

    @Test("who is of the depot's team gets it, and the part stays reserved where it is")
    func fetched() throws {
        let visit = try visit(in: 1, parts: [part: 1])
        try test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(t2))
            person.team = "南区"
            try work.editStaff(person)
        }
        #expect(try carryOut(change(visit, to: t2, in: 1)) == [])
        let parts = try test.desk.read { try $0.stock.parts(of: visit.id) }
        #expect(parts.flatMap(\.holds).map(\.place) == [main])
        #expect(try test.problems() == [])
    }

    /// t2 is of the depot's team from now on.
    private func joins(shift: String = "") throws {
        try test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(t2))
            (person.team, person.shift) = ("南区", shift)
            try work.editStaff(person)
        }
    }

    /// What keeps the board and what keeps a dispatcher from giving a visit of today to t2; the same, where there is one rule.
    private func objections(_ visit: Visit, at moment: Instant? = nil) throws -> [[String]] {
        let book = try test.desk.read { try $0.dayBook(today, at: moment ?? test.now) }
        var plan = DayPlan(book.day)
        plan.assign(visit.id, Assignment(technician: t2, planned: visit.planned))
        let board = plan.stops.filter { $0.visit == visit.id }.flatMap(\.faults).filter {
            $0.kind == .unsuitable
        }.map(\.phrase.key)
        var assigned: [String] = []
        do {
            try test.desk.act(by: try test.desk.actor(named: "wang"), at: moment ?? test.now) {
                _ = try $0.assign(visit.id, to: t2)
                throw Undone()
            }
        } catch DeskFault.planRefused(let reasons) {
            assigned = reasons.map(\.key)
        } catch is Undone {}
        return [board, assigned]
    }
    private struct Undone: Error {}

    @Test(
        "who has set out fetches nothing any more on that day; who has not begun, does; board and dispatcher say the same"
    )
    func setOut() throws {
        try joins()
        let visit = try visit(in: 0)
        try test.as("wang") { try $0.reserve([part: 1], for: visit.id, from: main) }
        #expect(try objections(visit) == [["slot.partLater"], ["slot.partLater"]])
        let dawn = test.desk.rules.span(of: today, days: 1).start + .hours(6)
        #expect(try objections(visit, at: dawn) == [[], []])
        // Each by their own shift, not by the desk's.
        try joins(shift: "late-day")
        var late = visit
        late.planned = Window(start: dawn + .hours(9), end: dawn + .hours(10))
        try test.desk.database.write { db in
            var kept = try #require(try VisitStore(db).find(visit.id))
            (kept.planned, kept.promised) = (late.planned, late.planned)
            _ = try VisitStore(db).update(kept)
        }
        #expect(try objections(late) == [[], []], "it is ten, and they set out at two")
        #expect(try objections(late, at: dawn + .minutes(8 * 60 + 30)).first == ["slot.partLater"])
    }

    @Test(
        "who has set out, or is of another team, takes over what they carry the part for; the depot's is free again"
    )
    func carried() throws {
        let visit = try visit(in: 0)
        try test.as("wang") { work in
            try work.reserve([part: 1], for: visit.id, from: main)
            _ = try work.receive(part, 1, at: .vehicle(t2))
        }
        #expect(try objections(visit) == [[], []])
        try joins()
        #expect(try objections(visit) == [[], []])
        #expect(try carryOut(change(visit, to: t2, in: 0)) == [])
        let parts = try test.desk.read { try $0.stock.parts(of: visit.id) }
        #expect(parts.flatMap(\.holds).map(\.place) == [.vehicle(t2)])
        #expect(try test.desk.read { try $0.stock.level(part, at: main) }?.held == 0)
        #expect(try test.problems() == [])
    }

    @Test("who falls out leaves a visit to who carries its part, though there is one at the depot as well")
    func disrupted() throws {
        try joins()
        try test.as("wang") { work in
            for who in [t1, t2] { _ = try work.receive(part, 1, at: .vehicle(who)) }
        }
        let visit = try visit(in: 0, parts: [part: 1])
        let away = Absence(
            staff: t1, window: Window(start: test.now, end: test.desk.rules.span(of: today, days: 1).end),
            reason: "病假")
        let book = try test.desk.read { try $0.dayBook(.away(away), at: test.now) }
        let plan = book.repaired(RoutingOptions(budget: .iterations(300)))
        #expect(plan.assignments[visit.id]?.technician == t2)
        let done = try test.as("wang") { try $0.disrupt(.away(away), plan.changes) }
        #expect(done.repair.left.isEmpty)
        let holds = try test.desk.read { try $0.stock.parts(of: visit.id) }.flatMap(\.holds)
        #expect(holds.map(\.place) == [.vehicle(t2)])
        #expect(try test.problems() == [])
    }

    @Test(
        "what is on order counts as its depot's: whoever does not fetch there gets no visit that waits for it; what a visit lacks anyhow keeps nobody from it"
    )
    func onOrder() throws {
        let motor = "ac-fan-motor"
        let visit = try visit(in: 3)
        try test.as("wang") { work in
            try work.reserve([motor: 1, "ac-remote": 1], for: visit.id, mayWait: true)
        }
        #expect(try carryOut(change(visit, to: t2, in: 3)) == [], "nobody has them")
        #expect(try carryOut(change(visit, to: t1, in: 3)) == [])
        let order = try test.as("wang") {
            try $0.order(StockOrder(part: motor, place: main, quantity: 1, expected: today + 1))
        }
        #expect(try carryOut(change(visit, to: t2, in: 3)) == ["slot.fetch"])
        #expect(throws: DeskFault.self) { try test.as("wang") { _ = try $0.assign(visit.id, to: t2) } }
        _ = try test.as("wang") { try $0.postpone(order: order.id, to: today + 5) }
        #expect(try carryOut(change(visit, to: t2, in: 3)) == [], "it comes too late anyhow")
    }

    @Test("a part that is free at a depot is there for one visit of a plan, not for two")
    func sharedOut() throws {
        try joins()
        try test.as("wang") { work in
            try work.count(part, 1, at: main)
            _ = try work.receive(part, 2, at: .vehicle(t1))
        }
        let visits = try [visit(in: 1, parts: [part: 1]), visit(in: 1, parts: [part: 1])]
        let holds = try test.desk.read { reading in
            try visits.flatMap { try reading.stock.holds(of: $0.id) }
        }
        #expect(holds.map(\.place) == [.vehicle(t1), .vehicle(t1)])
        var plan = DayPlan(try test.desk.read { try $0.dayBook(today + 1, at: test.now) }.day)
        for visit in visits {
            plan.assign(visit.id, Assignment(technician: t2, planned: visit.planned))
        }
        #expect(plan.stops.map { $0.faults.isEmpty } == [true, false])
        #expect(try carryOut(plan) == ["slot.part"])
        #expect(try carryOut(change(visits[0], to: t2, in: 1)) == [])
        #expect(try test.desk.read { try $0.stock.holds(of: visits[0].id) }.map(\.place) == [main])
    }

    @Test("of two who go, the one who comes along brings no parts, and is told to fetch none")
    func helper() throws {
        try test.as("wang") { _ = try $0.receive(part, 1, at: .vehicle(t1)) }
        let visit = try visit(in: 1, parts: [part: 2])
        try test.desk.database.write { db in
            var both = try #require(try VisitStore(db).find(visit.id))
            both.helper = t2
            _ = try VisitStore(db).update(both)
        }
        let sheets = try test.desk.read { reading in
            try [t1, t2].map { try reading.visitSheet(of: $0, on: today + 1, by: .desk) }
        }
        #expect(sheets.map { $0.stops.map(\.visit.id) } == [[visit.id], [visit.id]])
        #expect(sheets[0].parts.map(\.needed) == [2] && sheets[1].parts.isEmpty)
    }

    @Test("what is on order is promised once: who waits in front has it, and who waits behind is told no day")
    func promisedOnce() throws {
        try test.as("wang") { work in
            _ = try work.order(
                StockOrder(part: "ac-fan-motor", place: main, quantity: 1, expected: today + 1))
        }
        let visits = try [visit(in: 3), visit(in: 4)]
        try test.as("wang") { work in
            for visit in visits.reversed() {
                try work.reserve(["ac-fan-motor": 1], for: visit.id, mayWait: true)
            }
        }
        let expected = try test.desk.read { reading in
            try [3, 4].map { try reading.visitSheet(of: t1, on: today + $0, by: .desk).parts[0].expected }
        }
        #expect(expected == [today + 1, nil])
        #expect(
            throws: PartFault.notThere(part: "ac-fan-motor", wanted: 1, free: 0, expected: nil)
        ) { try test.as("wang") { try $0.reserve(["ac-fan-motor": 1], for: visits[1].id) } }
    }

    @Test("the sheet says what is aboard, what to fetch where, and what is missing until when")
    func sheet() throws {
        try test.as("wang") { work in
            _ = try work.receive(part, 1, at: .vehicle(t1))
            _ = try work.order(
                StockOrder(part: "ac-fan-motor", place: main, quantity: 2, expected: today + 5))
        }
        let visit = try visit(in: 1, parts: [part: 3])
        try test.as("wang") {
            try $0.reserve(["ac-remote": 1, "ac-fan-motor": 1], for: visit.id, mayWait: true)
        }
        let sheet = try test.desk.read { try $0.visitSheet(of: t1, on: today + 1, by: .desk) }
        #expect(sheet.stops.flatMap(\.parts) == sheet.parts)
        let (capacitor, motor, remote) = (sheet.parts[0], sheet.parts[1], sheet.parts[2])
        #expect(capacitor.aboard == 1 && capacitor.fetch.map(\.quantity) == [2])
        #expect(capacitor.fetch[0].name.text(in: "zh-Hans") == "总仓")
        #expect(motor.missing == 1 && motor.expected == today + 5)
        #expect(remote.missing == 1 && remote.expected == nil)
        guard case .list(let places)? = capacitor.phrase.facts["where"] else {
            Issue.record("no places")
            return
        }
        #expect(
            places == [
                .phrase(Phrase("sheet.aboardSome", ["count": .count(1)])),
                .phrase(
                    Phrase(
                        "sheet.fetchSome",
                        ["count": .count(2), "place": .label(capacitor.fetch[0].name)])),
            ])
        // Once the technician has set out for it, all of it is aboard.
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out"] { try work.take(step, on: visit.id) }
        }
        let loaded = try test.desk.read { try $0.visitSheet(of: t1, on: today + 1, by: .desk) }.parts[0]
        #expect(loaded.aboard == 3 && loaded.fetch.isEmpty)
    }
}
