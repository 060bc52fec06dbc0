import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// Two cases: one of team A in Pudong, one of team B in Xuhui; and people whose rights reach but one of them.
@Suite("How far rights reach", .onEachDatabase)
struct CaseReachTests {
    let test: TemporaryDesk
    let near: ServiceCase
    let far: ServiceCase
    private let visits: [CaseID: VisitID]
    private let requests: [CaseID: ApprovalID]

    private static let roles = """

          team leader:
            label: {en: Team leader, zh-Hans: 组长}
            rights: [read, case.edit, case.do, case.bulk, visit.book, visit.do, approval.ask, approval.decide, note.add,
              export]
            reach: {case.edit: own team, case.do: own team, case.bulk: own team, visit.book: own team,
              visit.do: own team, approval.ask: own team, approval.decide: own team, note.add: own team, export: own team}
          zone clerk:
            label: {en: Zone clerk, zh-Hans: 片区专员}
            rights: [read, case.edit, case.do, case.bulk, visit.book, visit.do, approval.ask, approval.decide, note.add,
              export, call.make, call.schedule]
            reach: own zones
          own clerk:
            label: {en: Own clerk, zh-Hans: 专员}
            rights: [read, case.do, case.edit]
            reach: own
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
        try test.as("admin") { work in
            var li = try #require(try work.reading.staff.find(login: "li"))
            li.team = "A"
            try work.editStaff(li)
            let people: [(String, String, String, [String])] = [
                ("zhou", "agent", "B", []), ("leader", "team leader", "A", []),
                ("clerk", "zone clerk", "", ["浦东"]), ("ou", "own clerk", "", []),
            ]
            for (login, role, team, zones) in people {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: [role], team: team, zones: zones))
            }
        }
        func log(_ login: String, _ phone: String, _ zone: String) throws -> ServiceCase {
            try test.as(login) { work in
                var customer = Samples.customer(name: zone, phone: phone)
                (customer.addresses[0].zone, customer.addresses[0].district) = (zone, zone + "区")
                var draft = CaseDraft(
                    kind: CaseKind("repair"), customer: try work.addCustomer(customer).id,
                    summary: "空调不制冷")
                draft.product = "air-conditioner"
                return try work.log(draft).serviceCase
            }
        }
        near = try log("li", "+8613800140001", "浦东")
        far = try log("zhou", "+8613800140002", "徐汇")
        var (visits, requests): ([CaseID: VisitID], [CaseID: ApprovalID]) = ([:], [:])
        for id in [near.id, far.id] {
            visits[id] = try test.bookVisit(for: id).id
            requests[id] = try test.as("li") {
                try $0.askApproval(Subject(id), decision: "exchange", reason: "三次未修好").id
            }
        }
        (self.test, self.visits, self.requests) = (test, visits, requests)
    }

    /// What uses each right on one case.
    private func use(_ right: Right, on id: CaseID, _ work: Work) throws {
        switch right {
        case .read: _ = try work.reading.sheet(id, by: work.actor, at: work.now)
        case .editCase:
            var c = try work.reading.serviceCase(id)
            c.summary = "空调漏水"
            _ = try work.edit(c)
        case .doCase: try work.take("settle", on: id, given: ["remedy": .text("电话指导解决")])
        case .bulkCases:
            let receipt = try work.bulk(.severity(.urgent), on: [id])
            if let fault = receipt.results[0].fault { throw fault }
        case .bookVisit:
            _ = try work.assign(
                try #require(visits[id]), to: try #require(try work.reading.staff.find(login: "t2")).id)
        case .doVisit: try work.take("dispatch", on: try #require(visits[id]))
        case .askApproval: try work.askApproval(Subject(id), decision: "exchange", reason: "三次未修好")
        case .decideApproval: _ = try work.decide(try #require(requests[id]), grant: false, answer: "不符合")
        case .addNote: try work.note(Subject(try #require(visits[id])), "已告知")
        case .export:
            var query = CaseQuery()
            query.tests = try work.reading.tests(of: work.actor, for: .export)
            guard try !work.reading.cases.list(query).contains(where: { $0.id == id }) else { return }
            try work.require(.export, of: id)
        default: Issue.record("\(right) is used on no case")
        }
    }

    /// The right for whose reach somebody is refused; nil where it is not that.
    private func refused(_ right: Right, on id: CaseID, by login: String) throws -> String? {
        struct Undone: Error {}
        do {
            try test.as(login) { work in
                try use(right, on: id, work)
                throw Undone()
            }
            return nil
        } catch let fault as DeskFault {
            if case .outOfReach(_, _, let missing, _, _) = fault { return missing }
            return nil
        } catch { return nil }
    }

    @Test("views of visits and calls show and count what is within reach, and calls that are about no case")
    func workViews() throws {
        let (customer, until) = (far.customer, test.now + .hours(1))
        for about in [far.id, nil] {
            _ = try test.as("zhou") { work in
                var wish = CallWish(customer: customer, reason: CallWish.promised, from: work.now, by: until)
                wish.caseID = about
                return try work.schedule(wish)
            }
        }
        let views = test.desk.rules.workViews
        let visitsLate = try #require(views.first { $0.name == "visits-late" })
        let callsLate = try #require(views.first { $0.name == "calls-late" })
        let later = test.now + .days(30)
        func seen(by login: String) throws -> (visits: Set<CaseID>, calls: Set<CaseID?>) {
            let actor = try test.desk.actor(named: login)
            return try test.desk.read { reading in
                let visits = try reading.visits(of: visitsLate, by: actor, at: later, limit: 10)
                let calls = try reading.calls(of: callsLate, by: actor, at: later, limit: 10)
                let load = try reading.load(of: visitsLate, by: actor, at: later)
                #expect(load.waiting.count == visits.count && load.overdue.count == visits.count)
                return (Set(visits.map(\.caseID)), Set(calls.map(\.caseID)))
            }
        }
        let (all, reached) = try (seen(by: "li"), seen(by: "clerk"))
        let (both, calls): (Set<CaseID>, Set<CaseID?>) = ([near.id, far.id], [far.id, nil])
        #expect(all.visits == both && all.calls.isSuperset(of: calls))
        #expect(reached.visits == Set([near.id]))
        #expect(reached.calls.contains(nil) && !reached.calls.contains(far.id))
    }

    @Test(
        "each right on cases passes on those it reaches, and is refused on others by the name of what is missing"
    )
    func matrix() throws {
        for right in Right.ofCases {
            let (leader, clerk) = (
                try refused(right, on: near.id, by: "leader"), try refused(right, on: near.id, by: "clerk")
            )
            #expect(leader == nil && clerk == nil, "\(right)")
            let missing: String? = right == .read ? nil : right.rawValue
            let (leaderFar, clerkFar) = (
                try refused(right, on: far.id, by: "leader"), try refused(right, on: far.id, by: "clerk")
            )
            #expect(leaderFar == missing, "\(right)")
            #expect(clerkFar == "read", "what one may not read: \(right)")
        }
    }

    @Test("who is refused is told how far the right reaches, and who could do it")
    func told() throws {
        let refusal = #expect(throws: DeskFault.self) {
            try test.as("leader") { try use(.editCase, on: far.id, $0) }
        }
        guard case .outOfReach(let id, let login, let right, let reach, let people)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(id == far.id.description && login == "leader" && right == "case.edit")
        #expect(reach == [Reach.team.phrase])
        #expect(people.count == 3 && !people.contains("clerk") && !people.contains("leader"))
    }

    @Test("steps beyond reach are offered as refused, and say how far the right reaches")
    func offers() throws {
        let leader = try test.desk.actor(named: "leader")
        let (own, others) = try test.desk.read { reading in
            (
                try reading.offers(near.id, by: leader, at: test.now),
                try reading.offers(far.id, by: leader, at: test.now)
            )
        }
        let reach = [Reach.team.phrase]
        #expect(!others.isEmpty && own.map(\.name) == others.map(\.name))
        #expect(others.allSatisfy { $0.refusal == .outOfReach(transition: $0.label, reach: reach) })
        #expect(own.allSatisfy { $0.refusal != .outOfReach(transition: $0.label, reach: reach) })
    }

    @Test("lists, counts, search, queues and requests show what is within reach, and nothing else")
    func reading() throws {
        let (clerk, all) = (try test.desk.actor(named: "clerk"), try test.desk.actor(named: "chen"))
        let list = CaseList(.everything)
        try test.desk.read { reading in
            let listed = try reading.ids(of: list, by: clerk, at: test.now)
            let everything = try reading.ids(of: list, by: all, at: test.now)
            #expect(listed == [near.id])
            #expect(Set(everything) == Set([near.id, far.id]))
            let count = try reading.count(list, by: clerk, at: test.now).count
            #expect(count == 1)
            let found = try reading.find("空调", by: clerk).cases.map(\.id)
            let byNumber = try reading.find(far.id.description, by: clerk).cases
            #expect(found == [near.id])
            #expect(byNumber.isEmpty)
            let waiting = try reading.loads(by: clerk, at: test.now).map(\.waiting.count).reduce(0, +)
            #expect(waiting == 1)
            let requests = try reading.approvals(for: clerk, at: test.now).items.compactMap(\.caseID)
            #expect(requests == [near.id])
            let shown = try reading.work(of: clerk, everyones: true, at: test.now).items
            #expect(!shown.isEmpty && shown.allSatisfy { $0.customer == "浦东" })
            let page = try reading.page(.cases, of: far.customer, limit: 9, by: clerk)
            #expect(page.rows.isEmpty)
        }
    }

    @Test("of many visits and calls the first within reach are listed, however many others come before them")
    func firstWithin() throws {
        try test.as("zhao") { work in
            for c in [far, near] {
                let by = work.now + .hours(c.id == far.id ? 1 : 2)
                _ = try work.schedule(
                    CallWish(
                        customer: c.customer, caseID: c.id, reason: "after closing", from: work.now, by: by))
            }
        }
        let (clerk, chen) = (try test.desk.actor(named: "clerk"), try test.desk.actor(named: "chen"))
        try test.desk.read { reading in
            for (actor, readable) in [(clerk, [near.id]), (chen, [far.id, near.id])] {
                let reach = try reading.cases(reachedBy: .read, of: actor)
                let first = try reading.calls.open(within: reach, limit: 1).map(\.caseID)
                #expect(first == [readable[0]])
                let rows = try reading.readable([far, near], by: actor) { $0.id }.map(\.id)
                #expect(rows == readable)
            }
            let reach = try reading.cases(reachedBy: .read, of: clerk)
            let visits = try reading.visits.open(within: reach, limit: 9).map(\.caseID)
            #expect(visits == [near.id])
            // What is asked of the near case was asked first.
            let others = CaseReach(zones: ["徐汇"])
            let (waiting, asked) = (
                try reading.approvals.waiting(of: others, limit: 1),
                try reading.approvals.asked(
                    by: try #require(try reading.staff.find(login: "li")).id, of: others, limit: 1)
            )
            #expect(waiting.map(\.subject) == [Subject(far.id)] && asked.map(\.subject) == [Subject(far.id)])
        }
    }

    @Test("a call beyond reach is in no list and arranged by nobody, but is read whole by who has it in hand")
    func callsInHand() throws {
        let calls = try [far, near].map { c in
            try test.as("zhou") { work in
                try work.schedule(
                    CallWish(
                        customer: c.customer, caseID: c.id, reason: "after closing", from: work.now,
                        by: work.now + .hours(1)))
            }
        }
        let (beyond, within) = (calls[0].id, calls[1].id)
        let clerk = try test.desk.actor(named: "clerk")
        func listed() throws -> [Set<CallID>] {
            try test.desk.read { reading in
                let lists = try [false, true].map { everyones in
                    try reading.callList(for: clerk, everyones: everyones, at: test.now, limit: 9).map(\.id)
                }
                let work = try reading.work(of: clerk, everyones: false, at: test.now).items.map(\.subject)
                let ofWork = work.filter { $0.kind == .call }.map { CallID($0.number) }
                let found = try [beyond, within].map { try reading.call($0) }
                let readable = try reading.readable(found, by: clerk).map(\.id)
                return (lists + [ofWork, readable]).map { Set($0) }
            }
        }
        func note() throws { _ = try test.as("clerk") { try $0.note(Subject(beyond), "已联系") } }
        let before = try listed()
        #expect(before.allSatisfy { $0 == [within] })
        #expect(throws: DeskFault.self) { try note() }
        #expect(throws: DeskFault.self) {
            _ = try test.desk.read { try $0.sheet(beyond, by: clerk, at: test.now) }
        }
        try test.as("admin") { work in
            var call = try work.reading.call(beyond)
            call.claimedBy = clerk.staffID
            _ = try work.calls.update(call)
        }
        let after = try listed()
        #expect(after.allSatisfy { $0 == [beyond, within] })
        try note()
        let sheet = try test.desk.read { try $0.sheet(beyond, by: clerk, at: test.now) }
        #expect(sheet.serviceCase?.id == far.id)
        let wish = CallWish(
            customer: far.customer, caseID: far.id, reason: CallWish.promised, from: test.now,
            by: test.now + .hours(1))
        let refusal = #expect(throws: DeskFault.self) {
            _ = try test.as("clerk") { try $0.arrangeCall(wish) }
        }
        guard case .outOfReach(_, _, let right, _, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(right == "read")
    }

    @Test(
        "what nobody has may be seen and taken by who reaches but the own; taken by another, it is out of reach"
    )
    func free() throws {
        for id in [near.id, far.id] {
            try test.as("chen") { work in
                var c = try work.reading.serviceCase(id)
                c.owner = nil
                _ = try work.edit(c)
            }
        }
        let clerk = try test.desk.actor(named: "clerk")
        let taken = try test.desk.claim(by: clerk, at: test.now) { try $0.claimNextCase(queue: "repair") }
        #expect(taken.id == near.id)
        let queue = try test.desk.rules.queue(named: "repair")
        #expect(throws: DeskFault.nothingToTake(queue: queue.label)) {
            try test.desk.claim(by: clerk, at: test.now) { try $0.claimNextCase(queue: "repair") }
        }
        let (others, free) = (
            try refused(.doCase, on: near.id, by: "ou"), try refused(.read, on: far.id, by: "ou")
        )
        #expect(others == "read" && free == nil)
        _ = try test.as("ou") { try $0.claimCase(far.id) }
        let (mine, theirs) = (
            try refused(.editCase, on: far.id, by: "ou"), try refused(.editCase, on: far.id, by: "leader")
        )
        #expect(mine == nil && theirs == "case.edit")
    }

    @Test("what takes in every case is refused to who reads or exports only some")
    func whole() throws {
        let (clerk, leader) = (try test.desk.actor(named: "clerk"), try test.desk.actor(named: "leader"))
        #expect(throws: DeskFault.self) { try test.desk.requireWhole(.read, of: clerk) }
        try test.desk.requireWhole(.read, of: leader)
        #expect(throws: DeskFault.self) { try test.as("leader") { try $0.noteExport(of: "report") } }
        try test.as("leader") { try $0.noteExport(of: "cases", isWhole: false) }
        try test.as("chen") { try $0.noteExport(of: "report") }
    }

    @Test("nobody is given a role that reaches their team or zones without one")
    func nameless() throws {
        for (role, field) in [("team leader", "team"), ("zone clerk", "zones")] {
            let refusal = #expect(throws: DeskFault.self) {
                try test.as("admin") { work in
                    _ = try work.addStaff(Staff(id: StaffID(0), login: "new", name: "新人", roles: [role]))
                }
            }
            guard case .badField(let named, _, _)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                continue
            }
            #expect(named == field)
        }
    }
}
