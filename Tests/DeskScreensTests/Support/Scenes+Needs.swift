import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let needs = [
        Scene("R250", sizes: Scene.upToThreePanes) { try open($0).press("Down", "Down", "Down", "Down") },
        Scene("R250.dealers") { try open($0).press("Tab") },
        Scene("R250.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o", "v", "n") },
        Scene("R251") { try open($0).press("Down", "Down", "Down", "Down", "Enter") },
    ]

    @MainActor
    private static func open(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.wanting(), as: "chen").press("Alt-o", "v", "n")
    }
}

extension Desks {
    /// Thirty-two customers and one dealer who said what they need, two complaints about waiting, and what was said face to face.
    static func wanting() throws -> TemporaryDesk {
        try TemporaryDesk.copied("wanting") {
            let place = try TemporaryDesk()
            for n in 0..<33 {
                let customer = try place.as("li") { work in
                    var new = Samples.customer(
                        name: "客户\(n)", phone: "+86139001400\(10 + n)", kind: n == 32 ? .dealer : .consumer)
                    if n == 32 { new.dealerType = .retailer }
                    return try work.addCustomer(new).id
                }
                try place.as("sun") { try say(n, customer, $0) }
                guard n < 2 else { continue }
                _ = try place.as("li") {
                    try $0.log(
                        CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "约好上午，没人来"))
                }
            }
            return place
        }
    }

    private static func say(_ n: Int, _ customer: CustomerID, _ work: Work) throws {
        if n == 32 {
            try enter(
                "dealer-needs", ["partsImportance": .number(7), "partsWanted": .number(3)], customer, work)
            try work.noteNeed(NeedDraft("dealer-parts", customer: customer, wanted: "2", words: "客户天天催配件"))
            try work.noteNeed(
                NeedDraft("loan", group: "座谈会", words: "维修期间借一台", source: .workshop))
            return
        }
        let isUsual = n % 4 != 0
        try enter(
            "customer-needs",
            [
                "visitWith": .chosen([isUsual ? "expect" : "like"]), "visitWithout": .chosen(["dislike"]),
                "loanWith": .chosen(["like"]), "loanWithout": .chosen([n % 2 == 0 ? "neutral" : "dislike"]),
                "visitImportance": .number(Double(6 + n % 2)), "loanImportance": .number(Double(3 + n % 3)),
                "visitWanted": .number(Double(12 + n)), "warrantyWanted": .number(Double(1 + n % 4)),
            ], customer, work)
    }

    private static func enter(
        _ questionnaire: String, _ answers: [String: Answer], _ customer: CustomerID, _ work: Work
    ) throws {
        var draft = SurveyDraft(questionnaire, answers, source: .paper)
        draft.customer = customer
        try work.enter(draft)
    }
}
