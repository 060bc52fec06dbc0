import Dispatching
import ServiceDesk

/// A search beside the keyboard, as the screen that wants it holds it. It ends early when asked to, and once that screen
/// is gone.
final class Search: Sendable {
    let course = SearchCourse()
    private let rounds = SearchLength.rounds

    deinit { course.end() }

    /// With the clock running from when they are asked for.
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
