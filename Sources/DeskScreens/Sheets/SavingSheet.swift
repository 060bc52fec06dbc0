import TerminalKit

/// A form that is sent by Ctrl-S.
protocol SavingSheet: FormSheet {
    /// What its key does is told apart by sheets: people may give it another.
    static var save: ActionID { get }
}

extension SavingSheet {
    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")])] + SheetActions.reading(context)
    }
}
