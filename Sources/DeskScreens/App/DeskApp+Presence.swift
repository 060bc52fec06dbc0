import Model
import ServiceDesk

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
}

extension DeskApp {
    private var word: TellingPresence.Word? {
        guard let id = actor?.staffID else { return nil }
        let inHand = stack.reversed().lazy.compactMap(\.screen.inHand).first
        return TellingPresence.Word(staff: id, state: lock == nil ? .present : .locked, subject: inHand)
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
        (upkeep.told.word, upkeep.told.at) = (nil, nil)
        // Nobody is left to be told.
        try? desk.tell(.left, of: actor, on: nil, touched: touchedAt, at: clock())
    }
}
