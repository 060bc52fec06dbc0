import Entitlement
import Model
import Testing

/// A water heater bought on 20 June 2025.
private func heater(
    on today: String, bought: String? = "2025-06-20", delivered: String? = nil,
    evidence: Set<Evidence> = [.voucher], part: String? = nil, faultOn: String? = nil,
    causes: Set<String> = [], repairs: [RepairEvent] = []
) -> EntitlementCase {
    EntitlementCase(
        product: "water-heater", boughtOn: bought.map(day), deliveredOn: delivered.map(day),
        evidence: evidence, part: part, faultOn: faultOn.map(day), causes: causes, repairs: repairs,
        today: day(today))
}

@Suite("Maker's warranty")
struct ManufacturerTests {
    @Test("worked cases", arguments: cases)
    func worked(_ worked: Worked) throws { try worked.check(by: "manufacturer") }

    private static let cases = [
        Worked(
            "on the day of the sale", heater(on: "2025-06-20"), "M1 freeRepair yes until 2026-06-20",
            "M2 paidRepair no"),
        Worked("a day before its end", heater(on: "2026-06-19"), "M1 freeRepair yes until 2026-06-20"),
        Worked("on its last day", heater(on: "2026-06-20"), "M1 freeRepair yes until 2026-06-20"),
        Worked("a day after it", heater(on: "2026-06-21"), "M1 freeRepair no", "M2 paidRepair yes"),
        Worked(
            "a last day on a holiday stays", heater(on: "2026-06-21"), holidays: [day("2026-06-20")],
            "M1 freeRepair no"),
        Worked(
            "the fault showed in time", heater(on: "2026-07-01", faultOn: "2026-06-18"),
            "M1 freeRepair yes until 2026-06-20"),
        Worked(
            "a fault before the sale", heater(on: "2025-06-21", faultOn: "2025-06-01"), "M1 freeRepair no"),
        Worked(
            "the invoice does", heater(on: "2026-01-01", evidence: [.invoice]),
            "M1 freeRepair yes until 2026-06-20"),
        Worked(
            "another proof does", heater(on: "2026-01-01", evidence: [.otherProof]),
            "M1 freeRepair yes until 2026-06-20"),
        Worked(
            "no proof: one is asked for", heater(on: "2026-01-01", evidence: []),
            "M1 freeRepair needs invoice/voucher/otherProof until 2026-06-20", "M2 paidRepair yes"),
        Worked(
            "bought nobody knows when: it is asked for", heater(on: "2026-01-01", bought: nil),
            "M1 freeRepair needs boughtOn"),
        Worked(
            "the day of delivery stands in for it",
            heater(on: "2026-06-25", bought: nil, delivered: "2025-06-25"),
            "M1 freeRepair yes until 2026-06-25"),
        Worked(
            "misuse", heater(on: "2026-01-01", causes: ["misuse"]), "M1 freeRepair no", "M2 paidRepair yes"),
        Worked("dropped", heater(on: "2026-01-01", causes: ["accident"]), "M1 freeRepair no"),
        Worked(
            "a cause the maker does not name excludes nothing", heater(on: "2026-01-01", causes: ["noise"]),
            "M1 freeRepair yes until 2026-06-20"),
        Worked(
            "days in repair add nothing",
            heater(on: "2026-06-21", repairs: [repair("2026-01-01", "2026-02-01")]),
            "M1 freeRepair no"),
        Worked(
            "an exchange does not restart it", heater(on: "2026-06-21", repairs: [exchange("2026-01-01")]),
            "M1 freeRepair no"),
        Worked(
            "bought on a leap day", heater(on: "2025-02-28", bought: "2024-02-29"),
            "M1 freeRepair yes until 2025-02-28"),
    ]
}
