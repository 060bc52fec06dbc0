import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let lists = [
        Scene("P200", sizes: Scene.upToThreePanes) { try requests($0).press("n") },
        Scene("P200.refuse") { try requests($0).press("r").type("未见上门记录") },
        Scene("P200.mine", sizes: Scene.upToThreePanes) { stage in
            let place = try Desks.withRequests()
            _ = try place.as("chen") { work in
                _ = try work.askBack(ApprovalID(1), "延误几次？有无照片？")
                _ = try work.change(
                    ApprovalID(3), to: .init(decision: "goodwill", amount: Money("150")), answer: "按次补偿")
            }
            return try stage.driver(place, as: "li").press("Alt-a", "m")
        },
        Scene("P200.change") { try requests($0).press("c").press("Tab").type("按次补偿") },
        Scene("P200.askBack") { try requests($0).press("q").type("延误几次？") },
        Scene("C130.request") { stage in
            let driver = try stage.driver(Desks.withRequests()).press(":").type("c1").press("Enter", "a")
            return driver.type("折扣").press("Tab").type("80").press("Tab").type("老客户")
        },
        Scene("C130.sooner") { stage in
            let driver = try stage.driver(Desks.withRequests()).press(":").type("c1").press(
                "Enter", "s", "Tab")
            return driver.type("+10m").press("Tab").type("老客户")
        },
        Scene("P200.withdraw") { stage in
            try stage.driver(Desks.withRequests(), as: "li").press("Alt-a", "m", "x").type("客户改了主意")
        },
        Scene("P200.deputy") { try requests($0).press("d") },
        Scene("P200.filter") { try requests($0).press("/").type("wxm") },
        Scene("N190") { try $0.driver(Desks.withNotices()).press("Alt-n", "r") },
        Scene("N190.empty") { try $0.driver(TemporaryDesk()).press("Alt-n") },
        Scene("D115") { try $0.driver(Desks.withDrafts()).press("Alt-r") },
        Scene("D115.empty") { try $0.driver(TemporaryDesk()).press("Alt-r") },
        Scene("F160", sizes: Scene.upToThreePanes) {
            try $0.driver(Desks.withCalls(), as: "zhao").press("Alt-p", "m")
        },
        Scene("F160.lend") { try $0.driver(Desks.withCalls(), as: "chen").press("Alt-p", "m", "l") },
        Scene("F160.empty") { try $0.driver(TemporaryDesk(), as: "zhao").press("Alt-p") },
        Scene("U140.cases", sizes: Scene.upToThreePanes) { try file($0).press("2") },
        Scene("U140.units") { try file($0).press("3") },
        Scene("U140.visits") { try file($0).press("4") },
        Scene("U140.promises") { try file($0).press("6") },
        Scene("U140.satisfaction") { try file($0).press("8") },
        Scene("U140.notes") { try file($0).press("7") },
        Scene("U140.unit") { try file($0).press("3", "Enter") },
        Scene("U140.number") { stage in
            let place = try Desks.withFile()
            try place.as("li") { work in
                let number = PhoneNumber(typed: "+8613800138000", normalised: "+8613800138000")
                _ = try work.mark(number, of: CustomerID(1), isWrong: true)
            }
            return try stage.driver(place).press(":").type("k1").press("Enter", "p", "Tab").type(
                "13900139000")
        },
        Scene("P200.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-a") },
    ]

    /// A supervisor before three requests; one more was granted already.
    @MainActor
    private static func requests(_ stage: Stage) throws -> Driver {
        let place = try Desks.withRequests()
        _ = try place.as("chen") { try $0.decide(ApprovalID(3), grant: true, answer: "") }
        _ = try place.as("li") {
            try $0.askApproval(
                Subject(CaseID(1)), decision: "goodwill", amount: Money("120"), reason: "第二次延误，客户情绪激动")
        }
        return try stage.driver(place, as: "chen").press("Alt-a")
    }

    /// The file of someone of whom there is something in every drawer.
    @MainActor
    private static func file(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.withFile()).press(":").type("k1").press("Enter")
    }
}
