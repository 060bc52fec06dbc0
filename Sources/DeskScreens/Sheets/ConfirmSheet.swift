import TerminalKit

/// A question before an action, answered with yes or no; it starts on no.
struct ConfirmSheet: ActionsSheet {
    let id = ""
    let isSheet = true
    private var dialog: Dialog
    private let action: ActionID?
    private let steps: [DeskStep]
    /// The question in the language of the context; nil for that of an action.
    private var words: (@Sendable (DeskContext) -> Dialog)?

    init(dialog: Dialog, action: ActionID) {
        self.dialog = dialog
        self.action = action
        steps = []
    }

    private init(
        _ context: DeskContext, _ words: @escaping @Sendable (DeskContext) -> Dialog, steps: [DeskStep]
    ) {
        dialog = words(context)
        self.words = words
        self.action = nil
        self.steps = steps
    }

    /// A question about one record: the answer is about that one, whatever is selected below by then.
    /// - Parameter words: its title and the question.
    static func ask(
        _ context: DeskContext, then steps: [DeskStep],
        _ words: @escaping @Sendable (DeskContext) -> (title: String, message: String)
    ) -> ConfirmSheet {
        ConfirmSheet(
            context,
            { context in
                let (title, message) = words(context)
                return .confirm(
                    title: title, message: message, confirm: context.say("screen.confirm"),
                    cancel: context.say("screen.cancel"))
            }, steps: steps)
    }

    /// Leaving the desk.
    static func quit(_ context: DeskContext) -> ConfirmSheet {
        ConfirmSheet(
            context,
            { context in
                .confirm(
                    title: context.say("quit.title"), message: context.say("quit.message"),
                    confirm: context.say("quit.confirm"), cancel: context.say("screen.cancel"))
            }, steps: [.quit])
    }

    mutating func languageChanged(_ context: DeskContext) {
        if let words { dialog.reword(as: words(context)) }
    }

    mutating func reword(_ actions: DeskActions, _ context: DeskContext) {
        if let action, case .ask(_, let question) = actions.match(id: action) {
            dialog.reword(as: question.dialog)
        }
    }

    func title(_ context: DeskContext) -> String { dialog.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch dialog.handle(event) {
        case .confirmed, .answered: [.pop] + (action.map { [.runConfirmed($0)] } ?? steps)
        case .cancelled: [.pop]
        case .changed: []
        case .ignored: event.key.map(Self.passing.contains) == true ? nil : []
        }
    }

    /// Keys that are not about the question.
    private static let passing: Set<Key> = [.ctrl("l"), .f(11), .ctrl("g")]

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        dialog.draw(over: area, on: &canvas)
    }
}
