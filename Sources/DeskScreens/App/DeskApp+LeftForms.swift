import Model
import TerminalKit
import Wording

extension DeskApp {
    /// Puts what was left in the same form back into it, before it is seen.
    /// - Returns: what is to be said of that.
    func resume(_ screen: inout any Screen) -> MessageLine? {
        let context = context
        guard var sheet = screen as? any FormSheet, let last = left.last(like: sheet),
            let changed = sheet.resume(last, context)
        else { return nil }
        screen = sheet
        let key = context.key(SheetActions.reset, on: screen.id)
        if changed.isEmpty { return MessageLine(.info, context.say("form.resumed", ["key": key])) }
        let fields = PhraseFact.list(changed.map { .text($0) })
        return MessageLine(.warning, context.say("form.resumedOver", ["fields": fields, "key": key]))
    }

    func resumedActions(_ screen: any Screen, _ context: DeskContext) -> [DeskAction] {
        (screen as? any FormSheet)?.isResumed == true ? SheetActions.resumed(context) : []
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
