import TerminalKit

/// What can be done with the record one is on: the actions of the screen below with their keys, dropping down from the row
/// that is selected there.
struct MenuSheet: ActionsSheet {
    let id = ""
    let isSheet = true
    private var menu: Menu<ActionID>

    init(_ items: [MenuItem<ActionID>], _ context: DeskContext) {
        menu = Menu(items, title: context.say("menu.title"))
    }

    mutating func reword(_ actions: DeskActions, _ context: DeskContext) {
        menu.reword(as: MenuSheet(actions.menu, context).menu)
    }

    func title(_ context: DeskContext) -> String { menu.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch menu.handle(event) {
        case .picked(let id): [.pop, .run(id)]
        case .refused(let why): [.warn(why)]
        case .cancelled: [.pop]
        case .moved: []
        case .ignored: nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let caret = canvas.caret ?? area.origin
        // So much of the row stays in view that one sees which it is.
        let anchor = Rect(column: caret.column + 12, row: caret.row, width: 1, height: 1)
        menu.draw(below: anchor, within: area, on: &canvas)
    }
}
