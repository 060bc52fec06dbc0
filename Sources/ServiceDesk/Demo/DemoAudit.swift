import Model
import Records
import Resources
import Workflow

/// An audit that is under way: some were asked, two were interviewed, and its report is overdue.
enum DemoAudit {
    static func begin(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        let root = try RuleNode.parse(desk.rules.library.file("demo/audit.yaml"))
        let today = desk.rules.localDay(now)
        let first = today - (try root.integer("began"))
        let draft = AuditDraft(
            name: try root.text("name"), purpose: try root.text("purpose"),
            days: DaySpan(first, first + (try root.integer("lasts"))))
        try desk.act(by: .staff(staff.first("quality")), at: now) { work in
            let id = try work.beginAudit(draft).id
            for node in try root.need("milestones").items {
                try work.change(
                    milestone: node.text("name"), of: id,
                    MilestoneChange(
                        owner: staff.first(node.text("owner")).login, due: today + node.integer("due"),
                        state: node.choice("state", as: AuditMilestone.State.self),
                        note: node.text("note", or: "")))
            }
            for node in try root.need("interviews").items {
                try work.note(interview(node, today), for: id)
            }
        }
    }

    /// What was concluded so far, in the end when all that figures are made of is there.
    static func conclude(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        let file = try RuleNode.parse(desk.rules.library.file("demo/audit.yaml"))
        let (root, name) = (try file.need("conclusions"), try file.text("name"))
        guard let id = try desk.read({ try $0.audits.find(name: name)?.id }) else { return }
        let (carried, interviews) = try desk.read {
            (try $0.carriedClaims(of: id, at: now), try $0.audits.interviews(of: id).map { "I\($0.id)" })
        }
        try desk.act(by: .staff(staff.first("quality")), at: now) { work in
            for node in try root.need("decided").items {
                let section = try node.choice("section", as: ConclusionSection.self)
                // Few cases carry few sentences.
                guard let claim = carried.first(where: { $0.kept.section == section }) else { continue }
                try decide(claim, for: id, as: node, in: work)
            }
            for node in try root.need("own").items {
                let section = try node.choice("section", as: ConclusionSection.self)
                let places = try node.words("interviews").compactMap { Int($0) }
                let evidence =
                    places.filter { interviews.indices.contains($0 - 1) }.map { interviews[$0 - 1] }
                    + (try node.words("evidence"))
                try work.write(
                    ConclusionDraft(section, texts: texts(node), evidence: evidence), for: id)
            }
        }
    }

    private static func decide(
        _ claim: CarriedClaim, for id: AuditID, as node: RuleNode, in work: Work
    ) throws {
        switch try node.text("keep") {
        case "refused": try work.refuse(claim, for: id, reason: node.text("reason"))
        case "changed":
            let taken = try work.take(claim, for: id)
            try work.change(
                conclusion: taken.id,
                ConclusionChange(texts: texts(node), reason: node.text("reason")))
        default: try work.take(claim, for: id)
        }
    }

    private static func texts(_ node: RuleNode) throws -> [String: String] {
        ["zh-Hans": try node.text("zh", or: ""), "en": try node.text("en", or: "")]
    }

    private static func interview(_ node: RuleNode, _ today: Day) throws -> InterviewDraft {
        let answers = try node.need("answers").entries.map { ($0.key.string ?? "", $0.value.string ?? "") }
        return InterviewDraft(
            group: try node.text("group"), person: try node.text("with"),
            day: today - (try node.integer("ago")),
            answers: Dictionary(answers, uniquingKeysWith: { first, _ in first }),
            note: try node.text("note", or: ""))
    }
}
