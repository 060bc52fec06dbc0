import Entitlement
import Model
import Testing

/// A washing machine of 500 euros, delivered on 15 May 2024.
private func machine(
    on today: String, delivered: String? = "2024-05-15", bought: String = "2024-05-10",
    evidence: Set<Evidence> = [.invoice], faultOn: String? = nil, causes: Set<String> = [],
    repairs: [RepairEvent] = [], _ circumstances: [Circumstance: Bool] = [:]
) -> EntitlementCase {
    EntitlementCase(
        product: "washing-machine", boughtOn: day(bought), deliveredOn: delivered.map(day),
        price: Money("500", currency: "EUR"), evidence: evidence, faultID: "no-spin",
        faultOn: faultOn.map(day), causes: causes, repairs: repairs, circumstances: circumstances,
        today: day(today))
}

private let mended = [repair("2024-08-01", "2024-08-05", fault: "no-spin", cured: true)]

@Suite("EU sale of goods")
struct EuropeTests {
    @Test("worked cases", arguments: cases)
    func worked(_ worked: Worked) throws { try worked.check(by: "eu-2019-771") }

    private static let cases = [
        Worked(
            "in the first year the seller bears the proof", machine(on: "2025-05-15"),
            "E1 proofOnSeller yes until 2025-05-15", "E2 freeRepair yes until 2026-05-15",
            "E2 exchange yes until 2026-05-15"),
        Worked(
            "a day later the buyer does", machine(on: "2025-05-16"), "E1 proofOnSeller no",
            "E2 freeRepair needs defectReport until 2026-05-15", "E5 paidRepair yes"),
        Worked(
            "with the defect shown, to the end of two years",
            machine(on: "2026-05-15", evidence: [.invoice, .defectReport]),
            "E2 exchange yes until 2026-05-15"),
        Worked(
            "and not a day more", machine(on: "2026-05-16", evidence: [.invoice, .defectReport]),
            "E2 exchange no", "E5 paidRepair yes"),
        Worked(
            "the day it shows counts, not the day of the call",
            machine(on: "2026-06-01", evidence: [.invoice, .defectReport], faultOn: "2026-05-10"),
            "E2 exchange yes until 2026-05-15"),
        Worked(
            "a last day on a holiday stays", machine(on: "2026-05-16", evidence: [.invoice, .defectReport]),
            holidays: [day("2026-05-15")], "E2 exchange no"),
        Worked(
            "delivered on a leap day",
            machine(
                on: "2026-02-28", delivered: "2024-02-29",
                evidence: [.invoice, .defectReport]), "E2 freeRepair yes until 2026-02-28"),
        Worked(
            "any proof of purchase does", machine(on: "2024-06-01", evidence: [.otherProof]),
            "E2 freeRepair yes until 2026-05-15"),
        Worked(
            "none: one is asked for", machine(on: "2024-06-01", evidence: []),
            "E2 freeRepair needs invoice/otherProof until 2026-05-15"),
        Worked(
            "first repair or exchange, no money yet", machine(on: "2024-06-01"), "E3 priceReduction no",
            "E4 return no"),
        Worked(
            "the fault came back: price cut, or the contract's end",
            machine(on: "2024-09-01", repairs: mended),
            "E3 priceReduction yes until 2026-05-15", "E4 return yes until 2026-05-15 refund 500.00"),
        Worked(
            "another fault did not come back",
            machine(on: "2024-09-01", repairs: [repair("2024-08-01", "2024-08-05", fault: "noise")]),
            "E3 priceReduction no"),
        Worked(
            "a minor lack does not end the contract",
            machine(on: "2024-09-01", repairs: mended, [.minor: true]),
            "E3 priceReduction yes until 2026-05-15", "E4 return no"),
        Worked(
            "a grave one ends it at once", machine(on: "2024-06-01", [.serious: true]),
            "E4 return yes until 2026-05-15 refund 500.00"),
        Worked(
            "so does a seller who refuses", machine(on: "2024-06-01", [.remedyRefused: true]),
            "E4 return yes until 2026-05-15 refund 500.00"),
        Worked(
            "caused by the buyer", machine(on: "2024-06-01", causes: ["misuse"]), "E2 freeRepair no",
            "E5 paidRepair yes"),
        Worked(
            "bought before the directive applied",
            machine(
                on: "2022-02-01", delivered: "2022-01-05",
                bought: "2021-12-31"), "E2 freeRepair no"),
        Worked(
            "from the net, delivery unknown",
            machine(on: "2024-06-01", delivered: nil, [.soldRemotely: true]),
            "E1 proofOnSeller needs deliveredOn"),
        Worked(
            "repair chosen from August 2026 on adds a year, once",
            machine(
                on: "2028-03-01", delivered: "2025-03-01", evidence: [.invoice, .defectReport],
                repairs: [repair("2026-09-01", "2026-09-04"), repair("2026-12-01", "2026-12-04")]),
            "E2 freeRepair yes until 2028-03-01"),
        Worked(
            "a repair before it adds nothing",
            machine(
                on: "2027-03-02", delivered: "2025-03-01", evidence: [.invoice, .defectReport],
                repairs: [repair("2026-07-30", "2026-08-04")]), "E2 freeRepair no"),
    ]

    @Test("what is only general knowledge is never shown as a law")
    func basis() throws {
        let answer = try Shipped.book().assess(machine(on: "2024-06-01"), by: "eu-2019-771")
        #expect(answer.rights.allSatisfy { $0.basis == .default && $0.article == nil })
        #expect(answer.rights.allSatisfy { $0.citation.key == "entitlement.citation.default" })
    }
}
