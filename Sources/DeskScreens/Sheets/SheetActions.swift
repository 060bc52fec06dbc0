import TerminalKit

/// The keys of a list in a sheet. The list itself reads them; this is what the footer says.
enum SheetActions {
    static let take = ActionID("sheet.take")
    static let close = ActionID("sheet.close")

    static func list(_ context: DeskContext) -> [DeskAction] {
        [context.action(take, [.enter]), context.action(close, [.escape, .f(12)])]
    }

    static func reading(_ context: DeskContext) -> [DeskAction] {
        [context.action(close, [.escape, .f(12)])]
    }
}
