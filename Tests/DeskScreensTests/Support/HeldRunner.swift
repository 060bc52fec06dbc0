@testable import DeskScreens

/// Holds jobs until told, so that a test can press keys while an answer is under way.
@MainActor
final class HeldRunner: JobRunner {
    private var held: [@MainActor () -> Void] = []
    var count: Int { held.count }

    func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void
    ) {
        held.append { then(work()) }
    }

    /// Does everything held, in order, and what comes of it.
    func release() {
        while !held.isEmpty { held.removeFirst()() }
    }

    /// Does the first that is held, and nothing that comes of it.
    func releaseFirst() {
        if !held.isEmpty { held.removeFirst()() }
    }

    /// Does what is held, the last first: answers that overtake each other.
    func releaseReversed() {
        while !held.isEmpty { held.removeLast()() }
    }
}
