import DeskTesting
import Dispatching
import Foundation
import Model
import Quality
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// Somebody who may read the cases of one zone, and what the desk shows them of days, calls, callers and notices. One
/// technician goes to both zones, another only to the other one.
@Suite("What is read within a reach", .onEachDatabase)
struct ReachOfReadingsTests {
    let test: TemporaryDesk
    private let near: ServiceCase
    private let far: ServiceCase
    private let t1: StaffID
    private let t2: StaffID

    private static let roles = """

          zone clerk:
            label: {en: Zone clerk, zh-Hans: 片区专员}
            rights: [read, case.do, visit.book, visit.plan, call.schedule, call.make, note.add]
            reach: own zones
        """

    /// The folder with the rules made of it, which read some files when first asked.
    private static let made = Result { () throws -> (folder: TemporaryFolder, rules: Rules) in
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("roles.yaml").text + roles
        try Data(text.utf8).write(to: URL(filePath: folder.file("roles.yaml")))
        return (folder, try Rules(library: ResourceLibrary(override: folder.path)))
    }

    init() throws {
        let test = try TemporaryDesk(rules: Self.made.get().rules)
        (t1, t2) = try test.as("admin") { work in
            for (login, zone) in [("clerk", "浦东"), ("other", "徐汇")] {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: ["zone clerk"], zones: [zone]))
            }
            var first = try #require(try work.reading.staff.find(login: "t1"))
            var second = try #require(try work.reading.staff.find(login: "t2"))
            first.zones = ["浦东", "徐汇"]
            second.zones = ["徐汇"]
            second.skills.append("air-conditioner")
            for person in [first, second] { try work.editStaff(person) }
            return (first.id, second.id)
        }
        self.test = test
        near = try Self.log("浦东", "+8613800140001", at: test)
        far = try Self.log("徐汇", "+8613800140002", at: test)
    }

    /// - Parameter isInZone: whether its address names the zone beside the district.
    private static func log(_ zone: String, _ phone: String, isInZone: Bool = true, at test: TemporaryDesk)
        throws -> ServiceCase
    {
        try test.as("li") { work in
            var customer = Samples.customer(name: zone, phone: phone)
            (customer.addresses[0].zone, customer.addresses[0].district) = (isInZone ? zone : "", zone)
            var draft = CaseDraft(
                kind: CaseKind("repair"), customer: try work.addCustomer(customer).id, summary: "空调不制冷")
            (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
            return try work.log(draft).serviceCase
        }
    }

    private func book(_ id: CaseID, with technician: StaffID) throws -> Visit {
        try test.as("wang") { work in
            var wish = VisitWish(caseID: id)
            wish.technician = technician
            return try work.book(wish, slot: #require(try work.reading.slots(wish, at: work.now).first))
        }
    }

    private func day(of visit: Visit) -> Day { test.desk.rules.localDay(visit.planned.start) }

    /// What somebody reads.
    private func read<T>(as login: String, _ body: (Reading, Actor) throws -> T) throws -> T {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try body($0, actor) }
    }

    /// Whether somebody is refused because of how far their right to read reaches.
    private func isOutOfReach(as login: String, _ body: (Reading, Actor) throws -> Void) throws -> Bool {
        do {
            try read(as: login, body)
            return false
        } catch let fault as DeskFault {
            guard case .outOfReach(_, _, "read", _, _) = fault else { throw fault }
            return true
        }
    }

    // MARK: Days

    @Test("the board has technicians of the zone; what they do elsewhere is time that is taken, and stays")
    func board() throws {
        let (own, taken) = (try book(near.id, with: t1), try book(far.id, with: t1))
        let hidden = try book(Self.log("徐汇", "+8613800140003", at: test).id, with: t2)
        for visit in [own, taken, hidden] {
            let date = day(of: visit)
            let bounded = try read(as: "clerk") { try $0.dayBook(date, by: $1, at: test.now) }
            let whole = try read(as: "wang") { try $0.dayBook(date, by: $1, at: test.now) }
            let (seen, everybody) = (bounded.day.technicians.map(\.id), whole.day.technicians.map(\.id))
            #expect(seen == [t1])
            #expect(Set(everybody) == Set([t1, t2]))
            #expect(whole.about[visit.id]?.caseID == visit.caseID)
            #expect((bounded.day.visit[visit.id] == nil) == (visit.id == hidden.id))
            #expect(bounded.isConcealed(visit.id) == (visit.id != own.id))
        }
        let book = try read(as: "clerk") { try $0.dayBook(day(of: taken), by: $1, at: test.now) }
        let shown = try #require(book.day.visit[taken.id])
        #expect(shown.isFixed && shown.task.skill.isEmpty && shown.task.product.isEmpty)
        #expect(shown.booked.planned == taken.planned)
    }

    @Test("what nobody has is in the tray of those who may read its case")
    func tray() throws {
        let booked = try [near.id, far.id].map { try book($0, with: t1).id }
        for id in booked {
            let visit = try test.desk.read { try $0.visit(id) }
            let before = Assignment(technician: t1, planned: visit.planned)
            let change = VisitChange(
                visit: visit.id, before: before, after: Assignment(technician: nil, planned: visit.planned))
            try test.as("wang") { try $0.carryOut([change]) }
            let date = day(of: visit)
            let bounded = try read(as: "clerk") { try $0.dayBook(date, by: $1, at: test.now) }
            let whole = try read(as: "wang") { try $0.dayBook(date, by: $1, at: test.now) }
            #expect((bounded.day.visit[visit.id] != nil) == (visit.caseID == near.id))
            #expect(whole.day.visit[visit.id] != nil)
        }
    }

    @Test("a week has the rows that the board has")
    func week() throws {
        let first = test.desk.rules.localDay(test.now)
        let seen = try read(as: "clerk") { reading, actor in
            try reading.dispatchWeek(from: first, by: actor, at: test.now).rows.map(\.technician)
        }
        let everybody = try read(as: "wang") { reading, actor in
            try reading.dispatchWeek(from: first, by: actor, at: test.now).rows.map(\.technician)
        }
        #expect(seen == [t1])
        #expect(Set(everybody) == Set([t1, t2]))
    }

    @Test("whoever may not read a visit may not plan it otherwise, lock it, or repair the day of everybody")
    func planning() throws {
        let taken = try book(far.id, with: t1)
        let later = Window(start: taken.planned.start + .minutes(5), end: taken.planned.end + .minutes(5))
        let change = VisitChange(
            visit: taken.id, before: Assignment(technician: t1, planned: taken.planned),
            after: Assignment(technician: t1, planned: later))
        let absence = Absence(staff: t1, window: taken.planned, reason: "病假")
        let ways: [(Work) throws -> Void] = [
            { try $0.carryOut([change]) }, { try $0.lock(taken.id, true) },
            { _ = try $0.disrupt(.away(absence), []) },
        ]
        for way in ways {
            let refusal = #expect(throws: DeskFault.self) { try test.as("clerk", way) }
            guard case .outOfReach(_, _, "read", _, _)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                continue
            }
        }
        let locked = try test.as("wang") { try $0.lock(taken.id, true) }
        #expect(locked.isLocked)
    }

    @Test("a visit is given to technicians of the zone alone, by whatever way")
    func giving() throws {
        let own = try book(near.id, with: t1)
        let change = VisitChange(
            visit: own.id, before: Assignment(technician: t1, planned: own.planned),
            after: Assignment(technician: t2, planned: own.planned))
        let ways: [(Work) throws -> Void] = [
            { _ = try $0.assign(own.id, to: t2) }, { try $0.carryOut([change]) },
        ]
        for way in ways {
            let refusal = #expect(throws: DeskFault.self) { try test.as("clerk", way) }
            guard case .outOfReach("吴师傅", "clerk", "read", _, _)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                continue
            }
        }
    }

    @Test("slots are offered of technicians of the zone, and only theirs can be booked")
    func slots() throws {
        let taken = try book(far.id, with: t1)
        // Its address names no zone, so that both technicians go there.
        let open = try Self.log("浦东", "+8613800140004", isInZone: false, at: test)
        var wish = VisitWish(caseID: open.id)
        func offered(to login: String) throws -> [Slot] {
            try read(as: login) { reading, actor in
                try reading.slots(wish, by: actor, at: test.now, limit: 999, each: .windowAndTechnician)
            }
        }
        let (bounded, whole) = (try offered(to: "clerk"), try offered(to: "wang"))
        #expect(Set(bounded.map(\.technician)) == Set([t1]))
        #expect(Set(whole.map(\.technician)) == Set([t1, t2]))
        let days = try ["clerk", "wang"].map { login in
            try read(as: login) { try $0.technicianDays(of: bounded, by: $1) }.flatMap(\.stops)
        }
        let stops = days.map { $0.filter { $0.visit == taken.id } }
        #expect(!stops[0].isEmpty && stops[0].allSatisfy { $0.about == nil })
        #expect(stops[0].count == stops[1].count && stops[1].allSatisfy { $0.about?.customer == "徐汇" })

        let other = try #require(whole.first { $0.technician == t2 })
        let refusal = #expect(throws: DeskFault.self) {
            try test.as("clerk") { try $0.book(wish, slot: other) }
        }
        guard case .outOfReach("吴师傅", "clerk", "read", _, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        wish.technician = t2
        let none = #expect(throws: DeskFault.self) { try offered(to: "clerk") }
        guard case .noSlot(let reasons, _)? = none else {
            Issue.record("\(String(describing: none))")
            return
        }
        #expect(reasons.map(\.key).contains("desk.slotsWithinReach"))
    }

    @Test("a technician's day is read by who may read all of it")
    func sheets() throws {
        let taken = try book(far.id, with: t1)
        func isRefused(_ technician: StaffID, on visit: Visit, to login: String) throws -> Bool {
            try isOutOfReach(as: login) { reading, actor in
                _ = try reading.visitSheet(of: technician, on: day(of: visit), by: actor)
            }
        }
        let refused = (try isRefused(t1, on: taken, to: "clerk"), try isRefused(t2, on: taken, to: "clerk"))
        #expect(refused == (true, true))
        for (technician, login) in [(t2, "other"), (t1, "t1"), (t1, "wang")] {
            let isRefused = try isRefused(technician, on: taken, to: login)
            #expect(!isRefused, "\(login)")
        }
        let isCalendarRefused = try isOutOfReach(as: "clerk") { reading, actor in
            _ = try reading.visitCalendar(of: t1, by: actor, at: test.now)
        }
        #expect(isCalendarRefused)
    }

    // MARK: Calls

    /// - Parameter hours: from now until it would be late.
    private func schedule(_ c: ServiceCase, _ reason: String, hours: Int) throws {
        _ = try test.as("zhao") { work in
            try work.schedule(
                CallWish(
                    customer: c.customer, caseID: c.id, reason: reason, from: work.now,
                    by: work.now + .hours(hours)))
        }
    }

    private func nextCall(of login: String) throws -> CaseID? {
        let actor = try test.desk.actor(named: login)
        return try test.desk.claim(by: actor, at: test.now) { try $0.claimNextCall() }.caseID
    }

    @Test("the next call is about a case within reach, whatever presses more", arguments: [false, true])
    func nextCall(isPromised: Bool) throws {
        let reason = isPromised ? CallWish.promised : "after closing"
        try schedule(far, reason, hours: 1)
        try schedule(near, reason, hours: isPromised ? 1 : 2)
        if isPromised { test.now = test.now + .hours(1) }
        let (bounded, whole) = (try nextCall(of: "clerk"), try nextCall(of: "chen"))
        #expect(bounded == near.id)
        #expect(whole == far.id)
    }

    @Test("where every call that is due is beyond reach there is none")
    func noNextCall() throws {
        try schedule(far, "after closing", hours: 1)
        #expect(throws: DeskFault.self) { try nextCall(of: "clerk") }
        let due = try ["clerk", "chen"].map { login in
            try read(as: login) { reading, actor in
                try reading.callList(for: actor, everyones: false, at: test.now, limit: 9).map(\.call.caseID)
            }
        }
        let all: [CaseID?] = [far.id]
        #expect(due[0].isEmpty)
        #expect(due[1] == all)
    }

    @Test("a call is arranged about cases within reach")
    func arranged() throws {
        func arrange(_ c: ServiceCase) throws -> FollowUpCall {
            try test.as("clerk") { work in
                try work.arrangeCall(
                    CallWish(
                        customer: c.customer, caseID: c.id, reason: CallWish.promised, from: work.now,
                        by: work.now + .hours(1)))
            }
        }
        let arranged = try arrange(near)
        #expect(arranged.caseID == near.id)
        let refusal = #expect(throws: DeskFault.self) { try arrange(far) }
        guard case .outOfReach(_, _, "read", _, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    // MARK: Customers

    @Test("of a caller's cases beyond reach it is told how many there are")
    func caller() throws {
        _ = try book(far.id, with: t1)
        let files = try ["clerk", "chen"].map { login in
            try read(as: login) { reading, actor in
                let file = try #require(try reading.caller(digits: "13800140002", by: actor).file)
                return (file, try reading.lastContacts(of: file, by: actor).count)
            }
        }
        #expect(files[0].0.openCases.isEmpty && files[0].0.unreadable == 1 && files[0].1 == 0)
        #expect(files[1].0.openCases.map(\.subject) == [Subject(far.id)] && files[1].0.unreadable == 0)
        #expect(files[1].1 == 1)
    }

    @Test("the drawers of a customer are counted as far as they may be opened")
    func drawers() throws {
        _ = try book(far.id, with: t1)
        try schedule(far, "after closing", hours: 1)
        let counts = try ["clerk", "chen"].map { login in
            try read(as: login) { try $0.page(.cases, of: far.customer, limit: 9, by: $1) }.counts
        }
        for drawer in [CustomerSection.cases, .visits, .calls] {
            #expect(counts[0][drawer] == 0, "\(drawer)")
            #expect((counts[1][drawer] ?? 0) > 0, "\(drawer)")
        }
        #expect(counts[0][.people] == counts[1][.people])
    }

    @Test("a sheet of answers about a case beyond reach is not read")
    func answers() throws {
        let visit = try book(far.id, with: t1)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        var draft = SurveyDraft(
            "after-repair",
            [
                "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
                "signedYourself": .chosen(["yes"]), "overall": .number(6),
            ], source: .call)
        draft.visit = visit.id
        let id = try test.as("zhao") { [draft] in try $0.enter(draft) }.survey.id
        for (login, isBeyond) in [("clerk", true), ("other", false), ("chen", false)] {
            let isRefused = try isOutOfReach(as: login) { _ = try $0.sheet(id, by: $1) }
            #expect(isRefused == isBeyond, "\(login)")
        }
    }

    // MARK: Notices

    private func tell(role: String, _ subject: Subject) throws {
        try test.desk.act(by: .desk, at: test.now) { work in
            try work.tell(role: role, .word, subject, Label(en: "Hello", zh: "你好"))
        }
    }

    @Test("of what a role is told each sees, and sees to, what is about cases within reach, or about none")
    func rolesNotices() throws {
        let visit = try book(far.id, with: t1)
        for subject in [Subject(near.id), Subject(far.id), Subject(visit.id), .desk] {
            try tell(role: "zone clerk", subject)
        }
        func told(_ login: String) throws -> Set<Subject> {
            try read(as: login) { reading, actor in
                let items = try reading.inbox(of: actor).items
                let unseen = try reading.unseenNotices(for: actor)
                #expect(unseen == items.filter { $0.notice.seenAt == nil }.count)
                #expect(items.allSatisfy { !$0.notice.isConcealed })
                return Set(items.map(\.notice.subject))
            }
        }
        let (clerks, others) = (try told("clerk"), try told("other"))
        #expect(clerks == Set([Subject(near.id), .desk]))
        #expect(others == Set([Subject(far.id), Subject(visit.id), .desk]))
        let seen = try test.as("clerk") { try $0.seenAll(upTo: .max) }
        #expect(seen == 2)
        let left = try read(as: "other") { try $0.notices(for: $1) }
        #expect(Set(left.map(\.subject)) == Set([Subject(far.id), Subject(visit.id)]))
        #expect(throws: DeskFault.self) { try test.as("clerk") { try $0.seen([left[0].id]) } }
    }

    @Test("a notice to oneself about a case beyond reach is there, does not say what it is, and is seen to")
    func ownNotices() throws {
        for c in [near, far] { _ = try test.as("chen") { try $0.note(Subject(c.id), "@clerk 请看") } }
        let items = try read(as: "clerk") { try $0.inbox(of: $1).items }
        let concealed = try #require(items.first { $0.notice.subject == Subject(far.id) })
        let plain = try #require(items.first { $0.notice.subject == Subject(near.id) })
        let rules = test.desk.rules
        #expect(concealed.notice.phrase(nil, rules) == Phrase("notice.concealed"))
        #expect(concealed.caseID == nil && concealed.customer.isEmpty && concealed.summary.isEmpty)
        #expect(plain.notice.phrase(nil, rules).key == "notice.says.mention" && plain.caseID == near.id)
        try test.as("clerk") { try $0.seen([concealed.id]) }
        let left = try read(as: "clerk") { try $0.notices(for: $1).map(\.subject) }
        #expect(left == [Subject(near.id)])
    }

    @Test("what leaves the desk says of a case what everybody may read whom it is for")
    func noticesOutside() throws {
        for (role, isConcealed) in [("zone clerk", true), ("supervisor", false)] {
            let notice = Notice(
                .word, role: role, subject: Subject(far.id), message: Label(en: "Hello", zh: "你好"),
                at: test.now)
            let told = try test.desk.read { try $0.toldOutside(notice) }
            #expect(told.isConcealed == isConcealed, "\(role)")
        }
        for (login, isConcealed) in [("clerk", true), ("other", false), ("chen", false)] {
            let told = try read(as: login) { reading, actor in
                try reading.toldOutside(
                    Notice(
                        .word, staff: actor.staffID, subject: Subject(far.id),
                        message: Label(en: "Hello", zh: "你好"), at: test.now))
            }
            #expect(told.isConcealed == isConcealed, "\(login)")
        }
    }
}
