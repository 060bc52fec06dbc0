/// What the house answers to a step of its strategy, as of a moment. The newest of a step counts.
package struct StrategyText: Hashable, Sendable {
    package var id: Int64 = 0
    package var step: String
    package var text: String
    package var by: StaffID?
    package var at: Instant

    package init(step: String, text: String, by: StaffID?, at: Instant) {
        (self.step, self.text, self.by, self.at) = (step, text, by, at)
    }
}
