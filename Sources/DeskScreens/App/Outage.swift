import Model
import ServiceDesk
import TerminalKit
import Wording

/// A time in which the database does not answer.
struct Outage: Hashable {
    var since: Instant
    /// Attempts to get through so far; 0 where nobody counts.
    var attempts: Int
}

extension DeskApp {
    /// Asks the driver how things stand; never waits.
    func watchConnection() {
        if let attempts = desk.attemptsToReconnect { beginOutage(attempts: attempts) }
    }

    func beginOutage(attempts: Int) {
        let before = upkeep.outage
        upkeep.outage = Outage(
            since: before?.since ?? clock(), attempts: max(before?.attempts ?? 0, attempts))
        if upkeep.outage != before { show() }
    }

    /// The database answered, unless the driver knows by now that it no longer does.
    /// - Returns: whether it had not before.
    func endOutage() -> Bool {
        guard let outage = upkeep.outage, desk.attemptsToReconnect == nil else { return false }
        upkeep.outage = nil
        keepHeldDrafts()
        let (from, to) = (context.wording.time(outage.since), context.wording.time(clock()))
        let text =
            from == to
            ? context.say("outage.blink")
            : context.say("outage.over", ["from": .text(from), "to": .text(to)])
        notice.post(MessageLine(.success, text), at: clock())
        return true
    }

    /// What the message line says while it lasts.
    func line(_ outage: Outage) -> MessageLine {
        let since = PhraseFact.text(context.wording.time(outage.since))
        let text =
            outage.attempts == 0
            ? context.say("outage.line", ["since": since])
            : context.say("outage.tried", ["since": since, "count": .count(outage.attempts)])
        return MessageLine(.error, text)
    }
}
