import Statistics

/// What matters beside how well it is done (Martilla and James, Journal of Marketing 41, 1977). The cross stands at the
/// means; what lies on a line counts to the high side.
package struct ImportancePerformance: Sendable {
    package struct Point: Sendable, Hashable {
        package var name: String
        package var importance: Double
        package var performance: Double
        /// Between which bounds they lie in 95 of 100 cases; nil for a single sheet.
        package var importanceBounds: ClosedRange<Double>?
        package var performanceBounds: ClosedRange<Double>?

        package init(
            name: String, importance: Double, performance: Double,
            importanceBounds: ClosedRange<Double>? = nil,
            performanceBounds: ClosedRange<Double>? = nil
        ) {
            (self.name, self.importance, self.performance) = (name, importance, performance)
            (self.importanceBounds, self.performanceBounds) = (importanceBounds, performanceBounds)
        }
    }

    package enum Quadrant: String, Sendable, CaseIterable {
        /// Matters and is done badly.
        case concentrate
        case keepUp
        case lowPriority
        /// Done better than it matters.
        case overkill
    }

    package struct Placed: Sendable {
        package var point: Point
        package var quadrant: Quadrant
        /// Its bounds cross a line, so that it may belong elsewhere.
        package var isUndecided: Bool
    }

    package let importance: Double
    package let performance: Double
    package let points: [Placed]

    /// Nil for fewer than two points, which have nothing to stand beside.
    package init?(_ points: [Point]) {
        guard points.count > 1 else { return nil }
        let importance = points.reduce(0) { $0 + $1.importance } / Double(points.count)
        let performance = points.reduce(0) { $0 + $1.performance } / Double(points.count)
        (self.importance, self.performance) = (importance, performance)
        self.points = points.map { point in
            // A mean of equal numbers may lie a rounding beside them.
            let (matters, isDone) = (
                point.importance > importance - 1e-12, point.performance > performance - 1e-12
            )
            let quadrant: Quadrant =
                switch (matters, isDone) {
                case (true, false): .concentrate
                case (true, true): .keepUp
                case (false, false): .lowPriority
                case (false, true): .overkill
                }
            return Placed(
                point: point, quadrant: quadrant,
                isUndecided: point.importanceBounds?.contains(importance) ?? false
                    || point.performanceBounds?.contains(performance) ?? false)
        }
    }
}

extension ImportancePerformance {
    /// Of a battery's dimensions: what was awaited, or else the points given, beside what is perceived.
    package init?(_ result: BatteryResult) {
        let dimensions = result.dimensions.filter { !$0.isApart && $0.perception.count > 0 }
        let points = dimensions.compactMap { d -> Point? in
            let importance = d.expectation.count > 0 ? d.expectation : d.points
            guard importance.count > 0 else { return nil }
            return Point(
                name: d.name, importance: importance.mean, performance: d.perception.mean,
                importanceBounds: importance.interval.map { $0.low...$0.high },
                performanceBounds: d.perception.interval.map { $0.low...$0.high })
        }
        guard points.count == dimensions.count else { return nil }
        self.init(points)
    }
}
