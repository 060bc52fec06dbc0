import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("What logging would come to, told before", .onEachDatabase)
struct PreviewTests {
    let test: TemporaryDesk
    init() throws { test = try TemporaryDesk() }

    private func draft(_ kind: String, _ customer: CustomerID, _ summary: String = "空调不制冷") -> CaseDraft {
        var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: summary)
        (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
        return draft
    }

    private func preview(_ draft: CaseDraft) throws -> CasePreview {
        try test.desk.read {
            try $0.preview(draft, customer: $0.customer(draft.customer), address: nil, at: test.now)
        }
    }

    private func log(_ draft: CaseDraft) throws -> CaseReceipt { try test.as("li") { try $0.log(draft) } }

    @Test(
        "the promises told are those that then run, whatever the severity",
        arguments: [nil, Severity.urgent, .critical])
    func sameClocks(severity: Severity?) throws {
        var draft = draft("complaint", try test.customer().id)
        draft.severity = severity
        let told = try preview(draft).clocks
        let running = try log(draft).clocks
        #expect(!told.isEmpty)
        #expect(Set(told.map(\.promise)) == Set(running.map(\.promise)))
        #expect(Set(told.map(\.due)) == Set(running.map(\.due)))
        #expect(told.map(\.due) == told.map(\.due).sorted())
    }

    @Test("a chaser, a reopening and a repeat are told as they then happen")
    func folded() throws {
        let c = try test.logRepair()
        let again = draft("repair", c.customer)
        #expect(try preview(again).chases == c.id)
        #expect(try preview(again).clocks == [])
        var anyway = again
        anyway.onRepeat = .logAnyway
        #expect(try !preview(anyway).clocks.isEmpty)
        #expect(try log(again).outcome == .chased)
    }

    @Test(
        "a case closed a short while ago would be opened again, later it would be repeated, in the end neither"
    )
    func afterClosing() throws {
        let c = try test.finishedRepair()
        let again = draft("repair", c.customer)
        test.now = test.now + .days(5)
        #expect(try preview(again).reopens == c.id)
        test.now = test.now + .days(20)
        let later = try preview(again)
        #expect(later.reopens == nil)
        #expect(later.repeats == c.id)
        #expect(try log(again).repeatOf == c.id)
        test.now = test.now + .days(40)
        let other = draft("complaint", c.customer)
        #expect(try preview(other).repeats == nil)
    }

    @Test(
        "why the severity is another than proposed is kept with it in the journal, and nothing when it is not"
    )
    func severityReason() throws {
        var draft = draft("complaint", try test.customer().id)
        draft.severity = .urgent
        draft.severityReason = " 家中有老人 "
        let id = try log(draft).serviceCase.id
        let facts = try test.desk.read { try $0.sheet(id, by: .desk, at: test.now).history.first?.facts }
        #expect(facts?["severityReason"] == .text("家中有老人"))
        #expect(facts?["severityProposed"] == .text("general"))
        var plain = self.draft("inquiry", draft.customer)
        plain.severityReason = "无"
        let other = try log(plain).serviceCase.id
        let none = try test.desk.read { try $0.sheet(other, by: .desk, at: test.now).history.first?.facts }
        #expect(none?["severityReason"] == nil)
    }

    @Test("districts known from addresses name their zone and middle; zones without a district are there too")
    func areas() throws {
        _ = try test.customer()
        try test.as("admin") { work in
            var staff = Staff(id: StaffID(0), login: "t9", name: "郑师傅", roles: ["technician"])
            staff.zones = ["浦东", "崇明"]
            staff.home = Place(latitude: 31.6, longitude: 121.4)
            _ = try work.addStaff(staff)
        }
        let areas = try test.desk.read { try $0.areas() }
        #expect(areas.map(\.name) == ["上海市 浦东新区", "崇明"])
        #expect(areas[0].zone == "浦东")
        #expect(areas[0].place == Place(latitude: 31.2, longitude: 121.6))
        #expect(areas[1].place == Place(latitude: 31.6, longitude: 121.4))
    }

    @Test("the last contacts are a customer's visits, calls and notes, the last first")
    func contacts() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .hours(1)
        try test.as("li") { _ = try $0.note(Subject(c.id), "已回电", toldCustomer: true) }
        let contacts = try test.desk.read {
            try $0.lastContacts(of: $0.file(of: c.customer, by: .desk), by: .desk)
        }
        #expect(contacts.count == 2)
        guard case .note(let note, let by)? = contacts.first?.what,
            case .visit(_, let technician)? = contacts.last?.what
        else {
            Issue.record("\(contacts)")
            return
        }
        #expect(note.text == "已回电" && by == "李娜")
        #expect(!technician.isEmpty)
    }
}

@Suite("What a text is about")
struct MatterOfTextTests {
    let rules = TemporaryDesk.rules

    @Test(
        "product and fault are found by their names in any language, and by what customers also call them",
        arguments: [
            ("空调不制冷，很着急", "air-conditioner", "not-cooling"),
            ("My fridge is NOT COOLING at all", "refrigerator", "not-cooling"),
            ("洗衣机漏水了", "washing-machine", "leaking"), ("热水器打不着火", "water-heater", "no-ignition"),
            ("抽油烟机吸力小", "range-hood", "weak"),
        ])
    func found(text: String, product: String, fault: String) {
        let matter = rules.matter(of: text)
        #expect(matter.product == product)
        #expect(matter.fault == fault)
    }

    @Test("what is not named is not guessed; a product known already says which faults can be meant")
    func notFound() {
        #expect(rules.matter(of: "又坏了").product == nil)
        #expect(rules.matter(of: "漏水").fault == nil)
        #expect(rules.matter(of: "漏水", product: "refrigerator").fault == "leaking")
        #expect(rules.matter(of: "空调漏水", product: "refrigerator").product == "refrigerator")
    }
}
