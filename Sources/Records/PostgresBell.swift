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
    /// How long a server may be silent when it is asked that before it counts as gone.
    private static let patience = Duration.seconds(4)

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

    /// Runs until stopped. The link is its own: it waits all day, and so is the first to know when the server is gone.
    private func listen() {
        while !isStopped {
            guard let link = try? pool.connect(for: .reading, until: .now + .seconds(5)) else { continue }
            do { try listen(over: link) } catch {
                pool.noteBreak()
                // A server that lets us in and then answers nothing is not asked without end.
                Thread.sleep(forTimeInterval: Self.pause.seconds)
            }
        }
    }

    private func listen(over link: PostgresLink) throws {
        // Behind a pooler that parts transactions nobody hears bells; the look alone remains.
        if !link.isPooled { _ = try link.ask("LISTEN \(PostgresLink.schema)", []) }
        var seen = try look(over: link)
        // Whatever was missed while nobody listened.
        heard()
        while !isStopped {
            let isRung = try waitForBell(over: link)
            let latest = try look(over: link)
            // Said after the look, not before: what is committed from here on differs at the next.
            if isRung || latest != seen { heard() }
            seen = latest
            // Many ring together, and nobody reads what they show more often than this.
            if isRung { Thread.sleep(forTimeInterval: Self.pause.seconds) }
        }
    }

    /// - Returns: whether somebody rang before it was time to look.
    private func waitForBell(over link: PostgresLink) throws -> Bool {
        let until = ContinuousClock.now + (link.isPooled ? Self.look / 2 : Self.look)
        while !isStopped {
            // Also those that came in while something else was asked.
            if try link.notifications() > 0 { return true }
            guard .now < until else { return false }
            _ = link.isHeard(within: .milliseconds(200))
        }
        return false
    }

    /// A number that each new entry of the journal changes, also one that is committed after others with higher numbers.
    private func look(over link: PostgresLink) throws -> Int64 {
        let answer = try link.ask(
            "SELECT sum(id) FROM (SELECT id FROM \(PostgresLink.schema).journal ORDER BY id DESC LIMIT 200) latest",
            within: Self.patience)
        pool.noteAnswer()
        return answer.row(0).int(0)
    }
}
