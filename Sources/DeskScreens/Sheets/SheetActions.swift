import TerminalKit

/// The keys of a list in a sheet. The list itself reads them; this is what the footer says.
enum SheetActions {
    static let take = ActionID("sheet.take")
    static let close = ActionID("sheet.close")
    static let reset = ActionID("form.reset")

    static func list(_ context: DeskContext) -> [DeskAction] {
        [context.action(take, [.enter]), context.action(close, [.escape, .f(12)])]
    }

    /// While what was left in a form stands in it again.
    static func resumed(_ context: DeskContext) -> [DeskAction] {
        let asks = context.confirmation(context.say("form.reset.title"), context.say("form.reset.message"))
        return [context.action(reset, [.f(5), .ctrl("r")], asks: asks)]
    }

    static func reading(_ context: DeskContext) -> [DeskAction] {
        [context.action(close, [.escape, .f(12)])]
    }
}
