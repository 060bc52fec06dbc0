import TerminalKit

/// A pick list (F4): what is picked is told to the screen below.
struct PickSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var picker: Picker<String>
    private let picked: @Sendable (String) -> Job.Reply

    init(_ picker: Picker<String>, picked: @escaping @Sendable (String) -> Job.Reply) {
        self.picker = picker
        self.picked = picked
    }

    func title(_ context: DeskContext) -> String { picker.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch picker.handle(event) {
        case .picked(let id): [.pop, .tell(picked(id))]
        case .refused(let why): [.warn(why)]
        case .cancelled: [.pop]
        case .typed, .changed: []
        case .ignored: event.key == .f(4) ? [.pop] : nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let height = min(area.height, picker.items.count + 3)
        picker.draw(in: area.centred(width: min(64, area.width - 4), height: max(6, height)), on: &canvas)
    }
}
