import DeskTesting
import Model
import Testing

@testable import ServiceDesk

@Suite("Whom a campaign looks for", .onEachDatabase)
struct CampaignQueryTests {
    private let desk: CampaignDesk

    init() throws { desk = try CampaignDesk() }

    @Test(
        "by product, model, batch, days, place, dealer, kind",
        arguments: [
            ("product:refrigerator", [3, 6, 9, 12]), ("product:冰箱,空调 bought<2025-03", [1, 2]),
            ("model:KFR-1*", [1, 10, 11, 12]), ("model:KFR-2,KFR-3", [2, 3]),
            ("batch:SN2507..SN2509", [7, 8, 9]), ("serial:SN2511", [11]),
            ("batch:SN2501,SN2511..SN2512", [1, 11, 12]),
            ("bought:2025-02..2025-03", [2, 3]), ("bought:2025-03-15", [3]), ("bought>2025-11", [12]),
            ("bought:..2025-02-14", [1]), ("bought:2025-11..", [11, 12]),
            ("region:徐汇区 -product:refrigerator", [7, 8, 10, 11]), ("district:浦东新区 bought>2025-03", [6]),
            ("zone:浦东 bought:2025-01", [1]), ("province:北京市", []), ("installed:2025", []),
            ("kind:consumer bought<2025-02", [1]), ("dealer:K1", []), ("K2", [2]),
            ("!K2 bought<2025-04", [1, 3]),
            ("product：冰箱 bought＜2025-06", [3]),
        ])
    func finds(query: String, customers: [Int64]) throws {
        #expect(try desk.found(query) == customers, "\(query)")
    }

    @Test("by when the desk last had to do with them: a case, a visit, a call, answers")
    func contact() throws {
        _ = try desk.test.logRepair(for: CustomerID(1))
        #expect(try desk.found("contact>2026-11-23") == [1])
        #expect(try desk.found("bought<2025-03 contact<2026-11-24") == [2])
        #expect(try desk.found("bought<2025-03 contact<+1d") == [1, 2])
        #expect(try desk.found("bought<2025-03 -contact<today") == [1])
    }

    @Test(
        "what cannot be understood is refused at its place",
        arguments: [
            ("", CampaignFault.emptyQuery as any Error & Sendable), ("   ", CampaignFault.emptyQuery),
            ("bought:soon", CampaignFault.notDay("soon", at: 8)),
            ("batch:SN9..SN100", CampaignFault.notRange("SN9..SN100", at: 7)),
            ("bought:2026..2025", CampaignFault.notRange("2026..2025", at: 8)),
            ("product:boat", FilterFault.unknownField("", at: 0, known: [])),
            ("colour:red", FilterFault.unknownField("", at: 0, known: [])),
            ("fridge", FilterFault.unknownField("", at: 0, known: [])),
            ("model:", FilterFault.noValue(field: "model", at: 7)),
            ("model<3", FilterFault.notCompared(field: "model", at: 6)),
            ("contact:2026", FilterFault.onlyCompared(field: "contact", at: 8)),
            ("dealer:Miller", FilterFault.notID(field: "dealer", value: "Miller", at: 8)),
        ])
    func faults(query: String, fault: any Error & Sendable) throws {
        #expect {
            _ = try desk.query(query)
        } throws: { error in
            switch (error, fault) {
            case (let a as CampaignFault, let b as CampaignFault): a == b
            case (FilterFault.unknownField, FilterFault.unknownField): true
            case (FilterFault.unknownValue, FilterFault.unknownField): true
            case (let a as FilterFault, let b as FilterFault): a == b
            default: false
            }
        }
    }

    @Test(
        "samples are read in the ways they are written",
        arguments: [
            "all", "", "200", "10%", "±5%", "+-5%", "200 by product", "by product: 冰箱=2，空调=3", "5 by year",
        ])
    func samples(text: String) throws {
        _ = try CampaignSampling(text, rules: desk.test.desk.rules)
    }

    @Test(
        "and refused otherwise",
        arguments: [
            "0", "-3", "many", "0%", "101%", "±", "5 by", "by product", "5 by product: x=1",
            "by product: x=0", "by colour: x=1", "±1e-200%", "0.001%", "1e1%", "nan%", "0x1p1%", "+5%",
        ])
    func badSamples(text: String) throws {
        #expect(throws: CampaignFault.self) { try CampaignSampling(text, rules: desk.test.desk.rules) }
    }
}
