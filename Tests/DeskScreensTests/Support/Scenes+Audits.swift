import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

extension Scenes {
    static let audits = [
        Scene("R240", sizes: Scene.upToThreePanes) { try open($0) },
        Scene("R240.milestones", sizes: Scene.upToThreePanes) { try open($0).press("2") },
        Scene("R240.interviews", sizes: Scene.upToThreePanes) { try open($0).press("3") },
        Scene("R240.change") { try open($0).press("2", "e") },
        Scene("R240.interview") { try open($0).press("Down", "n").type("王经理") },
        Scene("R240.pick") { try open($0).press("2", "n") },
        Scene("R240.new") { try open($0).press("a") },
        Scene("R240.sample") { try open($0).press("s") },
        Scene("R240.close") { try open($0).press("x") },
        Scene("R241", sizes: Scene.upToThreePanes) { try open($0).press("c") },
        Scene("R241.change") { try open($0).press("c", "e") },
        Scene("R241.refuse") { try open($0).press("c", "x") },
        Scene("R240.empty") { try $0.driver(TemporaryDesk(), as: "sun").press("Alt-o", "a") },
    ]

    @MainActor
    private static func open(_ stage: Stage) throws -> Driver {
        try stage.driver(Desks.audited(), as: "sun").press("Alt-o", "a")
    }
}

extension Desks {
    /// One sentence of the figures taken over, one changed, and one in somebody's own words.
    private static func conclude(_ place: TemporaryDesk) throws {
        let id = AuditID(1)
        let carried = try place.desk.read { try $0.carriedClaims(of: id, at: place.now) }
        try place.as("sun") { work in
            for claim in carried where claim.kept.text.key == "auditReport.propose.assess" {
                try work.take(claim, for: id)
            }
            for claim in carried where claim.kept.text.key == "auditReport.propose.observe" {
                let taken = try work.take(claim, for: id)
                try work.change(
                    conclusion: taken.id,
                    ConclusionChange(
                        texts: ["zh-Hans": "先请两家经销商比一比我们和对手。"], evidence: ["competitors", "I1"],
                        reason: "经销商两边都卖"))
            }
            try work.write(
                ConclusionDraft(.dealers, texts: ["zh-Hans": "货款三周才到账，经销商不满。"], evidence: ["I1"]),
                for: id)
        }
    }

    /// An audit with an overdue report and one milestone done, in which one customer answered and one retailer was interviewed.
    static func audited() throws -> TemporaryDesk {
        try TemporaryDesk.copied("audited") {
            let place = try TemporaryDesk()
            let today = place.desk.rules.localDay(place.now)
            let customer = try place.as("li") { try $0.addCustomer(Samples.customer()).id }
            try place.as("sun") { work in
                let draft = AuditDraft(
                    name: "年度服务审计", purpose: "弄清客户期望", days: DaySpan(today - 40, today + 20),
                    groups: ["consumers", "retailers", "quality", "service", "direct-competitors"])
                let id = try work.beginAudit(draft).id
                var answers = SurveyDraft("servperf", ["T1.perception": .number(5)], source: .paper)
                answers.customer = customer
                try work.enter(answers)
                try work.change(
                    milestone: "report", of: id,
                    MilestoneChange(owner: "chen", due: today - 3, state: .started, note: "还缺批发商访谈"))
                try work.change(
                    milestone: "strategy", of: id, MilestoneChange(owner: "sun", state: .done))
                try work.note(
                    InterviewDraft(
                        group: "retailers", person: "华联电器 王经理", day: today - 5,
                        answers: ["returns": "退一台机器，货款要三周才到账。", "parts": "等一周。"],
                        note: "希望有专人对接"), for: id)
            }
            try Self.conclude(place)
            return place
        }
    }
}
