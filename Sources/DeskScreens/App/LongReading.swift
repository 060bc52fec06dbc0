/// When a screen's reading that may take seconds is begun anew: once the person asks for it or changed something, never for
/// what others do; on a busy desk it would begin again for ever.
struct LongReading: Sendable {
    private enum State { case idle, underWay, stopped }

    private var state = State.idle
    /// `DeskContext.changes` when it was begun last.
    private var readAfter = 0

    /// Whether it begins now; who is told so reads.
    /// - Parameter isRead: what it was for is there already.
    mutating func begins(isRead: Bool, _ context: DeskContext) -> Bool {
        let isThere = isRead || state != .idle
        guard !isThere || !context.spares(readAfter: readAfter) else { return false }
        (readAfter, state) = (context.changes, .underWay)
        return true
    }

    /// It came to its end, or failed.
    mutating func end() { if state == .underWay { state = .idle } }

    /// The person ended it; the desk does not begin it again by itself.
    mutating func stop() { state = .stopped }

    /// Something else is read from here on.
    mutating func forget() { state = .idle }
}
