import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let campaigns = [
        Scene("F172", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.withCampaigns(), as: "chen").press("Alt-f")
        },
        Scene("F172.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-f") },
        Scene("F172.new") { stage in
            try stage.driver(Desks.withCampaigns(), as: "chen").press("Alt-f", "n").type("冬季质量跟踪").press(
                "Tab"
            )
            .type("bought:2025").wait(.seconds(1))
        },
        Scene("F172.stop") { stage in
            try stage.driver(Desks.withCampaigns(), as: "chen").press("Alt-f", "s").type("问卷有误")
        },
        Scene("F173", sizes: Scene.upToThreePanes) { try unreached($0) },
        Scene("F173.account") { try unreached($0).press("Down", "a").type("已寄挂号信") },
    ]

    /// Whom the recall has not reached.
    @MainActor
    private static func unreached(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.withCampaigns(), as: "chen").press("Alt-f", "Enter")
    }
}

extension Desks {
    /// A round of quality tracking that is over, and a recall with one customer reached, one to be called again, and two who
    /// must be reached in another way.
    static func withCampaigns() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withCampaigns") {
            let place = try TemporaryDesk()
            try place.as("li") { work in
                let names = ["王小明", "Oakwood Trading Ltd", "欧阳娜娜", "李建国", "赵雪"]
                for (n, name) in names.enumerated() {
                    var customer = Samples.customer(name: name, phone: "+861380013800\(n)")
                    if n == 2 { customer.mayCall = false }
                    if n == 3 { customer.contacts[0].phones = [] }
                    let id = try work.addCustomer(customer).id
                    _ = try work.addUnit(
                        Unit(
                            id: UnitID(0), customer: id, product: n == 4 ? "refrigerator" : "air-conditioner",
                            model: "KFR-35", serial: "SN250\(n)", boughtOn: Day(2025, 6, 1 + n),
                            createdAt: work.now))
                }
            }
            try begin("秋季质量跟踪", "product:refrigerator", mustReach: false, place)
            try call("without-questions", ["unasked": .text("客户没时间")], place)
            try begin("电源板召回", "batch:SN2500..SN2503", mustReach: true, place)
            try call("without-questions", ["unasked": .text("客户没时间")], place)
            try call("not-reached", ["outcome": .text("busy")], place)
            place.now = place.now + .minutes(20)
            _ = try place.desk.sweep(at: place.now)
            return place
        }
    }

    private static func begin(_ name: String, _ query: String, mustReach: Bool, _ place: TemporaryDesk) throws
    {
        var draft = CampaignDraft(
            name: name, reason: mustReach ? CampaignDraft.recall : CampaignDraft.tracking,
            query: try CampaignQuery(query, rules: place.desk.rules, today: Day(2026, 11, 24)))
        draft.mustReach = mustReach
        _ = try place.desk.begin(draft, by: place.desk.actor(named: "chen"), at: place.now)
    }

    private static func call(_ way: String, _ given: [String: FieldValue], _ place: TemporaryDesk) throws {
        try place.as("zhao") { work in
            _ = try work.recordCall(try work.claimNextCall().id, way, given: given)
        }
    }
}
