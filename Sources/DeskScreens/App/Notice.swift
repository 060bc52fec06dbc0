import Model
import TerminalKit

/// News nobody asked for: in view for half a minute, under whatever someone's own keys bring.
struct Notice {
    private static let stay = Model.Span.seconds(30)
    private var posted: (line: MessageLine, at: Instant)?

    /// What is shown, or would be.
    var line: MessageLine? { posted?.line }

    /// Since when it is.
    var since: Instant? { posted?.at }

    mutating func post(_ line: MessageLine, at now: Instant) { posted = (line, now) }

    /// Whether its time has just run out.
    mutating func expires(at now: Instant) -> Bool {
        guard let posted, now - posted.at >= Self.stay else { return false }
        self.posted = nil
        return true
    }

    func line(at now: Instant) -> MessageLine {
        guard let posted, now - posted.at < Self.stay else { return .empty }
        return posted.line
    }
}
