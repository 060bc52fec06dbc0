import Model
import Quality
import Statistics

/// What the audit is for, whom it asked, and by when it gives what.
extension AuditWriter {
    var method: [Block] {
        let blocks: [Block] = [
            .paragraph(Phrase("auditReport.purpose")), .paragraph(Phrase("auditReport.steps")),
        ]
        return blocks + project + answered
    }

    private var project: [Block] {
        guard let standing = figures.audit else { return [.paragraph(Phrase("auditReport.noAudit"))] }
        let audit = standing.audit
        let facts: [String: PhraseFact] = [
            "name": .text(audit.name), "purpose": .text(audit.purpose), "from": .day(audit.days.first),
            "until": .day(audit.days.last),
        ]
        return [.paragraph(Phrase("auditReport.auditFor", facts)), .heading(Phrase("auditReport.groups"))]
            + groups(standing.groups)
            + [
                .note(Phrase("audit.counts")), .command("aftercare audit show \(audit.id)"),
                .heading(Phrase("auditReport.milestones")),
            ] + milestones(standing.milestones)
    }

    private func groups(_ all: [GroupStanding]) -> [Block] {
        table(
            [
                text(Phrase("audit.title.side")), text(Phrase("audit.title.group")),
                text(Phrase("audit.title.method")), figure(Phrase("audit.title.wanted")),
                figure(Phrase("audit.title.got")), figure(Phrase("audit.title.share")),
            ],
            all.map { group in
                let isReached = group.reached >= group.plan.wanted
                return [
                    group.known.map { Cell(Phrase("audit.side.\($0.side.rawValue)"), .faint) } ?? .none,
                    Cell(group.name), Cell(group.plan.method.phrase),
                    Cell(.count(group.plan.wanted), .faint), Cell(.count(group.reached)),
                    Cell(.share(group.share, decimals: 0), isReached ? .good : .plain),
                ]
            })
    }

    private func milestones(_ all: [MilestoneStanding]) -> [Block] {
        table(
            [
                text(Phrase("audit.title.step")), text(Phrase("audit.title.milestone")),
                text(Phrase("audit.title.owner")), figure(Phrase("audit.title.due")),
                text(Phrase("audit.title.standing")),
            ],
            all.map { one in
                let owner = one.milestone.owner.flatMap { figures.people[$0] }
                return [
                    one.known.map { Cell(Phrase("audit.step.\($0.step.rawValue)"), .faint) } ?? .none,
                    Cell(one.name), owner.map { Cell(.text($0)) } ?? Cell(Phrase("audit.nobody"), .faint),
                    Cell(.day(one.milestone.due)), standing(one),
                ]
            })
    }

    private func standing(_ one: MilestoneStanding) -> Cell {
        switch one.standing {
        case .late: Cell(one.said, .bad)
        case .done: Cell(one.said, .good)
        default: Cell(one.said)
        }
    }

    private var answered: [Block] {
        let heading = Block.heading(Phrase("auditReport.asked"))
        guard !figures.surveys.isEmpty else {
            return [heading, .paragraph(Phrase("auditReport.nobodyAsked"))]
        }
        let rows = figures.surveys.map { report in
            let sheet = report.results.questionnaire
            return [
                Cell(.label(sheet.label)), Cell(Phrase("auditReport.about.\(sheet.about.rawValue)")),
                cell(count: report.results.sheets),
            ]
        }
        let columns = [
            text(Phrase("survey.title")), text(Phrase("survey.title.about")),
            figure(Phrase("survey.title.sheets")),
        ]
        let seen = figures.competitors.companies.count
        let observed: [Block] =
            seen > 0 ? [.paragraph(Phrase("auditReport.observed", ["count": .count(seen)]))] : []
        return [heading] + table(columns, rows) + [.note(Phrase("auditReport.marks"))] + observed
    }
}

extension GroupStanding {
    /// What the rule file calls it; its bare name when it does so no more.
    var name: PhraseFact { known.map { .label($0.label) } ?? .text(plan.name) }
}

extension MilestoneStanding {
    /// Likewise.
    var name: PhraseFact { known.map { .label($0.label) } ?? .text(milestone.name) }
}
