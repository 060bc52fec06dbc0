import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What a case has to do with others: folded into one of the same matter and taken out again, linked, parted.
extension CaseScreen {
    static let fold = ActionID("case.fold")
    static let unfold = ActionID("case.unfold")
    static let relate = ActionID("case.relate")
    static let part = ActionID("case.part")

    /// Into what it was folded, where it goes on; nil for a case by itself.
    var merged: DeskFault? {
        guard let c = sheet?.serviceCase, let other = c.mergedInto else { return nil }
        return .alreadyMerged(c.id.description, into: other.description)
    }

    /// In the footer only what is pressing: that a case was folded away.
    func joiningActions(_ context: DeskContext) -> [DeskAction] {
        let lack = context.lack(of: .editCase)
        return [
            context.action(
                Self.fold, [.character("m")], inFooter: false, why: lack ?? merged.map { context.say($0) }),
            context.action(Self.relate, [.character("r")], inFooter: false, why: lack),
            context.action(Self.part, [.character("p")], inFooter: false, why: lack),
            context.action(
                Self.unfold, [.character("z")], inFooter: merged != nil,
                why: lack
                    ?? (merged == nil ? context.say(DeskFault.notMerged(caseID.description)) : nil),
                asks: context.confirmation(
                    context.say("action.case.unfold.short"),
                    context.say("join.back.ask", ["id": .text(caseID.description)]))),
        ]
    }

    /// Nil for what is none of these.
    func join(_ action: ActionID, _ sheet: CaseSheet, _ context: DeskContext) -> [DeskStep]? {
        switch action {
        case Self.fold: [.push(JoinSheet(.fold, sheet.serviceCase.id, context))]
        case Self.relate: [.push(JoinSheet(.relate, sheet.serviceCase.id, context))]
        case Self.part: [.push(SecondMatterSheet(sheet, context))]
        case Self.unfold: [.job(takeOut(sheet.serviceCase.id))]
        default: nil
        }
    }

    private func takeOut(_ id: CaseID) -> Job {
        .act("unmerge") { work in
            try work.unmergeCase(id)
        } then: { (_: inout CaseScreen, _, context) in
            [.refresh, .done(context.say("join.back.done", ["id": .text(id.description)]))]
        }
    }
}
