import Dispatching
import ServiceDesk
import Synchronization
import TerminalKit

/// A search beside the keyboard, as the screen that wants it holds it. It ends early when asked to, and once that screen
/// is gone.
final class Search: Sendable {
    private let rounds = SearchLength.rounds
    let course = Course(isByClock: SearchLength.rounds == nil)

    deinit { course.end() }

    /// How far it came, and whether it is to end: what those who search know of it, so that they do not keep it alive.
    final class Course: Sendable {
        private struct State {
            var part = 0.0
            var isOver = false
            var costs: [Int] = []
            var pace = ProgressMeter(total: Course.whole, at: 0)
        }

        /// As finely as the pace is measured.
        private static let whole = 10_000
        private let state = Mutex(State())
        private let began = ContinuousClock.now
        private let isByClock: Bool

        /// - Parameter isByClock: whether it goes by the clock, so that the time it takes tells something.
        fileprivate init(isByClock: Bool) { self.isByClock = isByClock }

        /// 0 to 1.
        var part: Double { state.withLock { $0.part } }
        var isOver: Bool { state.withLock { $0.isOver } }
        /// What the best found cost by then, at each moment told; it never rises.
        var costs: [Int] { state.withLock { $0.costs } }

        /// How many seconds are left at this pace; nil while not known.
        var remaining: Int? { isByClock ? state.withLock { $0.pace.remaining } : nil }

        /// - Parameter cost: of the best so far, where there is one.
        func reach(_ part: Double, cost: Int? = nil) {
            let now = Int64((ContinuousClock.now - began) / .milliseconds(1))
            state.withLock { state in
                state.part = part
                state.pace.advance(to: Int(part * Double(Self.whole)), at: now)
                if let cost { state.costs.append(min(cost, state.costs.last ?? cost)) }
            }
        }

        /// With what was found until then.
        func end() { state.withLock { $0.isOver = true } }
    }

    /// With the clock running from when they are asked for.
    fileprivate func options(seconds: Double) -> @Sendable (DeskContext) -> RoutingOptions {
        { [course, rounds] context in
            RoutingOptions(
                budget: rounds.map(RoutingOptions.Budget.iterations) ?? .within(seconds),
                threads: rounds == nil ? context.about.searchThreads : 1,
                isCancelled: { course.isOver })
        }
    }
}

/// How long screens search. By the clock; tests, whose pictures must be the same every time, by rounds.
enum SearchLength {
    @TaskLocal static var rounds: Int?
}

/// A screen that lets the machine look for something while one goes on.
protocol SearchingScreen: Screen {
    /// What is under way.
    var search: Search? { get set }
}

extension SearchingScreen {
    /// Looks for something in place of whatever is looked for. What a search finds that is not the screen's any more is
    /// dropped.
    /// - Parameters:
    ///   - find: is told by which options, and whom to tell how far it is.
    ///   - then: is told as well whether somebody ended it.
    mutating func search<Found: Sendable>(
        _ tag: String, seconds: Double,
        _ find: @escaping @Sendable (RoutingOptions, Search.Course) -> Found,
        then: @escaping @Sendable (inout Self, Found, _ isEnded: Bool, DeskContext) -> [DeskStep]
    ) -> DeskStep {
        let search = Search()
        self.search = search
        let (course, options) = (search.course, search.options(seconds: seconds))
        return .job(
            .survey(tag) { _, context in
                find(options(context), course)
            } then: { (screen: inout Self, found, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                return then(&screen, found, course.isOver, context)
            } failed: { (screen: inout Self, error, context) in
                guard screen.search?.course === course else { return [] }
                screen.search = nil
                return Job.tellFault(&screen, error, context)
            })
    }
}
