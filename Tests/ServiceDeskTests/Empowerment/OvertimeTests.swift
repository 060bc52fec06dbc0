import DeskTesting
import Dispatching
import Model
import Records
import ServiceDesk
import Testing

@Suite("Visits past the end of a shift", .onEachDatabase)
struct OvertimeTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// The best slot there is, as if it went so far past the shift that it cost this much.
    private func slot(_ id: CaseID, yuan: Int64) throws -> Slot {
        var slot = try #require(
            try test.desk.read { try $0.slots(VisitWish(caseID: id), at: test.now) }.first)
        slot.overtime = 60
        slot.price.overtime = yuan * 100
        return slot
    }

    private func book(_ id: CaseID, _ yuan: Int64, as login: String) throws {
        let slot = try slot(id, yuan: yuan)
        _ = try test.as(login) { try $0.book(VisitWish(caseID: id), slot: slot) }
    }

    @Test("whoever books pays it out of their own limit, or asks; what is approved for the case covers it")
    func limit() throws {
        let id = try test.logRepair().id
        #expect(throws: DeskFault.overLimit(amount: Money(minor: 9000), limit: Money(minor: 5000))) {
            try book(id, 90, as: "li")
        }
        #expect(try test.desk.read { try $0.visits.of(id) }.isEmpty)
        let asked = try test.as("li") {
            try $0.askApproval(
                Subject(id), decision: "overtime visit", amount: Money(minor: 9000), reason: "客户只有晚上在家")
        }
        _ = try test.as("chen") { try $0.decide(asked.id, grant: true, answer: "") }
        try book(id, 90, as: "li")
        #expect(try test.desk.read { try $0.visits.of(id) }.count == 1)
    }

    @Test("each visit counts for the month of whoever books it, and one that costs nothing more for nobody")
    func month() throws {
        let today = test.desk.rules.localDay(test.now)
        _ = try test.as("admin") {
            try $0.exceptLimit(
                of: "wang", "overtime visit", GrantLimit(perCase: 10_000, perMonth: 15_000),
                for: DaySpan(today, today + 3), reason: "淡季")
        }
        let cases = try (0..<3).map { _ in
            try test.logRepair(
                for: test.as("li") { try $0.addCustomer(Samples.customer()).id }
            ).id
        }
        try book(cases[0], 100, as: "wang")
        #expect(
            throws: EmpowermentFault.overPeriod(
                amount: Money(minor: 10_000), left: Money(minor: 5000), period: .month)
        ) { try book(cases[1], 100, as: "wang") }
        try book(cases[1], 50, as: "wang")
        try book(cases[2], 0, as: "wang")
    }
}
