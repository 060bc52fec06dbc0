import Foundation
import Model
import Synchronization

/// Links to one server, made when needed and kept; brings them back when the server was away. One pool a desk.
final class PostgresPool: Sendable {
    /// How long an action waits for a server that does not answer before it is given up as not done: longer than a
    /// failover to a standing replica takes.
    static let patience = Duration.seconds(12)
    /// How long before the first link ever: whoever mistyped an address is told soon.
    static let firstPatience = Duration.seconds(2)
    /// Links at once: an open desk reads and writes from a few threads.
    private static let most = 8

    let address: PostgresAddress
    private let free = DispatchSemaphore(value: most)
    private let state = Mutex(State())

    private struct State {
        var idle: [PostgresLink] = []
        var connection = ConnectionState.connected
        /// A connection stood once.
        var isTrusted = false
    }

    init(_ address: PostgresAddress) { self.address = address }

    var connectionState: ConnectionState { state.withLock { $0.connection } }

    /// The server answered somebody.
    func noteAnswer() { state.withLock { $0.connection = .connected } }

    /// A line broke that stood; no attempt was made yet to get through again. Whoever says so makes one next.
    func noteBreak() {
        state.withLock { state in
            if state.connection == .connected { state.connection = .lost(attempts: 0) }
        }
    }

    /// A link for one transaction; `give` it back, or let it go when it broke.
    /// - Throws: `PostgresError`: the server's refusal, or `isLost` when none could be had until `deadline`.
    func take(for purpose: PostgresLink.Purpose, until deadline: ContinuousClock.Instant) throws
        -> PostgresLink
    {
        free.wait()
        do {
            let idle = state.withLock { state in
                state.idle.lastIndex { $0.purpose == purpose }.map { state.idle.remove(at: $0) }
            }
            if let idle, idle.isAlive { return idle }
            return try connect(for: purpose, until: deadline)
        } catch {
            free.signal()
            throw error
        }
    }

    func give(_ link: PostgresLink) {
        if link.isAlive {
            state.withLock { state in
                state.idle.append(link)
                state.connection = .connected
            }
        }
        free.signal()
    }

    /// The link broke: the others of its time are likely broken too.
    func lose(_ link: PostgresLink) {
        state.withLock { $0.idle.removeAll() }
        noteBreak()
        free.signal()
    }

    /// Tries until somebody answers: soon at first, then less and less often, each time somewhat at random so that a whole
    /// centre does not come at the same moment.
    func connect(for purpose: PostgresLink.Purpose, until deadline: ContinuousClock.Instant) throws
        -> PostgresLink
    {
        var pause = Duration.milliseconds(25)
        while true {
            do {
                let link = try PostgresLink(address, for: purpose)
                noteAnswer()
                return link
            } catch let error as PostgresError {
                let known = noteLoss()
                // A sign-in the server refuses is refused the next time too; unless it knew us before, and is only
                // about to stop or to start.
                guard error.isLost || known else { throw error }
                // Not for long, where the server knew us before: full, say, or taking no writes yet.
                guard .now + pause < deadline else { throw known ? .lost(error.message) : error }
                Thread.sleep(forTimeInterval: pause.seconds * .random(in: 0.5...1))
                pause = min(pause * 2, .seconds(1))
            }
        }
    }

    /// - Returns: whether this pool ever had a connection.
    private func noteLoss() -> Bool {
        state.withLock { state in
            switch state.connection {
            case .connected: state.connection = .lost(attempts: 1)
            case .lost(let attempts): state.connection = .lost(attempts: attempts + 1)
            }
            return state.isTrusted
        }
    }

    /// From now on a refusal is taken for a passing one.
    func trust() { state.withLock { $0.isTrusted = true } }
}

extension Duration {
    /// For what still counts in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
