import DeskTesting
import Model
import Records
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

    @Test("a comma in quotes belongs to the value; a fault behind it is told at its own place")
    func quoted() throws {
        let query = try desk.query("model:\"KFR,1\",KFR-2 -district:“浦东，新区”")
        #expect(
            query.tests == [
                CampaignTest(.any([.model], ["KFR,1", "KFR-2"])),
                CampaignTest(.any([.district], ["浦东，新区"]), isNegated: true),
            ])
        #expect(throws: FilterFault.notID(field: "dealer", value: "Miller, Ltd", at: 11)) {
            _ = try desk.query("dealer:K1,\"Miller, Ltd\"")
        }
    }

    @Test("a word becomes a field by its name or what people call it; behind a sign a product or a kind")
    func completions() throws {
        let rules = desk.test.desk.rules
        func found(_ text: String) -> [String] {
            let (replacing, choices) = CampaignQuery.completions(of: text, rules: rules)
            return choices.map { String(text.dropLast(replacing)) + $0.text }
        }
        #expect(found("pro") == ["product:", "province:"])
        #expect(found("bought:2025 con") == ["bought:2025 contact<"])
        #expect(found("-product:refr") == ["-product:refrigerator"])
        #expect(found("product:air-conditioner,冰箱") == ["product:air-conditioner,refrigerator"])
        #expect(found("kind:end") == ["kind:\"end user\""])
        #expect(found("").count == CampaignQuery.Field.allCases.count)
        #expect(found("model:K").isEmpty && found("\"pro").isEmpty)
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
