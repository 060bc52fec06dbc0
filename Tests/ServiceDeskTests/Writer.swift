import Foundation
import Synchronization

/// Writes again and again on a thread of its own, from before it is made until it is stopped.
final class Writer: Sendable {
    private struct State {
        var count = 0
        var isStopped = false
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    init(_ write: @escaping @Sendable (Int) throws -> Void) {
        let begun = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            while !state.withLock(\.isStopped) {
                do { try write(count + 1) } catch {
                    state.withLock { $0.failure = error }
                    break
                }
                state.withLock { $0.count += 1 }
                begun.signal()
            }
            begun.signal()
            ended.signal()
        }
        begun.wait()
    }

    var count: Int { state.withLock(\.count) }

    /// - Returns: why it stopped by itself, if it did.
    func stop() -> (any Error)? {
        state.withLock { $0.isStopped = true }
        ended.wait()
        return state.withLock(\.failure)
    }
}
