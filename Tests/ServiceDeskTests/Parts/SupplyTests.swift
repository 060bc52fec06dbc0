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

    /// A desk whose depot is of the team 南区, t1's; t2, of no team, can do the same work.
    init() throws {
        let folder = try TemporaryFolder()
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
        } catch DeskFault.slotRefused(let reasons) {
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
        #expect(task.strangers == [t2: part])
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

    @Test("who has set out fetches nothing any more on that day; who has not begun, does")
    func setOut() throws {
        try test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(t2))
            person.team = "南区"
            try work.editStaff(person)
        }
        let visit = try visit(in: 0)
        try test.as("wang") { try $0.reserve([part: 1], for: visit.id, from: main) }
        func strangers(at moment: Instant) throws -> [StaffID: String]? {
            try test.desk.read { try $0.dayBook(today, at: moment) }.day.visit[visit.id]?.task.strangers
        }
        #expect(try strangers(at: test.now) == [t2: part])
        #expect(try strangers(at: test.desk.rules.span(of: today, days: 1).start + .hours(6)) == [:])
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
        let sheet = try test.desk.read { try $0.visitSheet(of: t1, on: today + 1) }
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
        let loaded = try test.desk.read { try $0.visitSheet(of: t1, on: today + 1) }.parts[0]
        #expect(loaded.aboard == 3 && loaded.fetch.isEmpty)
    }
}
