import Entitlement
import Model
import Testing

/// A television of 3,000 yuan, bought in a shop on 10 January 2026 (a Saturday), with its invoice.
private func television(
    on today: String, bought: String = "2026-01-10", evidence: Set<Evidence> = [.invoice, .repairRecords],
    product: String = "colour-tube-television", part: String? = nil, fault: String? = nil,
    causes: Set<String> = [], repairs: [RepairEvent] = [], sameModel: Bool? = nil
) -> EntitlementCase {
    EntitlementCase(
        product: product, boughtOn: day(bought), price: Money("3000"), evidence: evidence, part: part,
        faultID: fault, causes: causes, repairs: repairs,
        circumstances: sameModel.map { [.sameModelAvailable: $0] } ?? [:], today: day(today))
}

private let failedTwice = [
    repair("2026-02-02", "2026-02-05", cured: false), repair("2026-03-02", "2026-03-04", cured: false),
]

@Suite("Three guarantees for appliances")
struct AppliancesTests {
    @Test("worked cases: windows of days", arguments: windows)
    func worksWindows(_ worked: Worked) throws { try worked.check(by: "cn-appliances") }

    private static let windows = [
        Worked(
            "on the day of the sale all three are open", television(on: "2026-01-10"),
            "G1 return yes until 2026-01-17 refund 3000.00", "G1 exchange yes until 2026-01-17"),
        Worked(
            "day 7 is the last for a return", television(on: "2026-01-17"),
            "G1 return yes until 2026-01-17 refund 3000.00", "G2 exchange no"),
        Worked(
            "day 8 leaves exchange or repair", television(on: "2026-01-18"), "G1 return no",
            "G2 exchange yes until 2026-01-25", "G2 freeRepair yes until 2026-01-25"),
        Worked(
            "day 15 is the last for an exchange", television(on: "2026-01-25"),
            "G2 exchange yes until 2026-01-25"),
        Worked(
            "day 16 leaves the repair", television(on: "2026-01-26"), "G2 exchange no",
            "G3 freeRepair yes until 2027-01-10", "G11 paidRepair no"),
        Worked(
            "a seventh day on a holiday moves to the next working day", television(on: "2026-01-19"),
            holidays: [day("2026-01-17"), day("2026-01-18")],
            "G1 return yes until 2026-01-19 refund 3000.00", "G2 exchange yes until 2026-01-25"),
        Worked(
            "without invoice or voucher they are asked for", television(on: "2026-01-12", evidence: []),
            "G1 return needs invoice/voucher until 2026-01-17 refund 3000.00",
            "G3 freeRepair needs invoice/voucher until 2027-01-10", "G11 paidRepair yes"),
        Worked(
            "misuse leaves the paid repair", television(on: "2026-01-12", causes: ["misuse"]),
            "G1 return no", "G3 freeRepair no", "G11 paidRepair yes"),
    ]

    @Test("worked cases: the warranty's end", arguments: warranty)
    func worksWarranty(_ worked: Worked) throws { try worked.check(by: "cn-appliances") }

    private static let twoStays = [
        repair("2025-07-01", "2025-07-20", cured: true), repair("2025-09-10", "2025-09-15", cured: true),
    ]

    private static let warranty = [
        Worked(
            "the last day of the year is inside", television(on: "2027-01-10"),
            "G3 freeRepair yes until 2027-01-10"),
        Worked(
            "the day after it is outside", television(on: "2027-01-11"), "G3 freeRepair no",
            "G11 paidRepair yes"),
        Worked(
            "24 days in repair are added: 2026-04-03 is the last",
            television(on: "2026-04-03", bought: "2025-03-10", repairs: twoStays),
            "G3 freeRepair yes until 2026-04-03"),
        Worked(
            "and 2026-04-04 is outside",
            television(on: "2026-04-04", bought: "2025-03-10", repairs: twoStays), "G3 freeRepair no"),
        Worked(
            "bought on 29 February, a year ends on the 28th",
            television(on: "2025-02-28", bought: "2024-02-29"), "G3 freeRepair yes until 2025-02-28"),
        Worked(
            "and not on 1 March", television(on: "2025-03-01", bought: "2024-02-29"),
            "G3 freeRepair no"),
        Worked(
            "a warranty ending in a holiday lasts until the first working day",
            television(on: "2026-10-08", bought: "2025-10-03"),
            holidays: Set((1...7).map { Day(2026, 10, $0) }), "G3 freeRepair yes until 2026-10-08"),
        Worked(
            "a main part has three years",
            television(on: "2029-01-10", part: "tube"), "G3 freeRepair yes until 2029-01-10"),
        Worked(
            "and not a day more", television(on: "2029-01-11", part: "tube"), "G3 freeRepair no"),
        Worked(
            "an exchange starts the warranty anew",
            television(on: "2027-03-01", repairs: [exchange("2026-03-01")]),
            "G3 freeRepair yes until 2027-03-01"),
        Worked(
            "a repair begun after the end adds nothing",
            television(on: "2027-02-20", repairs: [repair("2027-01-20", "2027-02-10")]), "G3 freeRepair no"),
    ]

    @Test("worked cases: repairs in vain, long stays, returns", arguments: remedies)
    func worksRemedies(_ worked: Worked) throws { try worked.check(by: "cn-appliances") }

