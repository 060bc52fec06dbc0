import DeskTesting
import Model
import Testing

@testable import ServiceDesk

@Suite("Campaigns in people's words")
struct CampaignSpellingTests {
    private let desk: CampaignDesk
    private let spelling: CampaignSpelling
    private static let phrases = [
        "campaign.field.product": "产品", "campaign.field.bought": "购买", "campaign.field.kind": "客户类型",
        "campaign.field.year": "年份", "campaign.sample.all": "全部", "campaign.sample.by": "按",
        "customerKind.end-user": "最终用户",
    ]

    private static func say(_ key: String) -> String { phrases[key] ?? key }

    init() throws {
        desk = try CampaignDesk()
        spelling = CampaignSpelling(
            rules: desk.test.desk.rules, text: { $0.texts["zh-Hans"] ?? "" }, say: Self.say)
    }

    private var rules: Rules { desk.test.desk.rules }

    @Test("a query is told by the names of fields, products and kinds, and read as what was written")
    func query() throws {
        let written =
            "product:air-conditioner,refrigerator bought:2025-01..2025-06 -kind:end-user contact<-90d"
        let told = spelling.query(written)
        #expect(told == "产品:空调,冰箱 购买:2025-01..2025-06 -客户类型:最终用户 campaign.field.contact<-90d")
        let today = rules.localDay(desk.test.now)
        let (first, again) = (
            try CampaignQuery(written, rules: rules, today: today),
            try CampaignQuery(told, rules: rules, today: today, said: { [Self.say($0)] })
        )
        #expect(first.tests == again.tests)
    }

    @Test("what cannot be read, and what has no other name, stays as it was written")
    func plain() {
        #expect(spelling.query("product:\"air") == "product:\"air")
        #expect(spelling.query("K1,K2 product:airship") == "K1,K2 产品:airship")
        #expect(spelling.sample("some") == "some" && spelling.sample("200") == "200")
    }

    @Test("a sample is told with what its strata are made by, and drawn as what was written")
    func sample() throws {
        for (written, told) in [
            ("all", "全部"), ("200 by product", "200 按 产品"), ("12.5% by year", "12.5% 按 年份"),
            ("±5% by product", "±5% 按 产品"),
            ("by product: refrigerator=30, air-conditioner=50", "按 产品: 空调=50, 冰箱=30"),
        ] {
            #expect(spelling.sample(written) == told)
            let (first, again) = (
                try CampaignSampling(written, rules: rules),
                try CampaignSampling(told, rules: rules, said: { [Self.say($0)] })
            )
            #expect(first.size == again.size && first.by == again.by, "\(told)")
        }
    }

    @Test("a stratum is called what its product or kind is called, and else by itself")
    func stratum() {
        #expect(spelling.stratum("refrigerator", of: "200 by product") == "冰箱")
        #expect(spelling.stratum("end user", of: "200 by kind") == "最终用户")
        #expect(spelling.stratum("2025", of: "200 by year") == "2025")
        #expect(spelling.stratum("", of: "all") == "")
    }
}
