package import Model
package import TerminalKit

/// What the desk puts on its stack: a value that reads events, offers actions and draws itself. It never touches the
/// records; it asks for that with a `Job` and is told the answer.
package protocol Screen: Sendable {
    /// In the corner of the screen, and what people say on the phone: `C120`.
    var id: String { get }
    /// Drawn in a frame over the screen below, which stays visible.
    var isSheet: Bool { get }
    /// Whether letters belong to a field now; then only F keys and Ctrl keys are commands.
    var isTyping: Bool { get }
    /// Whether it still reads what it is about, and can act on nothing before: keys are kept until it can.
    var isAwaiting: Bool { get }
    /// The record that Enter acts on now, by its id.
    var aim: String? { get }
    /// The records shown in such detail that someone else's change to them is told.
    var watched: Set<Subject> { get }
    /// The record in hand here, as supervisors are told; nil asks the screen below.
    var inHand: Subject? { get }
    /// Shows nothing that a passer-by may not see, so that it need not be covered while nobody sits there.
    var isForAllToSee: Bool { get }
    /// What is spoken about here, for canned answers; nil asks the screen below.
    var talked: TalkedOf? { get }

    func title(_ context: DeskContext) -> String
    /// What can be done here, what matters most first; those of the whole desk come after.
    func actions(_ context: DeskContext) -> [DeskAction]

    /// Comes before anything else, when the screen is put on the stack.
    mutating func appear(_ context: DeskContext) -> [DeskStep]
    /// The records changed, or someone asked: read again, keeping the selection.
    mutating func refresh(_ context: DeskContext) -> [DeskStep]
    /// One of its actions, by key, help or palette.
    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep]
    /// What no action took. Nil when it is nothing to this screen either.
    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]?
    /// Time went by (several times a second): whether a draft is to be saved.
    mutating func tick(_ context: DeskContext) -> [DeskStep]
    /// The language is another one; labels kept in fields are to be made anew.
    mutating func languageChanged(_ context: DeskContext)
    /// What would be lost if the terminal went away now.
    var unsavedDraft: DraftText? { get }

    /// Draws into `area`, the frame's body.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext)
}

/// What is being typed, as drafts are kept.
package struct DraftText: Sendable, Hashable {
    /// 0 for one that was never saved.
    package var id: Int64
    /// The screen it belongs to, and the record: `C120`, `C130 C12`.
    package var form: String
    package var values: [String: String]
}

extension Screen {
    package var isSheet: Bool { false }
    package var isTyping: Bool { false }
    package var isAwaiting: Bool { false }
    package var aim: String? { nil }
    package var watched: Set<Subject> { [] }
    package var talked: TalkedOf? { nil }
    package var inHand: Subject? { nil }
    package var isForAllToSee: Bool { false }
    package var unsavedDraft: DraftText? { nil }
    package func actions(_ context: DeskContext) -> [DeskAction] { [] }
    package mutating func appear(_ context: DeskContext) -> [DeskStep] { refresh(context) }
    package mutating func refresh(_ context: DeskContext) -> [DeskStep] { [] }
    package mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] { [] }
    package mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? { nil }
    package mutating func tick(_ context: DeskContext) -> [DeskStep] { [] }
    package mutating func languageChanged(_ context: DeskContext) {}
}

/// What a screen wants the desk to do next.
package enum DeskStep: Sendable {
    case push(any Screen)
    /// In place of the screen on top.
    case replace(any Screen)
    /// Back one level: what the screen was for is done, or cannot be.
    case pop
    /// Back one level, as Esc goes: what was typed into a form is kept.
    case leave
    case message(MessageLine)
    /// News nobody asked for: stays a while, under what the person's own keys bring.
    case notice(MessageLine)
    /// Work on the records, beside the keyboard.
    case job(Job)
    /// Reads that the next keys will probably ask for: of the records beside the one in view.
    case readAhead([Job])
    /// Tells the screen now on top something, as a job's answer would (what was picked in a sheet).
    case tell(Job.Reply)
    /// An action of the screen now on top or of the desk, as if its key were pressed.
    case run(ActionID)
    /// The same, once its question was answered with yes.
    case runConfirmed(ActionID)
    /// Lets the screen now on top read again.
    case refresh
    case signIn(Actor)
    /// The locked desk was opened by who locked it.
    case unlock
    case signOut
    case nextLanguage
    /// Shows the desk this way from now on, and keeps the choice.
    case settings(Preferences)
    /// Puts text into the field of the screen now on top, as if it were pasted.
    case insert(String)
    /// Rings a number up with the desk's dialler, in a call.
    case dial(PhoneNumber, in: CallID)
    case repaint
    case quit

    static func done(_ text: String) -> DeskStep { .message(MessageLine(.success, text)) }
    static func warn(_ text: String) -> DeskStep { .message(MessageLine(.warning, text)) }
    static func fail(_ text: String) -> DeskStep { .message(MessageLine(.error, text)) }
}
