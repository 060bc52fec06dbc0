import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let gaps = [
        Scene("R220", sizes: Scene.upToThreePanes) { try open($0) },
        Scene("R220.behavioural", sizes: Scene.upToThreePanes) {
            try open($0).press("Down", "Tab", "Tab", "Tab")
        },
        Scene("R220.relative") { try open($0).press("u") },
        Scene("R220.define") { try open($0).press("Down", "Tab", "d") },
        Scene("R220.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o", "v") },
        Scene("R221") { try open($0).press("Down", "Tab", "Tab", "Tab", "Enter") },
    ]

    @MainActor
    private static func open(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.measured(), as: "chen").press("Alt-o", "v")
    }
}

extension Desks {
    /// Six weeks of repairs and complaints (`served`), what customers expect and believe they got, and what the house believes.
    static func measured() throws -> TemporaryDesk {
        try TemporaryDesk.copied("measured") {
            let place = try served()
            let done = try place.desk.read { reading in
                try (1...14).map { try reading.serviceCase(CaseID(Int64($0))) }
                    .filter { $0.category == .done }.map(\.id)
            }
            for (n, id) in done.enumerated() {
                try enter(
                    "experience", ["acknowledge": 1 + n % 3, "respond": 6 + n * 2, "done": 10 + n * 3],
                    in: place
                ) {
                    $0.caseID = id
                }
            }
            for n in 0..<8 {
                let customer = try place.as("li") {
                    try $0.addCustomer(Samples.customer(name: "客户\(n)", phone: "+861390014000\(n)")).id
                }
                try enter(
                    "expectations", ["acknowledge": 2, "respond": 4 + n % 4, "repair": 20 + n], in: place
                ) {
                    $0.customer = customer
                }
            }
            _ = try place.desk.act(by: .desk, at: place.now) {
                try $0.addStaff(Staff(id: StaffID(0), login: "he", name: "何平", roles: ["supervisor"]))
            }
            for (n, login) in ["li", "chen", "zhao", "sun", "he"].enumerated() {
                try enter(
                    "managers-estimates", ["acknowledge": 2, "respond": 8 + n, "repair": 40], in: place,
                    as: login
                ) { _ in }
            }
            return place
        }
    }

    private static func enter(
        _ questionnaire: String, _ hours: [String: Int], in place: TemporaryDesk, as login: String = "sun",
        _ about: (inout SurveyDraft) -> Void
    ) throws {
        var draft = SurveyDraft(questionnaire, hours.mapValues { .number(Double($0)) }, source: .paper)
        about(&draft)
        _ = try place.as(login) { try $0.enter(draft) }
    }
}
