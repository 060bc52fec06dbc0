import Model
import ServiceDesk
import TerminalKit

/// Asks whoever chose a name at the sign-in to prove it.
struct PassphraseSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    static let take = ActionID("passphrase")
    private let actor: Actor
    private var form = PassphraseForm()

    init(_ actor: Actor) { self.actor = actor }

    func title(_ context: DeskContext) -> String { actor.staff?.name ?? "" }

    func actions(_ context: DeskContext) -> [DeskAction] {
        Self.keys(context) + SheetActions.reading(context)
    }

    static func keys(_ context: DeskContext) -> [DeskAction] { [context.action(take, [.enter])] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] { prove() }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch event.key {
        case .escape, .f(12): [.pop]
        case .enter: prove()
        default: form.handle(event) ? [] : nil
        }
    }

    private mutating func prove() -> [DeskStep] {
        guard !form.isEmpty, !form.isLookedAt else { return [] }
        return [
            .job(
                .prove(actor, by: form.take()) { (screen: inout PassphraseSheet, _) in
                    [.signIn(screen.actor)]
                } refused: {
                    $0.form.refused($1)
                })
        ]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let frame = area.sheet(width: 64, height: 8)
        canvas.box(frame, title: title(context))
        form.draw(in: frame.inset(columns: 2, rows: 1).dropping(rows: 1), on: &canvas, context)
    }
}
