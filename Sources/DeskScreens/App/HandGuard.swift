import Model
import TerminalKit

/// Keeps a key from doing something else than its reader saw: when someone else's work gives a key another meaning, or
/// takes the record it acts on away, just before it is pressed, it does nothing once and says why.
struct HandGuard {
    /// As long as it takes to see a change and let go of what one was about to press.
    private static let reaction = Model.Span(milliseconds: 800)

    /// What the keys of the screen on top do.
    struct Sight: Equatable {
        var token: Int
        var meanings: [Key: ActionID]
        /// What Enter acts on.
        var aim: String?
    }

    /// What was seen until a change, of changes of late: whoever aimed may have aimed by any of them.
    private var changed: [(seen: Sight, at: Instant)] = []

    /// When the desk itself put another screen on top.
    private var openedAt: Instant?

    mutating func noteOpening(at time: Instant) { openedAt = time }

    /// Whether a key pressed now was meant for what was there before a caller came up. Asked once: pressed again, it is
    /// meant for what is there.
    mutating func catches(at time: Instant) -> Bool {
        defer { openedAt = nil }
        return openedAt.map { time - $0 < Self.reaction } ?? false
    }

    mutating func note(_ seen: Sight, became now: Sight, at time: Instant) {
        changed.removeAll { time - $0.at >= Self.reaction }
        if seen != now, seen.token == now.token { changed.append((seen, time)) }
    }

    /// Whether anything changed of late by which a key could surprise: rarely, and only then is `sight` worth its price.
    func isWary(at time: Instant) -> Bool { changed.contains { time - $0.at < Self.reaction } }

    /// Whether a key, pressed now, would surprise. Asked once: pressed again, it is meant.
    mutating func stops(_ key: Key, _ now: Sight, at time: Instant) -> Bool {
        let isOther = changed.contains { seen, at in
            guard seen.token == now.token, time - at < Self.reaction else { return false }
            return seen.meanings[key] != now.meanings[key] || key == .enter && seen.aim != now.aim
        }
        if isOther { changed = [] }
        return isOther
    }
}

extension DeskApp {
    /// What the keys do now, as the person at the desk sees it.
    var sight: HandGuard.Sight? {
        stack.last.map {
            HandGuard.Sight(token: $0.token, meanings: actions.meanings, aim: $0.screen.aim)
        }
    }
}
