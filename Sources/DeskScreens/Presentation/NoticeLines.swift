import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What the desk told someone, in a sentence and in a row.
extension DeskContext {
    /// `Promise missed: answer within 2 days`
    func says(_ item: NoticeItem) -> String {
        wording.say(item.notice.phrase(item.approval, late: item.late, rules))
    }

    /// The same, with how many of its clock were told before.
    private func saysAll(_ item: NoticeItem) -> String {
        guard !item.earlier.isEmpty else { return says(item) }
        return say(
            "notice.andBefore", ["said": .text(says(item)), "count": .count(item.earlier.count)])
    }

    /// How much it presses: what is missed in red, what is at risk in amber, each in words as well.
    fileprivate func role(of item: NoticeItem) -> TerminalKit.Role {
        guard item.notice.seenAt == nil else { return .muted }
        return switch item.notice.kind {
        case .breach, .overdue: .missed
        case .risk, .nearing, .late, .parts: .atRisk
        case .granted: item.late == nil ? .good : .warning
        case .refused, .withdrawn, .escalated, .askedBack, .waiting: .warning
        case .mention, .word, .answered, .given, .lent, .calibrate, .calibrated: .text
        }
    }

    func noticeCells(_ item: NoticeItem) -> [TableCell] {
        let notice = item.notice
        let role = role(of: item)
        return [
            TableCell(notice.seenAt == nil ? say("notice.new") : "", .accent),
            TableCell(wording.relative(notice.at, now: now), notice.seenAt == nil ? .text : .muted)
                .ranked(at: notice.at),
            TableCell(item.caseID?.description ?? notice.subject.description, .accent)
                .ranked(subject: item.caseID.map { Subject($0) } ?? notice.subject),
            TableCell(saysAll(item).lineBreaksOut, role), TableCell(item.customer, .muted),
        ]
    }
}

extension String {
    /// On one line, for rows.
    var lineBreaksOut: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}

extension Pane {
    /// A notice in full, and the case it is about.
    init(_ item: NoticeItem, _ serviceCase: CaseSheet?, _ context: DeskContext) {
        let notice = item.notice
        add(.text(context.says(item), Style(context.role(of: item))))
        pair(context.say("label.told.at"), context.nearAndFar(notice.at))
        if let role = context.rules.roles[notice.role] {
            pair(context.say("label.told.to"), context.wording.text(role.label))
        }
        for earlier in item.earlier {
            let when = context.wording.near(earlier.notice.at, now: context.now)
            add(.spans([Span(when + "  ", .muted), Span(context.says(earlier))]))
        }
        if let seen = notice.seenAt { pair(context.say("label.seen"), context.nearAndFar(seen)) }
        if let approval = item.approval {
            pair(context.wording.name(SubjectKind.approval), context.asked(approval), .accent)
            pair(context.say("label.refuseReason"), approval.state == .refused ? approval.answer : "")
        }
        guard let serviceCase else { return }
        add(.heading(context.say("heading.case")))
        lines += Pane(serviceCase, rights: [], context).lines
    }
}
