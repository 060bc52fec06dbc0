import DeskTesting
import Dispatching
import Foundation
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("A technician's day", .onEachDatabase)
struct VisitSheetTests {
    let test: TemporaryDesk
    let t1: Staff

    init() throws {
        test = try TemporaryDesk()
        t1 = try #require(try test.desk.read { try $0.staff.find(login: "t1") })
    }

    private var today: Day { test.desk.rules.localDay(test.now) }

    private func sheet(of login: String = "t1", on day: Day? = nil) throws -> VisitSheet {
        try test.desk.read {
            try $0.visitSheet(of: #require(try $0.staff.find(login: login)).id, on: day ?? today, by: .desk)
        }
    }

    /// A visit of t1's today.
    private func booked(for customer: CustomerID? = nil) throws -> Visit {
        let c = try test.logRepair(for: customer)
        return try test.as("wang") { work in
            var wish = VisitWish(caseID: c.id)
            (wish.technician, wish.days) = (t1.id, 1)
            return try work.book(wish, slot: #require(try work.reading.slots(wish, at: work.now).first))
        }
    }

    private var other: CustomerID {
        get throws {
            try test.as("li") {
                try $0.addCustomer(Samples.customer(name: "赵四", phone: "+8613900137777")).id
            }
        }
    }

    @Test("has the visits in order, with the way to each and home, what they are about, and the totals")
    func order() throws {
        let first = try booked()
        let second = try booked(for: other)
        let sheet = try sheet()
        #expect(
            sheet.stops.map(\.visit.id)
                == [first, second].sorted { $0.planned.start < $1.planned.start }.map(\.id))
        #expect(
            sheet.stops.allSatisfy {
                ($0.travel ?? 0) > 0 && $0.address != nil && !$0.customer.phones.isEmpty
            })
        #expect(sheet.stops[0].serviceCase.summary == "空调不制冷")
        let onSite = [first, second].map { ($0.planned.end - $0.planned.start).minutes }.reduce(0, +)
        #expect(sheet.onSite == onSite)
        #expect(sheet.travel == sheet.stops.compactMap(\.travel).reduce(0, +) + (sheet.homeward ?? 0))
        #expect(!sheet.shifts.isEmpty && sheet.done == 0)
    }

