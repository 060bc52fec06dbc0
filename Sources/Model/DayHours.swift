/// A stretch of the local day, such as `18:00-20:30`.
package struct DayHours: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Minutes since midnight, 0...1440; never empty.
    package let minutes: Range<Int>

    /// Reads `18:00-20:30`, also with one digit, full-width marks or a wave (`9:00～11:00`); nil for anything else.
    package init?(_ text: String) {
        let plain = text.map { mark -> Character in
            switch mark {
            case "：": ":"
            case "－", "–", "—", "~", "～": "-"
            default: mark
            }
        }
        let ends = String(plain).filter { !$0.isWhitespace }.split(separator: "-").map(Self.minute)
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
        minutes = from..<to
    }

    /// Nil for none, and for what is no stretch of one day.
    package init?(_ minutes: Range<Int>) {
        guard !minutes.isEmpty, minutes.lowerBound >= 0, minutes.upperBound <= 1440 else { return nil }
        self.minutes = minutes
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    package var description: String {
        [minutes.lowerBound, minutes.upperBound].map { ClockText.of(minute: $0) }.joined(separator: "-")
    }
}
