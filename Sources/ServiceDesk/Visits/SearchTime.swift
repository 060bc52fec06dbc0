package import Dispatching

extension RoutingOptions.Budget {
    /// So many seconds from now on, by the clock.
    package static func within(_ seconds: Double) -> Self {
        let began = ContinuousClock.now
        return .seconds(seconds) { (ContinuousClock.now - began) / .seconds(1) }
    }
}
