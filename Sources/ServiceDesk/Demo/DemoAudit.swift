import Model
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

    private static func interview(_ node: RuleNode, _ today: Day) throws -> InterviewDraft {
        let answers = try node.need("answers").entries.map { ($0.key.string ?? "", $0.value.string ?? "") }
        return InterviewDraft(
            group: try node.text("group"), person: try node.text("with"),
            day: today - (try node.integer("ago")),
            answers: Dictionary(answers, uniquingKeysWith: { first, _ in first }),
            note: try node.text("note", or: ""))
    }
}
