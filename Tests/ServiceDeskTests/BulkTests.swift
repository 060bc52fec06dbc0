import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("The same with many cases", .onEachDatabase)
struct BulkTests {
    let test: TemporaryDesk
    let ids: [CaseID]

    init() throws {
        let desk = try TemporaryDesk()
        let customer = try desk.customer().id
        ids = try (0..<4).map { _ in
            try desk.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.channel, draft.onRepeat) = ("air-conditioner", .import, .logAnyway)
                return try work.log(draft).serviceCase.id
            }
        }
        test = desk
    }

    private func id(_ login: String) throws -> StaffID { try #require(test.desk.actor(named: login).staffID) }
    private func owners() throws -> [StaffID?] {
        try test.desk.read { reading in try ids.map { try reading.serviceCase($0).owner } }
    }
    private func entries(_ id: CaseID) throws -> [String] {
        try test.desk.read { try $0.journal.of(Subject(id)).map(\.event) }
    }

    @Test("a line for each; one that refuses undoes nothing with the others; one entry each in the journal")
    func eachByItself() throws {
        _ = try test.as("li") { try $0.take("settle", on: ids[1], given: ["remedy": .text("电话指导解决")]) }
        let before = try ids.map { try entries($0).count }
        let li = try id("li")
        let receipt = try test.as("chen") { try $0.bulk(.assign(li), on: ids) }
        #expect(receipt.results.map(\.id) == ids)
        #expect(receipt.done == 3 && receipt.refused == 1)
        #expect(receipt.results[1].fault as? DeskFault == .closed(ids[1].description))
        #expect(try owners() == [li, nil, li, li])
        #expect(try ids.map { try entries($0).count } == zip(before, [1, 0, 1, 1]).map(+))
        let again = try test.as("chen") { try $0.bulk(.assign(li), on: ids) }
        #expect(again.done == 0 && again.results[0].fault as? BulkFault == .alreadySo(ids[0]))
        #expect(try test.problems().isEmpty)
    }

    @Test("a rehearsal tells the same and leaves nothing")
    func rehearsal() throws {
        let chen = try test.desk.actor(named: "chen")
        let last = try test.desk.read { try $0.journal.latest(1) }
        for change in [
            BulkChange.assign(try id("li")), .move(queue: "returns"), .severity(.critical),
            .step("settle", given: ["remedy": .text("电话指导解决")]), .step("settle"),
        ] {
            let told = try test.desk.rehearse(change, on: ids, by: chen, at: test.now)
            #expect(try test.desk.read { try $0.journal.latest(1) } == last)
            #expect(told.done == (change == .step("settle") ? 0 : 4))
        }
        #expect(try owners() == [nil, nil, nil, nil])
        let real = try test.as("chen") { try $0.bulk(.move(queue: "returns"), on: ids) }
        #expect(real.done == 4)
    }

    @Test("who would have more in hand than the desk itself gives anybody is named before it is done")
    func overload() throws {
        let li = try #require(try test.desk.actor(named: "li").staff)
        let capacity = try #require(test.desk.rules.assignment.capacity(of: li))
        let customer = try test.desk.read { try $0.serviceCase(ids[0]).customer }
        let more = try (ids.count...capacity).map { _ in
            try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.channel, draft.onRepeat) = ("air-conditioner", .import, .logAnyway)
                return try work.log(draft).serviceCase.id
            }
        }
        let chen = try test.desk.actor(named: "chen")
        func told(_ cases: [CaseID]) throws -> BulkReceipt.Overload? {
            let receipt = try test.desk.rehearse(.assign(li.id), on: cases, by: chen, at: test.now)
            return receipt.overload
        }
        #expect(try told(Array((ids + more).dropLast())) == nil)
        #expect(
            try told(ids + more)
                == BulkReceipt.Overload(name: li.name, open: capacity + 1, capacity: capacity))
    }

    @Test(
        "within ten minutes it is taken back where nobody went on, by who did it; later, or twice, it is not")
    func undo() throws {
        let (li, wang) = try (id("li"), id("wang"))
        _ = try test.as("chen") { try $0.bulk(.assign(wang), on: [ids[0]]) }
        _ = try test.as("chen") { try $0.bulk(.assign(li), on: ids) }
        var changed = try test.desk.read { try $0.serviceCase(ids[2]) }
        changed.summary = "空调漏水"
        _ = try test.as("li") { try $0.edit(changed) }
        #expect(throws: BulkFault.nothingToUndo) { try test.as("admin") { _ = try $0.undoBulk() } }
        test.now = test.now + .minutes(9)
        let back = try test.as("chen") { try $0.undoBulk() }
        #expect(back.done == 3 && back.refused == 1)
        #expect(back.results.first { $0.id == ids[2] }?.fault as? BulkFault == .changedSince(ids[2]))
        #expect(try owners() == [wang, nil, li, nil])
        #expect(throws: BulkFault.nothingToUndo) { try test.as("chen") { _ = try $0.undoBulk() } }
        _ = try test.as("chen") { try $0.bulk(.severity(.urgent), on: ids) }
        test.now = test.now + .minutes(11)
        #expect(throws: BulkFault.tooLate(after: .minutes(10))) {
            try test.as("chen") { _ = try $0.undoBulk() }
        }
        #expect(try test.problems().isEmpty)
    }

    @Test("the others are merged into one that stays, and taken back whole where nobody went on")
    func merged() throws {
        let receipt = try test.as("chen") { try $0.bulk(.merge(into: ids[1]), on: ids) }
        #expect(receipt.results.map(\.id) == [ids[0], ids[2], ids[3]] && receipt.refused == 0)
        func into() throws -> [CaseID?] {
            try test.desk.read { reading in try ids.map { try reading.serviceCase($0).mergedInto } }
        }
        #expect(try into() == [ids[1], nil, ids[1], ids[1]])
        let again = try test.as("chen") { try $0.bulk(.merge(into: ids[1]), on: ids) }
        #expect(again.done == 0)
        try test.as("li") { try $0.unmergeCase(ids[3]) }
        let back = try test.as("chen") { try $0.undoBulk() }
        #expect(back.results.first { $0.fault != nil }?.fault as? BulkFault == .changedSince(ids[3]))
        #expect(try back.done == 2 && into() == [nil, nil, nil, nil])
        #expect(throws: DeskFault.unknown("C99")) {
            try test.as("chen") { _ = try $0.bulk(.merge(into: CaseID(99)), on: ids) }
        }
        #expect(try test.problems().isEmpty)
    }

    @Test("the others are linked with one, once, and that is taken back")
    func linked() throws {
        func links() throws -> Int { try test.desk.read { try $0.cases.links(of: ids[0]) }.count }
        #expect(try test.as("chen") { try $0.bulk(.link(to: ids[0]), on: ids).done } == 3)
        #expect(try links() == 3)
        let again = try test.as("chen") { try $0.bulk(.link(to: ids[0]), on: ids) }
        #expect(again.done == 0 && again.results[0].fault as? BulkFault == .alreadySo(ids[1]))
        #expect(try test.as("chen") { try $0.undoBulk().done } == 3)
        #expect(try links() == 0)
        #expect(try test.problems().isEmpty)
    }

    @Test("what was refused of all stands in nobody's way who takes back what was done before")
    func refusedWholly() throws {
        let li = try id("li")
        _ = try test.as("chen") { try $0.bulk(.assign(li), on: ids) }
        #expect(try test.as("chen") { try $0.bulk(.assign(li), on: ids).done } == 0)
        #expect(try test.as("chen") { try $0.bulk(.step("settle"), on: ids).done } == 0)
        #expect(try test.as("chen") { try $0.undoBulk().done } == 4)
        #expect(try owners() == [nil, nil, nil, nil])
    }

    @Test("queues and severities go back as well; what steps set off stays")
    func others() throws {
        _ = try test.as("chen") { try $0.bulk(.move(queue: "returns"), on: ids) }
        #expect(try test.desk.read { try $0.serviceCase(ids[0]).queue } == "returns")
        _ = try test.as("chen") { try $0.undoBulk() }
        #expect(try test.desk.read { try $0.serviceCase(ids[0]).queue } == "repair")
        _ = try test.as("chen") { try $0.bulk(.severity(.critical), on: ids) }
        _ = try test.as("chen") { try $0.undoBulk() }
        #expect(try test.desk.read { try $0.serviceCase(ids[0]).severity } == .general)
        let closing = BulkChange.step("settle", given: ["remedy": .text("电话指导解决")])
        #expect(try test.as("chen") { try $0.bulk(closing, on: ids).done } == 4)
        #expect(try test.state(ids[3]) == "closed")
        #expect(throws: BulkFault.stepsStay) { try test.as("chen") { _ = try $0.undoBulk() } }
    }

    @Test("what is wrong for all alike is refused at once, and so is whoever lacks the right")
    func refused() throws {
        let (agent, quality) = try (id("li"), id("sun"))
        #expect(throws: DeskFault.notAllowed(login: "li", right: "case.bulk")) {
            try test.as("li") { _ = try $0.bulk(.assign(agent), on: ids) }
        }
        #expect(throws: DeskFault.notAllowed(login: "sun", right: "case.do")) {
            try test.as("chen") { _ = try $0.bulk(.assign(quality), on: ids) }
        }
        #expect(throws: DeskFault.self) {
            try test.as("chen") { _ = try $0.bulk(.move(queue: "x"), on: ids) }
        }
        #expect(throws: DeskFault.unknown("S9999")) {
            try test.as("chen") { _ = try $0.bulk(.assign(StaffID(9999)), on: ids) }
        }
        let many = (1...Int64(BulkChange.most) + 1).map { CaseID($0) }
        #expect(throws: BulkFault.tooMany(most: BulkChange.most)) {
            try test.as("chen") { _ = try $0.bulk(.assign(agent), on: many) }
        }
        let none = try test.as("chen") { try $0.bulk(.assign(agent), on: [CaseID(999)]) }
        #expect(none.results[0].fault as? DeskFault == .unknown("C999"))
    }

    @Test("a case whose owner changed is still found by its words")
    func search() throws {
        _ = try test.as("chen") { try $0.bulk(.assign(try id("li")), on: ids) }
        #expect(try test.desk.read { try $0.find("制冷") }.cases.count == 4)
    }

    @Test("the cases of a list are those of its pages")
    func listed() throws {
        let chen = try test.desk.actor(named: "chen")
        let found = try test.desk.read { reading in
            var list = CaseList(.everything)
            list.filter = try CaseFilter("kind:repair owner:none", words: reading.filterWords())
            return try reading.ids(of: list, by: chen, at: test.now)
        }
        #expect(Set(found) == Set(ids))
    }
}
