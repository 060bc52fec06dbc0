import Model
import ServiceDesk
import TerminalKit
import Wording

/// A190: the desk is locked. It lies over everything and shows nothing but that, and by whom; the work underneath stays
/// as it is.
struct LockScreen: Screen {
    let id = "A190"
    let isTyping = true

    static let unlock = ActionID("lock.unlock")
    static let change = ActionID("lock.change")

    private let actor: Actor
    private let since: Instant
    /// Nil until it is known whether one is asked for: nothing opens before.
    private var asks: Bool?
    private var form = PassphraseForm()
    private var trouble: (any Error)?
    /// Asked once whether another person is to come; a sheet would lie under the lock.
    private var isLeaving = false

    init(_ actor: Actor, since: Instant) { (self.actor, self.since) = (actor, since) }

    func title(_ context: DeskContext) -> String { context.say("lock.title") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(LockScreen.unlock, [.enter]),
            context.action(LockScreen.change, [.f(4), .ctrl("o")]),
        ]
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                Job(tag: "asks", kind: .read) { [actor] desk, _ in
                    let found = Result { try desk.asksPassphrase(of: actor) }
                    return Job.tell { (screen: inout LockScreen, _) in
                        switch found {
                        case .success(let asks): (screen.asks, screen.trouble) = (asks, nil)
                        case .failure(let error): screen.trouble = error
                        }
                        return []
                    }
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case LockScreen.unlock:
            isLeaving = false
            return prove(context)
        case LockScreen.change:
            defer { isLeaving = true }
            return isLeaving ? [.signOut] : []
        default: return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        isLeaving = false
        if asks == true { return form.handle(event) ? [] : nil }
        return []
    }

    private mutating func prove(_ context: DeskContext) -> [DeskStep] {
        switch asks {
        // It could not be asked, or not yet: now perhaps.
        case nil: return refresh(context)
        case false?: return [.unlock]
        case true?:
            guard !form.isEmpty, !form.isLookedAt else { return [] }
            return [
                .job(
                    .prove(actor, by: form.take()) { (screen: inout LockScreen, _) in
                        screen.form.accepted()
                        return [.unlock]
                    } refused: {
                        $0.form.refused($1)
                    })
            ]
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let width = min(64, area.width - 4)
        let frame = area.centred(width: width, height: 10)
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1).dropping(rows: 1)
        canvas.parkCaret(at: inside.origin, visible: false)
        let facts: [String: PhraseFact] = [
            "name": .text(actor.staff?.name ?? ""), "time": .text(context.wording.time(since)),
        ]
        let rows = canvas.paragraph(context.say("lock.by", facts), in: inside)
        let rest = inside.dropping(rows: rows + 1)
        if isLeaving {
            canvas.paragraph(context.say("lock.leaving", facts), in: rest, .warning)
        } else if asks == true {
            form.draw(in: rest, on: &canvas, context)
        } else if let trouble {
            canvas.paragraph(context.say(trouble), in: rest, .error)
        } else {
            canvas.paragraph(context.say("lock.unproved"), in: rest, .muted)
        }
    }
}
