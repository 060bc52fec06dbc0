/// A notice on its way to a command (mail, chat): one for each command that is to have it.
package struct NoticeSending: Sendable, Hashable, Identifiable {
    package enum State: String, Sendable, CaseIterable {
        /// To be tried, for the first time or again.
        case waiting
        case sent
        /// Tried as often as the command's rule says; a person may have it tried again.
        case failed
        /// Not sent: the notice was over a day old when its turn came first.
        case outdated
    }

    package var id: Int64
    package var notice: Int64
    /// By its name in the rules.
    package var command: String
    package var state: State
    /// How often the command was started.
    package var tries: Int
    /// Not before; nil once it is not waiting.
    package var nextAt: Instant?

    package init(id: Int64, notice: Int64, command: String, state: State, tries: Int, nextAt: Instant?) {
        (self.id, self.notice, self.command, self.state) = (id, notice, command, state)
        (self.tries, self.nextAt) = (tries, nextAt)
    }
}

/// One start of a command.
package struct SendingTry: Sendable, Hashable {
    /// 1 for the first.
    package var number: Int
    package var at: Instant
    /// Nil while it runs, and for good where the desk that ran it was ended meanwhile.
    package var endedAt: Instant?
    package var end: CommandEnd?

    package init(number: Int, at: Instant, endedAt: Instant?, end: CommandEnd?) {
        (self.number, self.at, self.endedAt, self.end) = (number, at, endedAt, end)
    }
}

/// How a command ended.
package struct CommandEnd: Sendable, Hashable {
    /// 0 when all went well; 128 and the signal's number where a signal ended it, as shells have it; `neverStarted` where there was no end of its own:
    /// `error` is an `Obstacle` then, or what the system said.
    package var status: Int
    /// Whether it was ended for taking longer than it may.
    package var tookTooLong: Bool
    /// The first line it had to say of what went wrong, without secrets.
    package var error: String

    package init(status: Int, tookTooLong: Bool = false, error: String = "") {
        (self.status, self.tookTooLong, self.error) = (status, tookTooLong, error)
    }

    package init(_ obstacle: Obstacle) { self.init(status: Self.neverStarted, error: obstacle.rawValue) }

    package var isGood: Bool { status == 0 && !tookTooLong }
    package var obstacle: Obstacle? { status == Self.neverStarted ? Obstacle(rawValue: error) : nil }

    package static let neverStarted = -1

    /// Why there was no end of its own.
    package enum Obstacle: String, Sendable {
        /// The program is not where the rules say.
        case missing
        /// No rule names the command any more.
        case gone
        /// Whoever ran it was ended.
        case interrupted
    }
}
