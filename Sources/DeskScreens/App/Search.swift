import Dispatching
import ServiceDesk
import Synchronization

/// A search beside the keyboard, as the screen that wants it holds it. It ends early when asked to, and once that screen
/// is gone.
final class Search: Sendable {
    /// What the search itself knows of: how far it came, and whether it is to end.
    final class Course: Sendable {
        private let state = Mutex((part: 0.0, isOver: false))

        /// 0 to 1.
        var part: Double { state.withLock { $0.part } }
        var isOver: Bool { state.withLock { $0.isOver } }
        func reach(_ part: Double) { state.withLock { $0.part = part } }
        func end() { state.withLock { $0.isOver = true } }
    }

    let course = Course()
    private let rounds = SearchLength.rounds

    deinit { course.end() }

    /// With the clock running from now on.
    func options(seconds: Double) -> @Sendable () -> RoutingOptions {
        { [course, rounds] in
            RoutingOptions(
                budget: rounds.map(RoutingOptions.Budget.iterations) ?? .within(seconds), threads: 1,
                isCancelled: { course.isOver })
        }
    }
}

/// How long screens search. By the clock; tests, whose pictures must be the same every time, by rounds.
enum SearchLength {
    @TaskLocal static var rounds: Int?
}
