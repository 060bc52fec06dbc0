import Foundation
import Model
import Synchronization

/// Tells open desks that somebody committed something: LISTEN and NOTIFY on one channel, without content. A desk that
/// hears it reads what it shows again.
final class PostgresBell: Sendable {
    /// A process rings at most so often; what it commits in between the listeners find at their next look by themselves.
    private static let pause = Duration.milliseconds(40)
    /// How often a listener looks whether a commit went by that nobody rang for.
    private static let look = Duration.seconds(1)

    private let pool: PostgresPool
    private let state = Mutex(State())

    private struct State {
        var rings: Int64 = 0
        var lastRung: ContinuousClock.Instant?
        var isListening = false
        var isStopped = false
    }

    init(_ pool: PostgresPool) { self.pool = pool }

    /// How often it rang, and 1. The first to ask starts the listening.
    var rings: Int64 {
        let (rings, isFirst) = state.withLock { state in
            defer { state.isListening = true }
            return (state.rings, !state.isListening)
        }
        if isFirst { Thread.detachNewThread { [weak self] in self?.listen() } }
        return rings
    }

    func stop() { state.withLock { $0.isStopped = true } }

    // MARK: Ringing

    /// Rings for what this link just committed. A transaction of its own, which waits for no disk: NOTIFY makes those that
    /// commit with it wait for one another, and a use case shall not. Nobody waits for it here either.
    func ring(over link: PostgresLink) {
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            guard state.lastRung.map({ now - $0 >= Self.pause }) ?? true else { return false }
            state.lastRung = now
            return true
        }
        guard isDue else { return }
        for sql in [
            "BEGIN", "SET LOCAL synchronous_commit TO off", "NOTIFY \(PostgresLink.schema)", "COMMIT",
        ] {
            try? link.tell(sql, [])
        }
        try? link.leave()
    }

    // MARK: Listening

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func heard() { state.withLock { $0.rings += 1 } }

    /// Runs until stopped. The link is its own: it waits all day.
    private func listen() {
        while !isStopped {
            guard let link = try? pool.connect(for: .reading, until: .now + .seconds(5)) else { continue }
            // Whatever was missed while nobody listened.
            heard()
            try? listen(over: link)
        }
    }

    private func listen(over link: PostgresLink) throws {
        // Behind a pooler that parts transactions nobody hears bells; the look alone remains.
        if !link.isPooled { _ = try link.ask("LISTEN \(PostgresLink.schema)", []) }
        var newest: Int64?
        while !isStopped {
            let until = ContinuousClock.now + (link.isPooled ? Self.look / 2 : Self.look)
            var isHeard = false
            while !link.isPooled, !isHeard, !isStopped, .now < until {
                var wait = pollfd(fd: link.socket, events: Int16(POLLIN), revents: 0)
                if poll(&wait, 1, 200) > 0 { isHeard = try link.notifications() > 0 }
            }
            if link.isPooled { Thread.sleep(forTimeInterval: 0.5) }
            if isHeard { heard() }
            let last = try link.ask("SELECT max(id) FROM \(PostgresLink.schema).journal", []).row(0).int(0)
            if let newest, newest != last, !isHeard { heard() }
            newest = last
            // What was rung for while we asked.
            if try link.notifications() > 0 { heard() }
        }
    }
}