    @Test("is empty on a day without visits, names absences, and there is none for who makes no visits")
    func empty() throws {
        let tomorrow = today + 1
        let window = Window(start: test.now + .hours(20), end: test.now + .hours(30))
        _ = try test.as("wang") { try $0.addAbsence(Absence(staff: t1.id, window: window, reason: "培训")) }
        let sheet = try sheet(on: tomorrow)
        #expect(sheet.stops.isEmpty && sheet.homeward == nil && sheet.travel == 0)
        #expect(sheet.absences.map(\.reason) == ["培训"])
        #expect(throws: VisitFault.notTechnician(login: "li")) { try self.sheet(of: "li") }
        #expect(throws: DeskFault.unknown("S999")) {
            try test.desk.read { _ = try $0.visitSheet(of: StaffID(999), on: today, by: .desk) }
        }
    }

    @Test(
        "tells earlier visits for the case and the newest notes; a cancelled visit is on no sheet, but on the calendar"
    )
    func before() throws {
        let visit = try booked()
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take(
                "need-parts", on: visit.id,
                given: ["partsNeeded": .text("电容"), "measured": .text("电压 221 V")])
        }
        try test.as("wang") { _ = try $0.receive("ac-capacitor", 1, at: .depot("main")) }
        for text in ["一", "二", "三", "四"] {
            test.now = test.now + .minutes(1)
            _ = try test.as("li") { try $0.note(Subject(visit.caseID), text, toldCustomer: false) }
        }
        let again = try test.as("wang") { work in
            var wish = VisitWish(caseID: visit.caseID)
            (wish.technician, wish.parent, wish.days) = (t1.id, visit.id, 3)
            return try work.book(wish, slot: #require(try work.reading.slots(wish, at: work.now).first))
        }
        let day = test.desk.rules.localDay(again.planned.start)
        let stop = try #require(try sheet(on: day).stops.first { $0.visit.id == again.id })
        #expect(stop.before.map(\.visit.id) == [visit.id])
        #expect(stop.before[0].technician == "周师傅")
        #expect(stop.before[0].visit.fields["measured"] == .text("电压 221 V"))
        #expect(stop.notes.map(\.text) == ["四", "三", "二"])
        _ = try test.as("wang") {
            try $0.take("cancel", on: again.id, given: ["cancelReason": .text("customer")])
        }
        #expect(try !sheet(on: day).stops.contains { $0.visit.id == again.id })
        let calendar = try test.desk.read { try $0.visitCalendar(of: t1.id, by: .desk, at: test.now) }
        let entry = try #require(calendar.entries.first { $0.stop.visit.id == again.id })
        #expect(entry.stop.visit.category == .cancelled && entry.revised == test.now)
    }

    @Test("a technician's own steps are refused once the visit was given to somebody else, naming who has it")
    func takenAway() throws {
        let visit = try booked()
        let t2 = try test.as("admin") { work in
            var t2 = try #require(try work.reading.staff.find(login: "t2"))
            t2.skills.append("air-conditioner")
            try work.editStaff(t2)
            return t2
        }
        try test.as("wang") { _ = try $0.assign(visit.id, to: t2.id) }
        #expect(throws: VisitFault.notYours(visit.id, has: "吴师傅")) {
            try test.as("t1") { _ = try $0.takeOwn("set-out", on: visit.id) }
        }
        #expect(throws: VisitFault.self) {
            try test.desk.read { _ = try $0.ownVisit(visit.id, of: .staff(t1), at: test.now) }
        }
        let after = try test.as("t2") { try $0.takeOwn("set-out", on: visit.id) }
        #expect(after.state == "en-route")
    }

    @Test("of two who take the same step, the second is refused, and nothing is done twice")
    func twice() throws {
        let visit = try booked()
        try test.as("t1") { _ = try $0.takeOwn("arrive", on: visit.id) }
        #expect(throws: StepRefusal.self) { try test.as("t1") { _ = try $0.takeOwn("arrive", on: visit.id) } }
        let history = try test.desk.read { try $0.journal.of(Subject(visit.id)) }
        #expect(history.filter { $0.facts["did"] == .text("arrive") }.count == 1)
    }

    @Test(
        "finishing keeps findings, measured values, the signature, and photos by whole paths beside the visit"
    )
    func report() throws {
        let visit = try booked()
        try test.as("wang") { _ = try $0.receive("ac-capacitor", 1, at: .vehicle(t1.id)) }
        try test.as("t1") { _ = try $0.takeOwn("arrive", on: visit.id) }
        let folder = try TemporaryFolder()
        let photo = folder.file("外机 1.jpg")
        try Data([0xFF, 0xD8]).write(to: URL(filePath: photo))
        func given(_ photos: String, _ measured: String = "电压 221 V") -> [String: FieldValue] {
            [
                "result": .text("fixed"), "action": .text("更换电容"), "faultFound": .text("电容失效"),
                "parts": .text("电容"), "measured": .text(measured), "signature": .text("王小明"),
                "photos": .text(photos),
            ]
        }
        #expect(throws: VisitFault.noFile("/nowhere/1.jpg")) {
            try test.as("t1") {
                _ = try $0.takeOwn("finish", on: visit.id, given: given(photo + "; /nowhere/1.jpg"))
            }
        }
        // A folder is no photo.
        #expect(throws: VisitFault.self) {
            try test.as("t1") { _ = try $0.takeOwn("finish", on: visit.id, given: given(folder.file("."))) }
        }
        #expect(throws: StepRefusal.self) {
            try test.as("t1") { _ = try $0.takeOwn("finish", on: visit.id, given: given(photo, "正常")) }
        }
        #expect(try test.desk.read { try $0.visit(visit.id).state } == "on-site")
        let done = try test.as("t1") {
            try $0.takeOwn("finish", on: visit.id, given: given("\(photo)；\(photo)\n"))
        }
        #expect(done.state == "done" && done.fields["photos"] == .text(photo))
        #expect(done.fields["signature"] == .text("王小明"))
        let kept = try test.desk.read { try $0.notes.attachments(of: Subject(visit.id)) }
        #expect(kept.map(\.reference) == [photo] && kept.map(\.title) == ["外机 1.jpg"])
        #expect(try test.problems() == [])
    }

    @Test("when the address of a case is corrected, whoever goes there goes to the new one")
    func readdressed() throws {
        let visit = try booked()
        let before = try #require(try sheet().stops.first)
        try test.as("li") { work in
            var customer = before.customer
            customer.addresses.append(
                Address(
                    province: "上海市", city: "上海市", district: "徐汇区", street: "漕溪路 9 号", zone: "徐汇",
                    place: Place(latitude: 31.18, longitude: 121.43)))
            customer = try work.editCustomer(customer)
            var c = before.serviceCase
            c.addressID = customer.addresses.last?.id
            _ = try work.edit(c)
        }
        let stop = try #require(try sheet().stops.first)
        #expect(stop.address?.street == "漕溪路 9 号" && stop.visit.place?.latitude == 31.18)
        #expect(try test.desk.read { try $0.visit(visit.id).place } != visit.place)
        #expect(
            try test.desk.read { try $0.journal.of(Subject(visit.id)).last?.event } == "visit.readdressed")
    }

    @Test("a visit that goes on past midnight is on both days")
    func pastMidnight() throws {
        var visit = try booked()
        let midnight = test.desk.rules.startOfDay(test.now) + .days(1)
        visit.planned = Window(start: midnight - .minutes(30), end: midnight + .minutes(90))
        try test.desk.database.write { _ = try VisitStore($0).update(visit) }
        for day in [today, today + 1] { #expect(try sheet(on: day).stops.map(\.visit.id) == [visit.id]) }
        #expect(try sheet(on: today + 2).stops.isEmpty)
    }

    @Test(
        "names of a calendar feed stay until they are renewed, are not to be guessed, and need the right to export"
    )
    func feedNames() throws {
        #expect(throws: DeskFault.self) { try test.as("t1") { _ = try $0.feedNames() } }
        let first = try test.as("chen") { try $0.feedNames() }
        let again = try test.as("chen") { try $0.feedNames() }
        #expect(first == again)
        let name = first.file(of: t1)
        #expect(name.hasPrefix("t1-") && name.hasSuffix(".ics") && name.count == "t1-".count + 20 + 4)
        let renewed = try test.as("chen") { try $0.feedNames(renew: true) }
        #expect(renewed.file(of: t1) != name)
        // Of a folder only what a feed wrote is ours to remove.
        for file in [name, renewed.file(of: t1), name + ".partial-77"] { #expect(FeedNames.isOurs(file)) }
        for file in ["index.html", "holidays.ics", "t1-2026.ics", name + ".bak", name.uppercased()] {
            #expect(!FeedNames.isOurs(file))
        }
        // Written down once for each set of names, not at each run.
        let noted = try test.desk.read { try $0.journal.of(.desk) }.filter { $0.event == "desk.exported" }
        #expect(noted.count == 2)
    }
}
