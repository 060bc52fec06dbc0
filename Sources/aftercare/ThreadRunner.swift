import DeskScreens
import Foundation

/// Beside the main actor, a thread a job: one that waits for a database does not keep others from theirs, as it would in
/// Swift's own pool, which has no more threads than the machine has cores. Jobs are few: some a second.
struct ThreadRunner: JobRunner {
    func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void
    ) {
        Thread.detachNewThread {
            let result = work()
            Task { @MainActor in then(result) }
        }
    }
}
