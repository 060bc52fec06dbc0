import TerminalKit

/// A pick list (F4): what is picked is told to the screen below.
struct PickSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var picker: Picker<String>
    private let words: @Sendable (DeskContext) -> Picker<String>
    private let picked: @Sendable (String) -> Job.Reply

    /// - Parameter words: the list in the language of the context, asked again when that changes.
    init(
        _ context: DeskContext, _ words: @escaping @Sendable (DeskContext) -> Picker<String>,
        picked: @escaping @Sendable (String) -> Job.Reply
    ) {
        self.init(words(context), words, picked: picked)
    }

    private init(
        _ picker: Picker<String>, _ words: @escaping @Sendable (DeskContext) -> Picker<String>,
        picked: @escaping @Sendable (String) -> Job.Reply
    ) {
        self.picker = picker
        self.words = words
        self.picked = picked
    }

    /// The choices of a form's field, beginning with what was typed there; in another language as the screen with the
    /// form then has them.
    static func choices<S: Screen>(
        _ choice: (label: String, choice: ChoiceField), of screen: S, _ context: DeskContext,
        _ field: @escaping @Sendable (S) -> (label: String, choice: ChoiceField)?,
        picked: @escaping @Sendable (String) -> Job.Reply
    ) -> PickSheet {
        @Sendable func picker(_ of: (label: String, choice: ChoiceField), _ context: DeskContext)
            -> Picker<String>
        {
            of.choice.picker(title: of.label, emptyText: context.say("pick.empty"))
        }
        return PickSheet(
            picker(choice, context),
            { context in
                var screen = screen
                screen.languageChanged(context)
                return picker(field(screen) ?? choice, context)
            }, picked: picked)
    }

    mutating func languageChanged(_ context: DeskContext) { picker.reword(as: words(context)) }

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
        picker.draw(in: area.sheet(width: 64, height: max(6, height)), on: &canvas)
    }
}

/// A screen of what the person chooses from lists: days, a line, a group.
protocol ChoosingScreen: Screen {
    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep]
}

extension ChoosingScreen {
    /// A list to choose from; `set` keeps the id of what was chosen.
    func pick(
        _ context: DeskContext, _ words: @escaping @Sendable (DeskContext) -> Picker<String>,
        _ set: @escaping @Sendable (inout Self, String) -> Void
    ) -> [DeskStep] {
        [
            .push(
                PickSheet(context, words) { id in
                    Job.tell { (screen: inout Self, context) in
                        set(&screen, id)
                        return screen.chosen(context)
                    }
                })
        ]
    }
}
