import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let rivals = [
        Scene("R260", sizes: Scene.upToThreePanes) { try compared($0).press("Right") },
        Scene("R260.delivered", sizes: Scene.upToThreePanes) {
            try compared($0).press("Tab", "Left")
        },
        Scene("R260.ours") { try compared($0).press("Enter") },
        Scene("R260.lessons") { try compared($0).press("l") },
        Scene("R260.observe") { try compared($0).press("Right", "a") },
        Scene("R260.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o", "c") },
        Scene("R261") { try compared($0).press("Right", "Enter") },
        Scene("R270", sizes: Scene.upToThreePanes) { try judged($0).press("Down", "Down") },
        Scene("R270.clause") { try judged($0).press("Down", "Down", "Enter") },
        Scene("R270.mark") { try judged($0).press("Down", "Down", "m") },
        Scene("R270.missing") { try judged($0).press("x") },
        Scene("R270.empty") { try $0.driver(TemporaryDesk(), as: "chen").press("Alt-o", "s") },
    ]

    @MainActor
    private static func compared(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.compared(), as: "sun").press("Alt-o", "c")
    }

    @MainActor
    private static func judged(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.compared(), as: "sun").press("Alt-o", "s")
    }
}

extension Desks {
    /// Repairs and complaints (`served`), five competitors of whom one passes us in delivery and one breaks its promise, and two
    /// assessments: one finished with a deduction that was made good, one under way.
    static func compared() throws -> TemporaryDesk {
        try TemporaryDesk.copied("compared") {
            let place = try served()
            let end = place.now
            place.now = end - .days(300)
            for name in ["云岚家电", "启川电器", "白鹭优选", "砚修匠", "南塘商行"] {
                let kind: Competitor.Kind = name == "白鹭优选" ? .indirect : .direct
                _ = try place.as("sun") { try $0.addCompetitor(Competitor(name: name, kind: kind)) }
            }
            for (days, value) in [(290, "72"), (150, "48"), (30, "24")] {
                try see("云岚家电", value, daysAgo: days, in: place, end)
            }
            for (name, value) in [("启川电器", "60"), ("白鹭优选", "36"), ("南塘商行", "96")] {
                try see(name, value, daysAgo: 100, in: place, end)
            }
            try see("砚修匠", nil, daysAgo: 90, in: place, end)
            try see("启川电器", "81", .delivered, sample: 32, deviation: 9, daysAgo: 40, in: place, end)
            try see("云岚家电", "21", .delivered, sample: 36, deviation: 5, daysAgo: 35, in: place, end)
            place.now = end - .days(200)
            try judge("2025 年自评", in: place) { work, id in
                let items = try work.rules.standard("gbt27922").items
                for item in items { try work.judge(id, item.name, .met, note: "现场查看") }
                try work.judge(id, "surveys", .failed, note: "全年未开展满意度调查")
                try work.judge(id, "follow-up", .partly, failing: 0.4, note: "抽查 50 单，20 单未回访")
                try work.judge(id, "recycling", .notApplicable, note: "不回收旧机")
                try work.addSpecial(id, .deduction, note: "收费标准未公示")
            }
            place.now = end
            try judge("2026 年自评", in: place) { work, id in
                try work.judge(id, "organisation", .met, note: "现场查看")
                try work.judge(id, "service-points", .partly, failing: 0.1, note: "两处网点撤销")
                try work.judge(id, "certified-managers", .failed, note: "仅一人持证")
            }
            return place
        }
    }

    private static func see(
        _ company: String, _ value: String?, _ side: CompetitorRow.Side = .promise, sample: Int? = nil,
        deviation: Double? = nil, daysAgo: Int, in place: TemporaryDesk, _ end: Instant
    ) throws {
        place.now = end - .days(daysAgo)
        _ = try place.as("sun") {
            try $0.observe(
                CompetitorDraft(
                    company: company, measure: "delivery/time", side: side, value: value, sample: sample,
                    deviation: deviation, source: side == .promise ? .published : .mysteryCall,
                    note: side == .promise ? "服务承诺页" : "神秘顾客下单"))
        }
    }

    private static func judge(
        _ title: String, in place: TemporaryDesk, _ marks: (Work, Int64) throws -> Void
    ) throws {
        try place.as("sun") { work in
            try marks(work, try work.beginAssessment("gbt27922", title: title, on: nil).id)
        }
    }
}
