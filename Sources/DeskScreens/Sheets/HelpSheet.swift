import Model
import TerminalKit

/// Every key of the screen below and of the desk; found by typing, run with Enter.
struct HelpSheet: ActionsSheet {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var picker: Picker<ActionID>

    init(actions: [HelpEntry<ActionID>], _ context: DeskContext) {
        picker = .help(
            actions, title: context.say("help.title"), placeholder: context.say("help.placeholder"),
            emptyText: context.say("help.empty")
        ) { entry in
            guard !entry.group.isEmpty else { return entry.text }
            return context.say("help.entry", ["group": .text(entry.group), "what": .text(entry.text)])
        }
        picker.setItems(picker.items.map { $0.byPinyin() })
    }

    mutating func reword(_ actions: DeskActions, _ context: DeskContext) {
        picker.reword(as: HelpSheet(actions: actions.help, context).picker)
    }

    func title(_ context: DeskContext) -> String { picker.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch picker.handle(event) {
        case .picked(let id): [.pop, .run(id)]
        case .refused(let why): [.warn(why)]
        case .cancelled: [.pop]
        case .typed, .changed: []
        case .ignored: event.key == .f(1) ? [.pop] : nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        picker.draw(in: area.sheet(width: 76, height: area.height), on: &canvas)
    }
}
