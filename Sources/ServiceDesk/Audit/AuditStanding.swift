package import Model
package import Quality
import Records

/// An audit and how far it has come.
package struct AuditStanding: Sendable {
    package var audit: ServiceAudit
    /// In the rule file's order; those it names no more at the end.
    package var groups: [GroupStanding]
    /// By the day they are due.
    package var milestones: [MilestoneStanding]
    /// In the order they were held; withdrawn ones are among them.
    package var interviews: [AuditInterview]

    /// Of how many that were wanted.
    package var wanted: Int { groups.reduce(0) { $0 + $1.plan.wanted } }
    /// What is beyond a sample makes up for no other.
    package var reached: Int { groups.reduce(0) { $0 + min($1.reached, $1.plan.wanted) } }
    package var done: Int { milestones.count { $0.milestone.state == .done } }
    package var late: [MilestoneStanding] { milestones.filter { $0.standing == .late } }
    /// What is due next, or overdue longest; nil when all is done.
    package var next: MilestoneStanding? { milestones.first { $0.milestone.state != .done } }
}

/// A group, asked in one way, and how many were reached: counted, never typed.
package struct GroupStanding: Sendable {
    package var plan: AuditGroup
    /// Nil when the rule file names it no more.
    package var known: AuditBook.Group?
    /// Of questionnaires customers who answered, or sheets of people of the house; of interviews those that were noted and
    /// stand; of observation companies of which something was seen.
    package var reached: Int
    /// Of questionnaires: a customer may fill in several.
    package var sheets: Int?

    /// From 0 to 1 and beyond.
    package var share: Double { Double(reached) / Double(max(1, plan.wanted)) }
}

/// A milestone as of today.
package struct MilestoneStanding: Sendable {
    package enum Standing: String, Sendable, CaseIterable {
        case planned, started
        /// Not done, and its day is over.
        case late
        case done
        /// After its day.
        case doneLate = "done-late"
    }

    package var milestone: AuditMilestone
    /// Nil when the rule file names it no more.
    package var known: AuditBook.Milestone?
    package var standing: Standing
    /// After the day it was due, until it was done or until today; 0 for one that keeps its day.
    package var daysLate: Int

    init(_ milestone: AuditMilestone, _ known: AuditBook.Milestone?, today: Day) {
        (self.milestone, self.known) = (milestone, known)
        daysLate = max(0, (milestone.doneOn ?? today) - milestone.due)
        standing =
            switch (milestone.state, daysLate > 0) {
            case (.done, let isLate): isLate ? .doneLate : .done
            case (_, true): .late
            case (.started, false): .started
            case (.planned, false): .planned
            }
    }

    /// `under way`, `3 days late`
    package var said: Phrase {
        standing == .late
            ? Phrase("audit.daysLate", ["count": .count(daysLate)])
            : Phrase("audit.standing.\(standing.rawValue)")
    }
}

extension Reading {
    /// All audits, the latest first.
    package func auditList(at now: Instant) throws -> [AuditStanding] {
        try audits.all().map { try standing(of: $0, at: now) }
    }

    /// - Throws: `DeskFault.unknown`.
    package func auditStanding(_ id: AuditID, at now: Instant) throws -> AuditStanding {
        try standing(of: audit(id), at: now)
    }

    private func standing(of audit: ServiceAudit, at now: Instant) throws -> AuditStanding {
        let (book, today) = (try rules.audits(), rules.localDay(now))
        let interviews = try audits.interviews(of: audit.id)
        let groups = try audits.groups(of: audit.id).map {
            try standing(of: $0, book.group($0.name), audit.days, interviews)
        }
        func place(_ g: GroupStanding) -> (Int, Int) {
            (
                book.groups.firstIndex { $0.name == g.plan.name } ?? .max,
                AuditMethod.allCases.firstIndex(of: g.plan.method) ?? 0
            )
        }
        return AuditStanding(
            audit: audit, groups: groups.sorted { place($0) < place($1) },
            milestones: try audits.milestones(of: audit.id).map {
                MilestoneStanding($0, book.milestone($0.name), today: today)
            }, interviews: interviews)
    }

    private func standing(
        of plan: AuditGroup, _ known: AuditBook.Group?, _ days: DaySpan, _ interviews: [AuditInterview]
    ) throws -> GroupStanding {
        var standing = GroupStanding(plan: plan, known: known, reached: 0)
        switch plan.method {
        case .interview:
            standing.reached = interviews.count { $0.group == plan.name && $0.withdrawnAt == nil }
        case .observation:
            if case .companies(let kind) = known?.who {
                standing.reached = try competitors.seen(kind, in: days)
            }
        case .questionnaire:
            guard let known else { return standing }
            let count = try answered(known, days)
            standing.reached = known.who == .staff ? count.sheets : count.customers
            standing.sheets = count.sheets
        }
        return standing
    }

    private func answered(_ group: AuditBook.Group, _ days: DaySpan) throws -> AnswerCount {
        switch group.who {
        case .customers(let kind, let type, let names):
            try surveys.count(
                AnsweredBy(group.questionnaires, kind: kind, dealerType: type, names: names, days: days))
        case .staff: try surveys.count(AnsweredBy(group.questionnaires, kind: nil, days: days))
        case .companies: AnswerCount(sheets: 0, customers: 0)
        }
    }
}
