package import Model
import Quality

/// Whose gaps, in what, and when.
package struct GapScope: Sendable, Hashable {
    package var days: ClosedRange<Day>
    /// A service line, and a dimension; nil for all.
    package var line: String?
    package var dimension: String?
    package var segment: GapSegment?

    package init(
        _ days: ClosedRange<Day>, line: String? = nil, dimension: String? = nil, segment: GapSegment? = nil
    ) {
        (self.days, self.line, self.dimension, self.segment) = (days, line, dimension, segment)
    }

    /// As many days, just before.
    package var before: GapScope {
        var before = self
        before.days = days.before
        return before
    }

    func holds(_ attribute: GapAttribute) -> Bool {
        (line == nil || attribute.line == line) && (dimension == nil || attribute.dimension == dimension)
    }
}
