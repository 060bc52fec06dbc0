import TerminalKit

/// A question before an action, answered with yes or no; it starts on no.
struct ConfirmSheet: Screen {
    let id = ""
    let isSheet = true
    private var dialog: Dialog
    private let action: ActionID?
    private let steps: [DeskStep]

    init(dialog: Dialog, action: ActionID) {
        self.dialog = dialog
        self.action = action
        steps = []
    }

    private init(dialog: Dialog, steps: [DeskStep]) {
        self.dialog = dialog
        self.action = nil
        self.steps = steps
    }

    /// A question about one record: the answer is about that one, whatever is selected below by then.
    static func ask(_ title: String, _ message: String, _ context: DeskContext, then steps: [DeskStep])
        -> ConfirmSheet
    {
        let dialog = Dialog.confirm(
            title: title, message: message, confirm: context.say("screen.confirm"),
            cancel: context.say("screen.cancel"))
        return ConfirmSheet(dialog: dialog, steps: steps)
    }

    /// Leaving the desk.
    static func quit(_ context: DeskContext) -> ConfirmSheet {
        let dialog = Dialog.confirm(
            title: context.say("quit.title"), message: context.say("quit.message"),
            confirm: context.say("quit.confirm"), cancel: context.say("screen.cancel"))
        return ConfirmSheet(dialog: dialog, steps: [.quit])
    }

    func title(_ context: DeskContext) -> String { dialog.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch dialog.handle(event) {
        case .confirmed, .answered: [.pop] + (action.map { [.runConfirmed($0)] } ?? steps)
        case .cancelled: [.pop]
        case .changed: []
        case .ignored: event.key == .ctrl("l") ? nil : []
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        dialog.draw(over: area, on: &canvas)
    }
}
