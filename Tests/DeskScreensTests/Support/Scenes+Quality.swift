import DeskTesting
import Model
import Quality
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let quality = [
        Scene("R230") { try open($0) },
        Scene("R230.all") { try open($0).press("2") },
        Scene("R230.own") { try open($0, as: "li") },
        Scene("R230.agents") { try open($0).press("4") },
        Scene("R230.items") { try open($0).press("5") },
        Scene("R230.agreement") { try open($0).press("6") },
        Scene("R230.empty") { try $0.driver(TemporaryDesk(), as: "sun").press("Alt-y") },
        Scene("R231", sizes: Scene.upToThreePanes) { try open($0).press("n", "1", "0", "3") },
        Scene("R231.matter") { try open($0).press("n", "m") },
        Scene("R231.remark") { try open($0).press("n", "e").type("摘要只写了一句") },
        Scene("R231.settle") { try open($0).press("Enter") },
        Scene("R231.finished") { try open($0).press("2", "Down", "Down", "Enter") },
        Scene("R231.own") { try open($0, as: "li").press("Enter") },
        Scene("coach") { try open($0).press("2", "Down", "Down", "Enter", "c").type("请主动告知进展") },
    ]

    @MainActor
    private static func open(_ stage: Stage, as login: String = "he") throws -> Driver {
        try stage.driver(Desks.reviewed(), as: login).press("Alt-y")
    }
}

extension Desks {
    /// Three cases of li, closed last week and drawn: R1 was scored and spoken of, R2 was scored by sun and qian, who differ, R3
    /// waits. The quality auditor he has done nothing yet.
    static func reviewed() throws -> TemporaryDesk {
        try TemporaryDesk.copied("reviewed") {
            let place = try TemporaryDesk()
            try place.as("admin") { work in
                for (login, name) in [("qian", "钱进"), ("he", "何平")] {
                    _ = try work.addStaff(
                        Staff(id: StaffID(0), login: login, name: name, roles: ["quality"]))
                }
            }
            try close(3, in: place)
            _ = try place.as("sun") {
                try $0.drawReviews("case-handling", weekOf: Day(2026, 11, 16), seed: 7)
            }
            // Which of them is scored by two is left to chance, and here it is to be the second.
            try place.desk.database.write { db in
                _ = try db.run(
                    "UPDATE reviews SET by_risk = 0, is_double = CASE WHEN id = 2 THEN 1 ELSE 0 END")
            }
            let missed = ["tone": "2", "informed": "no"]
            try score(1, by: "sun", missed, ["informed": "客户两次来电才得知改约"], in: place)
            _ = try place.as("sun") { try $0.coach(ReviewID(1), "改约当时就请致电客户") }
            try score(2, by: "sun", [:], [:], in: place)
            try score(2, by: "qian", ["privacy": "no"], ["privacy": "把电话报给了邻居"], in: place)
            return place
        }
    }

    private static func close(_ count: Int, in place: TemporaryDesk) throws {
        let customer = try place.customer().id
        let owner = try place.desk.actor(named: "li").staffID
        let when = place.now - .days(5)
        for n in 1...count {
            let c = try place.as("li") { work in
                var draft = CaseDraft(
                    kind: CaseKind("inquiry"), customer: customer, summary: "如何清洗滤网 \(n)")
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase
            }
            try place.desk.database.write { db in
                _ = try db.run(
                    "UPDATE cases SET owner = $1, opened_at = $2, closed_at = $3 WHERE id = $4",
                    SQLValue(owner), SQLValue(when - .hours(2)), SQLValue(when), SQLValue(c.id))
            }
        }
    }

    /// The best of everything but for what is given.
    private static func score(
        _ number: Int64, by login: String, _ other: [String: String], _ notes: [String: String],
        in place: TemporaryDesk
    ) throws {
        let card = try place.desk.rules.scoreCard("case-handling").card
        let best = card.items.map { ($0.name, $0.answers.last { $0 != .notApplicable }?.word ?? "") }
        let answers = Dictionary(uniqueKeysWithValues: best).merging(other) { $1 }
        try place.as(login) {
            _ = try $0.scoreReview(ReviewID(number), answers, notes: notes, note: "")
        }
    }
}
