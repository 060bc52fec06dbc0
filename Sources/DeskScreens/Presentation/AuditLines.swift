import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// A line of an audit.
enum AuditRow: Identifiable, Sendable {
    case group(GroupStanding)
    case milestone(MilestoneStanding)
    case interview(AuditInterview)

    var id: String {
        switch self {
        case .group(let group): "\(group.plan.name) \(group.plan.method.rawValue)"
        case .milestone(let standing): standing.milestone.name
        case .interview(let interview): String(interview.id)
        }
    }
}

/// Audits, as tables and panes say them.
extension DeskContext {
    func say(_ days: DaySpan) -> String {
        say("audit.days", ["from": .day(days.first), "until": .day(days.last)])
    }

    func head(of audit: AuditStanding) -> [Span] {
        func part(_ key: String, _ value: Int, _ whole: Int) -> Span {
            Span("  " + say(key, ["value": .number(Double(value)), "whole": .number(Double(whole))]))
        }
        let late = audit.audit.closedAt == nil ? audit.late.count : 0
        var spans = [Span(say(audit.audit.days), .accent)]
        if let at = audit.audit.closedAt {
            spans.append(Span("  " + say("audit.head.closed", ["at": .instant(at)]), .warning))
        }
        spans.append(part("audit.head.reached", audit.reached, audit.wanted))
        spans.append(part("audit.head.done", audit.done, audit.milestones.count))
        if late > 0 { spans.append(Span("  " + say("audit.head.late", ["count": .count(late)]), .missed)) }
        return spans
    }

    /// What the rule file calls it; its bare name when it does so no more.
    func name(of milestone: AuditMilestone) -> String {
        (try? rules.audits())?.milestone(milestone.name).map { wording.text($0.label) } ?? milestone.name
    }

    func groupName(_ name: String) -> String {
        (try? rules.audits())?.group(name).map { wording.text($0.label) } ?? name
    }

    /// Of a row that is read in full.
    func title(of row: AuditRow) -> String {
        switch row {
        case .group: say("audit.title.group")
        case .milestone: say("audit.title.milestone")
        case .interview: say("audit.said")
        }
    }

    func columns(of tab: AuditScreen.Tab) -> [Column] {
        switch tab {
        case .groups:
            [
                column("audit.title.group", .flexible(least: 12, share: 2)),
                column("audit.title.method", .flexible(least: 13, share: 1)),
                column("audit.title.wanted", .fixed(8), .trailing),
                column("audit.title.got", .fixed(8), .trailing),
                column("audit.title.share", .fixed(12)),
            ]
        case .milestones:
            [
                column("audit.title.due", .fixed(11)),
                column("audit.title.milestone", .flexible(least: 16, share: 3)),
                column("audit.title.owner", .flexible(least: 8, share: 1)),
                column("audit.title.standing", .fixed(14)),
                column("audit.title.course", .fixed(20), dropOrder: 1),
            ]
        case .interviews:
            [
                column("audit.title.day", .fixed(11)),
                column("audit.title.group", .flexible(least: 10, share: 1)),
                column("audit.title.person", .flexible(least: 12, share: 2)),
                column("audit.title.interviewer", .flexible(least: 8, share: 1), dropOrder: 1),
                column("audit.title.answers", .fixed(12), .trailing),
            ]
        }
    }

    /// - Parameter audit: whose days the course of milestones is drawn over; nil leaves it out.
    func auditCells(
        _ row: AuditRow, _ names: [StaffID: String], within audit: AuditStanding?, _ glyphs: Glyphs
    ) -> [TableCell] {
        switch row {
        case .group(let group):
            let role: TerminalKit.Role = group.share >= 1 ? .good : .text
            return [
                TableCell(groupName(group.plan.name)),
                TableCell(wording.say(group.plan.method.phrase), .muted),
                TableCell(wording.number(group.plan.wanted)).ranked(count: group.plan.wanted),
                TableCell(wording.number(group.reached), role).ranked(count: group.reached),
                TableCell(bar(group.share, of: 10, glyphs), role).ranked(group.share),
            ]
        case .milestone(let standing):
            let m = standing.milestone
            return [
                TableCell(wording.day(m.due), standing.role).ranked(on: m.due),
                TableCell(name(of: m)),
                m.owner.map { TableCell(names[$0] ?? $0.description) }
                    ?? TableCell(say("audit.nobody"), .muted),
                TableCell(said(standing), standing.role),
                TableCell(audit.map { course(standing, $0, glyphs) } ?? "", standing.role).ranked(on: m.due),
            ]
        case .interview(let interview):
            let isOff = interview.withdrawnAt != nil
            let person =
                isOff
                ? say("audit.withdrawnInterview", ["person": .text(interview.person)]) : interview.person
            return [
                TableCell(wording.day(interview.day), .muted).ranked(on: interview.day),
                TableCell(groupName(interview.group)),
                TableCell(person, isOff ? .muted : .text),
                TableCell(interview.interviewer.map { names[$0] ?? $0.description } ?? "", .muted),
                TableCell(wording.number(interview.answers.count)).ranked(count: interview.answers.count),
            ]
        }
    }

