import DeskTesting
import Model
import Testing

@testable import ServiceDesk

@Suite("What a customer agreed to, after the bill is void", .onEachDatabase)
struct ConsentAfterVoidTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// Labour and way cost twice as much: 345.00 in place of 195.00.
    private func dearer() throws -> ServiceDesk {
        try test.sameDesk(with: [
            ("prices.yaml", "hour: 120.00", "hour: 240.00"),
            ("prices.yaml", "callOut: 30.00", "callOut: 60.00"),
        ])
    }

    private func issue(_ visit: Visit, on desk: ServiceDesk? = nil, consent: String? = nil) throws
        -> VisitCosts
    {
        let desk = desk ?? test.desk
        return try desk.act(by: desk.actor(named: "t1"), at: test.now) {
            try $0.writeBill(visit.id, consent: consent)
        }
    }

    private func void(_ visit: Visit) throws {
        var wish = CreditWish(reason: "开错")
        wish.isVoid = true
        try test.as("chen") { _ = try $0.creditBill(visit.id, wish) }
    }

    private func fields(_ visit: Visit) throws -> [String: FieldValue] {
        try test.desk.read { try $0.visit(visit.id).fields }
    }

    @Test("who was asked for one bill is asked again for a higher one, and not for the same")
    func asked() throws {
        let visit = try test.finishedVisit(quoted: 10_000)
        #expect(try issue(visit, consent: "电话确认").due.minor == 195_00)
        try void(visit)
        let dearer = try dearer()
        let draft = try dearer.read { try $0.bill(visit.id, at: test.now) }
        #expect(draft.remarks.map(\.key) == ["cost.replaces", "cost.consent"])
        let fault = CostFault.needsConsent(
            visit.id, due: Money(minor: 345_00), quoted: Money(minor: 100_00), percent: 20)
        #expect(throws: fault) { _ = try issue(visit, on: dearer) }
        let same = try issue(visit)
        #expect(same.receipt == "B000001-2" && same.consent == nil)
        // What went without asking is not what was agreed to.
        try void(visit)
        #expect(throws: fault) { _ = try issue(visit, on: dearer) }
        #expect(try issue(visit, on: dearer, consent: "again").due.minor == 345_00)
    }

    @Test("who consented before a fee was named agreed to the first that was billed")
    func beforehand() throws {
        let visit = try test.finishedVisit(["consent": .flag(true)])
        #expect(try issue(visit).due.minor == 195_00)
        try void(visit)
        #expect(throws: CostFault.self) { _ = try issue(visit, on: dearer()) }
        #expect(try issue(visit).due.minor == 195_00)
    }

    @Test("a fee under the receipt of a bill that is void is no fee taken, whatever it was")
    func fee() throws {
        let visit = try test.finishedVisit(["charge": .number(180_00)], quoted: 20_000)
        _ = try issue(visit)
        try void(visit)
        let after = try fields(visit)
        #expect(after["charge"] == nil && after["voucher"] == nil)
        #expect(try issue(visit).remarks.map(\.key) == ["cost.replaces"])
        let anew = try fields(visit)
        #expect(anew["charge"] == .number(195_00) && anew["voucher"] == .text("B000001-2"))
    }

    @Test("one taken under a receipt of its own stays: only people know what became of it")
    func ownReceipt() throws {
        let visit = try test.finishedVisit(
            ["charge": .number(180_00), "voucher": .text("P1")], quoted: 20_000)
        _ = try issue(visit)
        try void(visit)
        let after = try fields(visit)
        #expect(after["charge"] == .number(180_00) && after["voucher"] == .text("P1"))
    }
}
