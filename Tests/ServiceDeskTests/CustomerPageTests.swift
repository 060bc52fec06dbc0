import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("A customer's drawers", .onEachDatabase)
struct CustomerPageTests {
    let test: TemporaryDesk
    let repair: ServiceCase

    init() throws {
        test = try TemporaryDesk()
        repair = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
        let stranger = try test.as("li") {
            try $0.addCustomer(Samples.customer(name: "赵六", phone: "+8613900139000")).id
        }
        let other = try test.logRepair(for: stranger)
        _ = try test.bookVisit(for: other.id)
        try test.as("li") { work in
            _ = try work.note(Subject(other.id), "别人的备注")
            _ = try work.note(Subject(repair.customer), "客户备注")
            _ = try work.note(Subject(repair.id), "服务单备注")
        }
    }

    private func page(_ section: CustomerSection, limit: Int = 100) throws -> CustomerPage {
        try test.desk.read { try $0.page(section, of: repair.customer, limit: limit, by: .desk) }
    }

    @Test("hold what is this customer's and nothing of another's", arguments: CustomerSection.allCases)
    func own(section: CustomerSection) throws {
        let ids = try page(section).rows.map(\.id)
        switch section {
        case .cases: #expect(ids == ["C1"])
        case .units, .satisfaction: #expect(ids == [])
        case .visits: #expect(ids == ["V1"])
        case .calls: #expect(ids == ["F1"])
        case .promises: #expect(!ids.isEmpty)
        case .notes: #expect(ids.count == 2)
        case .people: #expect(ids.count == 1)
        }
        if section == .promises {
            for case .promise(let clock) in try page(section).rows {
                #expect([Subject(repair.id), Subject(VisitID(1))].contains(clock.subject))
            }
        }
    }

    @Test("are counted whole, whatever part is read")
    func counts() throws {
        let counts = try page(.notes, limit: 1).counts
        #expect(counts[.cases] == 1 && counts[.visits] == 1 && counts[.calls] == 1 && counts[.units] == 0)
        #expect(try page(.notes, limit: 1).rows.count == 1)
    }

    @Test("open cases come before closed ones, and of these the newest first")
    func order() throws {
        let (gone, inquiry) = try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: repair.customer, summary: "冰箱异响")
            draft.product = "refrigerator"
            let gone = try work.log(draft).serviceCase.id
            draft = CaseDraft(kind: CaseKind("inquiry"), customer: repair.customer, summary: "保修期")
            return (gone, try work.log(draft).serviceCase.id)
        }
        _ = try test.as("chen") {
            try $0.take("cancel", on: gone, given: ["cancelReason": .text(test.cancelReason)])
        }
        // The repair was closed by the desk two days after the visit.
        #expect(try page(.cases).rows.map(\.id) == [inquiry, gone, repair.id].map(\.description))
    }

    @Test("satisfaction counts what the customer said on the call workflow's scale: its mean and the last")
    func satisfaction() throws {
        #expect(try page(.satisfaction).satisfaction.mean == nil)
        // Of those that ask a questionnaire its answers say it.
        let calls = try ["fairly-satisfied", "satisfied"].map { outcome in
            let call = try test.as("li") {
                try $0.schedule(
                    CallWish(
                        customer: repair.customer, reason: "quality tracking", from: test.now,
                        by: test.now + .hours(4)))
            }
            _ = try test.as("zhao") { try $0.recordCall(call.id, outcome, given: [:]) }
            return call.id.description
        }
        let found = try page(.satisfaction)
        #expect(found.satisfaction.best == 3)
        #expect(found.satisfaction.points == [3, 2])
        #expect(found.satisfaction.mean == 2.5 && found.satisfaction.last == 3)
        #expect(found.rows.map(\.id) == calls.reversed())
    }
}