    func said(_ standing: MilestoneStanding) -> String { wording.say(standing.said) }

    /// As far as a share goes; neither empty once something is there, nor full before all is.
    private func bar(_ share: Double, of length: Int, _ glyphs: Glyphs) -> String {
        let part = Int((share * Double(length)).rounded(.down))
        let full = share >= 1 ? length : share <= 0 ? 0 : min(length - 1, max(1, part))
        return String(repeating: glyphs.full, count: full)
            + String(repeating: glyphs.empty, count: length - full)
    }

    /// A bar from the audit's first day to the one on which it is due, filled as far as time went, or as it took.
    private func course(_ standing: MilestoneStanding, _ audit: AuditStanding, _ glyphs: Glyphs) -> String {
        let first = audit.audit.days.first
        let whole = max(1, (audit.milestones.map(\.milestone.due).max() ?? first) - first)
        let span = max(1, standing.milestone.due - first)
        let length = max(1, min(20, (span * 20 + whole / 2) / whole))
        let until = standing.milestone.doneOn ?? rules.localDay(now)
        return bar(Double(until - first) / Double(span), of: length, glyphs)
    }
}

extension MilestoneStanding {
    fileprivate var role: TerminalKit.Role {
        switch standing {
        case .planned: .text
        case .started: .accent
        case .late: .missed
        case .done: .good
        case .doneLate: .atRisk
        }
    }
}

extension Pane {
    init(_ row: AuditRow, _ names: [StaffID: String], _ context: DeskContext) {
        switch row {
        case .group(let group): add(group, context)
        case .milestone(let standing): add(standing, names, context)
        case .interview(let interview): add(interview, names, context)
        }
    }

    private mutating func add(_ group: GroupStanding, _ context: DeskContext) {
        add(.text(context.groupName(group.plan.name), .title))
        guard let known = group.known else { return add(.text(context.say("audit.gone"), .muted)) }
        pair(context.say("audit.title.side"), context.say("audit.side.\(known.side.rawValue)"))
        add(
            .share(
                context.wording.say(group.plan.method.phrase), min(1, group.share),
                "\(group.reached)/\(group.plan.wanted)"))
        if let sheets = group.sheets {
            pair(context.say("audit.title.sheets"), context.wording.number(sheets))
        }
        if group.plan.method == .questionnaire {
            let all = (try? context.rules.questionnaires()).map { all in
                known.questionnaires.map { name in all[name].map { context.wording.text($0.label) } ?? name }
            }
            for name in all ?? [] { add(.spans([Span("- " + name)])) }
        }
        guard group.plan.method == .interview else { return }
        add(.heading(context.say("audit.guide")))
        for question in (try? context.rules.audits())?.questions(of: known) ?? [] {
            add(.spans([Span("- " + context.wording.text(question.ask))]))
        }
    }

    private mutating func add(
        _ standing: MilestoneStanding, _ names: [StaffID: String], _ context: DeskContext
    ) {
        let m = standing.milestone
        add(.text(context.name(of: m), .title))
        if let step = standing.known?.step {
            pair(context.say("audit.title.step"), context.say("audit.step.\(step.rawValue)"))
        }
        pair(
            context.say("audit.title.owner"),
            m.owner.map { names[$0] ?? $0.description } ?? context.say("audit.nobody"))
        pair(context.say("audit.title.due"), context.wording.day(m.due))
        pair(context.say("audit.title.standing"), context.said(standing), Style(standing.role))
        if let day = m.doneOn { pair(context.say("audit.title.doneOn"), context.wording.day(day)) }
        pair(context.say("audit.title.note"), m.note)
    }

    private mutating func add(
        _ interview: AuditInterview, _ names: [StaffID: String], _ context: DeskContext
    ) {
        add(.text(interview.person, .title))
        pair(context.say("audit.title.group"), context.groupName(interview.group))
        pair(context.say("audit.title.day"), context.wording.day(interview.day))
        pair(
            context.say("audit.title.interviewer"),
            interview.interviewer.map { names[$0] ?? $0.description } ?? "")
        let book = try? context.rules.audits()
        let asked = book?.group(interview.group).flatMap { book?.questions(of: $0) } ?? []
        for question in asked {
            guard let answer = interview.answers[question.name] else { continue }
            add(.blank)
            add(.text(context.wording.text(question.ask), .label))
            for line in answer.split(whereSeparator: \.isNewline) { add(.text(String(line), .text)) }
        }
        for name in interview.answers.keys.sorted() where !asked.contains(where: { $0.name == name }) {
            add(.text("\(name): \(interview.answers[name] ?? "")", .text))
        }
        guard !interview.note.isEmpty else { return }
        add(.blank)
        add(.text(context.say("audit.besides"), .label))
        for line in interview.note.split(whereSeparator: \.isNewline) { add(.text(String(line), .text)) }
    }
}
