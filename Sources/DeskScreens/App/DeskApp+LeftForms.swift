import Model
import TerminalKit
import Wording

extension DeskApp {
    /// Puts what was left in the same form back into it, before it is seen.
    /// - Returns: what is to be said of that, and the token that the form had: what was being sent as it was left answers to it,
    ///   and is not sent twice.
    func resume(_ screen: inout any Screen) -> (said: MessageLine, token: Int)? {
        let context = context
        guard var sheet = screen as? any FormSheet, let last = left.last(like: sheet),
            let changed = sheet.resume(last.sheet, context)
        else { return nil }
        left.forget(sheet)
        screen = sheet
        return (said(of: changed, context.key(SheetActions.reset, on: screen.id), context), last.token)
    }

    /// - Parameter changed: the fields that began with something else this time.
    private func said(of changed: [String], _ key: PhraseFact, _ context: DeskContext) -> MessageLine {
        if changed.isEmpty { return MessageLine(.info, context.say("form.resumed", ["key": key])) }
        let fields = PhraseFact.list(changed.map { .text($0) })
        return MessageLine(.warning, context.say("form.resumedOver", ["fields": fields, "key": key]))
    }

    /// What a screen offers; in a form also what every form does: its choices are listed, and what was left in it can be
    /// taken out again. A form with such an action of its own keeps to that.
    func formActions(of screen: any Screen, _ context: DeskContext) -> [DeskAction] {
        let own = screen.actions(context)
        guard let sheet = screen as? any FormSheet else { return own }
        let known = Set(own.map(\.id))
        let picks = sheet.isInChoice && !known.contains(EditActions.pick)
        let resumes = sheet.isResumed && !known.contains(EditActions.reset)
        return own + (picks ? [EditActions.picking(context)] : [])
            + (resumes ? SheetActions.resumed(context) : [])
    }

    /// The form on top as it began, without what was left in it.
    func beginAnew() {
        withTop { screen, context in
            guard var sheet = screen as? any FormSheet else { return nil }
            sheet.beginAnew(context)
            screen = sheet
            return [.message(MessageLine(.info, context.say("form.reset.done")))]
        }
    }

    /// A form that was left while it was being sent is told what became of it all the same: once sent it is kept no longer.
    func tellLeft(_ token: Int, _ reply: Job.Reply) {
        guard let screen = left.screen(token) else { return }
        for step in reply(screen, context).1 {
            switch step {
            case .pop: left.forget(screen)
            case .message(let line): notice.post(line, at: clock())
            case .refresh: refreshVisible()
            default: break
            }
        }
    }
}
