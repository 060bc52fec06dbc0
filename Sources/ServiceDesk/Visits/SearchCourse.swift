import Synchronization

/// How far a search came that goes on beside whoever wants it, and whether it is to end.
package final class SearchCourse: Sendable {
    private let state = Mutex((part: 0.0, isOver: false))

    package init() {}
    /// 0 to 1.
    package var part: Double { state.withLock { $0.part } }
    package var isOver: Bool { state.withLock { $0.isOver } }
    package func reach(_ part: Double) { state.withLock { $0.part = part } }
    /// With what was found until then.
    package func end() { state.withLock { $0.isOver = true } }
}
