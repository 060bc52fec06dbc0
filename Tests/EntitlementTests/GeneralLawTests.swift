import Entitlement
import Model
import Testing

/// A lamp of 200 yuan from the net, received on 12 January 2026; no special rule lists lamps.
private func lamp(
    on today: String, remote: Bool = true, delivered: String? = "2026-01-12", intact: Bool? = true,
    excluded: Bool? = nil, evidence: Set<Evidence> = [.invoice], faultOn: String? = nil,
    causes: Set<String> = [], serious: Bool? = nil, durable: Bool? = false
) -> EntitlementCase {
    var circumstances: [Circumstance: Bool] = [.soldRemotely: remote]
    circumstances[.intact] = intact
    circumstances[.excludedFromReturn] = excluded
    circumstances[.serious] = serious
    circumstances[.durable] = durable
    return EntitlementCase(
        product: "lamp", boughtOn: day("2026-01-10"), deliveredOn: delivered.map(day), price: Money("200"),
        evidence: evidence, faultOn: faultOn.map(day), causes: causes, circumstances: circumstances,
        today: day(today))
}

@Suite("Consumer law of China")
struct GeneralLawTests {
    @Test("worked cases", arguments: cases)
    func worked(_ worked: Worked) throws { try worked.check(by: "cn-general") }

    private static let cases = [
        Worked(
            "remote: the seventh day after receipt", lamp(on: "2026-01-19"),
            "C1 return yes until 2026-01-19 refund 200.00"),
        Worked("remote: not the eighth", lamp(on: "2026-01-20"), "C1 return no"),
        Worked(
            "today counts, not the day a fault showed", lamp(on: "2026-01-20", faultOn: "2026-01-13"),
            "C1 return no"),
        Worked("from a shop: only with a reason", lamp(on: "2026-01-13", remote: false), "C1 return no"),
        Worked("made to order: not without a reason", lamp(on: "2026-01-13", excluded: true), "C1 return no"),
        Worked("no longer intact", lamp(on: "2026-01-13", intact: false), "C1 return no"),
        Worked(
            "nobody said whether it is intact", lamp(on: "2026-01-13", intact: nil),
            "C1 return needs intact until 2026-01-19 refund 200.00"),
        Worked(
            "remote and the day of receipt unknown", lamp(on: "2026-01-13", delivered: nil),
            "C1 return needs deliveredOn refund 200.00"),
        Worked(
            "a last day on a Sunday moves to Monday", lamp(on: "2026-01-20"), holidays: [day("2026-01-19")],
            "C1 return yes until 2026-01-20 refund 200.00"),
        Worked(
            "a defect shown on day 7", lamp(on: "2026-01-19", evidence: [.defectReport]),
            "C2 return yes until 2026-01-19 refund 200.00"),
        Worked(
            "on day 8 it is repair or exchange", lamp(on: "2026-01-20", evidence: [.defectReport]),
            "C2 return no", "C3b freeRepair yes", "C3b exchange yes", "C3a return no"),
        Worked(
            "a grave defect ends the contract later, too",
            lamp(on: "2026-06-20", evidence: [.defectReport], serious: true),
            "C3a return yes refund 200.00"),
        Worked(
            "an unproven defect needs its report", lamp(on: "2026-01-20"),
            "C3b freeRepair needs defectReport",
            "C-paid paidRepair yes"),
        Worked(
            "durable goods: six months in which the seller bears the proof",
            lamp(on: "2026-07-12", durable: true), "C4 proofOnSeller yes until 2026-07-12",
            "C3b exchange yes"),
        Worked(
            "and not a day longer", lamp(on: "2026-07-13", durable: true), "C4 proofOnSeller no",
            "C3b exchange needs defectReport"),
        Worked(
            "misuse is no defect", lamp(on: "2026-01-20", causes: ["misuse"]), "C3b freeRepair no",
            "C-paid paidRepair yes"),
    ]
}