    private static let remedies = [
        Worked(
            "one failed repair is not enough",
            television(on: "2026-03-10", repairs: [failedTwice[0]]), "G4 exchange no"),
        Worked(
            "after two failed repairs an exchange is due, until the warranty's end with 5 days added",
            television(on: "2026-03-10", repairs: failedTwice), "G4 exchange yes until 2027-01-15"),
        Worked(
            "two repairs that cured other faults do not count",
            television(
                on: "2026-03-10", fault: "picture",
                repairs: [
                    repair("2026-02-02", "2026-02-05", fault: "sound", cured: true),
                    repair("2026-03-02", "2026-03-04", fault: "sound", cured: true),
                ]), "G4 exchange no"),
        Worked(
            "a cure that did not last counts",
            television(
                on: "2026-03-10", fault: "picture",
                repairs: [
                    repair("2026-02-02", "2026-02-05", fault: "picture", cured: true),
                    repair("2026-03-02", "2026-03-04", fault: "picture", cured: false),
                ]), "G4 exchange yes until 2027-01-15"),
        Worked(
            "two repairs before an exchange do not count against the new one",
            television(on: "2026-06-01", repairs: failedTwice + [exchange("2026-04-01")]),
            "G4 exchange no", "G3 freeRepair yes until 2027-04-01"),
        Worked(
            "repair records are asked for",
            television(on: "2026-03-10", evidence: [.invoice], repairs: failedTwice, sameModel: false),
            "G4 exchange needs repairRecords until 2027-01-15",
            "G7a return needs repairRecords until 2027-01-15 refund 3000.00"),
        Worked(
            "an exchange of the unit needs the unit's warranty, not the part's",
            television(on: "2028-03-10", part: "tube", repairs: failedTwice), "G4 exchange no",
            "G3 freeRepair yes until 2029-01-15"),
        Worked(
            "90 days for want of parts are not yet too long",
            television(on: "2026-05-02", repairs: [repair("2026-02-01", delay: .parts)]), "G5 exchange no"),
        Worked(
            "91 days are",
            television(on: "2026-05-03", repairs: [repair("2026-02-01", delay: .parts)]),
            "G5 exchange yes until 2027-04-11", "G6 exchange no"),
        Worked(
            "30 days by the repairer's fault are not yet too long",
            television(on: "2026-03-03", repairs: [repair("2026-02-01", delay: .repairer)]),
            "G6 exchange no"),
        Worked(
            "31 days are, and not for want of parts",
            television(on: "2026-03-04", repairs: [repair("2026-02-01", delay: .repairer)]),
            "G6 exchange yes until 2027-02-10", "G5 exchange no"),
        Worked(
            "a long stay nobody explained asks why",
            television(on: "2026-03-04", repairs: [repair("2026-02-01")]),
            "G6 exchange needs delayReason until 2027-02-10"),
        Worked(
            "no same model: the whole price back",
            television(on: "2026-03-10", repairs: failedTwice, sameModel: false),
            "G7a return yes until 2027-01-15 refund 3000.00", "G7b return no"),
        Worked(
            "unknown whether there is one: asked, and no depreciation invented",
            television(on: "2026-03-10", repairs: failedTwice),
            "G7a return needs sameModelAvailable until 2027-01-15 refund 3000.00"),
        Worked(
            "same model, return preferred: 180 days less 12 in repair at 0.1 % of 3,000 is 504",
            television(
                on: "2026-07-09",
                repairs: [
                    repair("2026-02-02", "2026-02-09", cured: false),
                    repair("2026-03-02", "2026-03-07", cured: false),
                ], sameModel: true), "G7b return yes until 2027-01-22 refund 2496.00"),
        Worked(
            "a rate that was never read is asked for, not guessed",
            television(
                on: "2026-03-10", product: "television", repairs: failedTwice, sameModel: true),
            "G7b return yes until 2027-01-15"),
        Worked(
            "a product whose catalogue row was never read falls to the general law",
            television(on: "2026-01-15", product: "range-hood"), "G1 return no", "G3 freeRepair no",
            "C2 return yes until 2026-01-17 refund 3000.00", "C3b freeRepair yes"),
    ]

    @Test("the depreciation of the worked case is 504.00, and its reason names the days")
    func depreciation() throws {
        let facts = television(
            on: "2026-07-09",
            repairs: [repair("2026-02-02", "2026-02-09", cured: false), repair("2026-03-02", "2026-03-07")],
            sameModel: true)
        let answer = try Shipped.book().assess(facts, by: "cn-appliances")
        let right = try #require(answer.rights.first { $0.rule == "G7b" })
        #expect(right.deduction == Money("504.00"))
        let reason = try #require(right.reasons.first { $0.key == "entitlement.why.depreciation" })
        #expect(reason.facts["count"] == .count(168))
        #expect(reason.facts["away"] == .count(12))
    }

    @Test("a missing rate is named, although the right itself is granted")
    func missingRate() throws {
        let facts = television(on: "2026-03-10", product: "television", repairs: failedTwice, sameModel: true)
        let right = try Shipped.book().assess(facts, by: "cn-appliances").rights.first { $0.rule == "G7b" }
        #expect(right?.granted == true)
        #expect(right?.missing == [.depreciationRate])
    }
}
