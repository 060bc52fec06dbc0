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
        Scene("P200.filter") { try requests($0).press("/").type("wxm") },
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
}
