import Entitlement
import Model
import Testing

/// A computer of 6,000 yuan, bought on 31 August 2025 in a shop.
private func computer(
    on today: String, bought: String = "2025-08-31", evidence: Set<Evidence> = [.invoice],
    part: String? = nil,
    product: String = "computer", causes: Set<String> = [], repairs: [RepairEvent] = [], remote: Bool = false
) -> EntitlementCase {
    EntitlementCase(
        product: product, boughtOn: day(bought), deliveredOn: day(bought), price: Money("6000"),
        evidence: evidence, part: part, causes: causes, repairs: repairs,
        circumstances: [.soldRemotely: remote, .intact: true], today: day(today))
}

@Suite("Three guarantees for computers")
struct ComputersTests {
    @Test("worked cases", arguments: cases)
    func worked(_ worked: Worked) throws { try worked.check(by: "cn-computers") }

    private static let cases = [
        Worked(
            "within the year", computer(on: "2026-01-01"), "K1 freeRepair yes until 2026-08-31",
            "K3 paidRepair no"),
        Worked("on its last day", computer(on: "2026-08-31"), "K1 freeRepair yes until 2026-08-31"),
        Worked("the day after", computer(on: "2026-09-01"), "K1 freeRepair no", "K3 paidRepair yes"),
        Worked(
            "the last day on a holiday moves", computer(on: "2026-09-01"), holidays: [day("2026-08-31")],
            "K1 freeRepair yes until 2026-09-01"),
        Worked(
            "a main part has two years, repaired or new", computer(on: "2027-08-31", part: "disk"),
            "K1 freeRepair yes until 2027-08-31", "K2 partExchange yes until 2027-08-31"),
        Worked("and not a day more", computer(on: "2027-09-01", part: "disk"), "K2 partExchange no"),
        Worked(
            "the case is no main part", computer(on: "2026-01-01", part: "housing"), "K2 partExchange no",
            "K1 freeRepair yes until 2026-08-31"),
        Worked(
            "a notebook's power adapter is a main part",
            computer(on: "2027-06-01", part: "power-adapter", product: "notebook"),
            "K2 partExchange yes until 2027-08-31"),
        Worked(
            "another proof does where the papers are lost",
            computer(on: "2026-01-01", evidence: [.otherProof]), "K1 freeRepair yes until 2026-08-31"),
        Worked(
            "with no proof at all one is asked for", computer(on: "2026-01-01", evidence: []),
            "K1 freeRepair needs invoice/voucher/otherProof until 2026-08-31", "K3 paidRepair yes"),
        Worked(
            "ten days in repair are added",
            computer(on: "2026-09-10", repairs: [repair("2026-02-01", "2026-02-11")]),
            "K1 freeRepair yes until 2026-09-10"),
        Worked(
            "two repairs at once count once",
            computer(
                on: "2026-09-01",
                repairs: [repair("2026-02-01", "2026-02-06"), repair("2026-02-03", "2026-02-08")]),
            "K1 freeRepair yes until 2026-09-07"),
        Worked(
            "a repair still going on has added its days so far",
            computer(on: "2026-09-05", repairs: [repair("2026-08-25")]), "K1 freeRepair yes until 2026-09-11"),
        Worked(
            "bought on a leap day", computer(on: "2026-02-28", bought: "2024-02-29", part: "memory"),
            "K2 partExchange yes until 2026-02-28"),
        Worked("opened by a stranger", computer(on: "2026-01-01", causes: ["opened"]), "K1 freeRepair no"),
        Worked(
            "bought before the rule", computer(on: "2002-09-02", bought: "2002-08-31"), "K1 freeRepair no",
            "K3 paidRepair no"),
        Worked(
            "bought on its first day", computer(on: "2003-09-01", bought: "2002-09-01"),
            "K1 freeRepair yes until 2003-09-01"),
        Worked(
            "from the net: seven days without reason", computer(on: "2025-09-07", remote: true),
            "C1 return yes until 2025-09-07 refund 6000.00"),
        Worked("and not eight", computer(on: "2025-09-08", remote: true), "C1 return no"),
    ]

    @Test("what nobody has read of this rule is said")
    func cautions() throws {
        let answer = try Shipped.book().assess(computer(on: "2026-01-01"), by: "cn-computers")
        #expect(answer.cautions.contains { $0.text(in: "en").contains("art. 10") })
    }
}
