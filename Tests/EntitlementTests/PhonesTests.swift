import Entitlement
import Model
import Testing

/// A phone of 2,000 yuan, bought on 1 March 2026.
private func phone(
    on today: String, evidence: Set<Evidence> = [.invoice, .repairRecords], part: String? = nil,
    made: String? = nil, partPrice: String? = nil, causes: Set<String> = [], repairs: [RepairEvent] = [],
    sameModel: Bool? = nil
) -> EntitlementCase {
    EntitlementCase(
        product: "mobile-phone", boughtOn: day("2026-03-01"), madeOn: made.map(day), price: Money("2000"),
        partPrice: partPrice.flatMap { Money($0) }, evidence: evidence, part: part, causes: causes,
        repairs: repairs, circumstances: sameModel.map { [.sameModelAvailable: $0] } ?? [:],
        today: day(today))
}

private let failedTwice = [
    repair("2026-04-01", "2026-04-06", cured: false), repair("2026-05-01", "2026-05-06", cured: false),
]

@Suite("Three guarantees for mobile phones")
struct PhonesTests {
    @Test("worked cases: the phone", arguments: unit)
    func worksUnit(_ worked: Worked) throws { try worked.check(by: "cn-phones") }

    private static let unit = [
        Worked(
            "day 7", phone(on: "2026-03-08"), "P1 return yes until 2026-03-08 refund 2000.00",
            "P1 exchange yes until 2026-03-08"),
        Worked("day 8", phone(on: "2026-03-09"), "P1 return no", "P2 exchange yes until 2026-03-16"),
        Worked("day 15", phone(on: "2026-03-16"), "P2 exchange yes until 2026-03-16"),
        Worked("day 16", phone(on: "2026-03-17"), "P2 exchange no", "P3 freeRepair yes until 2027-03-01"),
        Worked(
            "day 15 on a holiday moves", phone(on: "2026-03-17"), holidays: [day("2026-03-16")],
            "P2 exchange yes until 2026-03-17"),
        Worked("last day of the year", phone(on: "2027-03-01"), "P3 freeRepair yes until 2027-03-01"),
        Worked("a day after it", phone(on: "2027-03-02"), "P3 freeRepair no", "P11 paidRepair yes"),
        Worked(
            "two failed repairs", phone(on: "2026-05-10", repairs: failedTwice),
            "P4 exchange yes until 2027-03-11"),
        Worked("one is not enough", phone(on: "2026-05-10", repairs: [failedTwice[0]]), "P4 exchange no"),
        Worked(
            "60 days without parts", phone(on: "2026-05-31", repairs: [repair("2026-04-01", delay: .parts)]),
            "P7 exchange no"),
        Worked(
            "61 days without parts", phone(on: "2026-06-01", repairs: [repair("2026-04-01", delay: .parts)]),
            "P7 exchange yes until 2027-05-01"),
        Worked(
            "no same model: the whole price", phone(on: "2026-05-10", repairs: failedTwice, sameModel: false),
            "P8 return yes until 2027-03-11 refund 2000.00"),
        Worked(
            "same model, return wanted: 60 days of use at 0.5 % of 2,000 is 600",
            phone(on: "2026-05-10", repairs: failedTwice, sameModel: true),
            "P9 return yes until 2027-03-11 refund 1400.00"),
        Worked(
            "depreciation never exceeds the price",
            phone(on: "2026-12-31", repairs: failedTwice, sameModel: true),
            "P9 return yes until 2027-03-11 refund 0.00"),
        Worked(
            "water in the phone", phone(on: "2026-03-05", causes: ["misuse"]), "P1 return no",
            "P3 freeRepair no", "P11 paidRepair yes"),
    ]

    @Test("worked cases: accessories, lost papers", arguments: others)
    func worksOthers(_ worked: Worked) throws { try worked.check(by: "cn-phones") }

    private static let twoBatteries = [
        exchange("2026-04-01", part: "battery"), exchange("2026-05-01", part: "battery"),
    ]

    private static let others = [
        Worked(
            "a battery has six months", phone(on: "2026-09-01", part: "battery"),
            "P5 partExchange yes until 2026-09-01", "P1 return no"),
        Worked(
            "and not a day more", phone(on: "2026-09-02", part: "battery"), "P5 partExchange no",
            "P11 paidRepair yes"),
        Worked(
            "a headset has three", phone(on: "2026-06-01", part: "headset"),
            "P5 partExchange yes until 2026-06-01"),
        Worked("and not a day more", phone(on: "2026-06-02", part: "headset"), "P5 partExchange no"),
        Worked(
            "a charger has a year", phone(on: "2027-03-01", part: "charger"),
            "P5 partExchange yes until 2027-03-01"),
        Worked(
            "a second exchanged battery that fails is refunded at its own price",
            phone(on: "2026-05-20", part: "battery", partPrice: "120", repairs: twoBatteries),
            "P6 refund yes until 2026-11-01 refund 120.00"),
        Worked(
            "not after one exchange",
            phone(on: "2026-05-20", part: "battery", partPrice: "120", repairs: [twoBatteries[0]]),
            "P6 refund no"),
        Worked(
            "an exchanged battery does not renew the phone's year",
            phone(on: "2027-03-02", repairs: twoBatteries), "P3 freeRepair no"),
        Worked(
            "papers lost: 90 days after the factory the year begins",
            phone(on: "2027-04-30", evidence: [], made: "2026-01-30"),
            "P10 freeRepair yes until 2027-04-30", "P11 paidRepair no"),
        Worked(
            "and ends a year later", phone(on: "2027-05-01", evidence: [], made: "2026-01-30"),
            "P10 freeRepair no", "P11 paidRepair yes"),
        Worked(
            "papers lost, factory day unknown: it is asked for", phone(on: "2026-06-01", evidence: []),
            "P10 freeRepair needs madeOn", "P3 freeRepair needs invoice/voucher until 2027-03-01"),
        Worked(
            "with the invoice the factory day helps nobody",
            phone(on: "2027-03-20", made: "2026-02-01"), "P10 freeRepair no"),
    ]
}
