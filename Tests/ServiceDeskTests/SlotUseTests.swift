import DeskTesting
import Dispatching
import Model
import Records
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("Slots while the customer is on the line", .onEachDatabase)
struct SlotUseTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func slots(_ id: CaseID, _ change: (inout VisitWish) -> Void = { _ in }) throws -> [Slot] {
        var wish = VisitWish(caseID: id)
        change(&wish)
        return try test.desk.read { try $0.slots(wish, at: test.now, limit: 100) }
    }

    @Test("the board is kept between questions, and read anew as soon as a visit or a technician changed")
    func kept() throws {
        let a = try test.logRepair()
        let b = try test.logRepair(for: test.customer().id)
        let before = try slots(b.id)
        #expect(try slots(b.id) == before)
        let taken = try slots(a.id)[0]
        _ = try test.as("wang") { try $0.book(VisitWish(caseID: a.id), slot: taken) }
        let after = try slots(b.id)
        #expect(!after.contains { $0.planned.overlaps(taken.planned) && $0.technician == taken.technician })
        // Another connection's work counts as well.
        let other = try ServiceDesk.open(test.url, rules: TemporaryDesk.rules)
        let t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
        _ = try other.act(by: other.actor(named: "wang"), at: test.now) {
            try $0.addAbsence(
                Absence(staff: t1.id, window: Window(start: test.now, end: test.now + .days(1)), reason: "病假")
            )
        }
        #expect(try slots(b.id).allSatisfy { $0.planned.start >= test.now + .days(1) })
    }

    @Test("an absence names the visits that lie in it, and can be taken back")
    func absence() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        let technician = try #require(visit.technician)
        let window = Window(start: visit.planned.start - .hours(1), end: visit.planned.end)
        let absence = Absence(staff: technician, window: window, reason: "")
        let (made, hit) = try test.as("wang") { try $0.addAbsence(absence) }
        #expect(hit.map(\.id) == [visit.id])
        try test.as("wang") { try $0.removeAbsence(made.id, of: technician) }
        #expect(try test.desk.read { try $0.dispatch.absences(in: window) }.isEmpty)
        #expect(throws: DeskFault.self) { try test.as("li") { _ = try $0.addAbsence(absence) } }
        var never = absence
        never.window.end = test.now
        never.window.start = test.now
        let wrong = DeskFault.badField(
            field: "to", value: "2026-11-24 10:00",
            expected: Phrase("desk.laterThan", ["at": .instant(test.now)]))
        #expect(throws: wrong) { try test.as("wang") { _ = try $0.addAbsence(never) } }
        #expect(try test.problems() == [])
    }

    @Test("whom the customer refuses is not sent, until accepted again; the reason is told with the name")
    func refusal() throws {
        let c = try test.logRepair()
        let t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
        try test.as("li") { try $0.refuse(t1.id, by: c.customer, true, reason: "态度差") }
        let fault = #expect(throws: DeskFault.self) { try slots(c.id) }
        guard case .noSlot(let reasons, _)? = fault else { return }
        let refused = try #require(reasons.first { $0.key == "slot.none.excluded" })
        #expect(refused.facts["names"] == .list([.text("周师傅")]))
        try test.as("li") { try $0.refuse(t1.id, by: c.customer, false) }
        #expect(try !slots(c.id).isEmpty)
    }

    @Test(
        "of those who could be refused, who was stands first, then who came last; two of one name are told apart"
    )
    func whomToRefuse() throws {
        let third = try test.as("admin") {
            try $0.addStaff(
                Staff(
                    id: StaffID(0), login: "t3", name: "周师傅", roles: ["technician"],
                    skills: ["air-conditioner"], home: Place(latitude: 31.22, longitude: 121.56)))
        }
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        if visit.technician != third.id {
            _ = try test.as("wang") { try $0.assign(visit.id, to: third.id) }
        }
        let free = try test.desk.read { try $0.refusals(of: c.customer) }
        #expect(free.technicians.map(\.login) == ["t3", "t1", "t2"])
        let t2 = try #require(free.technicians.last)
        try test.as("li") { try $0.refuse(t2.id, by: c.customer, true) }
        let refusals = try test.desk.read { try $0.refusals(of: c.customer) }
        #expect(refusals.technicians.map(\.login) == ["t2", "t3", "t1"])
        #expect(refusals.technicians.map(refusals.name(of:)) == ["吴师傅", "周师傅 t3", "周师傅 t1"])
    }

    @Test("nobody is refused who makes no visits")
    func refusalOfNoTechnician() throws {
        let c = try test.logRepair()
        let li = try #require(try test.desk.read { try $0.staff.find(login: "li") })
        #expect(throws: VisitFault.notTechnician(login: "li")) {
            try test.as("li") { try $0.refuse(li.id, by: c.customer, true) }
        }
        #expect(try test.desk.read { try $0.refusals(of: c.customer).refused } == [])
    }

    @Test("a refusal goes along with every merging of customers, and is taken back whole")
    func refusalOfMerged() throws {
        let names = ["甲", "乙", "丙"]
        let customers = try names.enumerated().map { index, name in
            try test.as("li") {
                try $0.addCustomer(Samples.customer(name: name, phone: "+861380013800\(index)"))
            }
        }
        let t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
        try test.as("li") { try $0.refuse(t1.id, by: customers[0].id, true) }
        try test.as("chen") {
            try $0.mergeCustomer(customers[0].id, into: customers[1].id)
            try $0.mergeCustomer(customers[1].id, into: customers[2].id)
        }
        func refused() throws -> [StaffID] {
            try test.desk.read { try $0.dispatch.refused(by: customers[2].id) }
        }
        #expect(try refused() == [t1.id])
        try test.as("li") { try $0.refuse(t1.id, by: customers[2].id, false) }
        #expect(try refused() == [])
    }

    @Test("terms are kept with the record and count; ones that mean nothing are refused")
    func terms() throws {
        var t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
        t1.terms.levels = ["air-conditioner": 3]
        t1.terms.certificates = ["fitter": Day(2027, 1, 31)]
        t1.terms.breaks = [RestTerm(from: 690, to: 810, minutes: 30)]
        (t1.terms.overtime, t1.terms.pace) = (60, ["air-conditioner": 200])
        let changed = t1
        try test.as("admin") { try $0.editStaff(changed) }
        let read = try test.desk.read { try $0.staff.find(login: "t1") }
        #expect(read?.terms == t1.terms)
        let slot = try slots(test.logRepair().id)[0]
        #expect((slot.planned.end - slot.planned.start).minutes == 180)
        var wrong = try #require(read)
        wrong.terms.levels = ["air-conditioner": 6]
        #expect(throws: DeskFault.self) { try test.as("admin") { try $0.editStaff(wrong) } }
        wrong.terms.levels = ["flying": 1]
        #expect(throws: DeskFault.self) { try test.as("admin") { try $0.editStaff(wrong) } }
    }

    @Test("of many connections that book the same slot at once, one has it")
    func sameSlotAtOnce() async throws {
        let cases = try (0..<6).map { _ in try test.logRepair(for: test.customer().id).id }
        let slot = try slots(cases[0])[0]
        let (now, url) = (test.now, test.url)
        let booked = try await withThrowingTaskGroup(of: Bool.self) { group in
            for id in cases {
                let desk = try ServiceDesk.open(url, rules: TemporaryDesk.rules)
                let wang = try desk.actor(named: "wang")
                group.addTask {
                    do {
                        _ = try desk.act(by: wang, at: now) {
                            try $0.book(VisitWish(caseID: id), slot: slot)
                        }
                        return true
                    } catch DeskFault.slotRefused { return false }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(booked.filter { $0 }.count == 1)
        #expect(try test.problems() == [])
    }

    @Test("the customer's hours bind the promised window; a locked visit stays locked")
    func hoursAndLocks() throws {
        let c = try test.logRepair()
        let mornings = try slots(c.id) { $0.between = [DayWindow(text: "08:00-12:00")].compactMap { $0 } }
        #expect(!mornings.isEmpty)
        #expect(
            mornings.allSatisfy { test.desk.rules.deskCalendar.localMinute(of: $0.promised.end) <= 720 })
        let visit = try test.bookVisit(for: c.id)
        let locked = try test.as("wang") { try $0.lock(visit.id, true) }
        #expect(locked.isLocked)
        #expect(throws: DeskFault.self) { try test.as("li") { try $0.lock(visit.id, false) } }
        #expect(try !test.as("wang") { try $0.lock(visit.id, false) }.isLocked)
    }
}
