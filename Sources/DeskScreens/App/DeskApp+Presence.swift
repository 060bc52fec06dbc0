import Model
import ServiceDesk
import TerminalKit
import Wording

/// What an open desk tells of who sits there, for the overview: soon when it is something else, and every minute that it
/// is still so.
struct TellingPresence {
    struct Word: Hashable {
        var staff: StaffID
        var state: Presence.State
        var subject: Subject?
    }

    static let soon = Model.Span.seconds(5)
    static let still = Model.Span.minutes(1)

    var word: Word?
    var at: Instant?
    var isTelling = false
    /// A break or the work after a call, as the person said; nil when neither.
    var pause: Presence.State?
}

extension DeskApp {
    private var word: TellingPresence.Word? {
        guard let id = actor?.staffID else { return nil }
        let inHand = stack.reversed().lazy.compactMap(\.screen.inHand).first
        return TellingPresence.Word(staff: id, state: standing, subject: inHand)
    }

    /// Whoever is on a break locks the desk, and is on a break still.
    private var standing: Presence.State {
        let pause = upkeep.told.pause
        if lock != nil { return pause == .onBreak ? .onBreak : .locked }
        return pause ?? .present
    }

    /// One key says it, and the same key takes it back.
    func pause(as state: Presence.State) {
        let ends = upkeep.told.pause == state
        upkeep.told.pause = ends ? nil : state
        let action = state == .onBreak ? Everywhere.onBreak : Everywhere.wrapUp
        let said =
            ends
            ? context.say("pause.over")
            : context.say(
                state == .onBreak ? "pause.onBreak" : "pause.wrapUp",
                ["key": context.key(action, on: WorkScreen().id)])
        apply([.message(MessageLine(.info, said))])
    }

    /// What stands in the head line of it.
    func pauseText(_ context: DeskContext) -> String? {
        switch upkeep.told.pause {
        case .onBreak: context.say("presence.onBreak")
        case .wrapUp: context.say("presence.wrapUp")
        case .present, .locked, .left, nil: nil
        }
    }

    func tellPresence(_ now: Instant) {
        guard let word, let actor, !upkeep.told.isTelling, upkeep.outage == nil else { return }
        let wait = word == upkeep.told.word ? TellingPresence.still : TellingPresence.soon
        guard upkeep.told.at.map({ Upkeep.isDue($0, every: wait, at: now) }) ?? true else { return }
        (upkeep.told.word, upkeep.told.at, upkeep.told.isTelling) = (word, now, true)
        runner.run { [desk, touchedAt] in
            Result {
                try desk.tell(word.state, of: actor, on: word.subject, touched: touchedAt, at: now)
            }
        } then: { [weak self] _ in
            // What could not be told is told in a minute; nobody waits for it.
            self?.upkeep.told.isTelling = false
        }
    }

    /// The person leaves; the desk may be gone before an answer comes.
    func tellLeaving() {
        guard let actor, upkeep.outage == nil else { return }
        (upkeep.told.word, upkeep.told.at, upkeep.told.pause) = (nil, nil, nil)
        // Nobody is left to be told.
        try? desk.tell(.left, of: actor, on: nil, touched: touchedAt, at: clock())
    }
}
