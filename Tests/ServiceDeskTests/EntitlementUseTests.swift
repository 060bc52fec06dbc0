import DeskTesting
import Entitlement
import Model
import Records
import ServiceDesk
import Testing
import Workflow

@Suite("Entitlement at the desk", .onEachDatabase)
struct EntitlementUseTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func unit(boughtDaysAgo days: Int, invoice: Bool = true) throws -> Unit {
        let customer = try test.customer()
        return try test.as("li") {
            try $0.addUnit(
                Unit(
                    id: UnitID(0), customer: customer.id, product: "air-conditioner",
                    boughtOn: Day(2026, 11, 24) - days, price: Money(minor: 320_000), hasInvoice: invoice,
                    createdAt: test.now))
        }
    }

    private func answer(_ unit: Unit, _ change: (inout EntitlementQuestion) -> Void = { _ in }) throws
        -> Assessment
    {
        var question = EntitlementQuestion(unit: unit.id, on: Day(2026, 11, 24))
        change(&question)
        return try test.desk.read { try $0.entitlement(question) }
    }

    @Test("the purchase on record decides: return within 7 days, exchange within 15, then free repair")
    func purchase() throws {
        #expect(try answer(unit(boughtDaysAgo: 4)).best(.return)?.verdict == .granted)
        let later = try answer(unit(boughtDaysAgo: 10))
        #expect(later.best(.return)?.verdict == .refused)
        #expect(later.best(.exchange)?.verdict == .granted)
        let old = try answer(unit(boughtDaysAgo: 100))
        #expect(old.best(.exchange)?.verdict == .refused)
        #expect(old.best(.freeRepair)?.verdict == .granted)
    }

    @Test("without an invoice it is named as missing, and showing it grants the right")
    func invoice() throws {
        let unit = try unit(boughtDaysAgo: 4, invoice: false)
        let before = try #require(answer(unit).best(.return))
        #expect(before.verdict == .whenShown)
        #expect(before.missing.flatMap(\.words).contains("invoice"))
        #expect(try answer(unit) { $0.evidence = [.invoice] }.best(.return)?.verdict == .granted)
    }

    @Test("a return within 7 days is approved by the workflow itself; a later one waits for an approval")
    func workflowAsks() throws {
        for (days, isAllowed) in [(4, true), (40, false)] {
            let unit = try unit(boughtDaysAgo: days)
            let c = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("return"), customer: unit.customer, summary: "不想要了")
                draft.unit = unit.id
                return try work.log(draft).serviceCase
            }
            _ = try test.as("li") {
                try $0.take(
                    "verify", on: c.id, given: ["proof": .text("invoice"), "findings": .text("压缩机故障")])
            }
            let approve = {
                try test.as("li") { try $0.take("approve", on: c.id, given: ["amount": .number(320_000)]) }
            }
            if isAllowed {
                #expect(try approve().state == "approved")
            } else {
                #expect(throws: StepRefusal.self) { try approve() }
                #expect(try test.state(c.id) == "verified")
            }
        }
    }

    @Test("a market or rule set nobody wrote is named with those there are")
    func unknown() throws {
        let unit = try unit(boughtDaysAgo: 4)
        #expect(throws: EntitlementFault.self) { try answer(unit) { $0.market = "XX" } }
        #expect(throws: EntitlementFault.self) { try answer(unit) { $0.ruleSet = "nope" } }
    }
}
